"""`manage.py doctor`: checks all invariants and reports violations."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.ledger.verifier import Unreadable
from factcheck.operations.doctor import examine, listings
from factcheck.operations.exports import compare_with


class Command(BaseCommand):
    help = "Check all invariants and report each violation. Changes nothing. Exits with status 1 if there is a violation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--against",
            type=Path,
            metavar="FILE",
            help="Only compare the ledger with an earlier state: a copy of /ledger-head.json, or a file written by export_ledger",
        )

    def handle(self, *args: Any, against: Path | None = None, **options: Any) -> None:
        if against:
            self._compare(against)
            return
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

    def _compare(self, file: Path) -> None:
        try:
            differences = compare_with(file)
        except (Unreadable, UnicodeDecodeError, OSError) as error:
            raise CommandError(f"{file} cannot be read: {error}") from error
        for difference in differences:
            self.stdout.write(f"BROKEN {difference}")
        if differences:
            raise CommandError(f"The ledger does not extend {file}. Nothing was changed.")
        self.stdout.write(f"The ledger extends {file}.")
