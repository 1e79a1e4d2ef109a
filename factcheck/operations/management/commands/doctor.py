"""`manage.py doctor`: checks all invariants and reports violations."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.ledger.verifier import KEY_HELP, Unreadable
from factcheck.operations.doctor import Step, examine, listings
from factcheck.operations.exports import compare_with
from factcheck.operations.progress_line import ProgressLine


class Command(BaseCommand):
    help = "Check all invariants and report each violation. Changes nothing. Exits with status 1 if there is a violation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--against",
            type=Path,
            metavar="FILE",
            help=(
                "Only verify the chain and compare the ledger with an earlier state: a copy of /ledger-head.json, or a file"
                " written by export_ledger"
            ),
        )
        parser.add_argument("--key", action="append", default=[], help=f"With --against: {KEY_HELP[0].lower()}{KEY_HELP[1:]}")
        parser.add_argument(
            "--progress", action="store_true", help="Display the progress even if standard error is not a terminal"
        )

    def handle(self, *args: Any, against: Path | None = None, progress: bool = False, **options: Any) -> None:
        self._escape_unsupported_characters()
        if against:
            self._compare(against, options.get("key") or ())
            return
        broken = 0
        is_terminal = sys.stderr.isatty()
        display = ProgressLine(sys.stderr, is_terminal=is_terminal)

        def show(step: Step) -> None:
            rows = f", {step.rows:,} rows read" if step.rows else ""
            display.show(f"{step.number} of {step.total}: {step.name}{rows}")

        for result in examine(show) if is_terminal or progress else examine():
            display.clear()
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

    def _escape_unsupported_characters(self) -> None:
        """Findings quote any text. Where standard output is ASCII or Latin-1, other characters are displayed as escapes."""
        with suppress(AttributeError):  # a test or another program can replace the stream
            self.stdout._out.reconfigure(errors="backslashreplace")  # type: ignore[attr-defined]

    def _compare(self, file: Path, trusted: Collection[str]) -> None:
        try:
            differences = compare_with(file, trusted)
        except (Unreadable, UnicodeDecodeError, OSError) as error:
            raise CommandError(f"{file} cannot be read: {error}") from error
        for difference in differences:
            self.stdout.write(f"BROKEN {difference}")
        if differences:
            raise CommandError(f"The ledger is not proved to extend {file}. Nothing was changed.")
        self.stdout.write(f"The ledger extends {file}.")
