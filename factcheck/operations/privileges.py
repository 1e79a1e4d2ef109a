"""The privileges of the runtime role: the only declaration, derived from the models. `grants` applies and compares it.

Tables that are not declared get none. Database triggers check the same rules, but the owner of a table can disable its triggers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.db import models

from factcheck.ledger.models import Immutable, Recorded

Privilege = tuple[str, str]
"""A privilege on a table, such as SELECT, and the column to which it is limited; empty for all columns."""


class Class(NamedTuple):
    """What the runtime role may do with the rows of a table, besides SELECT. `update` names the only columns that change."""

    insert: bool = False
    delete: bool = False
    update: Iterable[str] | bool = False

    def privileges(self) -> frozenset[Privilege]:
        names = {"SELECT": True, "INSERT": self.insert, "DELETE": self.delete, "UPDATE": self.update is True}
        columns = () if isinstance(self.update, bool) else self.update
        return frozenset({(name, "") for name, granted in names.items() if granted} | {("UPDATE", name) for name in columns})


READ = Class()
APPEND = Class(insert=True)
ALL = Class(insert=True, delete=True, update=True)

CLASSES = {
    # Libraries. Migrations alone write the tables of content types, permissions, and migrations.
    "django_migrations": READ,
    "django_content_type": READ,
    "auth_permission": READ,
    "auth_group": READ,
    "auth_group_permissions": READ,
    "django_session": ALL,
    "django_cache": ALL,
    "account_emailaddress": ALL,
    "account_emailconfirmation": ALL,
    "mfa_authenticator": ALL,
    "socialaccount_socialaccount": ALL,
    "socialaccount_socialapp": READ,  # providers come from the settings
    "socialaccount_socialtoken": READ,  # tokens of providers are not stored
    "procrastinate_workers": ALL,
    "procrastinate_jobs": ALL,
    "procrastinate_events": ALL,
    "procrastinate_periodic_defers": ALL,
    # Our tables whose rows are not recorded one by one.
    "ledger_head": Class(update=["number", "hash"]),
    "ledger_entry": APPEND,
    "ledger_touch": APPEND,
    "claims_contribution": Class(insert=True, update=["entry"]),
    "archive_uploadvolume": ALL,
    "web_servicestate": Class(insert=True, update=["maintenance_since", "maintenance_message", "backup_at"]),
    "web_receipt": Class(insert=True, delete=True, update=["object_id"]),
    "accounts_factorkey": Class(insert=True, update=["digest"]),
    "accounts_staffsession": ALL,
    "accounts_securityevent": Class(insert=True, delete=True),  # a trigger keeps recent events
    "accounts_token": Class(insert=True, update=["last_used_at", "last_network", "revoked_at", "scope"]),
    "articles_knownsourcename": ALL,  # written by triggers, with the privileges of the role that changed the name
    "claims_knownactorname": ALL,
    "claims_span": Class(insert=True, delete=True),
    "claims_attribution": Class(insert=True, delete=True, update=["actor_id"]),
    "evidence_addresswatch": Class(
        insert=True,
        update=[
            *("state", "number", "attempts", "due_at", "next_attempt_at", "updated_at", "checked_at", "detail"),
            *("requested_by_id", "newest_id", "is_open"),
        ],
    ),
    "evidence_copyprogress": Class(
        insert=True, update=["state", "detail", "attempts", "received", "updated_at", "next_attempt_at", "copy_id"]
    ),
    "evidence_numbering": Class(insert=True, update=["last"]),
    "publishing_shareimage": ALL,  # derived from documents, and drawn again when the colors of the newsroom change
    "publishing_signingkey": APPEND,
    "publishing_signedhead": APPEND,
    "publishing_headstamp": APPEND,
    "publishing_signedtree": APPEND,
    "verdicts_recordchange": Class(insert=True, update=["is_open", "confirmation_id"]),
}
"""The tables whose model is neither `Recorded` nor `Immutable`."""
CHANGING = {
    "publishing_publication": ["is_current"],
    "publishing_correction": ["correction_kind", "notice", "publication_id", "closed_at", "closed_by_id", "closed_reason"],
    "evidence_search": ["claim_id"],
    "evidence_takedown": ["ended_at", "ended_by_id", "ended_reason"],
    "evidence_legalhold": ["ended_at", "ended_by_id", "ended_reason"],
    "verdicts_verdict": ["state", "author_id", "approved_id", "moved_at", "recheck_on"],
}
"""The columns of recorded tables that change, besides the version. In other recorded tables, all except FIXED."""
FIXED = {"created_at", "created_by", "imported_at", "imported_by"}
"""The fields of recorded models that no statement writes again. (The sign-in library always writes all columns of a person.)"""


def declared() -> dict[str, frozenset[Privilege]]:
    """The privileges of the runtime role on each declared table."""
    recorded = {model._meta.db_table: _of_recorded(model) for model in _models() if issubclass(model, Recorded)}
    return {table: each.privileges() for table, each in {**CLASSES, **recorded}.items()}


def undeclared() -> list[str]:
    """The tables of models without a declaration. The runtime role cannot use them."""
    return sorted({model._meta.db_table for model in _models()} - set(declared()))


def _models() -> Iterator[type[models.Model]]:
    yield from apps.get_models(include_auto_created=True)


def _of_recorded(model: type[Any]) -> Class:
    if issubclass(model, Immutable):
        return APPEND
    columns = CHANGING.get(model._meta.db_table) or [
        field.column
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.generated and field.name not in FIXED
    ]
    return Class(insert=True, update={*columns, "version"})
