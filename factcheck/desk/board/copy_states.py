"""The state of the copy of an item, with the one action that fixes or opens it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse

from factcheck.evidence.copies.queries import CopySummary
from factcheck.evidence.copies.quote_search import QuoteState
from factcheck.evidence.copies.states import RequestState
from factcheck.evidence.queries import BoardItem


class ItemUrls:
    """URLs with one id. Each is resolved once, because a board needs several for each of its items."""

    def __init__(self) -> None:
        self._patterns: dict[str, tuple[str, str]] = {}

    def __call__(self, name: str, pk: int) -> str:
        if name not in self._patterns:
            before, _, after = reverse(f"desk:{name}", args=[0]).rpartition("/0/")
            self._patterns[name] = f"{before}/", f"/{after}"
        before, after = self._patterns[name]
        return f"{before}{pk}{after}"


@dataclass(frozen=True, slots=True)
class CopyState:
    """What a board displays about the copy of an item. `kind` is the CSS class, and chooses the symbol.

    `since` is the time of the copy. `note` follows the label in small print. `action` is the label of the link to `url`.
    """

    kind: str
    label: str
    note: str = ""
    since: datetime | None = None
    action: str = ""
    url: str = ""


_QUOTES: Final = {
    QuoteState.FOUND: ("found", "Quote found", ""),
    QuoteState.SEVERAL: ("absent", "Quote found several times", "Choose the place"),
    QuoteState.TYPOGRAPHY: ("absent", "Quote differs in typography", "Confirm the place"),
    QuoteState.MISSING: ("absent", "Quote not in the copy", "Compare"),
    QuoteState.NOT_CHECKED: ("absent", "Quote not checked", "Open the copy"),
}


def copy_state(item: BoardItem, urls: ItemUrls) -> CopyState:
    """The state of the copy of an item of a board. No query."""
    row = item.row
    if row.is_hidden:
        return CopyState("hidden-item", "Hidden by a takedown", action="See why", url=urls("evidence-custody", row.pk))
    if row.revision_id and row.revision:
        if item.is_pending:
            url = reverse("desk:revised", args=[row.revision.article_id, item.newest]) + "#decisions"
            label = "Changed context" if item.has_changed_context else row.get_anchor_display().capitalize()
            return CopyState("absent", label, f"revision {item.newest}", action="Decide", url=url)
        note = f"revision {row.revision.number}"
        if item.is_of_old_text:
            note = f"only in {note}" if row.stays else f"{note}, newest {item.newest}"
        return CopyState("found", "In the library", note)
    if row.capture_id:
        return CopyState("found", "File stored", action="Download", url=urls("evidence-file", row.pk))
    return _of_page(item.copy or CopySummary(), urls("evidence", row.pk) + "#copies", urls)


def _of_page(summary: CopySummary, copies: str, urls: ItemUrls) -> CopyState:
    if summary.copy_id is None:
        return _without_copy(summary, copies)
    url, since = urls("copy", summary.copy_id) + "#quote", summary.copied_at
    if summary.is_of_former_address:
        return CopyState("absent", "Copy of a former address", since=since, action="Keep a new copy", url=copies)
    if summary.state is RequestState.GONE:
        return CopyState("gone", "Original gone, copy kept", since=since, action="Open the copy", url=url)
    kind, label, action = _QUOTES[summary.quote or QuoteState.NOT_CHECKED]
    return CopyState(kind, label, since=since, action=action, url=url if action else "")


def _without_copy(summary: CopySummary, copies: str) -> CopyState:
    if summary.is_open:
        return CopyState("open", "Copy requested", action="Progress", url=copies)
    match summary.state:
        case RequestState.GONE:
            return CopyState("unkept", "No copy", "the page is gone", action="Add a copy you saved", url=copies)
        case RequestState.NO_ANSWER:
            return CopyState("unkept", "No copy", "no answer", action="Try again", url=copies)
        case RequestState.FAILED:
            return CopyState("unkept", "No copy", "not preserved", action="Try again", url=copies)
        case _:
            return CopyState("unkept", "No copy yet", action="Keep a copy", url=copies)
