"""Evidence with its stance toward a claim, and the search log."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from factcheck.archive.models import Capture
from factcheck.articles.models import Precision, Revision, Source
from factcheck.claims.anchoring import CONTEXT
from factcheck.claims.choices import Anchor
from factcheck.claims.kept_quotes import STAYS, KeptQuote
from factcheck.claims.models import Claim
from factcheck.claims.triggers import QuoteMatchesText, of_claim
from factcheck.evidence.availability.models import AddressCheck, AddressInterval, AddressStatement, AddressWatch
from factcheck.evidence.copies.models import CopyRequest, EvidenceCopy, PreservedText, QuotePlace
from factcheck.evidence.custody.models import CaptureVerification, EvidenceExport, LegalHold, Takedown
from factcheck.evidence.fields import EVIDENCE, MAX_QUOTE_LENGTH, SEARCH
from factcheck.evidence.replies.models import Reply
from factcheck.evidence.triggers import KeepsNumber, NumberAdvances, OnlyClaimChanges
from factcheck.ledger.models import Recorded
from factcheck.ledger.named import RefersToSurvivor
from factcheck.ledger.triggers import NoTruncate, RequiresEntry
from factcheck.web.fields import MAX_URL_LENGTH, REASON
from factcheck.web.http_urls import http_url_constraint
from factcheck.web.text import storable

PERSON = settings.AUTH_USER_MODEL

__all__ = [
    "AddressCheck",
    "AddressInterval",
    "AddressStatement",
    "AddressWatch",
    "CaptureVerification",
    "Closeness",
    "CopyRequest",
    "Evidence",
    "EvidenceCopy",
    "EvidenceExport",
    "ItemFetching",
    "LegalHold",
    "Numbering",
    "PreservedText",
    "Protection",
    "QuotePlace",
    "Reply",
    "SearchLogEntry",
    "Stance",
    "Takedown",
]


class Stance(models.TextChoices):
    SUPPORTS = "supports", "supports"
    CONTRADICTS = "contradicts", "contradicts"
    CONTEXT = "context", "context"


class Closeness(models.TextChoices):
    PRIMARY = "primary", "primary"
    SECONDARY = "secondary", "secondary"


class ItemFetching(models.TextChoices):
    """Whether the page of an item is fetched. An empty value is the setting of the newsroom."""

    NEWSROOM = "", "as the newsroom’s settings say"
    AUTOMATIC = "automatic", "fetched automatically"
    ON_REQUEST = "on_request", "fetched when someone asks for a copy"
    NEVER = "never", "never fetched"


class Protection(models.TextChoices):
    """Why details of an item are withheld from readers. An empty value: none are."""

    NONE = "", "not protected"
    SOURCE = "source", "a source would be at risk"
    PRIVACY = "privacy", "privacy of a victim or witness"
    LICENSE = "license", "licensed archive"
    LEGAL = "legal", "legal restriction"


WAITING_PASSAGE = (~Q(anchor="") & ~STAYS) | ~Q(changed_context=[])
"""A passage that waits for a decision or for its placement in a new revision."""


class Numbering(models.Model):
    """The last number that a claim has assigned to an item of evidence (`evidence.numbers`)."""

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, primary_key=True, related_name="+")
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(last__gte=1), name="numbering_from_one")]
        triggers = [
            NumberAdvances(name="advances"),
            pgtrigger.Protect(name="numbering_kept", operation=pgtrigger.Delete),
            NoTruncate(),
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id}: {self.last}"


class Evidence(KeptQuote, Recorded):
    """A passage, page, or file that bears on a claim. `number` identifies it within its claim.

    It has exactly one locator: a passage of a revision (`start`, `end`, `exact`), a web address with a quote, or a capture.
    """

    editable_fields = EVIDENCE
    other_values = frozenset({"selected_in", "sha256"})
    # Items from before numbers got theirs from a migration, and the digests of their rows do not contain them. The trigger
    # `keeps_number` protects the column instead, and the entries of newer items contain the number.
    unrecorded: ClassVar[frozenset[str]] = frozenset({"number"})
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="evidence")
    number = models.PositiveIntegerField(editable=False)
    stance = models.CharField(max_length=12, choices=Stance)
    closeness = models.CharField("kind", max_length=10, choices=Closeness)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    origin = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=EVIDENCE.max_length("title"), blank=True, validators=[storable])
    author = models.CharField(max_length=EVIDENCE.max_length("author"), blank=True, validators=[storable])
    published_on = models.DateField(null=True, blank=True)
    accessed_on = models.DateField(null=True, blank=True)
    note = models.TextField(
        "why it bears on the claim", max_length=EVIDENCE.max_length("note"), blank=True, validators=[storable]
    )
    available_since = models.DateField(null=True, blank=True)
    available_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    event_on = models.DateField(null=True, blank=True)
    event_precision = models.CharField(
        max_length=5, choices=Precision, blank=True, default="", db_default="", help_text="empty without a date"
    )
    evidence_set = models.CharField(max_length=EVIDENCE.max_length("evidence_set"), blank=True, validators=[storable])
    is_graphic = models.BooleanField("content warning", default=False, db_default=False)
    protection = models.CharField("protected details", max_length=10, choices=Protection, blank=True, default="", db_default="")
    protection_note = models.TextField(
        max_length=EVIDENCE.max_length("protection_note"), blank=True, default="", db_default="", validators=[storable]
    )
    is_copy_expected = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="whether the gate asks for a copy of the item; False for items from before it did",
    )

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    exact = models.TextField("quote", max_length=MAX_QUOTE_LENGTH, blank=True, validators=[storable])
    prefix = models.CharField(max_length=CONTEXT, blank=True, validators=[storable])
    suffix = models.CharField(max_length=CONTEXT, blank=True, validators=[storable])
    anchor = models.CharField(
        max_length=12,
        choices=[choice for choice in Anchor.choices if choice[0] != Anchor.ANCHORED],
        blank=True,
        default="",
        db_default="",
        help_text="why the passage is not placed in the newest revision; empty if it is, and for pages and files",
    )
    changed_context = models.JSONField(
        default=list, db_default=[], blank=True, help_text="changed text next to the quote that nobody has confirmed yet"
    )
    stays_in_revision = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="whether a person decided that the quote stays in this revision, because the newest one does not contain it",
    )
    address = models.URLField(max_length=MAX_URL_LENGTH, blank=True, validators=[storable])
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    fetching = models.CharField(
        max_length=10, choices=ItemFetching, blank=True, default="", db_default="", help_text="only for web pages"
    )
    may_show_surroundings = models.BooleanField(
        "publish the words around the quote",
        default=False,
        db_default=False,
        help_text="only for web pages: the words around the quote in the preserved copy, if the newsroom permits it",
    )
    locator = models.CharField(
        "where in it",
        max_length=EVIDENCE.max_length("locator"),
        blank=True,
        validators=[storable],
        help_text="page, minute, table",
    )
    source_check = models.TextField(
        max_length=EVIDENCE.max_length("source_check"), blank=True, default="", db_default="", validators=[storable]
    )
    technical_check = models.TextField(
        max_length=EVIDENCE.max_length("technical_check"), blank=True, default="", db_default="", validators=[storable]
    )
    content_check = models.TextField(
        max_length=EVIDENCE.max_length("content_check"), blank=True, default="", db_default="", validators=[storable]
    )

    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=REASON.max_length, blank=True, validators=[storable])
    is_hidden = models.BooleanField(
        default=False, db_default=False, editable=False, help_text="whether a takedown hides the item (`evidence.custody`)"
    )

    class Meta(Recorded.Meta):
        verbose_name_plural = "evidence"
        indexes = [models.Index(fields=["claim", "id"], name="evidence_of_claim")]
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="evidence_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="evidence_number_from_one"),
            models.CheckConstraint(condition=~Q(anchor="", stays_in_revision=True), name="evidence_stays_if_missing"),
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
            models.CheckConstraint(
                condition=Q(event_on__isnull=True, event_precision="") | (Q(event_on__isnull=False) & ~Q(event_precision="")),
                name="evidence_event_has_precision",
            ),
            http_url_constraint("address", "evidence_address_is_http"),
            models.CheckConstraint(condition=Q(fetching="") | ~Q(address=""), name="evidence_fetching_of_pages"),
            models.CheckConstraint(
                condition=Q(may_show_surroundings=False) | ~Q(address=""), name="evidence_surroundings_of_pages"
            ),
        ]
        triggers = [
            *Recorded.Meta.triggers,
            *of_claim("evidence"),
            KeepsNumber(name="keeps_number"),
            QuoteMatchesText(name="slice_is_exact", revision="NEW.revision_id", when_set="NEW.revision_id IS NOT NULL"),
            RefersToSurvivor(name="sources_are_not_merged", table="articles_source", columns=["source", "origin"]),
        ]

    def __str__(self) -> str:
        return f"evidence [{self.number}] {self.stance} claim {self.claim_id}"

    @property
    def shown_quote(self) -> str:
        """The quote for display: empty while a takedown hides the item."""
        return "" if self.is_hidden else self.exact

    @property
    def locator_kind(self) -> str:
        """The kind of the locator: "passage", "address", or "file"."""
        return "passage" if self.revision_id else "file" if self.capture_id else "address"


class SearchLogEntry(Recorded):
    """A logged search for evidence. `sought` is the stance of the evidence; `is_found` is whether the search had a result.

    An entry never changes, but it moves to another claim when its claim is merged.
    """

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

    class Meta(Recorded.Meta):
        db_table = "evidence_search"
        verbose_name_plural = "search log"
        indexes = [models.Index(fields=["claim", "id"], name="search_of_claim")]
        triggers = [
            RequiresEntry(name="entered", kind="search"),
            *(trigger for trigger in Recorded.Meta.triggers if trigger.name != "entered"),
            OnlyClaimChanges(name="only_claim_changes"),
            *of_claim("search"),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.terms}"
