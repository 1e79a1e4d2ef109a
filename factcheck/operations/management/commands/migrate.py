"""`manage.py migrate`: Django's command, run by the owner of the tables. It then grants the runtime role its privileges.

A second one on the same database waits for the first.
"""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS

from factcheck.operations.grants import apply, describe
from factcheck.operations.migration_lock import only_one_migration
from factcheck.web.database.owner import as_owner


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if options["database"] != DEFAULT_DB_ALIAS:
            super().handle(*args, **options)
            return
        with as_owner() as runtime:
            if options["check_unapplied"] or options["plan"]:
                super().handle(*args, **options)
                return
            with only_one_migration(self._say_that_it_waits):
                super().handle(*args, **options)
                if runtime:
                    for line in describe(apply(runtime), runtime):
                        self.stderr.write(self.style.WARNING(line))

    def _say_that_it_waits(self) -> None:
        self.stderr.write("Another process is migrating this database. Waiting for it to end …")
