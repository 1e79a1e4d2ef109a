"""Preserved copies of evidence, the text of a copy, and requests for copies."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from factcheck.archive.models import Capture
from factcheck.articles.triggers import TextIsCanonical
from factcheck.evidence.copies.fields import COPY, MAX_COPY_ADDRESS
from factcheck.evidence.copies.quote_search import QUOTE_LABELS, QuoteState
from factcheck.evidence.copies.same_page import is_same_page
from factcheck.evidence.copies.states import OPEN_STATES, STATE_LABELS, RequestState
from factcheck.evidence.copies.triggers import PlaceMatchesText, ProgressAdvances
from factcheck.evidence.fields import MAX_QUOTE_LENGTH
from factcheck.ledger.models import Immutable
from factcheck.ledger.triggers import NoTruncate
from factcheck.web.fields import MAX_URL_LENGTH
from factcheck.web.http_urls import http_url_constraint
from factcheck.web.text import storable

PERSON = settings.AUTH_USER_MODEL


class PreservedText(Immutable):
    """The text and the metadata that a reader extracted from a capture. Offsets count code points of `text`."""

    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="texts")
    reader = models.CharField(max_length=40)
    reader_version = models.SmallIntegerField()
    encoding = models.CharField(max_length=40, blank=True)
    text = models.TextField(validators=[storable])
    sha256 = models.CharField(max_length=64)
    length = models.PositiveIntegerField(help_text="code points")
    title = models.CharField(max_length=300, blank=True, validators=[storable])
    author = models.CharField(max_length=200, blank=True, validators=[storable])
    publisher = models.CharField(max_length=200, blank=True, db_default="", validators=[storable])
    published_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=35, blank=True, validators=[storable])
    address = models.CharField(max_length=MAX_URL_LENGTH, blank=True, validators=[storable], help_text="the canonical address")

    class Meta(Immutable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["capture", "reader", "reader_version", "encoding"], name="one_text_per_reader")
        ]
        triggers = [*Immutable.Meta.triggers, TextIsCanonical(name="canonical")]

    def __str__(self) -> str:
        return f"text of capture {self.capture_id}"


class EvidenceCopyQuerySet(models.QuerySet["EvidenceCopy"]):
    def added_by_people(self) -> EvidenceCopyQuerySet:
        """The copies that people requested or provided, without those of checks of the address."""
        return self.filter(created_by__isnull=False)


class EvidenceCopy(Immutable):
    """One preserved copy of the page of an item: fetched, or provided by a person with a statement of how it was made.

    `capture` has the received bytes; its parent, if any, is the WARC file with the requests and responses. A copy without a
    person was kept by a check of the address, because the page had changed. It is no copy that the item quotes, so it is never
    the newest copy of its item (`added_by_people`).
    """

    editable_fields = COPY
    other_values = frozenset({"media_type", "reader", "sha256", "size", "text_sha256"})

    evidence = models.ForeignKey("evidence.Evidence", on_delete=models.PROTECT, related_name="copies")
    number = models.PositiveIntegerField()
    item_address = models.CharField(
        max_length=MAX_URL_LENGTH, validators=[storable], help_text="the address of the item when the copy was added"
    )
    capture = models.ForeignKey(Capture, on_delete=models.PROTECT, related_name="+")
    text = models.ForeignKey(PreservedText, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unread_because = models.CharField(
        max_length=300, blank=True, validators=[storable], help_text="why the copy has no text; empty if it has one"
    )
    address = models.CharField(
        max_length=MAX_COPY_ADDRESS, blank=True, validators=[storable], help_text="where the bytes came from, after redirects"
    )
    collected_at = models.DateTimeField(null=True, help_text="when the server answered; for a provided copy, what its file says")
    checks = models.JSONField(
        default=dict, blank=True, help_text="for a provided copy, sentences about its file: what was verified, and what was not"
    )
    made_how = models.TextField(max_length=COPY.max_length("made_how"), blank=True, validators=[storable])
    copied_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="the copy in whose text the quote was selected: it has the same bytes, and says who asked for them",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    objects = EvidenceCopyQuerySet.as_manager()

    class Meta(Immutable.Meta):
        verbose_name_plural = "evidence copies"
        constraints = [
            models.UniqueConstraint(fields=["evidence", "number"], name="copy_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="copy_number_from_one"),
            models.CheckConstraint(
                condition=Q(text__isnull=True) & ~Q(unread_because="") | Q(text__isnull=False, unread_because=""),
                name="copy_has_text_or_reason",
            ),
            http_url_constraint("address", "copy_address_is_http"),
            http_url_constraint("item_address", "copy_item_address_is_http"),
        ]

    def __str__(self) -> str:
        return f"copy {self.number} of evidence {self.evidence_id}"

    @property
    def is_fetched(self) -> bool:
        return not self.made_how

    @property
    def collected_for(self) -> Any:
        """The person who asked for the bytes, or provided them; None for those that a check of the address kept."""
        return (self.copied_from or self).created_by

    @property
    def provided_at(self) -> datetime:
        """When the bytes were added to the store."""
        return (self.copied_from or self).created_at

    @property
    def is_of_other_address(self) -> bool:
        """Whether a provided file says that it is a copy of another page than that of the item."""
        return not self.is_fetched and bool(self.address) and not is_same_page(self.address, self.item_address)

    @property
    def is_of_check(self) -> bool:
        """Whether a check of the address kept this copy, because the page had changed."""
        return self.created_by_id is None

    @property
    def is_of_former_address(self) -> bool:
        """Whether the address of the item was corrected after the copy was added."""
        return self.item_address != self.evidence.address


class QuotePlace(Immutable):
    """Where a quote is in the text of a copy. The newest row with the current quote and the copy that counts applies.

    That copy is the newest one with a text of the current address (`queries.counting_copy`). The search adds a row when a copy is
    added and when the quote is corrected. `is_decision`: a person chose the place.
    """

    evidence = models.ForeignKey("evidence.Evidence", on_delete=models.PROTECT, related_name="quote_places")
    copy = models.ForeignKey(EvidenceCopy, on_delete=models.PROTECT, related_name="quote_places")
    quote = models.TextField(max_length=MAX_QUOTE_LENGTH, validators=[storable], help_text="what was searched for")
    state = models.CharField(max_length=12, choices=[(state.value, QUOTE_LABELS[state]) for state in QuoteState])
    start = models.PositiveIntegerField(null=True, help_text="code points")
    end = models.PositiveIntegerField(null=True, help_text="code points")
    exact = models.TextField(blank=True, validators=[storable], help_text="the words at this place")
    is_decision = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta(Immutable.Meta):
        indexes = [models.Index(fields=["evidence", "id"], name="quote_place_of_evidence")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=QuoteState.FOUND, start__isnull=False, end__isnull=False) & ~Q(exact="") & Q(start__lt=F("end"))
                | ~Q(state=QuoteState.FOUND) & Q(start__isnull=True, end__isnull=True, exact=""),
                name="quote_place_if_found",
            ),
            models.CheckConstraint(condition=Q(is_decision=False) | Q(state=QuoteState.FOUND), name="quote_place_decided"),
        ]
        triggers = [*Immutable.Meta.triggers, PlaceMatchesText(name="matches_text")]

    def __str__(self) -> str:
        return f"{self.state} in copy {self.copy_id}"

    @property
    def needs_choice(self) -> bool:
        """Whether a person has to choose one of several places, or to confirm one."""
        return self.state in (QuoteState.SEVERAL, QuoteState.TYPOGRAPHY)


class CopyRequest(Immutable):
    """A request to fetch the page of an item. It is recorded, because fetching reveals the newsroom’s interest in the page."""

    evidence = models.ForeignKey("evidence.Evidence", on_delete=models.PROTECT, related_name="copy_requests")
    address = models.CharField(max_length=MAX_URL_LENGTH, validators=[storable])
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta(Immutable.Meta):
        constraints = [http_url_constraint("address", "copy_request_address_is_http")]

    def __str__(self) -> str:
        return f"request for a copy of {self.address}"


class CopyProgressQuerySet(models.QuerySet["CopyProgress"]):
    def unfinished(self) -> CopyProgressQuerySet:
        return self.filter(state__in=OPEN_STATES)


class CopyProgress(models.Model):
    """The progress of a request for a copy. It is not recorded; the copy that results from the request is.

    `attempts` also identifies the current attempt: a result counts only if no later attempt has begun.
    """

    request = models.OneToOneField(CopyRequest, on_delete=models.PROTECT, primary_key=True, related_name="progress")
    evidence = models.ForeignKey("evidence.Evidence", on_delete=models.PROTECT, related_name="copy_progress")
    state = models.CharField(max_length=10, choices=[(state.value, STATE_LABELS[state]) for state in RequestState])
    detail = models.CharField(max_length=500, blank=True, validators=[storable], help_text="why the last attempt failed")
    attempts = models.PositiveSmallIntegerField(default=0)
    received = models.PositiveBigIntegerField(default=0, help_text="bytes of the current attempt")
    updated_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField(null=True)
    copy = models.ForeignKey(EvidenceCopy, on_delete=models.PROTECT, null=True, related_name="+")

    objects = CopyProgressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evidence"], condition=Q(state__in=[*OPEN_STATES]), name="one_open_copy_request"),
            models.CheckConstraint(
                condition=Q(state=RequestState.KEPT, copy__isnull=False) | ~Q(state=RequestState.KEPT) & Q(copy__isnull=True),
                name="copy_of_kept_request",
            ),
        ]
        indexes = [
            models.Index(fields=["evidence", "request"], name="copy_progress_of_evidence"),
        ]
        triggers = [
            ProgressAdvances(name="advances"),
            pgtrigger.Protect(name="progress_kept", operation=pgtrigger.Delete),
            NoTruncate(),
        ]

    def __str__(self) -> str:
        return f"{self.state}: request {self.request_id}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def stamp(self) -> str:
        """Differs if a screen has to display the progress again."""
        return f"{self.request_id}-{self.state}-{self.attempts}-{self.received}"

    @property
    def is_waiting_again(self) -> bool:
        """Whether an attempt failed and another one follows."""
        return self.state == RequestState.WAITING and self.attempts > 0

    @property
    def is_failed(self) -> bool:
        """Whether the request ended without a copy."""
        return not self.is_open and self.state != RequestState.KEPT
