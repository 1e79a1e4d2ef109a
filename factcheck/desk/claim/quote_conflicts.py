"""The quote of a mention in an edit conflict. Its spans are in another table, and another form selects them."""

from __future__ import annotations

from factcheck.claims.anchoring import CONTEXT
from factcheck.claims.models import Mention
from factcheck.desk.claim.messages import QUOTED_TEXT
from factcheck.desk.selection import SelectionForm
from factcheck.web.submission import FieldConflict

_Passages = list[tuple[str, str, str]]
"""The prefix, text, and suffix of each passage of a quote."""


def quote_conflicts(row: Mention, seen: int | None, select: SelectionForm | None) -> list[FieldConflict]:
    """The conflict of the quote, or an empty list if nobody changed it. One query.

    `row` is the saved mention, `seen` the version of the submitted form, and `select` the submitted selection, or None if the
    form leaves the quote unchanged.
    """
    saved = [(span.prefix, span.exact, span.suffix) for span in row.spans.all()]
    earlier = row.values_at(seen) if seen is not None else {}
    opened = [(span["prefix"], span["exact"], span["suffix"]) for span in earlier["spans"]] if "spans" in earlier else saved
    submitted = _selected(select) if select else opened
    if opened == saved == submitted:
        return []
    quotes = [_display(passages) for passages in (opened, saved, submitted)]
    if len(set(quotes)) == 1:  # different occurrences of the same text
        quotes = [_display(passages, with_context=True) for passages in (opened, saved, submitted)]
    return [FieldConflict(QUOTED_TEXT, quotes[0], quotes[1], quotes[2], is_changed=select is not None)]


def _selected(select: SelectionForm) -> _Passages:
    """The selected passages with the context that they will be saved with."""
    if not select.selectors:  # the selection is invalid
        return [("", str(select["quote"].value() or "").strip(), "")]
    text = select.of_revision.text
    return [
        (text[max(0, selector.start - CONTEXT) : selector.start], selector.exact, text[selector.end : selector.end + CONTEXT])
        for selector in sorted(select.selectors, key=lambda selector: (selector.start, selector.end))
    ]


def _display(passages: _Passages, *, with_context: bool = False) -> str:
    return " … ".join(f"{prefix}[{exact}]{suffix}" if with_context else exact for prefix, exact, suffix in passages)
