"""The table of the right of reply."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from factcheck.articles.models import Source
from factcheck.claims.models import Actor, Claim
from factcheck.claims.triggers import of_claim
from factcheck.evidence.replies.fields import REPLY
from factcheck.ledger.models import Recorded
from factcheck.ledger.named import RefersToSurvivor
from factcheck.web.fields import REASON
from factcheck.web.text import storable

PERSON = settings.AUTH_USER_MODEL


class Channel(models.TextChoices):
    EMAIL = "email", "email"
    PHONE = "phone", "phone"
    LETTER = "letter", "letter"
    IN_PERSON = "in_person", "conversation"
    MESSAGE = "message", "message on a social network"
    WEB_FORM = "web_form", "web form"
    OTHER = "other", "other means"


class ReplyOutcome(models.TextChoices):
    OPEN = "", "no answer yet"
    ANSWERED = "answered", "answered"
    DECLINED = "declined", "declined to comment"
    NO_ANSWER = "no_answer", "no answer by the deadline"


class ReplyQuerySet(models.QuerySet["Reply"]):
    def visible_to(self, person: Any) -> ReplyQuerySet:
        return self.filter(claim__in=Claim.objects.visible_to(person))

    def active(self) -> ReplyQuerySet:
        """Exclude withdrawn rows."""
        return self.filter(withdrawn_at=None)

    def waiting(self) -> ReplyQuerySet:
        """Requests without an answer, a refusal, or the statement that there was no answer."""
        return self.active().filter(outcome=ReplyOutcome.OPEN, not_asked_because="")

    def overdue(self, today: Any = None) -> ReplyQuerySet:
        """Requests whose deadline has passed and whose outcome nobody has recorded. `today`: an expression for another day."""
        return self.waiting().filter(deadline__lt=today or timezone.localdate())


OFFERED = ~Q(outcome=ReplyOutcome.OPEN) | ~Q(not_asked_because="")
"""The right of reply was offered, or there is a reason why not. A request whose deadline has passed counts as well."""


class Reply(Recorded):
    """A request for comment on a claim, with its outcome, or the reason why somebody was not asked.

    Who: exactly one of an actor, a source, and a typed name. `deadline` ends with this day in the newsroom's time zone. It is
    not evidence.
    """

    editable_fields = REPLY
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="replies")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=REPLY.max_length("name"), blank=True, validators=[storable])
    asked_on = models.DateField(null=True, blank=True)
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    channel_note = models.CharField(max_length=REPLY.max_length("channel_note"), blank=True, validators=[storable])
    deadline = models.DateField(null=True, blank=True)
    contact = models.CharField(max_length=REPLY.max_length("contact"), blank=True, validators=[storable])
    question = models.TextField(max_length=REPLY.max_length("question"), blank=True, validators=[storable])
    not_asked_because = models.TextField(max_length=REPLY.max_length("not_asked_because"), blank=True, validators=[storable])
    outcome = models.CharField(max_length=10, choices=ReplyOutcome, blank=True, default=ReplyOutcome.OPEN)
    answer = models.TextField(max_length=REPLY.max_length("answer"), blank=True, validators=[storable])
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=REPLY.max_length("answered_by"), blank=True, validators=[storable])
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=REASON.max_length, blank=True, validators=[storable])

    objects = ReplyQuerySet.as_manager()

    class Meta(Recorded.Meta):
        verbose_name = "request for comment"
        verbose_name_plural = "requests for comment"
        indexes = [
            models.Index(fields=["claim", "id"], name="reply_of_claim"),
            models.Index(
                fields=["deadline", "id"],
                name="reply_deadline",
                condition=Q(outcome="", not_asked_because="", withdrawn_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(actor__isnull=False, source__isnull=True, name="")
                | Q(actor__isnull=True, source__isnull=False, name="")
                | (Q(actor__isnull=True, source__isnull=True) & ~Q(name="")),
                name="reply_of_one",
            ),
            models.CheckConstraint(
                condition=(Q(asked_on__isnull=False, deadline__gte=models.F("asked_on"), not_asked_because="") & ~Q(channel=""))
                | (
                    Q(asked_on__isnull=True, deadline__isnull=True, channel="", channel_note="", contact="", question="")
                    & Q(outcome="")
                    & ~Q(not_asked_because="")
                ),
                name="reply_asked_or_reason",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "no_answer"], answer="", answered_on__isnull=True, answered_by="")
                | Q(outcome="declined", answer="", answered_on__gte=models.F("asked_on"))
                | (Q(outcome="answered", answered_on__gte=models.F("asked_on")) & ~Q(answer="")),
                name="reply_answer_fits_outcome",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="reply_withdrawn_with_reason",
            ),
        ]
        triggers = [
            *Recorded.Meta.triggers,
            *of_claim("reply"),
            RefersToSurvivor(name="source_is_not_merged", table="articles_source", columns=["source"]),
            RefersToSurvivor(name="actor_is_not_merged", table="claims_actor", columns=["actor"]),
        ]

    def __str__(self) -> str:
        return self.who

    @property
    def who(self) -> str:
        """The name of whoever was asked, as readers see it."""
        return str(self.actor or self.source or self.name)

    @property
    def is_asked(self) -> bool:
        """Whether this is a request, and not the reason why there was none."""
        return not self.not_asked_because

    @property
    def is_waiting(self) -> bool:
        return self.is_asked and self.outcome == ReplyOutcome.OPEN and self.withdrawn_at is None

    @property
    def is_overdue(self) -> bool:
        """Whether the deadline has passed and nobody has recorded the outcome."""
        return self.is_waiting and self.deadline is not None and self.deadline < timezone.localdate()
