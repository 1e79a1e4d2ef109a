"""Receipts: what a creating form already made, so that a double click makes one row."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import connection, models

from factcheck.web.errors import Invalid


class Receipt(models.Model):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token = models.UUIDField()
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "token"], name="one_receipt_per_form")]
        indexes = [models.Index(fields=["at"], name="receipt_at")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class Once:
    """A creating act that happens once per form. Used inside the act's transaction.

    `made` is the id of what an earlier request with the same token made; a second request waits for the first one's
    transaction. Without a token every act is new.
    """

    def __init__(self, person: Any, token: uuid.UUID | None, kind: str) -> None:
        self.receipt: int | None = None
        self.made: int | None = None
        if token is None:
            return
        with connection.cursor() as cursor:
            # ON CONFLICT waits for the transaction of a request with the same token, and needs no savepoint
            cursor.execute(
                "INSERT INTO web_receipt (person_id, token, kind, at) VALUES (%s, %s, %s, now())"
                " ON CONFLICT (person_id, token) DO NOTHING RETURNING id",
                [person.pk, token, kind],
            )
            if row := cursor.fetchone():
                self.receipt = row[0]
                return
            cursor.execute("SELECT kind, object_id FROM web_receipt WHERE person_id = %s AND token = %s", [person.pk, token])
            before, self.made = cursor.fetchone()
        if before != kind or self.made is None:
            raise Invalid({"token": "This form was used for something else already. Load it again and send it once more."})

    def done(self, row: models.Model) -> None:
        """Note what was made."""
        if self.receipt:
            with connection.cursor() as cursor:
                cursor.execute("UPDATE web_receipt SET object_id = %s WHERE id = %s", [row.pk, self.receipt])
