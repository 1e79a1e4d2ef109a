"""`manage.py write_schema_reference`: updates the reference with which `doctor` compares the schema. For developers."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from factcheck.operations.schema import REFERENCE, schema_lines


class Command(BaseCommand):
    help = "Write the schema of the migrated database to factcheck/operations/schema.txt. Run it after adding a migration."

    def handle(self, *args: Any, **options: Any) -> None:
        REFERENCE.write_text("\n".join(schema_lines()) + "\n")
        self.stdout.write(f"Written to {REFERENCE}.")
