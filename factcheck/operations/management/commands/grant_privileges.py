"""`manage.py grant_privileges`: grants the runtime role its privileges, if somebody else ran the migrations."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.operations.grants import apply, describe
from factcheck.web.database.owner import as_owner, current_role


class Command(BaseCommand):
    help = (
        "Grant the role of DATABASE_URL the privileges that it needs, and revoke all others, as the owner of the tables."
        " `migrate` does this, too."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--role", help="Role that gets the privileges, if DATABASE_URL has the role of the owner")

    def handle(self, *args: Any, role: str | None, **options: Any) -> None:
        with as_owner() as runtime:
            role = role or runtime
            if role is None:
                raise CommandError(
                    "There is only one role. Set FACTCHECK_OWNER_DATABASE_URL, or name the runtime role: --role NAME"
                )
            if role == current_role():
                raise CommandError(f"{role} is the owner itself. Its privileges cannot be limited.")
            remaining = describe(apply(role), role)
        if remaining:
            raise CommandError("\n".join(remaining))
        self.stdout.write(f"The role {role} has exactly the privileges that it needs.")
