"""`manage.py restore FILE`: verifies a backup, and replaces the data of this installation with it."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from factcheck.operations.backup import keys as key_files
from factcheck.operations.backup import restoration, state
from factcheck.operations.backup.keys import KeysProblem
from factcheck.operations.backup.manifest import DamagedBackup, Manifest
from factcheck.operations.backup.restoration import RestoreProblem
from factcheck.operations.management.commands.backup import PASSPHRASE
from factcheck.setup.progress import say
from factcheck.web.database.owner import as_owner
from factcheck.web.models import ServiceState


class Command(BaseCommand):
    help = (
        "Verify the backup FILE, then replace the database with it, add its stored files, migrate, and run doctor. Stop the web"
        f" server and the workers first. The replaced data stays in the schema {state.FORMER}."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="A backup that manage.py backup wrote")
        parser.add_argument("--keys", type=Path, metavar="KEYFILE", help="Also restore the keys from this file")
        parser.add_argument("--only-keys", action="store_true", help="Restore only the keys")
        parser.add_argument(
            "--new-storage",
            action="store_true",
            help="Store the files although the storage is empty and the database refers to stored files, which are lost",
        )
        parser.add_argument("--replace", action="store_true", help="Replace existing data; asks for the name of the database")
        parser.add_argument("--yes-replace", metavar="NAME", help="Replace existing data of the database NAME without asking")
        parser.add_argument(
            "--discard-former", action="store_true", help="Delete the data that an earlier restore replaced and kept"
        )

    def handle(self, *args: Any, file: Path | None, keys: Path | None, **options: Any) -> None:
        if options["only_keys"] and not keys:
            raise CommandError("--only-keys needs the file with the keys: --keys KEYFILE")
        if not options["only_keys"] and not file:
            raise CommandError("Name the backup to restore.")
        try:
            restored_keys = key_files.decrypt(keys, passphrase()) if keys else None
            if options["only_keys"]:
                self._write_keys(restored_keys or {})
            elif file:
                with as_owner():
                    self._restore(file, restored_keys, options)
                say("Checking the restored data")
                self._examine()
        except (RestoreProblem, KeysProblem, DamagedBackup) as problem:
            raise CommandError(str(problem)) from problem
        except OSError as error:
            raise CommandError(f"{error.filename or file}: {error.strerror or error}.") from error

    def _restore(self, file: Path, restored_keys: dict[str, bytes] | None, options: dict[str, Any]) -> None:
        self._report_earlier_restore()
        with file.open("rb") as backup:
            say("Verifying the backup")
            manifest = restoration.examined(backup)
            self.stdout.write(describe(manifest))
            self._report_keys(manifest, restored_keys)
            self._confirm(manifest, options)
            say("Storing the captures")
            stored = restoration.store_captures(backup, accept_new_store=options["new_storage"])
            say("Replacing the database")
            at = restoration.replace_database(backup, manifest, Path(settings.DATA_DIR), discard_former=options["discard_former"])
        self.stdout.write(f"The database was restored at {at}, with {stored} stored files.")
        if restored_keys is not None:
            self._write_keys(restored_keys)
        say("Migrating the restored data")
        call_command("migrate", verbosity=0, interactive=False)
        state.mark_complete()
        self._say_what_follows(manifest)

    def _examine(self) -> None:
        try:
            call_command("doctor", stdout=self.stdout)
        except CommandError as error:
            raise CommandError("The data was restored, but it violates invariants; see above.") from error

    def _report_earlier_restore(self) -> None:
        last = state.last_restoration()
        if last and not last.is_complete:
            self.stderr.write(
                f"An earlier restore of the backup of {last.backup_time} was interrupted after it replaced the database"
                f" at {last.at}."
                " To finish that restore instead of starting another one, run: manage.py migrate, manage.py doctor, and, if you"
                " have a file with keys, manage.py restore --only-keys --keys KEYFILE"
            )
        if state.has_former_data():
            self.stderr.write(f"The schema {state.FORMER} contains the data that an earlier restore replaced.")

    def _report_keys(self, manifest: Manifest, restored_keys: dict[str, bytes] | None) -> None:
        """Say what no longer works because a key of the backup is in neither the file with the keys nor the data folder."""
        present = key_files.fingerprints(key_files.read_keys(Path(settings.DATA_DIR)) | (restored_keys or {}))
        for key in key_files.KEY_FILES:
            if key.name in manifest.keys and present.get(key.name) != manifest.keys[key.name]:
                self.stderr.write(f"The key {key.name} of the backup is missing: {key.lost}. Restore it with --keys.")

    def _confirm(self, manifest: Manifest, options: dict[str, Any]) -> None:
        """Return if the database is empty, or if the operator confirmed to replace its data. Raises RestoreProblem otherwise."""
        if not state.number_of_tables():
            return
        name = str(connection.settings_dict["NAME"])
        self.stdout.write(describe_replaced(name, manifest))
        if not options["replace"] and options["yes_replace"] is None:
            raise RestoreProblem(f"The database {name} contains data. To replace it, add --replace. Nothing was changed.")
        if state.has_former_data() and not options["discard_former"]:
            raise RestoreProblem(
                f"The schema {state.FORMER} would be overwritten. Delete it with --discard-former, or rename it with"
                f" ALTER SCHEMA {state.FORMER} RENAME TO another_name. Nothing was changed."
            )
        typed = options["yes_replace"]
        if typed is None:
            if not sys.stdin.isatty():
                raise RestoreProblem(f"Confirm with --yes-replace {name}. Nothing was changed.")
            typed = input("Type the name of the database to replace its data: ")
        if typed != name:
            raise RestoreProblem(f"The database is called {name}, not {typed}. Nothing was changed.")

    def _write_keys(self, restored_keys: dict[str, bytes]) -> None:
        written = key_files.write_keys(Path(settings.DATA_DIR), restored_keys)
        self.stdout.write(f"Restored keys: {', '.join(written)}." if written else "All keys of the file were already in place.")
        for key in key_files.KEY_FILES:
            if key.name in restored_keys and key.variable and os.environ.get(key.variable):
                self.stderr.write(f"{key.variable} is set, so the restored file {key.name} is not used.")

    def _say_what_follows(self, manifest: Manifest) -> None:
        self.stdout.write(
            "All sessions have ended, so everyone signs in again. Passwords, second factors, roles, and API tokens are those of"
            f" {manifest.snapshot_at}: a token that was revoked later works again, and one that was issued later does not."
        )
        if manifest.captures.damaged:
            self.stderr.write(f"{len(manifest.captures.damaged)} stored files were missing when the backup was written.")
        if ServiceState.objects.filter(maintenance_since__isnull=False).exists():
            self.stderr.write("Maintenance mode was on when the backup was written. To end it: manage.py maintenance off")
        if state.has_former_data():
            self.stdout.write(
                f"The replaced data is in the schema {state.FORMER}. When you no longer need it:"
                f" DROP SCHEMA {state.FORMER} CASCADE"
            )


def describe(manifest: Manifest) -> str:
    """One line about a backup."""
    counts = ", ".join(f"{number} {name}" for name, number in manifest.counts.items())
    return (
        f"Backup of {manifest.snapshot_at} by version {manifest.version}: ledger entry {manifest.ledger.number}"
        f" ({manifest.ledger.hash[:12]}), {counts}, {manifest.captures.count} stored files"
        f" ({manifest.captures.size / 1_000_000:.1f} MB)."
    )


def describe_replaced(name: str, manifest: Manifest) -> str:
    """What the restore replaces, and how the two ledgers relate."""
    head = state.ledger_head()
    counts = ", ".join(f"{number} {kind}" for kind, number in state.counts().items())
    text = f"It replaces the data in the database {name}: ledger entry {head.number} ({head.hash[:12]}), {counts}."
    if not head.number or not state.has_table("ledger_entry"):
        return text
    same = state.fetch("SELECT hash FROM ledger_entry WHERE number = %s", [manifest.ledger.number])
    if manifest.ledger.number and (not same or same[0][0] != manifest.ledger.hash):
        return f"{text} The backup has a different history: it is not an earlier state of this data."
    missing = head.number - manifest.ledger.number
    return f"{text} The backup lacks the last {missing} of these entries." if missing else f"{text} The backup has all entries."


def passphrase() -> str:
    """The passphrase in the environment, or one that is typed."""
    if typed := os.environ.get(PASSPHRASE, ""):
        return typed
    if not sys.stdin.isatty():
        raise KeysProblem(f"Set the passphrase for the keys in {PASSPHRASE}.")
    return getpass.getpass("Passphrase for the keys: ")
