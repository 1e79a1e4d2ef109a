"""Template tags for the two long parts of the reading desk: the text and the list of claims."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from factcheck.articles.paragraphs import Paragraph
from factcheck.desk.claim_row import claimant_name, isolated
from factcheck.desk.reading.queries import ReadingRow
from factcheck.desk.short_quote import short_quote
from factcheck.web.templatetags import parts

register = template.Library()

SAME_SENTENCE = '<span class="sr-only reading-same-sentence">, same sentence as the claim above</span>'
"""Only read if the row has the class `is-same-sentence`."""


@register.simple_tag
def same_sentence() -> SafeString:
    """The text that identifies a row as a member of a group."""
    return mark_safe(SAME_SENTENCE)  # noqa: S308  a constant


@register.simple_tag
def text_paragraphs(paragraphs: Iterable[Paragraph], tail: str) -> SafeString:
    """The text as paragraphs. The text content of the result is exactly the text."""
    html = "".join(f'{escape(part.before)}<p dir="auto" data-start="{part.start}">{escape(part.text)}</p>' for part in paragraphs)
    return mark_safe(html + escape(tail))  # noqa: S308  all parts are escaped


@register.simple_tag(takes_context=True)
def claim_rows(context: Context, rows: Iterable[ReadingRow], chosen: int | None = None, *, is_plain: bool = False) -> SafeString:
    """The list of claims, grouped by sentence. The row of the claim `chosen` contains its panel, if the context has it.

    With `is_plain`, each claim has the number of its references in the text, and a link to its words.

    `data-marks` contains the ranges that the browser highlights; `data-sentence` is equal in a group. Each row has the heading of
    its sentence, and the style sheet displays that of the first row: a row that the browser inserts can begin a group.
    """
    outlet = context["article"].outlet
    items: list[str] = []
    previous: ReadingRow | None = None
    for row in rows:
        is_same = previous is not None and row.sentence == previous.sentence
        is_same_claimant = is_same and previous is not None and row.claimant == previous.claimant
        place = _Place(row.number, is_same, is_same_claimant, row.reference if is_plain else 0)
        panel = _panel(context) if row.id == chosen and context.get("chosen") else ""
        items.append(_reading_item(row, place, str(outlet or ""), is_chosen=row.id == chosen, panel=panel))
        previous = row
    return mark_safe("".join(items))  # noqa: S308  each row escapes user input


class _Place(NamedTuple):
    """The place of a row in the list: the number of its sentence, and what it has in common with the row before."""

    number: int
    is_same_sentence: bool
    is_same_claimant: bool
    reference: int
    """of the claim in the text without JavaScript, or 0"""


def _panel(context: Context) -> str:
    return str(context.template.engine.get_template("desk/reading/chosen.html").render(context)) if context.template else ""


def _reading_item(row: ReadingRow, place: _Place, outlet: str, *, is_chosen: bool, panel: str) -> str:
    claimant = claimant_name(row.claimant, is_party=row.is_claimant_party)
    chain = claimant if outlet in ("", row.claimant) else f"{claimant} <span>→ {isolated(outlet)}</span>"
    rating = parts.rating(row.rating, row.conclusion, row.rating_status) if row.conclusion else ""
    state = parts.state(row.state) if row.state else '<span class="quiet">no verdict yet</span>'
    current = ' aria-current="true"' if is_chosen else ""
    query, reference, show = "", "", ""
    if place.reference:
        query, reference = "plain=1&amp;open=1&amp;", f'<span class="count">[{place.reference}]</span> '
        place_words = f'<span class="sr-only"> in the text: {isolated(row.statement)}</span>'
        show = f' <a class="small" href="#words-{row.id}">Show{place_words}</a>'
    names = {"is-same-sentence": place.is_same_sentence, "is-same-claimant": place.is_same_claimant}
    classes = " ".join(["reading-row", *(name for name, is_set in names.items() if is_set)])
    return (
        f'<li id="claim-{row.id}" class="{classes}" data-claim="{row.id}" data-layer="{escape(row.layer)}"'
        f' data-marks="{row.marks}" data-sentence="{row.sentence}">'
        f'<div class="sentence-head"><span class="pin"><span class="sr-only">Sentence </span><span data-pin>{place.number}</span>'
        f'</span><span class="sentence-quote" dir="auto">{short_quote(row.quote)}</span>'
        f'<span class="sentence-chain">{chain}</span></div>'
        f'<article class="claim reading-claim">{parts.layer(row.layer)}'
        f'<div class="reading-said"><a class="claim-statement" href="?{query}claim={row.id}"{current} dir="auto">'
        f"{reference}{escape(row.statement)}</a>{show}"
        f'<span class="reading-claimant" data-claimant>{claimant}</span>{SAME_SENTENCE}</div>'
        f"{parts.tally(row.supports, row.contradicts, row.context)}"
        f'<div class="reading-end">{rating}{state}</div></article>{panel}</li>'
    )
