"""Receipts of requests with an idempotency key (`web.idempotency`), and the state of the service (`web.maintenance`)."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Receipt(models.Model):
    """A request of `person` with the idempotency key `token`: the kind of write, and the id of the row that it wrote."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token = models.UUIDField()
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField(null=True)
    # Digest of the request; empty in receipts that are older than this column.
    digest = models.CharField(max_length=64, blank=True, db_default="")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "token"], name="one_receipt_per_form")]
        indexes = [models.Index(fields=["at"], name="receipt_at")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class ServiceState(models.Model):
    """The single row with the state of the service that all processes share. Without a row, all fields are empty.

    `maintenance_since` is None outside read-only maintenance mode. `backup_at` is the time of the data in the last backup.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    maintenance_since = models.DateTimeField(null=True)
    maintenance_message = models.CharField(max_length=300, blank=True, db_default="")
    backup_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_service_state")]

    def __str__(self) -> str:
        return "maintenance" if self.maintenance_since else "normal"
