"""`manage.py migrate`: Django's command, run by the owner of the tables. It then grants the runtime role its privileges."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS

from factcheck.operations.grants import apply, describe
from factcheck.web.database.owner import as_owner


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if options["database"] != DEFAULT_DB_ALIAS:
            super().handle(*args, **options)
            return
        with as_owner() as runtime:
            super().handle(*args, **options)
            if runtime and not options["plan"]:
                for line in describe(apply(runtime), runtime):
                    self.stderr.write(self.style.WARNING(line))
