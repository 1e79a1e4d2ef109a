"""The rows of the queue as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from html import escape
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from factcheck.accounts.models import Person, Role
from factcheck.desk.changes.messages import KINDS
from factcheck.desk.claim_row import claimant_name, isolated
from factcheck.desk.queue import messages
from factcheck.desk.queue.addresses import AddressRow, ChangedPage, sentences
from factcheck.desk.queue.published import ChangedRow, tallies_of
from factcheck.desk.queue.queries import EXCERPT, QueueRow
from factcheck.desk.work_row import WorkRow, labeled, rating_and_state, reason, work_row
from factcheck.verdicts.changes import outdated_approvals
from factcheck.verdicts.models import rating_status
from factcheck.verdicts.states import State
from factcheck.web.relative_time import relative_time
from factcheck.web.templatetags import parts
from factcheck.web.templatetags.initials import initials
from factcheck.web.typography import shorten

Tallies = Mapping[int, str]
"""The tally of the evidence by the id of the verdict, as HTML."""
_FIRST_ROW_KEY = f' data-key="n" data-key-words="{messages.OPEN_FIRST}"'


def queue_rows(person: Person, rows: Sequence[QueueRow], *, with_key: bool) -> SafeString:
    """The list items. `with_key`: whether the first one has a keyboard shortcut.

    If an editor sees approved verdicts, reading their records takes a constant number of queries; otherwise none.
    """
    is_editor = person.is_at_least(Role.EDITOR)
    outdated = outdated_approvals([row.id for row in rows if row.state == State.APPROVED]) if is_editor else set()
    items = (
        _queue_item(row, *_next_step_link(person, row, is_editor, is_outdated=row.id in outdated), key)
        for row, key in _with_first_key(rows, with_key)
    )
    return _items(items)


def changed_rows(rows: Sequence[ChangedRow], *, with_key: bool) -> SafeString:
    """The list items of checks whose record has changed. A row that several checks share is one item. One query."""
    tallies = _tallies([row.verdict_id for row in rows if not row.kind])
    return _items(_changed_item(row, tallies, key) for row, key in _with_first_key(rows, with_key))


def due_rows(rows: Sequence[Any], *, with_key: bool) -> SafeString:
    """The list items of checks that are due for a re-check: the verdicts of `due_page`. One query."""
    tallies = _tallies([row.pk for row in rows])
    return _items(_due_item(row, tallies, key) for row, key in _with_first_key(rows, with_key))


def _tallies(verdict_ids: Sequence[int]) -> Tallies:
    return {pk: parts.tally(*counts) for pk, counts in tallies_of(verdict_ids).items()}


def overdue_rows(replies: Iterable[Any], *, with_key: bool) -> SafeString:
    """The list items of requests for comment whose deadline has passed."""
    return _items((_overdue_item(reply, key) for reply, key in _with_first_key(replies, with_key)))


def address_rows(rows: Iterable[AddressRow], *, with_key: bool) -> SafeString:
    """The list items of claims with pages that changed: “Says other words since 3 May 2026: [2]”."""
    return _items(_address_item(row, key) for row, key in _with_first_key(rows, with_key))


def _items(items: Iterable[str]) -> SafeString:
    return mark_safe("\n".join(items))  # noqa: S308  each row escapes user input


def _with_first_key(rows: Iterable[Any], with_key: bool) -> Iterable[tuple[Any, str]]:
    return ((row, _FIRST_ROW_KEY if with_key and not at else "") for at, row in enumerate(rows))


def _changed_item(row: ChangedRow, tallies: Tallies, key: str) -> str:
    # the number of actions: the page of the check lists what differs after all of them
    changes = messages.times_changed(row.number)
    facts: Iterable[str]
    if row.kind:
        facts = (escape(KINDS[row.kind]), f"{row.checks} published checks")
        url, tally = reverse("desk:confirm-shared", args=[row.kind, row.object_id]), ""
    else:
        facts = _claim_facts(row)
        url, tally = reverse("desk:confirm", args=[row.verdict_id]), tallies.get(row.verdict_id, "")
    return work_row(
        WorkRow(
            key=f"changed-{row.entry_id}-{row.verdict_id}",
            title=row.title,
            url=url,
            facts=facts,
            reasons=reason(messages.changed_since(changes), "history", "correcting"),
            rating=parts.rating(row.rating, row.conclusion) if row.conclusion else "",
            tally=tally,
            person=labeled(messages.CHANGED_BY, _person(row.by)) if row.by else "",
            age=_age(messages.AGES["changed"], row.at),
            act=messages.COMPARE,
            link_attributes=key,
        )
    )


def _due_item(row: Any, tallies: Tallies, key: str) -> str:
    claim, approved = row.claim, row.approved
    facts = _facts(claim.layer, claim.claimant.name, claim.said_on, claim.said_precision, is_party=row.is_claimant_party)
    return work_row(
        WorkRow(
            key=f"due-{row.pk}",
            title=claim.statement,
            url=reverse("desk:confirm", args=[row.pk]),
            facts=facts,
            reasons=reason(messages.DUE, "clock", "submitted"),
            rating=parts.rating(approved.rating.name, approved.conclusion) if approved and approved.rating else "",
            tally=tallies.get(row.pk, ""),
            person=labeled(messages.WRITTEN_BY, _person(row.author.name)),
            age=_age(messages.AGES["due"], row.recheck_on),
            act=messages.COMPARE,
            link_attributes=key,
        )
    )


def _overdue_item(reply: Any, key: str) -> str:
    return work_row(
        WorkRow(
            key=f"reply-{reply.pk}",
            title=reply.claim.statement,
            url=reverse("desk:reply-answer", args=[reply.pk]),
            facts=[parts.layer(reply.claim.layer)],
            reasons=reason(messages.no_answer(isolated(reply.who), parts.when(reply.deadline)), "clock", "returned"),
            age=_age(messages.AGES["replies"], reply.deadline),
            act=messages.RECORD_OUTCOME,
            link_attributes=key,
        )
    )


def _address_item(row: AddressRow, key: str) -> str:
    told = [
        f"{messages.SINCE[result]} {parts.when(since, 'day')}: {', '.join(_page_link(page) for page in pages)}"
        for result, since, pages in sentences(row.pages)
    ]
    facts = (parts.layer(row.layer), claimant_name(row.claimant, is_party=row.is_claimant_party))
    return work_row(
        WorkRow(
            key=f"pages-{row.id}",
            title=row.statement,
            url=reverse("desk:evidence-address", args=[row.pages[0].evidence_id]),
            facts=facts,
            reasons="".join(reason(sentence, "link", "returned") for sentence in told),
            rating=rating_and_state("", parts.state(row.state) if row.state else ""),
            age=_waiting(min(page.since for page in row.pages)),
            act=messages.ANSWER,
            link_attributes=key,
        )
    )


def _page_link(page: ChangedPage) -> str:
    return f'<a href="{reverse("desk:evidence-address", args=[page.evidence_id])}">[{page.number}]</a>'


def _queue_item(row: QueueRow, act: str, url: str, key: str) -> str:
    status = rating_status(row.state, row.approved_id, row.version_id)
    rating = parts.rating(row.rating, row.conclusion, status) if row.conclusion else messages.NO_RATING
    return work_row(
        WorkRow(
            key=f"verdict-{row.id}",
            title=row.statement,
            url=url,
            facts=(*_claim_facts(row), *([messages.version(row.version)] if row.version else [])),
            reasons=_reasons(row, is_outdated=act == messages.REVIEW_CHANGES),
            rating=rating_and_state(rating, parts.state(row.state)),
            tally=parts.tally(row.supports, row.contradicts, row.context),
            person=labeled(messages.WRITTEN_BY, _person(row.author)),
            age=_waiting(row.moved_at),
            act=act,
            link_attributes=key,
        )
    )


def _reasons(row: QueueRow, *, is_outdated: bool) -> str:
    """Why a verdict is in the queue."""
    name, sentence = isolated(row.author), isolated(shorten(row.headline, EXCERPT))
    match row.state:
        case State.SUBMITTED:
            message = isolated(shorten(row.message, EXCERPT)) if row.message else ""
            proposed = reason(messages.proposes(name, sentence if row.headline else ""), "mark-submitted", "submitted")
            return proposed + (reason(messages.writes(name, message), "quote", "submitted") if message else "")
        case State.RETURNED if row.return_reason:
            by = f"<b>{messages.RETURNED_BY} {isolated(row.returned_by)}:</b>"
            return reason(f"{by} {isolated(shorten(row.return_reason, EXCERPT))}", "mark-returned", "returned")
        case State.RETURNED:
            return reason(messages.returned_to(name), "mark-returned", "returned")
        case State.APPROVED if is_outdated:
            return reason(messages.OUTDATED, "triangle-alert", "correcting")
        case State.APPROVED:
            return reason(messages.APPROVED, "mark-approved", "approved")
        case State.CORRECTING:
            return reason(messages.CORRECTION, "mark-correcting", "correcting")
        case _:
            return reason(sentence if row.headline else messages.NO_SENTENCE, "pencil", "draft")


def _claim_facts(row: QueueRow | ChangedRow) -> tuple[str, ...]:
    return _facts(row.layer, row.claimant, row.said_on, row.said_precision, is_party=row.is_claimant_party)


def _facts(layer: str, claimant: str, said_on: date | None, precision: str, *, is_party: bool) -> tuple[str, ...]:
    said = [parts.when(said_on, precision)] if said_on else []
    return (parts.layer(layer), claimant_name(claimant, is_party=is_party), *said)


def _person(name: str) -> str:
    return f"{initials(name)}{isolated(name)}"


def _waiting(since: datetime) -> str:
    duration = relative_time(since).removesuffix(" ago")
    return labeled(messages.WAITING, f"<span>{duration}</span> {labeled(messages.SINCE_TIME, parts.when(since))}")


def _age(label: str, value: date | datetime) -> str:
    """How long ago, and since when."""
    return labeled(label, f"<span>{relative_time(value)}</span> {parts.when(value)}")


def _next_step_link(person: Person, row: QueueRow, is_editor: bool, *, is_outdated: bool) -> tuple[str, str]:
    """The label and URL of the person's next step."""
    match row.state:
        case State.SUBMITTED:
            return (messages.REVIEW if is_editor else messages.READ), reverse("desk:review", args=[row.id])
        case State.APPROVED if is_editor:
            return (messages.REVIEW_CHANGES if is_outdated else messages.PUBLISH), reverse("desk:publish", args=[row.id])
        case State.RETURNED if row.author_id == person.pk:
            return messages.REVISE, reverse("desk:verdict", args=[row.claim_id])
        case _:
            return messages.OPEN_VERDICT, reverse("desk:verdict", args=[row.claim_id])
