"""The rows of the queue as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from factcheck.accounts.models import Person, Role
from factcheck.desk.claim_row import claim_row
from factcheck.desk.queue.queries import QueueRow
from factcheck.verdicts.workflow import State
from factcheck.web.templatetags import parts

_FIRST = ' data-key="n" data-key-words="Open the first"'


def queue_rows(person: Person, rows: Iterable[QueueRow], *, with_key: bool) -> SafeString:
    """List items. `with_key` gives the first one its key."""
    is_editor = person.is_at_least(Role.EDITOR)
    written = (
        _row(row, *_next_step_link(person, row, is_editor), _FIRST if with_key and not at else "") for at, row in enumerate(rows)
    )
    return mark_safe("\n".join(written))  # noqa: S308  what people wrote is escaped in each row


def _row(row: QueueRow, act: str, url: str, key: str) -> str:
    facts = (
        parts.layer(row.layer),
        escape(row.claimant),
        f"by {escape(row.author)}",
        f"{parts.state(row.state)} {parts.when(row.moved_at, relative=True)}",
    )
    next_step = f'<span class="queue-act" aria-hidden="true">{act}</span>'
    return f"<li>{claim_row(row.statement, url, facts, link_attributes=key, before_facts=next_step)}</li>"


def _next_step_link(person: Person, row: QueueRow, is_editor: bool) -> tuple[str, str]:
    """What this person does with the verdict next, and where."""
    match row.state:
        case State.SUBMITTED:
            return ("Review" if is_editor else "Read"), reverse("desk:review", args=[row.id])
        case State.APPROVED if is_editor:
            return "Publish", reverse("desk:publish", args=[row.id])
        case State.RETURNED if row.author_id == person.pk:
            return "Answer", reverse("desk:verdict", args=[row.claim_id])
        case _:
            return "Open", reverse("desk:verdict", args=[row.claim_id])
