"""`manage.py export_ledger FILE`: writes all entries of the ledger to a file that the stand-alone verifier reads."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.ledger.snapshot import snapshot
from factcheck.operations.exports import export_lines
from factcheck.setup.durable import flush_folder, link, temporary_name


class Command(BaseCommand):
    help = "Write the ledger to a new file, in JSON Lines. It contains names and email addresses of staff."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="Path of the new file")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        temporary = temporary_name(file)
        if file.exists():
            raise CommandError(f"{file} exists. Choose another name.")
        try:
            with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as output:
                lines = -1  # the header is no entry
                with snapshot():
                    for line in export_lines():
                        output.write(line)
                        lines += 1
                output.flush()
                os.fsync(output.fileno())
            if not link(temporary, file):
                raise CommandError(f"{file} exists. Choose another name.")
            flush_folder(file.parent)
        except OSError as error:
            raise CommandError(f"{file} could not be written: {error.strerror}.") from error
        finally:
            temporary.unlink(missing_ok=True)
        self.stdout.write(f"{lines} entries written to {file}.")
