"""`manage.py backup FILE`: writes the database and all captures to one file, and verifies it."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from factcheck.operations.backup import keys as key_files
from factcheck.operations.backup.creation import BackupProblem, unfinished_files, write_backup, write_file
from factcheck.operations.backup.keys import KeysProblem
from factcheck.setup.progress import say
from factcheck.web.database.owner import as_owner
from factcheck.web.models import ServiceState

PASSPHRASE = "FACTCHECK_BACKUP_PASSPHRASE"  # noqa: S105  (the name of a variable)


class Command(BaseCommand):
    help = (
        "Write the database and all stored files to FILE, and verify it. Factcheck can stay in use. The keys are not in FILE:"
        f" --keys writes them to a second file, which the passphrase in {PASSPHRASE} encrypts."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="The backup to write. It contains personal data; keep it private")
        parser.add_argument("--keys", type=Path, metavar="KEYFILE", help="Also write the keys, encrypted with a passphrase")
        parser.add_argument("--compress", action="store_true", help="Compress with gzip; the dump is compressed in any case")
        parser.add_argument("--force", action="store_true", help="Replace existing files")
        parser.add_argument(
            "--accept-damaged", action="store_true", help="Write the backup even if stored files are missing or damaged"
        )

    def handle(self, *args: Any, file: Path, keys: Path | None, compress: bool, force: bool, **options: Any) -> None:
        file = file.resolve()
        for leftover in unfinished_files(file):
            self.stderr.write(f"{leftover} is left over from a backup that was interrupted. You can delete it.")
        found = key_files.read_keys(Path(settings.DATA_DIR))
        try:
            passphrase = new_passphrase() if keys else ""
            if keys and keys.exists() and not force:
                raise BackupProblem(f"{keys} exists. Choose another name, or replace the file with --force.")
            with as_owner():  # `pg_dump` locks every table, which the runtime role may not do
                manifest = write_backup(
                    file,
                    keys=key_files.fingerprints(found),
                    is_compressed=compress,
                    accept_damaged=options["accept_damaged"],
                    replace=force,
                    say=say,
                )
            if keys:
                write_file(keys.resolve(), key_files.encrypt(found, passphrase), replace=force)
        except (BackupProblem, KeysProblem) as problem:
            raise CommandError(str(problem)) from problem
        except OSError as error:
            raise CommandError(f"The backup could not be written: {error.strerror or error}. Nothing was left behind.") from error
        _remember(manifest.snapshot_at)
        size = f"{file.stat().st_size / 1_000_000:.1f} MB"
        self.stdout.write(
            f"{file}: {size}, ledger entry {manifest.ledger.number}, {manifest.captures.count} stored files, as of"
            f" {manifest.snapshot_at}. Verified."
        )
        if manifest.captures.damaged:
            self.stderr.write(f"{len(manifest.captures.damaged)} stored files are missing from the backup.")
        self._say_where_the_keys_are(keys, sorted(found))

    def _say_where_the_keys_are(self, keys: Path | None, names: list[str]) -> None:
        if keys:
            self.stdout.write(
                f"{keys}: {', '.join(names) or 'no keys'}. Keep this file and its passphrase apart from the backup."
            )
        elif names:
            self.stderr.write(f"The keys ({', '.join(names)}) are not in the backup. Write them once with --keys.")
        for key in key_files.KEY_FILES:
            if key.variable and os.environ.get(key.variable):
                self.stderr.write(f"{key.variable} is set in the environment and is in neither file. Keep its value elsewhere.")


def new_passphrase() -> str:
    """The passphrase in the environment, or one that is typed twice. Raises KeysProblem if it is too short."""
    passphrase = os.environ.get(PASSPHRASE, "")
    if not passphrase:
        if not sys.stdin.isatty():
            raise KeysProblem(f"Set the passphrase for the keys in {PASSPHRASE}.")
        passphrase = getpass.getpass("Passphrase for the keys: ")
        if getpass.getpass("The same passphrase again: ") != passphrase:
            raise KeysProblem("The two passphrases differ.")
    key_files.check_passphrase(passphrase)
    return passphrase


def _remember(snapshot_at: str) -> None:
    """Store the time of the backup for the health check, unless the database has not been migrated yet."""
    from factcheck.operations.backup.state import has_table

    if has_table(ServiceState._meta.db_table):
        ServiceState.objects.update_or_create(pk=1, defaults={"backup_at": datetime.fromisoformat(snapshot_at)})
