"""The desk without script: the text with real marks, sentences to tick or words to quote, then the same three acts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.forms import SelectionForm
from factcheck.claims.segments import Mark, Segment, Sweep, segments
from factcheck.claims.sentences import sentences
from factcheck.desk.reading.forms import ACTS, ActForm
from factcheck.desk.reading.queries import Row, Text, chosen_of, options_for, rows_of, text_of
from factcheck.web.answers import show
from factcheck.web.decisions import can
from factcheck.web.errors import Refused
from factcheck.web.typed import Typed, keep


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same marks. `beginning` are the claims first marked here, `references` (number, claim) those that end."""

    text: str
    layer: str
    is_chosen: bool
    beginning: tuple[int, ...]
    references: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """`span` is what a tick sends; a stretch between sentences has none."""

    span: str
    pieces: list[Piece]
    is_ticked: bool

    @property
    def words(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def plain_page(
    request: StaffRequest,
    text: Text,
    claim_id: int | None,
    *,
    form: ActForm | None = None,
    refused: Refused | None = None,
    typed: Sequence[Typed] = (),
    status: int = 200,
) -> HttpResponse:
    """The page; `form` is an act under way. Without one the address may carry a selection and ask for an act."""
    may_mark = can(request.user, "mention.add")
    select = None
    if form is None and request.GET.get("act") in ACTS and may_mark:
        select, form = _begun(request, text)
        status = 200 if form else 422
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
        "refused": refused,
        "typed": typed,
        "may_mark": may_mark,
        "is_open": bool(form or select or "open" in request.GET or claim_id),
        "options": options_for(request.user, request.GET.get("q", words), article_id=text.article.pk)
        if form and form.act != "claim"
        else (),
        "words": request.GET.get("q", words),
        "chosen": chosen_of(request.user, claim_id, text.article) if claim_id else None,
    }
    return show(request, "desk/reading/plain.html", context, status=status)


def plain_refused(request: StaffRequest, form: ActForm, refused: Refused) -> HttpResponse:
    """What was typed, on the newest revision."""
    text = text_of(request.user, form.article.pk)
    form.is_valid()  # so that the form knows the words that were selected
    again = form.sent_on(text.revision)
    again.is_valid()
    kept = keep(again, refused)
    return plain_page(request, text, None, form=again, refused=refused, typed=kept["typed"], status=refused.status)


def _begun(request: StaffRequest, text: Text) -> tuple[SelectionForm, ActForm | None]:
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


def _blocks(text: Text, rows: list[Row], ticked: set[str], chosen: int | None) -> Iterator[list[Sentence]]:
    """Each paragraph as its sentences and what stands between them."""
    marks = [Mark(start, end, row.id) for row in rows for places in row.mentions.values() for start, end in places]
    numbers = {row.id: number for number, row in enumerate(rows, 1)}
    layers = {row.id: row.layer for row in rows}
    seen: set[int] = set()

    def piece(segment: Segment) -> Piece:
        beginning = tuple(key for key in segment.keys if key not in seen)
        seen.update(beginning)
        layer = layers[segment.keys[-1]] if segment.keys else ""
        return Piece(segment.text, layer, chosen in segment.keys, beginning, tuple((numbers[key], key) for key in segment.ending))

    whole, cuts, at = text.revision.text, sentences(text.revision.text), 0
    sweep = Sweep(marks)

    def pieces(start: int, end: int) -> list[Piece]:
        return [piece(segment) for segment in segments(whole, start, end, sweep.marks_in(start, end))]

    for paragraph in text.paragraphs:
        position, end = paragraph.start, paragraph.start + len(paragraph.text)
        parts: list[Sentence] = []
        while at < len(cuts) and cuts[at][0] < end:
            start, stop = cuts[at]
            parts.append(Sentence("", pieces(position, start), False))
            span = f"{start}-{stop}"
            parts.append(Sentence(span, pieces(start, stop), span in ticked))
            position, at = stop, at + 1
        parts.append(Sentence("", pieces(position, end), False))
        yield [part for part in parts if part.pieces]
