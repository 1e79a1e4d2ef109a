"""Exports of claims as packages, and the provenance of imported claims."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from factcheck.archive.models import Capture
from factcheck.claims.models import Claim
from factcheck.ledger.models import Immutable
from factcheck.web.text import storable

MAX_NEWSROOM = 120
MAX_EXPORT_REASON = 2000
PERSON = settings.AUTH_USER_MODEL


class ClaimExport(Immutable):
    """A package of a claim that a person took out of the newsroom. The package itself is not kept.

    `left_out` has a sentence for each thing that the package names but does not contain. `protected` are the numbers of the items
    with protected details that were chosen, and `reason` says why they may leave the newsroom.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="exports")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="bytes")
    left_out = models.JSONField(default=list, blank=True)
    protected = models.JSONField(default=list, db_default=[], blank=True)
    reason = models.TextField(max_length=MAX_EXPORT_REASON, blank=True, default="", db_default="", validators=[storable])
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta(Immutable.Meta):
        indexes = [models.Index(fields=["claim", "id"], name="export_of_claim")]
        constraints = [
            models.CheckConstraint(condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="export_hash_is_sha256"),
            models.CheckConstraint(condition=models.Q(protected=[]) | ~models.Q(reason=""), name="export_has_reason"),
        ]

    def __str__(self) -> str:
        return f"package of claim {self.claim_id}: {self.sha256[:12]}"


class ClaimImport(Immutable):
    """The provenance of a claim that came in a package of another newsroom.

    `record` and `ledger` are `data/claim.json` and `data/ledger.json` of the package. `first_entry` is the hash of the entry that
    added the claim there, which identifies the claim everywhere. `key` is the key that signed the roots, `is_key_known` whether
    the person named it. Values of the package are what the other newsroom states. `is_claim_unproven` and `unproven_items` say
    what the person accepted although nothing in the package proves it.
    """

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="origin")
    newsroom = models.CharField(max_length=MAX_NEWSROOM, blank=True, validators=[storable])
    their_claim = models.BigIntegerField()
    first_entry = models.CharField(max_length=64, unique=True)
    entries = models.JSONField(help_text="the numbers of their ledger entries")
    trees = models.JSONField(help_text="number, root, and time of the signed roots that contain the entries")
    key = models.CharField(max_length=16)
    is_key_known = models.BooleanField()
    is_claim_unproven = models.BooleanField(
        default=False, db_default=False, help_text="whether the package does not prove the claim, its mentions, and its parties"
    )
    unproven_items = models.JSONField(
        default=list, db_default=[], blank=True, help_text="ids of the items that the package does not prove"
    )
    package_sha256 = models.CharField(max_length=64)
    package_size = models.PositiveBigIntegerField(help_text="bytes")
    record = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="+")
    ledger = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta(Immutable.Meta):
        constraints = [
            models.CheckConstraint(condition=models.Q(first_entry__regex=r"^[0-9a-f]{64}$"), name="import_first_entry_is_hash"),
        ]

    def __str__(self) -> str:
        return f"claim {self.their_claim} of {self.newsroom}"
