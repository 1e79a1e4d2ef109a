"""Publications: the immutable public record. Public pages, feeds, and exports read only these rows."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from factcheck.claims.fields import ACTOR, CLAIM, MAX_TOPIC_LENGTH
from factcheck.claims.triggers import RecordsContribution
from factcheck.ledger.models import Recorded
from factcheck.publishing.fields import CORRECTION, MAX_NOTICE
from factcheck.publishing.triggers import RequiresApproval
from factcheck.verdicts.fields import RATING
from factcheck.verdicts.models import Conclusion, Review, Verdict, VerdictVersion
from factcheck.web.text import storable

PERSON = settings.AUTH_USER_MODEL


class PublicationKind(models.TextChoices):
    FIRST = "first", "published"
    CORRECTED = "corrected", "corrected"
    RETRACTED = "retracted", "retracted"


class Publication(Recorded):
    """One published version of a fact-check. Only `is_current` ever changes, when another publication replaces this one.

    `document` contains everything that the public page displays, as plain JSON values (see `publishing.document`); `sha256` is
    the digest of its canonical JSON. The columns `statement` to `topics` are copies for lists and filters.
    """

    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveIntegerField()
    slug = models.SlugField(max_length=120)
    is_current = models.BooleanField(default=True)
    publication_kind = models.CharField(max_length=10, choices=PublicationKind)
    document = models.JSONField()
    sha256 = models.CharField(max_length=64)
    verdict_version = models.ForeignKey(VerdictVersion, on_delete=models.PROTECT, related_name="publications")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")
    first_published_at = models.DateTimeField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    statement = models.CharField(max_length=CLAIM.max_length("statement"), validators=[storable])
    rating = models.CharField(max_length=RATING.max_length("name"), validators=[storable])
    conclusion = models.CharField(max_length=12, choices=Conclusion)
    claimant = models.CharField(max_length=ACTOR.max_length("name"), validators=[storable])
    topics = ArrayField(models.CharField(max_length=MAX_TOPIC_LENGTH), default=list)

    class Meta(Recorded.Meta):
        indexes = [
            models.Index(fields=["published_at", "id"], condition=Q(is_current=True), name="publication_index"),
            models.Index(fields=["first_published_at", "id"], condition=Q(is_current=True), name="publication_by_first"),
            models.Index(fields=["published_at", "id"], condition=~Q(publication_kind="first"), name="publication_changes"),
            models.Index(fields=["slug", "number"], name="publication_by_slug"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["verdict", "number"], name="one_publication_per_number"),
            models.UniqueConstraint(fields=["verdict"], condition=Q(is_current=True), name="one_current_publication"),
            models.UniqueConstraint(fields=["slug"], condition=Q(is_current=True), name="one_check_per_slug"),
        ]
        triggers = [
            *Recorded.Meta.triggers,
            pgtrigger.ReadOnly(name="published_text_stays", exclude=["is_current", "version"]),
            RequiresApproval(name="approved_by_another"),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.number}"


class CorrectionKind(models.TextChoices):
    TYPO = "typo", "typo"
    CLARIFICATION = "clarification", "clarification"
    CHANGE_OF_VERDICT = "change_of_verdict", "change of verdict"
    RETRACTION = "retraction", "retraction"


class Correction(Recorded):
    """A public correction with its notice. The move `correct` opens it; it is public once `publication` is set."""

    editable_fields = CORRECTION
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="corrections")
    correction_kind = models.CharField("kind", max_length=20, choices=CorrectionKind)
    notice = models.TextField("public notice", max_length=MAX_NOTICE, validators=[storable])
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, null=True, related_name="correction")

    class Meta(Recorded.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(notice=""), name="correction_has_notice"),
            models.UniqueConstraint(fields=["verdict"], condition=Q(publication__isnull=True), name="one_open_correction"),
        ]
        triggers = [
            *Recorded.Meta.triggers,
            # The notice is public, so its author may not review the corrected version.
            RecordsContribution(
                name="contributes",
                claim="(SELECT v.claim_id FROM verdicts_verdict v WHERE v.id = NEW.verdict_id)",
                person="NEW.opened_by_id",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.correction_kind}: {self.notice[:60]}"
