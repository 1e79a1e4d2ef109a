"""Evidence with its stance toward a claim, and the search log."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from factcheck.archive.models import Capture
from factcheck.articles.models import Precision, Revision, Source
from factcheck.claims.anchoring import CONTEXT
from factcheck.claims.models import Claim
from factcheck.claims.triggers import QuoteMatchesText, RecordsContribution
from factcheck.evidence.fields import EVIDENCE, MAX_QUOTE_LENGTH, SEARCH
from factcheck.ledger.models import Immutable, Recorded
from factcheck.ledger.triggers import RequiresEntry
from factcheck.web.fields import MAX_URL_LENGTH, REASON
from factcheck.web.http_urls import http_url_constraint
from factcheck.web.text import storable

PERSON = settings.AUTH_USER_MODEL


class Stance(models.TextChoices):
    SUPPORTS = "supports", "supports"
    CONTRADICTS = "contradicts", "contradicts"
    CONTEXT = "context", "context"


class Closeness(models.TextChoices):
    PRIMARY = "primary", "primary"
    SECONDARY = "secondary", "secondary"


class Evidence(Recorded):
    """A passage, page, or file that bears on a claim.

    It has exactly one locator: a passage of a revision (`start`, `end`, `exact`), a web address with a quote, or a capture.
    """

    editable_fields = EVIDENCE
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="evidence")
    stance = models.CharField(max_length=12, choices=Stance)
    closeness = models.CharField("kind", max_length=10, choices=Closeness)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    origin = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(
        "why it bears on the claim", max_length=EVIDENCE.max_length("note"), blank=True, validators=[storable]
    )
    available_since = models.DateField(null=True, blank=True)
    available_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    evidence_set = models.CharField(max_length=EVIDENCE.max_length("evidence_set"), blank=True, validators=[storable])

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    exact = models.TextField("quote", max_length=MAX_QUOTE_LENGTH, blank=True, validators=[storable])
    prefix = models.CharField(max_length=CONTEXT, blank=True, validators=[storable])
    suffix = models.CharField(max_length=CONTEXT, blank=True, validators=[storable])
    address = models.URLField(max_length=MAX_URL_LENGTH, blank=True, validators=[storable])
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    locator = models.CharField(
        "where in it",
        max_length=EVIDENCE.max_length("locator"),
        blank=True,
        validators=[storable],
        help_text="page, minute, table",
    )

    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=REASON.max_length, blank=True, validators=[storable])

    class Meta(Recorded.Meta):
        verbose_name_plural = "evidence"
        indexes = [models.Index(fields=["claim", "id"], name="evidence_of_claim")]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(revision__isnull=False, start__isnull=False, end__isnull=False, address="", capture__isnull=True)
                    & Q(start__lt=F("end"))
                    & ~Q(exact="")
                )
                | Q(revision__isnull=True, start__isnull=True, end__isnull=True, capture__isnull=True)
                & ~Q(address="")
                & ~Q(exact="")
                | Q(revision__isnull=True, start__isnull=True, end__isnull=True, address="", capture__isnull=False),
                name="evidence_has_one_locator",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="evidence_withdrawn_with_reason",
            ),
            http_url_constraint("address", "evidence_address_is_http"),
        ]
        triggers = [
            *Recorded.Meta.triggers,
            RecordsContribution(name="contributes"),
            QuoteMatchesText(name="slice_is_exact", revision="NEW.revision_id", when_set="NEW.revision_id IS NOT NULL"),
        ]

    def __str__(self) -> str:
        return f"evidence {self.pk} {self.stance} claim {self.claim_id}"

    @property
    def locator_kind(self) -> str:
        """The kind of the locator: "passage", "address", or "file"."""
        return "passage" if self.revision_id else "file" if self.capture_id else "address"


class SearchLogEntry(Immutable):
    """A logged search for evidence. `sought` is the stance of the evidence; `is_found` is whether the search had a result."""

    editable_fields = SEARCH
    ledger_kind = "search"

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="searches")
    sought = models.CharField("looked for evidence that", max_length=12, choices=Stance)
    place = models.CharField("where", max_length=SEARCH.max_length("place"), validators=[storable])
    terms = models.CharField("search words", max_length=SEARCH.max_length("terms"), validators=[storable])
    searched_on = models.DateField("when")
    is_found = models.BooleanField("something was found", default=False)
    note = models.TextField(max_length=SEARCH.max_length("note"), blank=True, validators=[storable])
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta(Immutable.Meta):
        db_table = "evidence_search"
        verbose_name_plural = "search log"
        indexes = [models.Index(fields=["claim", "id"], name="search_of_claim")]
        triggers = [
            RequiresEntry(name="entered", kind="search"),
            *(trigger for trigger in Immutable.Meta.triggers if trigger.name != "entered"),
            RecordsContribution(name="contributes"),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.terms}"
