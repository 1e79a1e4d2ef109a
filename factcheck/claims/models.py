"""Claims, mentions of claims in articles, relations between claims, and parties. Actors are in `actor_models`."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.functional import cached_property

from factcheck.accounts.visibility import sees_newsroom
from factcheck.articles.models import Precision, Revision, Source
from factcheck.claims import triggers
from factcheck.claims.actor_models import Actor as Actor
from factcheck.claims.actor_models import KnownActorName as KnownActorName
from factcheck.claims.anchoring import CONTEXT
from factcheck.claims.choices import Anchor, ClaimType, Layer, Mode
from factcheck.claims.closure import CLOSED_CLAIM_CONSTRAINTS, ClosableClaim, ClosedReason
from factcheck.claims.fields import CLAIM, MAX_TOPIC_LENGTH, MENTION, PARTY
from factcheck.claims.kept_quotes import STAYS, KeptQuote
from factcheck.claims.triggers import STORED_CHAIN, STORED_SPANS, MatchesEntry, QuoteMatchesText, RecordsContribution, StoresEntry
from factcheck.ledger.closable import ClosableQuerySet
from factcheck.ledger.models import Recorded
from factcheck.ledger.named import RefersToSurvivor
from factcheck.ledger.triggers import NoTruncate
from factcheck.web.fields import REASON
from factcheck.web.search import COMPLETE, SearchKey
from factcheck.web.text import storable

PERSON = settings.AUTH_USER_MODEL


class ClaimQuerySet(ClosableQuerySet["Claim"]):
    def visible_to(self, person: Any) -> ClaimQuerySet:
        return self if sees_newsroom(person) else self.none()

    def with_claimant_party(self) -> ClaimQuerySet:
        """Load `Claim.is_claimant_party` with the claims, without another query."""
        return self.annotate(claimant_party=is_claimant_party())


def is_claimant_party(claim: str = "") -> Exists:
    """Whether the claimant is a party; `claim`: the foreign key of another model to the claim. SQL: `claims.claimant_party`."""
    claimant = f"{claim}__claimant" if claim else "claimant"
    own_source = OuterRef(f"{claimant}__source")
    named = Q(actor=OuterRef(claimant)) | Q(source=own_source) | Q(actor__source=own_source)
    return Exists(Party.objects.active().filter(named, claim=OuterRef(claim or "pk")))


class Claim(ClosableClaim):
    """One neutral, self-contained statement. The same claim may have mentions in several articles."""

    editable_fields = CLAIM
    other_values = frozenset({"contributors", "mention", "rows", "split_from"})
    statement = models.CharField(max_length=CLAIM.max_length("statement"), validators=[storable])
    context = models.TextField(max_length=CLAIM.max_length("context"), blank=True, validators=[storable])
    layer = models.CharField(max_length=12, choices=Layer)
    claimant = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="claims")
    said_on = models.DateField("date said", null=True, blank=True)
    said_precision = models.CharField("precision", max_length=5, choices=Precision, default=Precision.DAY)
    place = models.CharField(max_length=CLAIM.max_length("place"), blank=True, validators=[storable])
    types = ArrayField(models.CharField(max_length=12, choices=ClaimType), default=list, blank=True)
    topics = ArrayField(models.CharField(max_length=MAX_TOPIC_LENGTH, validators=[storable]), default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    closed_reason = models.CharField("reason", max_length=14, choices=ClosedReason, blank=True, db_default="")
    words = models.GeneratedField(
        expression=SearchVector(SearchKey("statement"), SearchKey("context"), config=COMPLETE),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ClaimQuerySet.as_manager()

    class Meta(Recorded.Meta):
        indexes = [
            models.Index(fields=["created_at", "id"], name="claim_list"),
            models.Index(fields=["created_at", "id"], condition=Q(closed_at__isnull=False), name="claim_closed_list"),
            *(GinIndex(fields=[column], name=f"claim_{column}") for column in ("words", "topics")),
        ]
        constraints = CLOSED_CLAIM_CONSTRAINTS
        triggers = [
            *Recorded.Meta.triggers,
            RecordsContribution(name="contributes", claim="NEW.id"),
            triggers.NeverPublished(name="closed_before_publication"),
            RefersToSurvivor(name="claimant_is_not_merged", table="claims_actor", columns=["claimant"]),
        ]

    def __str__(self) -> str:
        return self.statement

    @cached_property
    def is_claimant_party(self) -> bool:
        """Whether the claimant is a party, see `claims.parties`. One query, unless it was loaded with `with_claimant_party`."""
        if "claimant_party" in self.__dict__:
            return bool(self.__dict__["claimant_party"])
        claims = Claim.objects.filter(pk=self.pk).annotate(answer=is_claimant_party())
        return bool(claims.values_list("answer", flat=True).get())


class Contribution(models.Model):
    """A person who contributed to the record of a claim and therefore may not decide its review."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="contributions")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(auto_now_add=True)
    entry = models.BigIntegerField(null=True, editable=False)
    """Number of the last ledger entry of the transaction that added the row; None until this transaction commits."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "person"], name="one_contribution_per_person")]
        triggers = [
            pgtrigger.Protect(name="contribution_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="contribution_kept",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__entry__isnull=False)
                | pgtrigger.Q(old__claim__df=pgtrigger.F("new__claim"))
                | pgtrigger.Q(old__person__df=pgtrigger.F("new__person")),
            ),
            StoresEntry(name="ordered_by_ledger"),
            NoTruncate(),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on claim {self.claim_id}"


WAITING_MENTION = (~Q(anchor=Anchor.ANCHORED) & ~STAYS) | ~Q(changed_context=[])
"""A mention that waits for a decision or for its placement in a new revision."""


class MentionQuerySet(models.QuerySet["Mention"]):
    def visible_to(self, person: Any) -> MentionQuerySet:
        return self.filter(claim__in=Claim.objects.visible_to(person))

    def active(self) -> MentionQuerySet:
        """Exclude withdrawn mentions."""
        return self.filter(withdrawn_at=None)

    def with_parts(self, spans: models.QuerySet[Span] | None = None) -> MentionQuerySet:
        """Load the spans, by default without annotations, and the attribution chain with its actors. Two more queries."""
        chain = Attribution.objects.select_related("actor")
        return self.prefetch_related(models.Prefetch("spans", spans), models.Prefetch("chain", chain))


class Mention(KeptQuote, Recorded):
    """An appearance of a claim in one revision: one or more spans, with mode and attribution chain.

    While it is not anchored, `revision` is the last revision in which it was. A person can decide that it stays there.
    """

    editable_fields = MENTION
    other_values = frozenset({"chain", "spans"})
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="mentions")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="mentions")
    mode = models.CharField(max_length=10, choices=Mode)
    anchor = models.CharField(max_length=12, choices=Anchor, default=Anchor.ANCHORED)
    changed_context = models.JSONField(
        default=list, db_default=[], blank=True, help_text="changed text next to the quote that nobody has confirmed yet"
    )
    stays_in_revision = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="whether a person decided that the quote stays in this revision, because the newest one does not contain it",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=REASON.max_length, blank=True, validators=[storable])

    objects = MentionQuerySet.as_manager()

    class Meta(Recorded.Meta):
        indexes = [models.Index(fields=["revision", "id"], name="mention_of_revision")]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""), name="mention_withdrawn_with_reason"
            ),
            models.CheckConstraint(condition=~Q(anchor=Anchor.ANCHORED, stays_in_revision=True), name="mention_stays_if_missing"),
        ]
        triggers = [*Recorded.Meta.triggers, *triggers.of_claim("mention")]

    def __str__(self) -> str:
        return f"mention {self.pk} of claim {self.claim_id}"


class Span(models.Model):
    """One passage of a mention: a TextQuoteSelector and a TextPositionSelector (half-open range of code points)."""

    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="spans")
    position = models.PositiveSmallIntegerField(default=0)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField(validators=[storable])
    prefix = models.CharField(max_length=CONTEXT, blank=True, validators=[storable])
    suffix = models.CharField(max_length=CONTEXT, blank=True, validators=[storable])

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["mention", "position"], name="one_span_per_position"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="span_is_not_empty"),
        ]
        triggers = [
            QuoteMatchesText(
                name="slice_is_exact",
                revision="(SELECT m.revision_id FROM claims_mention m WHERE m.id = NEW.mention_id)",
            ),
            MatchesEntry(name="as_entered", part="spans", stored=STORED_SPANS),
            NoTruncate(),
        ]

    def __str__(self) -> str:
        return self.exact[:60]


class Attribution(models.Model):
    """One link of a mention's attribution chain, outermost first: outlet → speaker → person quoted by the speaker."""

    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="chain")
    position = models.PositiveSmallIntegerField()
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["mention", "position"], name="one_link_per_position")]
        triggers = [
            MatchesEntry(name="as_entered", part="chain", stored=STORED_CHAIN),
            RefersToSurvivor(name="actor_is_not_merged", table="claims_actor", columns=["actor"]),
            NoTruncate(),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.actor_id}"


class RelationQuerySet(models.QuerySet["Relation"]):
    def visible_to(self, person: Any) -> RelationQuerySet:
        return self.filter(claim__in=Claim.objects.visible_to(person))

    def active(self) -> RelationQuerySet:
        """Exclude withdrawn relations."""
        return self.filter(withdrawn_at=None)

    def of(self, claim: Claim | int) -> RelationQuerySet:
        """Relations of a claim in both directions, oldest first, with both claims loaded."""
        rows = self.filter(Q(claim=claim) | Q(other=claim)).select_related("claim", "other")
        return rows.defer("claim__words", "other__words").order_by("id")


class Relation(Recorded):
    """A directed relation between two claims: `claim` denies, counters, is part of, or is the same as `other`.

    A denial is a separate claim and names the claim that it denies, so that nobody mistakes its rating for that of the other.
    """

    class RelationKind(models.TextChoices):
        DENIES = "denies", "denies"
        COUNTERS = "counters", "counters"
        PART_OF = "part_of", "is part of"
        SAME_AS = "same_as", "is the same as"

    other_values = frozenset({"relation"})
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="relations")
    relation_kind = models.CharField("relation", max_length=10, choices=RelationKind)
    other = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="related")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=REASON.max_length, blank=True, validators=[storable])

    objects = RelationQuerySet.as_manager()

    class Meta(Recorded.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "relation_kind", "other"], condition=Q(withdrawn_at__isnull=True), name="one_relation_of_a_kind"
            ),
            models.CheckConstraint(condition=~Q(claim=F("other")), name="relation_has_two_claims"),
        ]
        triggers = [*Recorded.Meta.triggers, *triggers.of_claim("relation", columns=("claim", "other"))]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.relation_kind} {self.other_id}"


class PartyQuerySet(models.QuerySet["Party"]):
    def visible_to(self, person: Any) -> PartyQuerySet:
        return self.filter(claim__in=Claim.objects.visible_to(person))

    def active(self) -> PartyQuerySet:
        """Exclude withdrawn parties."""
        return self.filter(withdrawn_at=None)


class Party(Recorded):
    """A source or an actor with an interest in one claim. `interest` states it in one sentence.

    `created_by` is null for parties that an upgrade derived from the former mark of a source.
    """

    editable_fields = PARTY
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="parties")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="parties")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="parties")
    interest = models.CharField(max_length=PARTY.max_length("interest"), validators=[storable])
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=REASON.max_length, blank=True, validators=[storable])

    objects = PartyQuerySet.as_manager()

    class Meta(Recorded.Meta):
        verbose_name_plural = "parties"
        constraints = [
            models.CheckConstraint(
                condition=Q(source__isnull=False, actor__isnull=True) | Q(source__isnull=True, actor__isnull=False),
                name="party_is_a_source_or_an_actor",
            ),
            models.CheckConstraint(condition=~Q(interest=""), name="party_has_interest"),
            models.UniqueConstraint(
                fields=["claim", "source"], condition=Q(withdrawn_at__isnull=True), name="one_party_for_a_source"
            ),
            models.UniqueConstraint(
                fields=["claim", "actor"], condition=Q(withdrawn_at__isnull=True), name="one_party_for_an_actor"
            ),
        ]
        triggers = [
            *Recorded.Meta.triggers,
            *triggers.of_claim("party", contributes_if=pgtrigger.Q(new__created_by__isnull=False)),
            RefersToSurvivor(name="source_is_not_merged", table="articles_source", columns=["source"]),
            RefersToSurvivor(name="actor_is_not_merged", table="claims_actor", columns=["actor"]),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return str(self.source or self.actor)
