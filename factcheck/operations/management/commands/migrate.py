"""`manage.py migrate`: Django's command. A second one on the same database waits for the first."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS

from factcheck.operations.migration_lock import only_one_migration


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> Any:
        if options["database"] != DEFAULT_DB_ALIAS or options["check_unapplied"] or options["plan"]:
            return super().handle(*args, **options)
        with only_one_migration(lambda: self.stderr.write("Another process is migrating this database. Waiting for it to end …")):
            return super().handle(*args, **options)
