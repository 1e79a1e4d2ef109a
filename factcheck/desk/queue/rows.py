"""The rows of the queue as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from factcheck.accounts.models import Person, Role
from factcheck.desk.claim_row import claim_row
from factcheck.desk.queue import messages
from factcheck.desk.queue.queries import QueueRow
from factcheck.verdicts.models import rating_status
from factcheck.verdicts.states import State
from factcheck.web.templatetags import parts

_FIRST_ROW_KEY = f' data-key="n" data-key-words="{messages.OPEN_FIRST}"'


def queue_rows(person: Person, rows: Iterable[QueueRow], *, with_key: bool) -> SafeString:
    """The list items. `with_key`: whether the first one has a keyboard shortcut."""
    is_editor = person.is_at_least(Role.EDITOR)
    items = (
        _queue_item(row, *_next_step_link(person, row, is_editor), _FIRST_ROW_KEY if with_key and not at else "")
        for at, row in enumerate(rows)
    )
    return mark_safe("\n".join(items))  # noqa: S308  each row escapes user input


def _queue_item(row: QueueRow, next_step: str, url: str, key: str) -> str:
    status = rating_status(row.approved_id, row.version_id)
    facts = (
        parts.layer(row.layer),
        escape(row.claimant),
        f"by {escape(row.author)}",
        *([parts.rating(row.rating, row.conclusion, status)] if row.conclusion else []),
        f"{parts.state(row.state)} {parts.when(row.moved_at, relative=True)}",
    )
    label = f'<span class="queue-act" aria-hidden="true">{next_step}</span>'
    return f"<li>{claim_row(row.statement, url, facts, link_attributes=key, before_facts=label)}</li>"


def _next_step_link(person: Person, row: QueueRow, is_editor: bool) -> tuple[str, str]:
    """The label and URL of the person's next step."""
    match row.state:
        case State.SUBMITTED:
            return (messages.REVIEW if is_editor else messages.READ), reverse("desk:review", args=[row.id])
        case State.APPROVED if is_editor:
            return messages.PUBLISH, reverse("desk:publish", args=[row.id])
        case State.RETURNED if row.author_id == person.pk:
            return messages.REVISE, reverse("desk:verdict", args=[row.claim_id])
        case _:
            return messages.OPEN_VERDICT, reverse("desk:verdict", args=[row.claim_id])
