"""The append-only ledger, and the abstract base models of tables whose writes it records.

Each write increments the version of a `Recorded` row. At commit, the database requires exactly one ledger entry for each version.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models

from factcheck.ledger.kinds import kind_of
from factcheck.ledger.triggers import ContinuesChain, HeadAdvances, NoTruncate, RequiresEntry, VersionIncrements
from factcheck.ledger.verifier import GENESIS
from factcheck.web.fields import Field


class Head(models.Model):
    """The single row with the number and hash of the last entry. Each writer locks it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_head")]
        triggers = [pgtrigger.Protect(name="head_stays", operation=pgtrigger.Delete), HeadAdvances(name="onwards"), NoTruncate()]

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:12]}"


class Entry(models.Model):
    """One editorial action: person, action, rows, values before and after, time (UTC), previous hash, and hash."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    reason = models.TextField(blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    touched = models.JSONField(default=list)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    withheld: list[str]
    """The values that were removed because the viewer may not see them; set by `accounts.queries.without_addresses`."""

    class Meta:
        indexes = [
            models.Index(fields=["kind", "object_id", "number"], name="entry_of_object"),
            models.Index(fields=["person", "number"], name="entry_of_person"),
        ]
        triggers = [
            ContinuesChain(name="continues"),
            pgtrigger.Protect(name="entry_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            NoTruncate(),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"

    def body(self) -> dict[str, Any]:
        """The JSON values that the hash covers."""
        return {
            "number": self.number,
            "at": self.at.isoformat(),
            "person": self.person_id,
            "action": self.action,
            "kind": self.kind,
            "object_id": self.object_id,
            "reason": self.reason,
            "before": self.before,
            "after": self.after,
            "touched": self.touched,
        }

    def exported(self) -> dict[str, Any]:
        """The JSON values of an entry in an export: the body, the previous hash, and the hash."""
        return {**self.body(), "previous": self.previous, "hash": self.hash}


class RowVersion(models.Model):
    """One version of one recorded row and the entry that wrote it. A unique constraint allows one entry for each write.

    `digest` is the digest of the row as it was written (`ledger.rows`). The entry contains it too, so the hash chain covers it.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="row_versions")
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, blank=True, help_text="empty in entries that predate digests")

    class Meta:
        db_table = "ledger_touch"
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "version"], name="one_entry_per_write"),
        ]
        triggers = [
            pgtrigger.Protect(name="touch_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            NoTruncate(),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} v{self.version}"


class Recorded(models.Model):
    """A row whose every write has a ledger entry. Each update increments its version; it cannot be deleted.

    `unrecorded` names the columns that change without a new version and a ledger entry. `ledger_kind` is the kind in ledger
    entries if it differs from the name of the model. `editable_fields` are the fields that people edit: actions and serializers
    normalize their texts. `other_values` names the values of entries that are not columns of the row: parts in other tables,
    digests, and counts. `former_names` maps the names of values in entries of earlier versions to the fields that have them now;
    the column keeps its name (`db_column`), because the digests of rows contain it.
    """

    unrecorded: ClassVar[frozenset[str]] = frozenset()
    ledger_kind: ClassVar[str] = ""
    editable_fields: ClassVar[Iterable[Field]] = ()
    other_values: ClassVar[frozenset[str]] = frozenset()
    former_names: ClassVar[Mapping[str, str]] = {}
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        triggers = [
            RequiresEntry(name="entered"),
            VersionIncrements(name="stepped"),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            NoTruncate(),
        ]

    @property
    def kind(self) -> str:
        return kind_of(self)

    def values_at(self, version: int) -> dict[str, Any]:
        """The values at `version` of the fields that have changed since then, as JSON values. One query.

        Entries of other rows that changed this one, such as merges, have its values under "rows".
        """
        later = Entry.objects.filter(
            row_versions__kind=self.kind, row_versions__object_id=self.pk, row_versions__version__gt=version
        )
        values: dict[str, Any] = {}
        for kind, object_id, before in later.order_by("-number").values_list("kind", "object_id", "before"):
            before = before or {}
            values |= before.get("rows", {}).get(self.kind, {}).get(str(self.pk), {})
            if (kind, object_id) == (self.kind, self.pk):
                values |= {name: value for name, value in before.items() if name != "rows"}
            values = {self.former_names.get(name, name): value for name, value in values.items()}
        return values

    def at_version(self, version: int) -> Self:
        """A copy of this row with the column values at `version`. Related rows in other tables have their current values."""
        row = copy(self)
        columns = {field.name: field for field in self._meta.concrete_fields}
        for name, value in self.values_at(version).items():
            if field := columns.get(name):
                setattr(row, field.attname, field.to_python(value))
        row.version = version
        return row


class Immutable(Recorded):
    """A recorded row that is never updated."""

    class Meta:
        abstract = True
        triggers = [
            RequiresEntry(name="entered"),
            pgtrigger.Protect(name="fixed", operation=pgtrigger.Update | pgtrigger.Delete),
            NoTruncate(),
        ]
