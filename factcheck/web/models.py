"""Receipts: which write a request with an idempotency key led to. `web.idempotency` reads and writes them."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Receipt(models.Model):
    """That `person` sent a request with the key `token`: which kind of write it was, and the id of the row that it led to."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token = models.UUIDField()
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField(null=True)
    # of the request; empty for receipts from before it was kept
    digest = models.CharField(max_length=64, blank=True, db_default="")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "token"], name="one_receipt_per_form")]
        indexes = [models.Index(fields=["at"], name="receipt_at")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
