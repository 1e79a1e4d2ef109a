"""Ratings, verdicts with their immutable versions, reviews of one version each, and confirmations of published checks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.functional import cached_property

from factcheck.claims.models import Claim
from factcheck.claims.triggers import MovesOnOpenClaim, RecordsContribution
from factcheck.ledger.models import Entry, Immutable, Recorded
from factcheck.verdicts.fields import MAX_REVIEW_REASON, MAX_WAIVER_REASON, RATING, VERDICT
from factcheck.verdicts.states import STATES, State
from factcheck.verdicts.triggers import AllowedTransitions, AuthorIsActive, ConfirmedByAnother, FourEyes
from factcheck.web.text import storable

PERSON = settings.AUTH_USER_MODEL


class Conclusion(models.TextChoices):
    SUPPORTED = "supported", "supported"
    REFUTED = "refuted", "refuted"
    NOT_ENOUGH = "not_enough", "not enough evidence"
    CONFLICTING = "conflicting", "conflicting evidence"


class Rating(Recorded):
    """One rating of the newsroom's scale. `number` is null if the rating has no place on the scale; higher is truer."""

    editable_fields = RATING
    name = models.CharField(max_length=RATING.max_length("name"), unique=True, validators=[storable])
    conclusion = models.CharField(max_length=12, choices=Conclusion)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    description = models.CharField(max_length=RATING.max_length("description"), blank=True, validators=[storable])
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField("in use", default=True)

    class Meta(Recorded.Meta):
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if not self.name.strip():
            raise ValidationError({"name": "Enter a name. Readers see it."})


class VerdictState(models.TextChoices):
    DRAFT = State.DRAFT.value, "draft"
    SUBMITTED = State.SUBMITTED.value, "submitted"
    RETURNED = State.RETURNED.value, "returned"
    APPROVED = State.APPROVED.value, "approved"
    PUBLISHED = State.PUBLISHED.value, "published"
    CORRECTING = State.CORRECTING.value, "correcting"
    RETRACTED = State.RETRACTED.value, "retracted"


def rating_status(state: str, approved: int | None, version: int | None) -> str:
    """What qualifies the newest rating of a verdict in `state`: "proposed" unless it is approved, or "retracted".

    `version` is its id, or None. After a correction was dropped, the newest version repeats the published text, so the id of the
    approved one differs.
    """
    if version is None:
        return ""
    if state == State.RETRACTED:
        return "retracted"
    return "" if version == approved or state == State.PUBLISHED else "proposed"


class VerdictQuerySet(models.QuerySet["Verdict"]):
    def visible_to(self, person: Any) -> VerdictQuerySet:
        return self if person.is_authenticated and person.is_active else self.none()


class Verdict(Recorded):
    """The verdict of a claim: its state, its author, and the approved version. `latest` is its newest version."""

    other_values = frozenset(
        {
            "as_of",
            "basis",
            "conclusion",
            "cooling_off_days",
            "exceptions",
            "headline",
            "kind",
            "levels",
            "notice",
            "number",
            "publication",
            "rating",
            "rationale",
            "sha256",
            "slug",
            "summary",
            "version",
        }
    )
    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="verdict")
    state = models.CharField(max_length=12, choices=VerdictState, default=State.DRAFT.value)
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="verdicts")
    approved = models.ForeignKey("VerdictVersion", on_delete=models.PROTECT, null=True, related_name="+")
    moved_at = models.DateTimeField()
    recheck_on = models.DateField("re-check date", null=True, blank=True)

    objects = VerdictQuerySet.as_manager()

    class Meta(Recorded.Meta):
        indexes = [
            models.Index(fields=["state", "moved_at", "id"], name="verdict_queue"),
            models.Index(fields=["author", "state", "moved_at", "id"], name="verdict_queue_of_author"),
            models.Index(fields=["recheck_on", "id"], condition=Q(state="published"), name="verdict_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved__isnull=False) | ~Q(state__in=["approved", "published"]),
                name="approved_names_its_version",
            )
        ]
        triggers = [
            *Recorded.Meta.triggers,
            AllowedTransitions(name="only_moves_of_the_table"),
            AuthorIsActive(name="author_is_active"),
            MovesOnOpenClaim(name="moves_on_open_claim"),
        ]

    def __str__(self) -> str:
        return f"verdict on claim {self.claim_id}"

    @property
    def moved_label(self) -> str:
        """The text before the date of `moved_at`, such as “submitted”."""
        return STATES[State(self.state)].dated

    @property
    def latest(self) -> VerdictVersion:
        """The newest version: the first of the prefetched `versions` (newest first), or the result of one query."""
        prefetched: list[VerdictVersion] | None = getattr(self, "_prefetched_objects_cache", {}).get("versions")
        if prefetched is not None:
            return prefetched[0]
        return self.versions.select_related("rating", "created_by").order_by("-number")[0]

    @cached_property
    def public_state(self) -> State | None:
        """The state of the current publication: published, retracted, or None. One query, unless the caller has set the value."""
        publishing = {"verdict.published", "verdict.corrected", "verdict.retracted"}
        entries = Entry.objects.filter(kind=self.kind, object_id=self.pk, action__in=publishing).order_by("-number")
        action = entries.values_list("action", flat=True).first()
        return None if action is None else State.RETRACTED if action == "verdict.retracted" else State.PUBLISHED

    @property
    def was_published(self) -> bool:
        """Whether the verdict was ever public."""
        return self.public_state is not None


class VerdictVersion(Immutable):
    """One immutable version of a verdict's text, as of a date. Each edit creates another version."""

    editable_fields = VERDICT
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    conclusion = models.CharField(max_length=12, choices=Conclusion, blank=True)
    headline = models.CharField(max_length=VERDICT.max_length("headline"), blank=True, validators=[storable])
    summary = models.CharField(max_length=VERDICT.max_length("summary"), blank=True, validators=[storable])
    rationale = models.TextField(max_length=VERDICT.max_length("rationale"), blank=True, validators=[storable])
    as_of = models.DateField("as of")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta(Immutable.Meta):
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["verdict", "number"], name="one_version_per_number")]
        triggers = [
            *Immutable.Meta.triggers,
            RecordsContribution(
                name="contributes", claim="(SELECT v.claim_id FROM verdicts_verdict v WHERE v.id = NEW.verdict_id)"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class Waiver(Immutable):
    """A written exception to one unmet requirement of the evidence gate, for one version."""

    verdict_version = models.ForeignKey(VerdictVersion, on_delete=models.PROTECT, related_name="waivers")
    line = models.CharField(max_length=40)
    reason = models.CharField(max_length=MAX_WAIVER_REASON, validators=[storable])
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta(Immutable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["verdict_version", "line"], name="one_waiver_per_line"),
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.reason}"


class ReviewDecision(models.TextChoices):
    APPROVE = "approve", "approved"
    RETURN = "return", "returned"


class Review(Immutable):
    """An editor's decision on one version. `basis` is the digest of the claim's record that the editor read.

    `basis_version` is the version of that digest (`verdicts.record`); null means 1. `record` has the values of an approved
    record, so that a later change can be displayed; it is null in returns and in approvals of version 1.
    """

    verdict_version = models.ForeignKey(VerdictVersion, on_delete=models.PROTECT, related_name="reviews")
    decision = models.CharField(max_length=8, choices=ReviewDecision)
    reason = models.TextField(max_length=MAX_REVIEW_REASON, blank=True, validators=[storable])
    basis = models.CharField(max_length=64)
    basis_version = models.PositiveSmallIntegerField(null=True)
    record = models.JSONField(null=True)
    cooling_off_days = models.PositiveSmallIntegerField(
        null=True, help_text="in force at an approval; empty in returns and in older approvals"
    )
    # The database clock, as for contributions: the four-eyes rule compares the two.
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta(Immutable.Meta):
        indexes = [models.Index(fields=["verdict_version", "id"], name="review_of_version")]
        constraints = [
            models.CheckConstraint(condition=Q(decision="approve") | ~Q(reason=""), name="return_has_reason"),
        ]
        triggers = [*Immutable.Meta.triggers, FourEyes(name="four_eyes")]

    def __str__(self) -> str:
        return f"{self.decision} of version {self.verdict_version_id}"


class Confirmation(Immutable):
    """An editor's statement that a published check needs no correction, with the record that the editor compared.

    `review` is the approval whose record this replaces in later comparisons. `record` and `record_version` are those of
    `verdicts.record`.
    """

    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="confirmations")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="confirmations")
    reason = models.TextField(max_length=MAX_REVIEW_REASON, validators=[storable])
    record = models.JSONField()
    record_version = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta(Immutable.Meta):
        indexes = [models.Index(fields=["review", "id"], name="confirmation_of_review")]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="confirmation_has_reason")]
        triggers = [*Immutable.Meta.triggers, ConfirmedByAnother(name="confirmed_by_another")]

    def __str__(self) -> str:
        return f"confirmation of verdict {self.verdict_id}"


class RecordChange(models.Model):
    """A ledger entry that changed the record of a published check. `verdicts.changes` derives these rows from the ledger.

    `kind` and `object_id` name the row that groups the changes: a source, actor, article, rating, or other claim that several
    checks share, or the check's own claim. A change is open until the check is confirmed, corrected, or retracted, or until the
    record has its former values again.
    """

    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="record_changes")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    is_open = models.BooleanField(default=True)
    confirmation = models.ForeignKey(Confirmation, on_delete=models.PROTECT, null=True, related_name="changes")

    class Meta:
        indexes = [
            models.Index(fields=["verdict", "entry"], condition=Q(is_open=True), name="open_record_change"),
            models.Index(fields=["kind", "object_id", "verdict"], condition=Q(is_open=True), name="open_change_of_row"),
        ]
        constraints = [models.UniqueConstraint(fields=["verdict", "entry"], name="one_record_change_per_entry")]

    def __str__(self) -> str:
        return f"entry {self.entry_id} changed the record of verdict {self.verdict_id}"
