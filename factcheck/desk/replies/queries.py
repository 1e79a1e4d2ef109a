"""Queries for the screens of the right of reply: one row, the draft of a request, and overdue requests."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db.models import DateField, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.http import Http404

from factcheck.accounts.models import Person
from factcheck.claims.dates import PartialDate
from factcheck.claims.models import Claim
from factcheck.evidence.replies.contact_details import first_email_address
from factcheck.evidence.replies.draft import RequestDraft
from factcheck.evidence.replies.models import Reply
from factcheck.newsroom.queries import name_and_contact
from factcheck.verdicts.models import VerdictVersion
from factcheck.web.database.composed import ComposedRows
from factcheck.web.pagination import KeysetPage, keyset_page

ORDER = ("deadline", "id")
MAX_MAIL_BODY = 6000
"""Maximum length of the text in a mailto link, in code points. Mail programs cut off longer links."""


def visible_reply(person: Any, reply_id: int) -> Reply:
    """The row. Raises Http404 if it does not exist or the person may not see it."""
    rows = Reply.objects.visible_to(person).select_related(
        "claim__claimant__source", "actor", "source", "created_by", "withdrawn_by"
    )
    row = rows.filter(pk=reply_id).first()
    if row is None:
        raise Http404
    return row


def request_draft(claim: Claim, to: str, deadline: date) -> RequestDraft:
    """The draft of a request to `to`. It contains the headline and the summary of the newest version of the verdict."""
    newsroom, contact = name_and_contact()
    version = VerdictVersion.objects.filter(verdict__claim=claim).order_by("-number").first()
    return RequestDraft(
        to=to,
        statement=claim.statement,
        claimant=claim.claimant.name,
        said=str(PartialDate(claim.said_on, claim.said_precision)) if claim.said_on else "",
        planned=(version.headline, version.summary) if version else (),
        deadline=deadline,
        newsroom=newsroom,
        contact=contact,
        zone=settings.TIME_ZONE,
    )


def mail_link(subject: str, text: str, contact: str = "") -> str:
    """A mailto link with the subject and the text, to the first email address in `contact`, if any."""
    body = text.replace("\n", "\r\n") if len(text) <= MAX_MAIL_BODY else ""
    values = {name: value for name, value in (("subject", subject), ("body", body)) if value}
    return f"mailto:{quote(first_email_address(contact), safe='@')}?{urlencode(values, quote_via=quote)}"


def _in_queue_of(person_id: int) -> Q:
    """Requests about open claims whose verdict the person writes.

    Without a verdict, the request belongs to whoever recorded it, and to all who may record its outcome if they have left.
    """
    from_person = Q(claim__verdict__author=person_id) | Q(claim__verdict=None) & (
        Q(created_by=person_id) | Q(created_by__is_active=False)
    )
    return from_person & Q(claim__closed_at=None)


def _overdue(person_id: int, today: str) -> QuerySet[Reply, Any]:
    rows = Reply.objects.overdue(Cast(Value(today), DateField())).filter(_in_queue_of(person_id))
    return rows.order_by().values_list("pk")


OVERDUE = ComposedRows(_overdue, int, str)
"""The ids of the overdue requests in the queue of a person, and a day as a text."""


def overdue_page(person: Person, cursor: str = "", *, size: int = 50) -> KeysetPage:
    """One page of overdue requests, the earliest deadline first. One query."""
    rows = Reply.objects.visible_to(person).overdue().filter(_in_queue_of(person.pk))
    rows = rows.select_related("claim__claimant", "actor", "source").defer("claim__words")
    return keyset_page(rows, order=ORDER, cursor=cursor, size=size, oldest_first=True)
