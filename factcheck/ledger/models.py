"""The append-only history, and what a table must be to have one.

A `Recorded` row carries a version that grows by one with each write. The database demands, at commit, that a ledger entry
has written exactly that version of that row, and that no two entries have: each editorial write has exactly one entry.
"""

from __future__ import annotations

from copy import copy
from typing import Any, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models

from factcheck.ledger.chain import GENESIS
from factcheck.ledger.kinds import kind_of
from factcheck.ledger.triggers import ContinuesChain, HeadAdvances, NoTruncate, RequiresEntry, VersionIncrements


class Head(models.Model):
    """The one row that says where the chain ends. Locked by each writer in turn."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_head")]
        triggers = [pgtrigger.Protect(name="head_stays", operation=pgtrigger.Delete), HeadAdvances(name="onwards"), NoTruncate()]

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:12]}"


class Entry(models.Model):
    """One editorial write: who, what, on what, before, after, when (UTC), previous hash, hash."""

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
    """set where the viewer may not see some values: which ones (`accounts.queries.without_addresses`)"""

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
        """The plain values that the hash covers."""
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


class RowVersion(models.Model):
    """One version of one recorded row, with the entry that wrote it. Unique, so each write has one entry.

    `digest` is the digest of the row as it was written (`ledger.rows`). The entry has it too, so the hash chain covers it.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="row_versions")
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, blank=True, help_text="empty in entries from before there was one")

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
    """A row whose every write is entered in the ledger. It can change, a version at a time; it is never deleted.

    `unrecorded` names columns that change without a new version and a ledger entry. `ledger_kind` is the kind of the rows in
    ledger entries, if it is not the name of the model.
    """

    unrecorded: ClassVar[frozenset[str]] = frozenset()
    ledger_kind: ClassVar[str] = ""
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
        """The values, as plain ones of the ledger, that were changed since `version`: as they were then. One query."""
        later = Entry.objects.filter(
            kind=self.kind,
            object_id=self.pk,
            row_versions__kind=self.kind,
            row_versions__object_id=self.pk,
            row_versions__version__gt=version,
        )
        values: dict[str, Any] = {}
        for before in later.order_by("-number").values_list("before", flat=True):
            values |= before or {}
        return values

    def at_version(self, version: int) -> Self:
        """A copy of this row with its columns as they were at `version`. What is stored in other tables is as it is now."""
        row = copy(self)
        columns = {field.name: field for field in self._meta.concrete_fields}
        for name, value in self.values_at(version).items():
            if field := columns.get(name):
                setattr(row, field.attname, field.to_python(value))
        row.version = version
        return row


class Immutable(Recorded):
    """A recorded row that never changes once written."""

    class Meta:
        abstract = True
        triggers = [
            RequiresEntry(name="entered"),
            pgtrigger.Protect(name="fixed", operation=pgtrigger.Update | pgtrigger.Delete),
            NoTruncate(),
        ]
