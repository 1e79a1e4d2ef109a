"""The reading desk without JavaScript: text with marks, a check box for each sentence, and the same three forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.http import HttpResponse

from factcheck.accounts.requests import StaffRequest
from factcheck.articles.models import Article
from factcheck.claims.models import Actor
from factcheck.claims.nearest import nearest_claims
from factcheck.claims.quotation import guess_mode
from factcheck.claims.segments import Mark, MarkSweep, Segment, split_at_marks
from factcheck.desk.name_fields import NameQuestions
from factcheck.desk.reading.chosen import selected_claim
from factcheck.desk.reading.claim_options import ClaimOption, matching_claims
from factcheck.desk.reading.copying import (
    ClaimDetails,
    claim_to_copy,
    last_details,
    mention_selections,
    newest_of,
    values_for_other_layer,
)
from factcheck.desk.reading.forms import FORMS, NewClaimForm, NewMentionForm, SelectedTextForm
from factcheck.desk.reading.messages import SELECTION_INCOMPLETE
from factcheck.desk.reading.parts import number_rows
from factcheck.desk.reading.queries import ReadingRow, closed_claims, complete, reading_rows
from factcheck.desk.reading.text_pages import TextPage, sentences_of, text_page
from factcheck.desk.reading.texts import ReadingText, reading_text
from factcheck.desk.selection import SelectionForm
from factcheck.web.decisions import can
from factcheck.web.responses import render_page
from factcheck.web.submission import Outcome, entered_values

AnyForm = TypeVar("AnyForm", bound=SelectedTextForm)
_KEPT = ("statement", "layer", "claimant", "said", "place", "types", "topics", "context")
"""The fields of the form for a new claim that a mention does not have."""


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A range of text with the same marks.

    `beginning`: ids of claims whose first mark starts here. `references`: (number, id) of claims whose mark ends here.
    """

    text: str
    layer: str
    is_chosen: bool
    beginning: tuple[int, ...]
    references: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SentenceChoice:
    """A sentence, or the text between two sentences. `span`: the value of the check box; empty between sentences."""

    span: str
    pieces: list[TextPiece]
    is_checked: bool

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def plain_page(request: StaffRequest, text: ReadingText, claim_id: int | None) -> HttpResponse:
    """The page. The query string may contain a selection and the name of a form."""
    if request.GET.get("act") in FORMS and can(request.user, "mention.add"):
        select, form = _forms_from_query(request, text, claim_id)
        return _render_plain_page(request, text, claim_id, select=select, form=form, status=200 if form else 422)
    return _render_plain_page(request, text, claim_id)


def rejected_page(request: StaffRequest, outcome: Outcome[Any, Any]) -> HttpResponse:
    """The page with a rejected form, on the newest revision."""
    text = reading_text(request.user, outcome.form.article.pk)
    if outcome.refusal:
        form = outcome.form.on_revision(text.revision)
        form.is_valid()  # sets the selectors, which the page displays
        outcome = replace(outcome, form=form, entered=entered_values(form))
    return _render_plain_page(request, text, None, form=outcome.form, status=outcome.status, submission=outcome)


def suggestion_page(request: StaffRequest, article: Article) -> HttpResponse:
    """The page with the submitted form for a new claim and the nearest claims, or as a mention of the claim `mention_of`.

    Nothing is saved. All input stays in the form; a mention keeps that of the claim in hidden fields.
    """
    text = reading_text(request.user, article.pk)
    data: Any = request.POST.copy()
    data["revision"] = str(text.revision.number)
    of_claim = parse_number(request.POST.get("mention_of", ""))
    if of_claim is None:
        form = _unvalidated(NewClaimForm(data, article=article))
        return _render_plain_page(
            request,
            text,
            None,
            form=form,
            nearest=nearest_claims(request.user, request.POST.get("statement", "")),
            is_searched=True,
        )
    data["claim"] = str(of_claim)
    kept = [(name, value) for name in _KEPT for value in request.POST.getlist(name)]
    return _render_plain_page(request, text, None, form=_unvalidated(NewMentionForm(data, article=article)), kept=kept)


def _unvalidated(form: AnyForm) -> AnyForm:
    """An unbound copy of a submitted form with its selection and values, so that it does not display errors."""
    form.is_valid()  # sets the selectors
    initial = {name: form[name].value() for name in form.fields if name != "token"}
    copy = type(form)(article=form.article, number=getattr(form, "of_revision", form.article.current).number, initial=initial)
    copy.selectors = form.selectors
    for name, field in form.fields.items():
        if isinstance(field, NameQuestions):
            asked = [question for question in field.questions if question.answer]
            vars(copy.fields[name])["questions"] = asked  # an answer that was not saved yet
    return copy


def _render_plain_page(
    request: StaffRequest,
    text: ReadingText,
    claim_id: int | None,
    *,
    select: SelectionForm | None = None,
    form: SelectedTextForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    may_mark = can(request.user, "mention.add")
    rows, unplaced = reading_rows(text.revision)
    number_rows(rows)
    checked = set(request.GET.getlist("sentence"))
    query = request.GET.get("q")
    chosen = selected_claim(request.user, claim_id, text.article.pk) if claim_id else None
    place = _place_of_page(request, rows, form, chosen.claim.pk if chosen else None)
    page = text_page(text.revision.text, text.paragraphs, rows, place)
    listed = [row for row in rows if page.contains(row)] if page.count > 1 else rows
    own = newest_of(rows, request.user.pk) if may_mark else None
    complete(listed if own is None else [*listed, own], text.revision)
    context = {
        "is_plain": True,
        "text": text,
        "article": text.article,
        "page": page,
        "blocks": _sentence_blocks(text, page, listed, checked, claim_id),
        "checked_elsewhere": [span for span in checked if not _is_on_page(span, page)],
        "rows": listed,
        "count": len(rows),
        "view": "work" if form or claim_id else "text",
        "unplaced": unplaced,
        "closed": closed_claims(text.article.pk, is_listed="closed" in request.GET),
        "select": select,
        "form": form,
        "form_name": form.name if form else "",
        "last": last_details([own], request.user.pk) if own else None,
        "may_mark": may_mark,
        "is_open": bool(form or select or "open" in request.GET or claim_id),
        "options": options_for(request.user, form, query) if form else (),
        "query": query or (form.selected_words if form else ""),
        "chosen": chosen,
        "is_chosen_listed": chosen is not None and any(row.id == chosen.claim.pk for row in listed),
        **more,
    }
    return render_page(request, "desk/reading/plain.html", context, status=status)


def _place_of_page(request: StaffRequest, rows: list[ReadingRow], form: SelectedTextForm | None, claim_id: int | None) -> int:
    """An offset in the page that is displayed: the one in the query string, or that of the selected words or of the claim."""
    place = parse_number(request.GET.get("from", ""))
    if place is not None:
        return place
    if form and form.selectors:
        return form.selectors[0].start
    return next((row.start for row in rows if row.id == claim_id), 0)


def _is_on_page(span: str, page: TextPage) -> bool:
    start = parse_number(span.partition("-")[0])
    return start is None or page.start <= start < page.end


def options_for(person: Any, form: SelectedTextForm, query: str | None) -> list[ClaimOption]:
    """The claims to choose from in this form: its selected claim first, then the best matches for `query`.

    Without a query: for evidence the claims of the article, then the best matches for the selected words.
    """
    if form.name == "claim":
        return []
    first = parse_number(str(form["claim"].value() or ""))
    words = form.selected_words if query is None else query
    is_own_first = query is None and form.name == "passage"
    return matching_claims(person, words, article_id=form.article.pk, first=first, is_own_first=is_own_first)


def parse_number(value: str) -> int | None:
    """A number from the query string or a form, or None if it is not one."""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 18 else None


def _forms_from_query(
    request: StaffRequest, text: ReadingText, claim_id: int | None
) -> tuple[SelectionForm, SelectedTextForm | None]:
    """The selection in the query string, and the requested form if the selection is valid."""
    data: Any = request.GET.copy()
    data["revision"] = str(text.revision.number)
    copied: dict[str, str] = {}
    if same := claim_to_copy(request.user, parse_number(data.get("same", ""))):
        copied = values_for_other_layer(same)
        data.setlist("selection", mention_selections(same, text.revision))
    elif source := claim_to_copy(request.user, parse_number(data.get("copy", ""))):
        copied = ClaimDetails.of(source).values
    select = SelectionForm(data, article=text.article, auto_id="select_%s")
    select.error_heading = SELECTION_INCOMPLETE
    if not select.is_valid():
        return select, None
    initial: dict[str, Any] = {"selection": [f"{s.start}-{s.end} {s.exact}" for s in select.selectors]}
    chain = [text.article.outlet.name] if text.article.outlet else []
    if data["act"] == "claim":
        initial["statement"] = " ".join(" ".join(s.exact for s in select.selectors).split())[:500]
    elif claim_id:
        initial["claim"] = claim_id
        claimant = Actor.objects.filter(claims=claim_id).values_list("name", flat=True).first()
        chain += [claimant] if claimant and claimant not in chain else []
    if data["act"] != "passage":
        if "claimant" in copied and copied["claimant"] not in chain:
            chain.append(copied["claimant"])
        initial |= copied
        initial["chain"] = chain
        initial["mode"] = guess_mode(text.revision.text, [(s.start, s.end) for s in select.selectors]) or ""
    form = FORMS[data["act"]](article=text.article, number=text.revision.number, initial=initial)
    form.selectors = select.selectors
    return select, form


def _sentence_blocks(
    text: ReadingText, page: TextPage, rows: list[ReadingRow], checked: set[str], selected_id: int | None
) -> Iterator[list[SentenceChoice]]:
    """Each paragraph of a page as its sentences and the text between them."""
    marks = [Mark(start, end, row.id) for row in rows for places in row.mentions.values() for start, end in places]
    numbers = {row.id: row.reference for row in rows}
    layers = {row.id: row.layer for row in rows}
    seen: set[int] = set()

    def piece(segment: Segment) -> TextPiece:
        beginning = tuple(key for key in segment.keys if key not in seen)
        seen.update(beginning)
        layer = layers[segment.keys[-1]] if segment.keys else ""
        return TextPiece(
            segment.text, layer, selected_id in segment.keys, beginning, tuple((numbers[key], key) for key in segment.ending)
        )

    full_text, sweep = text.revision.text, MarkSweep(marks)
    ranges, at = sentences_of(full_text, page), 0

    def pieces(start: int, end: int) -> list[TextPiece]:
        return [piece(segment) for segment in split_at_marks(full_text, start, end, sweep.marks_in(start, end))]

    for paragraph in text.paragraphs:
        position, end = max(paragraph.start, page.start), min(paragraph.start + len(paragraph.text), page.end)
        if position >= end:
            continue
        parts: list[SentenceChoice] = []
        while at < len(ranges) and ranges[at][0] < end:
            start, stop = ranges[at]
            parts.append(SentenceChoice("", pieces(position, start), False))
            span = f"{start}-{stop}"
            parts.append(SentenceChoice(span, pieces(start, stop), span in checked))
            position, at = stop, at + 1
        parts.append(SentenceChoice("", pieces(position, end), False))
        yield [part for part in parts if part.pieces]
