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


def take_receipt(person: Any, token: uuid.UUID | None, kind: str) -> tuple[Receipt | None, int | None]:
    """Inside a transaction: (receipt to fill in, None) the first time, (None, id of what was made) any later time.

    A second request with the same token waits for the first one's transaction. Without a token: (None, None).
    """
    if token is None:
        return None, None
    made, fresh = Receipt.objects.get_or_create(person=person, token=token, defaults={"kind": kind})
    return (made, None) if fresh else (None, made.object_id)
