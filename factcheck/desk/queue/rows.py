"""The rows of the queue: what each one shows. Their markup is in `templates/desk/queue/`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from factcheck.accounts.models import Person, Role
from factcheck.desk.changes.messages import KINDS
from factcheck.desk.queue import messages
from factcheck.desk.queue.addresses import AddressRow, ChangedPage, sentences
from factcheck.desk.queue.open_work import WorkPage
from factcheck.desk.queue.published import ChangedRow, tallies_of
from factcheck.desk.queue.queries import QueueRow
from factcheck.verdicts.changes import outdated_approvals
from factcheck.verdicts.models import Verdict, rating_status
from factcheck.verdicts.states import State
from factcheck.web.relative_time import relative_time
from factcheck.web.templatetags.fast_urls import url_of

Counts = tuple[int, int, int]
"""The numbers of supporting, contradicting, and other evidence."""


@dataclass(frozen=True, slots=True)
class PagesSentence:
    """Pages with the same result since the same day."""

    start: str
    since: datetime
    pages: tuple[ChangedPage, ...]


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A list item. `template` renders it, from `row` and these values alone.

    `key` is unique on the page, `act` is the label of the next step, `url` its address, and `age` a time in words. The first item
    of the queue `has_key`, a keyboard shortcut.
    """

    template: str
    row: Any
    key: str
    title: str
    act: str
    url: str
    age: str
    has_key: bool = False
    counts: Counts | None = None
    rating_status: str = ""
    is_outdated: bool = False
    """whether the record of an approved verdict has changed"""
    changes: str = ""
    """how often the record of a published check was changed"""
    kind: str = ""
    """of a row that several checks share, in words"""
    sentences: tuple[PagesSentence, ...] = ()


@dataclass(frozen=True, slots=True)
class DueRow:
    """A check that is due for a re-check. `rating` and `conclusion` are those of the approved version, or empty."""

    layer: str
    claimant: str
    is_claimant_party: bool
    said_on: date | None
    said_precision: str
    conclusion: str
    rating: str
    author: str
    recheck_on: date | None


@dataclass(frozen=True, slots=True)
class OverdueRow:
    """A request for comment whose deadline has passed."""

    layer: str
    who: str
    deadline: date | None


def queue_items(person: Person, work: WorkPage, *, is_first_page: bool) -> Any:
    """The items of open verdicts, which are loaded when a template reads them (`web.database.row_digests`).

    If an editor sees approved verdicts, reading their records takes a constant number of queries.
    """
    listed, is_editor = work.page.items, person.is_at_least(Role.EDITOR)
    outdated = outdated_approvals([verdict.id for verdict in listed if verdict.is_approved]) if is_editor else set()
    ages = tuple([_waiting(verdict.moved_at) for verdict in listed])

    def load(person_id: int, is_editor: bool, outdated: tuple[int, ...], ages: tuple[str, ...], has_key: bool) -> list[QueueItem]:
        age_of = dict(zip((verdict.id for verdict in listed), ages, strict=True))
        rows = work.shown_rows()
        items = [
            # a row without an age was added meanwhile, so its markup is not kept
            _queue_item(person_id, row, is_editor=is_editor, is_outdated=row.id in outdated, age=age_of.get(row.id, ""))
            for row in rows
        ]
        return with_first_key(items) if has_key else items

    arguments = (person.pk, is_editor, tuple(sorted(outdated)), ages, is_first_page)
    return work.known.lazy(load, (work.rows,), *arguments)


def changed_items(rows: Sequence[ChangedRow]) -> list[QueueItem]:
    """Checks whose record has changed. A row that several checks share is one item. One query."""
    counts = tallies_of([row.verdict_id for row in rows if not row.kind])
    return [_changed_item(row, counts) for row in rows]


def due_items(verdicts: Sequence[Verdict]) -> list[QueueItem]:
    """Checks that are due for a re-check: the verdicts of `due_page`. One query."""
    counts = tallies_of([verdict.pk for verdict in verdicts])
    return [_due_item(verdict, counts) for verdict in verdicts]


def overdue_items(replies: Iterable[Any]) -> list[QueueItem]:
    """Requests for comment whose deadline has passed."""
    return [
        QueueItem(
            template="desk/queue/overdue.html",
            row=OverdueRow(reply.claim.layer, reply.who, reply.deadline),
            key=f"reply-{reply.pk}",
            title=reply.claim.statement,
            act=messages.RECORD_OUTCOME,
            url=url_of("desk:reply-answer", reply.pk),
            age=relative_time(reply.deadline),
        )
        for reply in replies
    ]


def address_items(rows: Iterable[AddressRow]) -> list[QueueItem]:
    """Claims with pages that changed: “Says other words since 3 May 2026: [2]”."""
    return [
        QueueItem(
            template="desk/queue/addresses.html",
            row=row,
            key=f"pages-{row.id}",
            title=row.statement,
            act=messages.ANSWER,
            url=url_of("desk:evidence-address", row.pages[0].evidence_id),
            age=_waiting(min(page.since for page in row.pages)),
            sentences=tuple(
                PagesSentence(messages.SINCE[result], since, tuple(pages)) for result, since, pages in sentences(row.pages)
            ),
        )
        for row in rows
    ]


def with_first_key(items: Sequence[QueueItem]) -> list[QueueItem]:
    """The items. A keyboard shortcut opens the first one."""
    return [replace(items[0], has_key=True), *items[1:]] if items else []


def _queue_item(person_id: int, row: QueueRow, *, is_editor: bool, is_outdated: bool, age: str) -> QueueItem:
    act, url = _next_step(person_id, row, is_editor=is_editor, is_outdated=is_outdated)
    return QueueItem(
        template="desk/queue/verdict.html",
        row=row,
        key=f"verdict-{row.id}",
        title=row.statement,
        act=act,
        url=url,
        age=age,
        counts=(row.supports, row.contradicts, row.context),
        rating_status=rating_status(row.state, row.approved_id, row.version_id),
        is_outdated=is_outdated,
    )


def _changed_item(row: ChangedRow, counts: dict[int, Counts]) -> QueueItem:
    is_shared = bool(row.kind)
    return QueueItem(
        template="desk/queue/changed.html",
        row=row,
        key=f"changed-{row.entry_id}-{row.verdict_id}",
        title=row.title,
        act=messages.COMPARE,
        url=(
            reverse("desk:confirm-shared", args=[row.kind, row.object_id])
            if is_shared
            else url_of("desk:confirm", row.verdict_id)
        ),
        age=relative_time(row.at),
        counts=None if is_shared else counts.get(row.verdict_id),
        # the number of actions: the page of the check lists what differs after all of them
        changes=messages.times_changed(row.number),
        kind=KINDS[row.kind] if is_shared else "",
    )


def _due_item(verdict: Any, counts: dict[int, Counts]) -> QueueItem:
    claim, approved = verdict.claim, verdict.approved
    rated = approved if approved and approved.rating else None
    return QueueItem(
        template="desk/queue/due.html",
        row=DueRow(
            layer=claim.layer,
            claimant=claim.claimant.name,
            is_claimant_party=verdict.is_claimant_party,
            said_on=claim.said_on,
            said_precision=claim.said_precision,
            conclusion=rated.conclusion if rated else "",
            rating=rated.rating.name if rated else "",
            author=verdict.author.name,
            recheck_on=verdict.recheck_on,
        ),
        key=f"due-{verdict.pk}",
        title=claim.statement,
        act=messages.COMPARE,
        url=url_of("desk:confirm", verdict.pk),
        age=relative_time(verdict.recheck_on),
        counts=counts.get(verdict.pk),
    )


def _waiting(since: datetime) -> str:
    return relative_time(since).removesuffix(" ago")


def _next_step(person_id: int, row: QueueRow, *, is_editor: bool, is_outdated: bool) -> tuple[str, str]:
    """The label and URL of the person's next step."""
    match row.state:
        case State.SUBMITTED:
            return (messages.REVIEW if is_editor else messages.READ), url_of("desk:review", row.id)
        case State.APPROVED if is_editor:
            return (messages.REVIEW_CHANGES if is_outdated else messages.PUBLISH), url_of("desk:publish", row.id)
        case State.RETURNED if row.author_id == person_id:
            return messages.REVISE, url_of("desk:verdict", row.claim_id)
        case _:
            return messages.OPEN_VERDICT, url_of("desk:verdict", row.claim_id)
