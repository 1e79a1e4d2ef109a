"""Exports of claims as packages."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from factcheck.claims.models import Claim
from factcheck.ledger.models import Immutable

PERSON = settings.AUTH_USER_MODEL


class ClaimExport(Immutable):
    """A package of a claim that a person took out of the newsroom. The package itself is not kept.

    `left_out` has a sentence for each thing that the package names but does not contain.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="exports")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="bytes")
    left_out = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta(Immutable.Meta):
        indexes = [models.Index(fields=["claim", "id"], name="export_of_claim")]
        constraints = [
            models.CheckConstraint(condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="export_hash_is_sha256"),
        ]

    def __str__(self) -> str:
        return f"package of claim {self.claim_id}: {self.sha256[:12]}"
