"""Publications: the immutable public record. Public pages, feeds, and exports read only these rows."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from factcheck.claims.fields import ACTOR, CLAIM, MAX_TOPIC_LENGTH
from factcheck.claims.triggers import RecordsContribution
from factcheck.ledger.models import Recorded
from factcheck.ledger.triggers import NoTruncate
from factcheck.publishing.fields import CORRECTION, MAX_CLOSING_REASON, MAX_NOTICE
from factcheck.publishing.name_slugs import NameSlug, NameSlugs, SourceSlugs
from factcheck.publishing.notices.models import AvailabilityNotice
from factcheck.publishing.quoted_texts import QuotedTexts
from factcheck.publishing.sharing.models import ShareImage
from factcheck.publishing.slugs import MAX_NAME_SLUG, MAX_STORED_SLUG
from factcheck.publishing.triggers import RequiresApproval
from factcheck.verdicts.fields import RATING, VERDICT
from factcheck.verdicts.models import Conclusion, Review, Verdict, VerdictVersion
from factcheck.web.search import COMPLETE, SearchKey, key_grams, stored_key
from factcheck.web.text import storable

__all__ = [
    "COMPUTED",
    "LARGE",
    "AvailabilityNotice",
    "Correction",
    "CorrectionKind",
    "Publication",
    "PublicationKind",
    "ShareImage",
    "SignedHead",
    "SigningKey",
]

PERSON = settings.AUTH_USER_MODEL
SLUG_PATTERN = r"^[^\u0001-,./:-@[-^`{-\u00a0]+$"
"""In PostgreSQL: no space, control character, or ASCII punctuation except hyphens and underscores. Letters of all scripts match,
regardless of the locale of the database."""

COMPUTED = ("search_key", "words", "claimant_slug", "topic_slugs", "source_slugs", "announced_kind", "quoted_texts")
"""The columns of a publication that the database computes."""
LARGE = ("document", "words", "search_key", "quoted_texts")
"""The columns that a list of publications defers."""


class PublicationKind(models.TextChoices):
    FIRST = "first", "published"
    CORRECTED = "corrected", "corrected"
    RETRACTED = "retracted", "retracted"


class Publication(Recorded):
    """One published version of a fact-check. Only `is_current` ever changes, when another publication replaces this one.

    `document` contains everything that the public page displays, as plain JSON values (see `publishing.document`); `sha256` is
    the digest of its canonical JSON. The columns `headline` to `topics` are copies for lists and filters; from them and from the
    document, the database computes the columns in COMPUTED. Publications that predate headlines have none.
    """

    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveIntegerField()
    slug = models.CharField(max_length=MAX_STORED_SLUG, db_index=True, validators=[storable])
    is_current = models.BooleanField(default=True)
    publication_kind = models.CharField(max_length=10, choices=PublicationKind)
    document = models.JSONField()
    sha256 = models.CharField(max_length=64)
    verdict_version = models.ForeignKey(VerdictVersion, on_delete=models.PROTECT, related_name="publications")
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")
    first_published_at = models.DateTimeField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    headline = models.CharField(max_length=VERDICT.max_length("headline"), blank=True, validators=[storable])
    statement = models.CharField(max_length=CLAIM.max_length("statement"), validators=[storable])
    rating = models.CharField(max_length=RATING.max_length("name"), validators=[storable])
    conclusion = models.CharField(max_length=12, choices=Conclusion)
    claimant = models.CharField(max_length=ACTOR.max_length("name"), validators=[storable])
    topics = ArrayField(models.CharField(max_length=MAX_TOPIC_LENGTH), default=list)
    search_key = stored_key("headline", "statement")
    words = models.GeneratedField(
        expression=SearchVector(
            SearchKey("headline"),
            SearchKey("statement"),
            SearchKey("claimant"),
            SearchKey(KeyTextTransform("summary", KeyTransform("verdict", "document"))),
            config=COMPLETE,
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    claimant_slug = models.GeneratedField(
        expression=NameSlug("claimant"), output_field=models.CharField(max_length=MAX_NAME_SLUG), db_persist=True
    )
    topic_slugs = models.GeneratedField(
        expression=NameSlugs("topics"), output_field=ArrayField(models.TextField()), db_persist=True
    )
    source_slugs = models.GeneratedField(
        expression=SourceSlugs("document"), output_field=ArrayField(models.TextField()), db_persist=True
    )

    announced_kind = models.GeneratedField(
        expression=KeyTextTransform("kind", KeyTransform("0", KeyTransform("corrections", "document"))),
        output_field=models.CharField(max_length=20, null=True),
        db_persist=True,
    )
    """The kind of the newest correction in the document; None if it has none."""
    quoted_texts = models.GeneratedField(expression=QuotedTexts("document"), output_field=models.JSONField(), db_persist=True)

    class Meta(Recorded.Meta):
        indexes = [
            GinIndex(fields=["quoted_texts"], condition=Q(is_current=True), name="publication_quoted_texts"),
            models.Index(fields=["published_at", "id"], condition=Q(is_current=True), name="publication_index"),
            models.Index(fields=["first_published_at", "id"], condition=Q(is_current=True), name="publication_by_first"),
            models.Index(fields=["published_at", "id"], condition=~Q(publication_kind="first"), name="publication_changes"),
            models.Index(fields=["slug", "number"], name="publication_by_slug"),
            models.Index(fields=["claimant_slug", "first_published_at", "id"], name="publication_by_claimant"),
            models.Index(
                fields=["rating", "first_published_at", "id"],
                condition=Q(is_current=True) & ~Q(publication_kind="retracted"),
                name="publication_by_rating",
            ),
            models.Index(
                fields=["announced_kind", "published_at", "id"],
                condition=~Q(publication_kind="first"),
                name="publication_by_correction",
            ),
            GinIndex(fields=["topic_slugs"], condition=Q(is_current=True), name="publication_topics"),
            GinIndex(fields=["source_slugs"], condition=Q(is_current=True), name="publication_sources"),
            GinIndex(fields=["words"], condition=Q(is_current=True), name="publication_words"),
            key_grams("publication_title_grams", condition=Q(is_current=True)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["verdict", "number"], name="one_publication_per_number"),
            models.UniqueConstraint(fields=["verdict"], condition=Q(is_current=True), name="one_current_publication"),
            models.UniqueConstraint(fields=["slug"], condition=Q(is_current=True), name="one_check_per_slug"),
            models.CheckConstraint(condition=Q(slug__regex=SLUG_PATTERN), name="slug_is_one_path_segment"),
        ]
        triggers = [
            *Recorded.Meta.triggers,
            pgtrigger.ReadOnly(name="published_text_stays", exclude=["is_current", "version", *COMPUTED]),
            RequiresApproval(name="approved_by_another"),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.number}"


class CorrectionKind(models.TextChoices):
    TYPO = "typo", "typo"
    CLARIFICATION = "clarification", "clarification"
    CHANGE_OF_VERDICT = "change_of_verdict", "change of verdict"
    RETRACTION = "retraction", "retraction"
    NEW_CHECK = "new_check", "new check after a retraction"


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def open(self) -> CorrectionQuerySet:
        """Corrections that are neither public nor closed. A verdict has at most one."""
        return self.filter(publication=None, closed_at=None)

    def open_of(self, verdict: Verdict) -> Correction | None:
        """The open correction of `verdict`, with the person who opened it, or None."""
        correction = self.open().filter(verdict=verdict).select_related("opened_by").first()
        if correction:
            correction.verdict = verdict
        return correction


class Correction(Recorded):
    """A public correction with its notice. The moves `correct` and `recheck` open it; it is public once `publication` is set.

    The moves `drop` and `retract` close it with a reason. It then never becomes public.
    """

    editable_fields = CORRECTION
    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="corrections")
    correction_kind = models.CharField("kind", max_length=20, choices=CorrectionKind)
    notice = models.TextField("public notice", max_length=MAX_NOTICE, validators=[storable])
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, null=True, related_name="correction")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    closed_reason = models.TextField(max_length=MAX_CLOSING_REASON, blank=True, validators=[storable])

    objects = CorrectionQuerySet.as_manager()

    class Meta(Recorded.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(notice=""), name="correction_has_notice"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, closed_reason="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False, publication=None) & ~Q(closed_reason="")),
                name="closed_correction_has_reason",
            ),
            models.UniqueConstraint(
                fields=["verdict"],
                condition=Q(publication__isnull=True, closed_at__isnull=True),
                name="one_open_correction",
            ),
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


class SigningKey(models.Model):
    """A public key that signed heads of the ledger. The id is derived from the key (`ledger.verifier.key_id`)."""

    id = models.CharField(primary_key=True, max_length=16)
    public_key = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    endorsed_by = models.CharField(max_length=16, blank=True, help_text="id of the key that this one replaced")
    endorsement = models.CharField(max_length=128, blank=True)

    class Meta:
        triggers = [pgtrigger.Protect(name="key_stays", operation=pgtrigger.Update | pgtrigger.Delete), NoTruncate()]

    def __str__(self) -> str:
        return self.id


class HeadStamp(models.Model):
    """An RFC 3161 time stamp of a signed head: an authority outside the newsroom confirms that the head existed at `at`.

    `response` is the response of the authority, in DER. It was verified before it was stored.
    """

    head = models.OneToOneField("publishing.SignedHead", on_delete=models.PROTECT, primary_key=True, related_name="stamp")
    response = models.BinaryField()
    at = models.DateTimeField(help_text="according to the authority")
    authority = models.CharField(max_length=2000, help_text="the address of the authority")

    class Meta:
        triggers = [pgtrigger.Protect(name="stamp_stays", operation=pgtrigger.Update | pgtrigger.Delete), NoTruncate()]

    def __str__(self) -> str:
        return f"{self.head_id} at {self.at.isoformat()}"


class SignedHead(models.Model):
    """The head of the ledger after entry `number`, signed. `at` is the time of the signature."""

    number = models.BigIntegerField(primary_key=True)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="heads")
    signature = models.CharField(max_length=128)

    class Meta:
        triggers = [pgtrigger.Protect(name="signed_head_stays", operation=pgtrigger.Update | pgtrigger.Delete), NoTruncate()]

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:12]}"


class SignedTree(models.Model):
    """The root of the Merkle tree over all entries up to a signed head (`ledger.tree`), signed with the key of the head.

    `peaks` are the roots of the complete subtrees, with which the next tree is computed from the newer entries alone.
    """

    head = models.OneToOneField(SignedHead, on_delete=models.PROTECT, primary_key=True, related_name="tree")
    root = models.CharField(max_length=64)
    peaks = models.JSONField()
    signature = models.CharField(max_length=128)

    class Meta:
        triggers = [pgtrigger.Protect(name="signed_tree_stays", operation=pgtrigger.Update | pgtrigger.Delete), NoTruncate()]

    def __str__(self) -> str:
        return f"{self.head_id} {self.root[:12]}"
