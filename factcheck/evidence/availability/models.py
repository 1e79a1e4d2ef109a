"""Results of checks of addresses, their schedule, the interval of an item, and the statements of editors."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from factcheck.evidence.availability.comparison import ALARMING, RESULT_LABELS, AddressResult
from factcheck.evidence.availability.fields import STATEMENT
from factcheck.evidence.availability.schedule import MAX_DAYS
from factcheck.evidence.availability.triggers import CheckIsOfItem, WatchAdvances
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.ledger.models import Immutable
from factcheck.ledger.triggers import NoTruncate
from factcheck.web.fields import MAX_URL_LENGTH
from factcheck.web.http_urls import http_url_constraint
from factcheck.web.text import storable

PERSON = settings.AUTH_USER_MODEL
RESULTS = [(result.value, RESULT_LABELS[result]) for result in AddressResult]


class AddressCheck(Immutable):
    """A check whose result differs from the previous one of the same address. Without a row, the address is as before.

    Checks with the same result as the previous one only update the AddressWatch. `compared` is the copy that the page was
    compared with, and `copy` the one that has the received bytes, if they contain another text.
    """

    evidence = models.ForeignKey("evidence.Evidence", on_delete=models.PROTECT, related_name="address_checks")
    address = models.CharField(max_length=MAX_URL_LENGTH, validators=[storable])
    result = models.CharField(max_length=12, choices=RESULTS)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(help_text="when the server was asked, in UTC")
    status = models.PositiveSmallIntegerField(null=True, help_text="the HTTP status, if there was a response")
    sha256 = models.CharField(max_length=64, blank=True, help_text="of the received bytes; empty if there are none")
    detail = models.CharField(max_length=500, blank=True, validators=[storable], help_text="why there is nothing to compare")
    compared = models.ForeignKey(EvidenceCopy, on_delete=models.PROTECT, related_name="+")
    copy = models.ForeignKey(EvidenceCopy, on_delete=models.PROTECT, null=True, related_name="+")
    requested_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+", help_text="empty: schedule")

    class Meta(Immutable.Meta):
        indexes = [models.Index(fields=["evidence", "id"], name="address_check_of_evidence")]
        constraints = [http_url_constraint("address", "address_check_is_http")]
        triggers = [*Immutable.Meta.triggers, CheckIsOfItem(name="is_of_item")]

    def __str__(self) -> str:
        return f"{self.result}: {self.address}"

    @property
    def is_alarming(self) -> bool:
        return self.result in ALARMING


class AddressStatement(Immutable):
    """An editor’s statement why readers need not be told about the result of a check. It ends the entry in the queue."""

    editable_fields = STATEMENT
    other_values = frozenset({"evidence", "result"})

    check_row = models.OneToOneField(AddressCheck, on_delete=models.PROTECT, related_name="statement", db_column="check_id")
    reason = models.CharField(max_length=STATEMENT.max_length("reason"), validators=[storable])
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.reason


class AddressInterval(Immutable):
    """How often the address of one item is checked again. The newest row of an item applies; without a row, the newsroom’s."""

    evidence = models.ForeignKey("evidence.Evidence", on_delete=models.PROTECT, related_name="address_intervals")
    days = models.PositiveSmallIntegerField(
        null=True, validators=[MaxValueValidator(MAX_DAYS)], help_text="0: never; empty: as the newsroom’s settings say"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta(Immutable.Meta):
        indexes = [models.Index(fields=["evidence", "id"], name="address_interval_of_evidence")]
        constraints = [models.CheckConstraint(condition=Q(days__lte=MAX_DAYS), name="address_interval_limited")]

    def __str__(self) -> str:
        return f"evidence {self.evidence_id}: {self.days}"


class WatchState(models.TextChoices):
    IDLE = "idle", "idle"
    WAITING = "waiting", "waiting"
    CHECKING = "checking", "checking"


RUNNING = (WatchState.WAITING, WatchState.CHECKING)


class AddressWatch(models.Model):
    """When the address of an item is checked again, and how far the current check is. It is not recorded; changed results are.

    `number` counts the checks of the item, and `attempts` those of the current check: a result counts only if no later attempt
    has begun. `is_open`: an editor has to answer the result `newest`.
    """

    evidence = models.OneToOneField("evidence.Evidence", on_delete=models.PROTECT, primary_key=True, related_name="address_watch")
    state = models.CharField(max_length=8, choices=WatchState, default=WatchState.IDLE.value)
    number = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, help_text="of the next scheduled check, while no check is in progress")
    next_attempt_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, help_text="of the last completed check")
    detail = models.CharField(max_length=500, blank=True, validators=[storable], help_text="why the last attempt failed")
    requested_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    newest = models.ForeignKey(AddressCheck, on_delete=models.PROTECT, null=True, related_name="+")
    is_open = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(is_open=False) | Q(newest__isnull=False), name="open_watch_has_result"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="idle", due_at__isnull=False), name="address_watch_due"),
            models.Index(fields=["updated_at"], condition=Q(state__in=["waiting", "checking"]), name="address_watch_running"),
            models.Index(fields=["newest"], condition=Q(is_open=True), name="address_watch_open"),
        ]
        triggers = [
            WatchAdvances(name="advances"),
            pgtrigger.Protect(name="watch_kept", operation=pgtrigger.Delete),
            NoTruncate(),
        ]

    def __str__(self) -> str:
        return f"{self.state}: evidence {self.evidence_id}"

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING
