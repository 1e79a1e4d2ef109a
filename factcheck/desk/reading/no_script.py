"""The reading desk without JavaScript: the text with its marks, sentences to check or text to quote, and the same three forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.segments import Mark, MarkSweep, Segment, split_at_marks
from factcheck.claims.sentences import sentence_spans
from factcheck.desk.reading.forms import ACTS, ActForm
from factcheck.desk.reading.queries import ReadingRow, ReadingText, options_for, rows_of, selected_claim, text_of
from factcheck.desk.selection import SelectionForm
from factcheck.web.decisions import can
from factcheck.web.responses import render_page
from factcheck.web.submission import Outcome, entered_values


@dataclass(frozen=True, slots=True)
class TextPiece:
    """Words under the same marks. `beginning` are the claims first marked here, `references` (number, claim) those that end."""

    text: str
    layer: str
    is_chosen: bool
    beginning: tuple[int, ...]
    references: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SentenceChoice:
    """`span` is what a tick sends; a stretch between sentences has none."""

    span: str
    pieces: list[TextPiece]
    is_ticked: bool

    @property
    def words(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def plain_page(request: StaffRequest, text: ReadingText, claim_id: int | None) -> HttpResponse:
    """The page. The query string may have a selection and name a form for it."""
    if request.GET.get("act") in ACTS and can(request.user, "mention.add"):
        select, form = _begun(request, text)
        return _page(request, text, claim_id, select=select, form=form, status=200 if form else 422)
    return _page(request, text, claim_id)


def rejected_page(request: StaffRequest, outcome: Outcome[Any, Any]) -> HttpResponse:
    """The page with a form that was not saved, on the newest revision."""
    text = text_of(request.user, outcome.form.article.pk)
    if outcome.refusal:
        form = outcome.form.sent_on(text.revision)
        form.is_valid()  # sets the selectors, which the page shows
        outcome = replace(outcome, form=form, entered=entered_values(form))
    return _page(request, text, None, form=outcome.form, status=outcome.status, submission=outcome)


def _page(
    request: StaffRequest,
    text: ReadingText,
    claim_id: int | None,
    *,
    select: SelectionForm | None = None,
    form: ActForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    may_mark = can(request.user, "mention.add")
    rows, waiting = rows_of(text.revision)
    ticked = set(request.GET.getlist("sentence"))
    words = " ".join(piece.exact for piece in form.selectors) if form else ""
    context = {
        "text": text,
        "article": text.article,
        "blocks": _blocks(text, rows, ticked, claim_id),
        "rows": rows,
        "view": "work" if form or claim_id else "text",
        "waiting": waiting,
        "select": select,
        "form": form,
        "act": form.act if form else "",
        "may_mark": may_mark,
        "is_open": bool(form or select or "open" in request.GET or claim_id),
        "options": options_for(request.user, request.GET.get("q", words), article_id=text.article.pk)
        if form and form.act != "claim"
        else (),
        "words": request.GET.get("q", words),
        "chosen": selected_claim(request.user, claim_id, text.article) if claim_id else None,
        **more,
    }
    return render_page(request, "desk/reading/plain.html", context, status=status)


def _begun(request: StaffRequest, text: ReadingText) -> tuple[SelectionForm, ActForm | None]:
    """The selection that the address carries, and the form of the act it asks for where the selection fits."""
    data: Any = request.GET.copy()
    data["revision"] = str(text.revision.number)
    select = SelectionForm(data, article=text.article, auto_id="select_%s")
    if not select.is_valid():
        return select, None
    pieces = [f"{s.start}-{s.end} {s.exact}" for s in select.selectors]
    initial: dict[str, Any] = {"selection": pieces}
    if data["act"] == "claim":
        initial["statement"] = " ".join(" ".join(s.exact for s in select.selectors).split())[:500]
        initial["chain"] = [text.article.outlet.name] if text.article.outlet else []
    form = ACTS[data["act"]](article=text.article, number=text.revision.number, initial=initial)
    form.selectors = select.selectors
    return select, form


def _blocks(text: ReadingText, rows: list[ReadingRow], ticked: set[str], chosen: int | None) -> Iterator[list[SentenceChoice]]:
    """Each paragraph as its sentences and what stands between them."""
    marks = [Mark(start, end, row.id) for row in rows for places in row.mentions.values() for start, end in places]
    numbers = {row.id: number for number, row in enumerate(rows, 1)}
    layers = {row.id: row.layer for row in rows}
    seen: set[int] = set()

    def piece(segment: Segment) -> TextPiece:
        beginning = tuple(key for key in segment.keys if key not in seen)
        seen.update(beginning)
        layer = layers[segment.keys[-1]] if segment.keys else ""
        return TextPiece(
            segment.text, layer, chosen in segment.keys, beginning, tuple((numbers[key], key) for key in segment.ending)
        )

    whole, cuts, at = text.revision.text, sentence_spans(text.revision.text), 0
    sweep = MarkSweep(marks)

    def pieces(start: int, end: int) -> list[TextPiece]:
        return [piece(segment) for segment in split_at_marks(whole, start, end, sweep.marks_in(start, end))]

    for paragraph in text.paragraphs:
        position, end = paragraph.start, paragraph.start + len(paragraph.text)
        parts: list[SentenceChoice] = []
        while at < len(cuts) and cuts[at][0] < end:
            start, stop = cuts[at]
            parts.append(SentenceChoice("", pieces(position, start), False))
            span = f"{start}-{stop}"
            parts.append(SentenceChoice(span, pieces(start, stop), span in ticked))
            position, at = stop, at + 1
        parts.append(SentenceChoice("", pieces(position, end), False))
        yield [part for part in parts if part.pieces]
