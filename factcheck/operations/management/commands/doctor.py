"""`manage.py doctor`: check the invariants; exit 1 naming what broke."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.operations.doctor import examine, listings


class Command(BaseCommand):
    help = "Check that everything that must always hold still holds. Changes nothing; exits 1 naming what broke."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        for result in examine():
            mark = "ok    " if not result.findings else "BROKEN"
            self.stdout.write(f"{mark} {result.name} ({result.seconds:.1f} s)")
            for finding in result.findings:
                self.stdout.write(f"         {finding}")
            broken += bool(result.findings)
        for listed in listings():
            if listed.findings:
                self.stdout.write(f"listed {listed.name}")
            for line in listed.findings:
                self.stdout.write(f"         {line}")
        if broken:
            raise CommandError(f"{broken} of the invariants {'is' if broken == 1 else 'are'} broken; nothing was changed.")
        self.stdout.write("Everything holds.")
