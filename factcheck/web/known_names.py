"""All names of a kind of row: the name that the row displays, and its other names. No two of them have the same key."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Collate

from factcheck.web.names import NameGrams, NameKey

MAX_NAME_LENGTH = 200
"""Maximum length of a name in code points."""
MAX_OTHER_NAMES = 50
"""Maximum number of other names that people can give one row. A merge can exceed it."""
MAX_SUBMITTED_NAMES = 1_000
"""Maximum number of other names in a form or a request. It exceeds MAX_OTHER_NAMES, so that a merged row can still be edited."""


class NameIdentity(models.Func):
    """The key by which names are compared (`factcheck.web.name_identity`), computed by the database."""

    function = "name_identity"
    output_field = models.TextField()


class KnownName(models.Model):
    """One name of a row, its owner. The trigger `KnowsName` on the owner maintains the displayed name; actions, the others.

    `is_duplicate`: another row had the same name when the upgrade introduced the key. Such a name is exempt from the constraint
    until it is changed, its owner is merged, or no other row has the name without the exemption.
    """

    name = models.CharField(max_length=MAX_NAME_LENGTH)
    key = models.GeneratedField(expression=NameIdentity("name"), output_field=models.TextField(), db_persist=True)
    search_key = models.GeneratedField(expression=NameKey(NameIdentity("name")), output_field=models.TextField(), db_persist=True)
    is_alias = models.BooleanField("other name", default=True)
    is_duplicate = models.BooleanField(default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


def known_name_constraints(kind: str) -> list[models.BaseConstraint]:
    """The constraints of a table of names. `kind` is the ledger kind of the owners."""
    return [
        models.UniqueConstraint(fields=["key"], condition=Q(is_duplicate=False), name=unique_key(kind)),
        models.UniqueConstraint(fields=["owner"], condition=Q(is_alias=False), name=f"one_displayed_name_of_a_{kind}"),
    ]


def known_name_indexes(kind: str) -> list[models.Index]:
    """The indexes for lookups and for `search_names`: keys, normalized names in byte order, and trigrams.

    `fastupdate` is off, because names are searched at each key press and rarely added, so no search has to read a pending list.
    """
    return [
        models.Index(fields=["key"], name=f"{kind}_known_key"),
        models.Index(Collate(NameKey("key"), "C"), name=f"{kind}_name_key"),
        GinIndex(NameGrams(NameKey("key")), fastupdate=False, name=f"{kind}_name_grams"),
    ]


def unique_key(kind: str) -> str:
    """The name of the unique constraint on the keys of all names of the kind."""
    return f"one_{kind}_of_a_key"


class KnowsName(pgtrigger.Trigger):
    """Maintains the displayed name of a row in the table of names. A row may take one of its own other names.

    If the row gives up a name that others have as duplicates, the first of them becomes subject to the constraint.
    """

    when = pgtrigger.After
    operation = pgtrigger.Insert | pgtrigger.UpdateOf("name")  # type: ignore[no-untyped-call]

    def __init__(self, *, names: str, **options: Any) -> None:
        self.names = names
        super().__init__(**options)

    def get_func(self, model: Any) -> str:
        return f"""
            IF TG_OP = 'INSERT' THEN
                INSERT INTO {self.names} (owner_id, name, is_alias, is_duplicate) VALUES (NEW.id, NEW.name, FALSE, FALSE);
            ELSIF NEW.name <> OLD.name THEN
                DELETE FROM {self.names} WHERE owner_id = NEW.id AND is_alias AND key = name_identity(NEW.name);
                UPDATE {self.names} SET name = NEW.name, is_duplicate = is_duplicate AND key = name_identity(NEW.name)
                WHERE owner_id = NEW.id AND NOT is_alias;
                UPDATE {self.names} SET is_duplicate = FALSE
                WHERE id = (SELECT min(id) FROM {self.names} WHERE key = name_identity(OLD.name) AND is_duplicate)
                    AND NOT EXISTS (SELECT 1 FROM {self.names} WHERE key = name_identity(OLD.name) AND NOT is_duplicate);
            END IF;
            RETURN NULL;
        """  # noqa: S608  (the name of a table in the code)
