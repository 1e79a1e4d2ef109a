"""Receipts: what a creating form already made, so that a double click makes one row."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models


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
        self.receipt: Receipt | None = None
        self.made: int | None = None
        if token is not None:
            receipt, fresh = Receipt.objects.get_or_create(person=person, token=token, defaults={"kind": kind})
            self.receipt, self.made = (receipt, None) if fresh else (None, receipt.object_id)

    def done(self, row: models.Model) -> None:
        """Note what was made."""
        if self.receipt:
            self.receipt.object_id = row.pk
            self.receipt.save(update_fields=["object_id"])
