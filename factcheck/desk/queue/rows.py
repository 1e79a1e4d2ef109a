"""The rows of the queue as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from factcheck.accounts.models import Person, Role
from factcheck.desk.changes.messages import KINDS
from factcheck.desk.claim_row import claim_row, claimant_name, isolated
from factcheck.desk.queue import messages
from factcheck.desk.queue.addresses import AddressRow, ChangedPage, sentences
from factcheck.desk.queue.published import ChangedRow
from factcheck.desk.queue.queries import RETURN_EXCERPT, QueueRow
from factcheck.verdicts.changes import outdated_approvals
from factcheck.verdicts.models import rating_status
from factcheck.verdicts.states import State
from factcheck.web.templatetags import parts
from factcheck.web.typography import shorten

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


def changed_rows(rows: Iterable[ChangedRow], *, with_key: bool) -> SafeString:
    """The list items of checks whose record has changed. A row that several checks share is one item."""
    return _items((_changed_item(row, key) for row, key in _with_first_key(rows, with_key)))


def due_rows(rows: Iterable[Any], *, with_key: bool) -> SafeString:
    """The list items of checks that are due for a re-check: the verdicts of `due_page`."""
    return _items((_due_item(row, key) for row, key in _with_first_key(rows, with_key)))


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


def _changed_item(row: ChangedRow, key: str) -> str:
    # the number of actions: the page of the check lists what differs after all of them
    changes = messages.times_changed(row.number)
    last = f"last {parts.when(row.at, relative=True)}{f' by {isolated(row.by)}' if row.by else ''}"
    facts: tuple[str, ...]
    if row.kind:
        facts = (escape(KINDS[row.kind]), f"{row.checks} published checks", changes, last)
        return _published_item(row.title, reverse("desk:confirm-shared", args=[row.kind, row.object_id]), facts, key)
    facts = (
        parts.layer(row.layer),
        claimant_name(row.claimant, is_party=row.is_claimant_party),
        *([parts.rating(row.rating, row.conclusion)] if row.conclusion else []),
        changes,
        last,
    )
    return _published_item(row.title, reverse("desk:confirm", args=[row.verdict_id]), facts, key)


def _due_item(row: Any, key: str) -> str:
    claim, approved = row.claim, row.approved
    facts = (
        parts.layer(claim.layer),
        claimant_name(claim.claimant.name, is_party=row.is_claimant_party),
        f"by {isolated(row.author.name)}",
        *([parts.rating(approved.rating.name, approved.conclusion)] if approved and approved.rating else []),
        f"re-check on {parts.when(row.recheck_on)}",
    )
    return _published_item(claim.statement, reverse("desk:confirm", args=[row.pk]), facts, key)


def _overdue_item(reply: Any, key: str) -> str:
    claim = reply.claim
    facts = (messages.no_answer(isolated(reply.who), parts.when(reply.deadline)), parts.layer(claim.layer))
    label = f'<span class="queue-act" aria-hidden="true">{messages.RECORD_OUTCOME}</span>'
    url = reverse("desk:reply-answer", args=[reply.pk])
    return f"<li>{claim_row(claim.statement, url, facts, link_attributes=key, before_facts=label)}</li>"


def _address_item(row: AddressRow, key: str) -> str:
    told = [
        f"{messages.SINCE[result]} {parts.when(since, 'day')}: {', '.join(_page_link(page) for page in pages)}"
        for result, since, pages in sentences(row.pages)
    ]
    facts = (
        parts.layer(row.layer),
        claimant_name(row.claimant, is_party=row.is_claimant_party),
        *([parts.state(row.state)] if row.state else []),
    )
    label = f'<span class="queue-act" aria-hidden="true">{messages.ANSWER}</span>'
    reasons = "".join(f'<p class="queue-reason">{sentence}</p>' for sentence in told)
    url = reverse("desk:evidence-address", args=[row.pages[0].evidence_id])
    return f"<li>{claim_row(row.statement, url, facts, link_attributes=key, before_facts=label + reasons)}</li>"


def _page_link(page: ChangedPage) -> str:
    return f'<a href="{reverse("desk:evidence-address", args=[page.evidence_id])}">[{page.number}]</a>'


def _published_item(title: str, url: str, facts: Iterable[str], key: str) -> str:
    label = f'<span class="queue-act" aria-hidden="true">{messages.COMPARE}</span>'
    return f"<li>{claim_row(title, url, facts, link_attributes=key, before_facts=label)}</li>"


def _queue_item(row: QueueRow, next_step: str, url: str, key: str) -> str:
    status = rating_status(row.state, row.approved_id, row.version_id)
    facts = (
        parts.layer(row.layer),
        claimant_name(row.claimant, is_party=row.is_claimant_party),
        f"by {isolated(row.author)}",
        *([parts.rating(row.rating, row.conclusion, status)] if row.conclusion else []),
        f"{parts.state(row.state)} {parts.when(row.moved_at, relative=True)}",
    )
    label = f'<span class="queue-act" aria-hidden="true">{next_step}</span>'
    return f"<li>{claim_row(row.statement, url, facts, link_attributes=key, before_facts=label + _return_reason(row))}</li>"


def _return_reason(row: QueueRow) -> str:
    """Why an editor returned the verdict, for its author; empty for other rows."""
    if not row.return_reason:
        return ""
    reason = isolated(shorten(row.return_reason, RETURN_EXCERPT))
    return f'<p class="queue-reason"><b>{messages.RETURNED_BY} {isolated(row.returned_by)}:</b> {reason}</p>'


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
