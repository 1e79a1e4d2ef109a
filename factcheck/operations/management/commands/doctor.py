"""`manage.py doctor`: checks all invariants and reports violations."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.operations.doctor import examine, listings


class Command(BaseCommand):
    help = "Check all invariants and report each violation. Changes nothing. Exits with status 1 if there is a violation."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        for result in examine():
            mark = "ok    " if not result.findings else "BROKEN"
            self.stdout.write(f"{mark} {result.name} ({result.seconds:.1f} s)")
            for finding in result.findings:
                self.stdout.write(f"         {finding}")
            broken += bool(result.findings)
        for listing in listings():
            if listing.findings:
                self.stdout.write(f"listed {listing.name}")
            for line in listing.findings:
                self.stdout.write(f"         {line}")
        if broken:
            raise CommandError(f"{broken} {'invariant is' if broken == 1 else 'invariants are'} violated. Nothing was changed.")
        self.stdout.write("All invariants hold.")
