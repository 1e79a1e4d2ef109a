"""Takedowns, legal holds, recorded verifications of stored bytes, and recorded exports."""

from __future__ import annotations

from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from factcheck.archive.models import Capture
from factcheck.archive.store import BytesState
from factcheck.claims.models import Claim
from factcheck.evidence.custody.fields import EXPORT, HOLD, TAKEDOWN
from factcheck.evidence.custody.triggers import EndsOnce
from factcheck.ledger.models import Immutable, Recorded
from factcheck.web.fields import REASON
from factcheck.web.text import storable

PERSON = settings.AUTH_USER_MODEL


Row = TypeVar("Row", bound=models.Model)


class MeasureQuerySet(models.QuerySet[Row]):
    def in_force(self) -> Self:
        return self.filter(ended_at=None)


class Measure(Recorded):
    """A takedown or a legal hold: an editor sets it with a reason, and ends it once with another one. Nothing else changes."""

    reason = models.TextField(max_length=REASON.max_length, validators=[storable])
    reference = models.CharField("legal reference", max_length=200, blank=True, validators=[storable])
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    ended_reason = models.TextField(max_length=REASON.max_length, blank=True, validators=[storable])

    class Meta(Recorded.Meta):
        abstract = True


def _ends_with_reason(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_reason="")
        | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_reason="")),
        name=name,
    )


class TakedownReason(models.TextChoices):
    COURT_ORDER = "court_order", "order of a court or an authority"
    PERSONAL_DATA = "personal_data", "personal data"
    SAFETY = "safety", "safety of a person"
    COPYRIGHT = "copyright", "copyright"
    UNLAWFUL = "unlawful", "unlawful content"
    OTHER = "other", "other reason"


class Takedown(Measure):
    """Hides an item, or one of its copies, from staff and readers. Bytes and publications stay unchanged.

    A takedown of an item sets `Evidence.is_hidden`; one of a copy hides its bytes and its text only.
    """

    editable_fields = TAKEDOWN
    other_values = frozenset({"rows"})
    evidence = models.ForeignKey("evidence.Evidence", on_delete=models.PROTECT, related_name="takedowns")
    copy = models.ForeignKey("evidence.EvidenceCopy", on_delete=models.PROTECT, null=True, blank=True, related_name="takedowns")
    reason_code = models.CharField("kind of reason", max_length=14, choices=TakedownReason)

    objects = MeasureQuerySet.as_manager()

    class Meta(Measure.Meta):
        constraints = [
            _ends_with_reason("takedown_ends_with_reason"),
            models.CheckConstraint(condition=~Q(reason=""), name="takedown_has_reason"),
            models.UniqueConstraint(
                fields=["evidence"], condition=Q(copy__isnull=True, ended_at__isnull=True), name="one_takedown_of_item"
            ),
            models.UniqueConstraint(fields=["copy"], condition=Q(ended_at__isnull=True), name="one_takedown_of_copy"),
        ]
        triggers = [*Recorded.Meta.triggers, EndsOnce(name="ends_once")]

    def __str__(self) -> str:
        return f"takedown of evidence {self.evidence_id}"


class LegalHold(Measure):
    """Forbids the removal of the stored bytes of an item, or of all items of a claim."""

    editable_fields = HOLD
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="holds")
    evidence = models.ForeignKey("evidence.Evidence", on_delete=models.PROTECT, null=True, blank=True, related_name="holds")

    objects = MeasureQuerySet.as_manager()

    class Meta(Measure.Meta):
        constraints = [
            _ends_with_reason("hold_ends_with_reason"),
            models.CheckConstraint(condition=~Q(reason=""), name="hold_has_reason"),
            models.CheckConstraint(
                condition=Q(claim__isnull=True, evidence__isnull=False) | Q(claim__isnull=False, evidence__isnull=True),
                name="hold_of_claim_or_item",
            ),
            models.UniqueConstraint(fields=["claim"], condition=Q(ended_at__isnull=True), name="one_hold_of_claim"),
            models.UniqueConstraint(fields=["evidence"], condition=Q(ended_at__isnull=True), name="one_hold_of_item"),
        ]
        triggers = [*Recorded.Meta.triggers, EndsOnce(name="ends_once")]

    def __str__(self) -> str:
        return f"hold of claim {self.claim_id}" if self.claim_id else f"hold of evidence {self.evidence_id}"


class CaptureVerification(Immutable):
    """The result of comparing the stored bytes of an item with their hash, because a person asked for it."""

    other_values = frozenset({"sha256", "size"})
    evidence = models.ForeignKey("evidence.Evidence", on_delete=models.PROTECT, related_name="verifications")
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="verifications")
    state = models.CharField(max_length=8, choices=[(state.value, state.value) for state in BytesState])
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta(Immutable.Meta):
        indexes = [models.Index(fields=["evidence", "capture", "id"], name="verification_of_capture")]

    def __str__(self) -> str:
        return f"capture {self.capture_id} was {self.state}"


class ExportForm(models.TextChoices):
    FILE = "file", "stored file"
    WACZ = "wacz", "web archive (WACZ)"


class EvidenceExport(Immutable):
    """A file that was handed over to somebody outside. `sha256` and `size` are those of the file that was delivered.

    With the form WACZ, `capture` is the WARC file that the delivered file contains, and `tool` is what packaged it.
    """

    editable_fields = EXPORT
    evidence = models.ForeignKey("evidence.Evidence", on_delete=models.PROTECT, related_name="exports")
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="+")
    copy = models.ForeignKey("evidence.EvidenceCopy", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    form = models.CharField(max_length=4, choices=ExportForm)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="bytes")
    tool = models.CharField(max_length=100, blank=True, validators=[storable])
    recipient = models.CharField(max_length=EXPORT.max_length("recipient"), validators=[storable])
    purpose = models.TextField(max_length=EXPORT.max_length("purpose"), validators=[storable])
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta(Immutable.Meta):
        indexes = [models.Index(fields=["evidence", "id"], name="export_of_evidence")]
        constraints = [
            models.CheckConstraint(condition=~Q(recipient="") & ~Q(purpose=""), name="export_has_recipient"),
            models.CheckConstraint(condition=Q(form="file") | Q(copy__isnull=False), name="export_of_copy"),
        ]

    def __str__(self) -> str:
        return f"export of evidence {self.evidence_id} to {self.recipient}"
