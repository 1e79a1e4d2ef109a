"""Receipts: what a creating form already made, so that a double click makes one row and other words are never swallowed."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection, models

from factcheck.web.errors import Invalid, Spent

Row = TypeVar("Row", bound=models.Model)

_NAMES = ("statement", "title", "name")
"""Fields by which a person knows a row."""


class Receipt(models.Model):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token = models.UUIDField()
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField(null=True)
    # of what was sent; empty for receipts from before it was kept
    digest = models.CharField(max_length=64, blank=True, db_default="")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "token"], name="one_receipt_per_form")]
        indexes = [models.Index(fields=["at"], name="receipt_at")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class Once:
    """A creating act that happens once per form. Used inside the act's transaction.

        once = Once(person, token, "claim", {"claimant": claimant, **fields})
        if made := once.first(Claim):
            return made
        … once.done(claim)

    `given` is what the act makes its row from, alike for two clicks on one button; nothing secret. A second request waits for the
    first one's transaction. Without a token every act is new.
    """

    def __init__(self, person: Any, token: uuid.UUID | None, kind: str, given: Mapping[str, Any]) -> None:
        self.kind = kind
        self.receipt: int | None = None
        self.made: int | None = None
        self.is_same = True
        if token is None:
            return
        sent = digest_of(given)
        with connection.cursor() as cursor:
            # ON CONFLICT waits for the transaction of a request with the same token, and needs no savepoint
            cursor.execute(
                "INSERT INTO web_receipt (person_id, token, kind, digest, at) VALUES (%s, %s, %s, %s, now())"
                " ON CONFLICT (person_id, token) DO NOTHING RETURNING id",
                [person.pk, token, kind, sent],
            )
            if row := cursor.fetchone():
                self.receipt = row[0]
                return
            cursor.execute(
                "SELECT kind, object_id, digest FROM web_receipt WHERE person_id = %s AND token = %s", [person.pk, token]
            )
            before, self.made, earlier = cursor.fetchone()
        self.is_same = earlier in ("", sent)
        if before != kind or self.made is None:
            raise Invalid({"token": "This form was used for something else already. Load it again and send it once more."})

    def first(self, model: type[Row]) -> Row | None:
        """What the first request made, or None where this is the first. Raises Spent where this one says something else."""
        if self.made is None:
            return None
        row = model._default_manager.get(pk=self.made)
        if not self.is_same:
            name = next((str(getattr(row, field)) for field in _NAMES if hasattr(row, field)), "")
            raise Spent(f"the {self.kind} “{name}”" if name else f"the {self.kind}")
        return row

    def done(self, row: models.Model) -> None:
        """Note what was made."""
        if self.receipt:
            with connection.cursor() as cursor:
                cursor.execute("UPDATE web_receipt SET object_id = %s WHERE id = %s", [row.pk, self.receipt])

    def undone(self) -> None:
        """Nothing was made after all: the form is as good as a new one."""
        if self.receipt:
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM web_receipt WHERE id = %s", [self.receipt])


def digest_of(given: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of clean values, alike for alike ones. Rows count as their ids, bytes as their own SHA-256."""
    return hashlib.sha256(json.dumps(given, default=_plain, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return [value._meta.label, value.pk]
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if is_dataclass(value):
        return [type(value).__name__, *(getattr(value, field.name) for field in fields(value))]
    return str(value)
