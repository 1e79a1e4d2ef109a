from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

# django-pgtrigger lets any session turn triggers off with the setting `pgtrigger.ignore`. The product never does this.
_NEVER_IGNORE = """
CREATE OR REPLACE FUNCTION "public"._pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN AS 'SELECT FALSE' LANGUAGE sql
"""


class LedgerConfig(AppConfig):
    name = "factcheck.ledger"

    def ready(self) -> None:
        post_migrate.connect(_keep_triggers, sender=self)


def _keep_triggers(using: str, **options: Any) -> None:
    """Replace the function that the library installs with each trigger, so that no setting turns triggers off."""
    with connections[using].cursor() as cursor:
        cursor.execute(_NEVER_IGNORE)
