"""The abstract base model of recorded rows that people can close with a reason and reopen, and the rule for closed rows."""

from __future__ import annotations

from typing import Any, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from factcheck.ledger.models import Recorded
from factcheck.web.decisions import Decision, Denied
from factcheck.web.fields import REASON
from factcheck.web.text import storable

Row = TypeVar("Row", bound=models.Model)


class ClosableQuerySet(models.QuerySet[Row]):
    def open(self) -> Self:
        """Exclude closed rows."""
        return self.filter(closed_at=None)


class Closable(Recorded):
    """A row that lists, queues, and searches leave out once it is closed. Nothing is deleted, and it can be reopened.

    The model declares the choices of `closed_reason`. `closed_note` is an optional explanation.
    """

    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closed_reason = models.CharField(max_length=14, blank=True, db_default="")
    closed_note = models.CharField(max_length=REASON.max_length, blank=True, db_default="", validators=[storable])

    class Meta(Recorded.Meta):
        abstract = True

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


def closed_with_reason(name: str) -> models.CheckConstraint:
    """The constraint that a closed row has a time, a person, and a reason, and that an open row has none of them."""
    return models.CheckConstraint(
        condition=Q(closed_at__isnull=True, closed_by__isnull=True, closed_reason="", closed_note="")
        | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(closed_reason="")),
        name=name,
    )


def closed_message(row: Any) -> str:
    """Why nothing can be written to `row` at the moment: it is closed. Empty if it is open or not a closable row."""
    if not isinstance(row, Closable) or not row.is_closed:
        return ""
    noun = row._meta.verbose_name
    if survivor := getattr(row, "merged_into_id", None):
        return f"This {noun} was merged into {noun} {survivor}. Make the change there."
    return f"This {noun} is closed. Reopen it first."


def on_open_row(decision: Decision, row: Any) -> Decision:
    """Deny for now what `decision` allows if `row` is closed. This is the rule for every write to a closed row."""
    message = closed_message(row) if decision else ""
    return Denied(message, for_now=True) if message else decision
