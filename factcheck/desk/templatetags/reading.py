"""Template tags for the two long parts of the reading desk: the text and the list of claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import NamedTuple, cast

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from factcheck.articles.paragraphs import Paragraph
from factcheck.desk.reading.queries import ReadingRow
from factcheck.desk.short_quote import short_quote

register = template.Library()

register.filter(short_quote)


@register.simple_tag
def text_paragraphs(paragraphs: Iterable[Paragraph], tail: str) -> SafeString:
    """The text as paragraphs. The text content of the result is exactly the text."""
    html = "".join(f'{escape(part.before)}<p dir="auto" data-start="{part.start}">{escape(part.text)}</p>' for part in paragraphs)
    return mark_safe(html + escape(tail))  # noqa: S308  all parts are escaped


@register.simple_tag(takes_context=True)
def claim_rows(context: Context, rows: Iterable[ReadingRow], chosen: int | None = None, *, is_plain: bool = False) -> SafeString:
    """The list of claims, grouped by sentence. The row of the claim `chosen` contains its panel, if the context has it.

    With `is_plain`, each claim has the number of its references in the text, and a link to its words.
    """
    outlet = context["article"].outlet
    items: list[ReadingItem] = []
    previous: ReadingRow | None = None
    for row in rows:
        is_same = previous is not None and row.sentence == previous.sentence
        is_same_claimant = is_same and previous is not None and row.claimant == previous.claimant
        place = _Place(row.number, is_same, is_same_claimant, row.reference if is_plain else 0)
        items.append(_reading_item(row, place, str(outlet or ""), is_chosen=row.id == chosen))
        previous = row
    has_panel = bool(context.get("chosen")) and any(item.is_chosen for item in items)
    engine = cast(template.Template, context.template).engine
    with context.push(items=items, has_panel=has_panel):
        return engine.get_template("desk/reading/claim_rows.html").render(context)


class _Place(NamedTuple):
    """The place of a row in the list: the number of its sentence, and what it has in common with the row before."""

    number: int
    is_same_sentence: bool
    is_same_claimant: bool
    reference: int
    """of the claim in the text without JavaScript, or 0"""

    @property
    def classes(self) -> str:
        names = {" is-same-sentence": self.is_same_sentence, " is-same-claimant": self.is_same_claimant}
        return "".join(name for name, is_set in names.items() if is_set)


@dataclass(frozen=True, slots=True)
class ReadingItem:
    """What a row of the list of claims shows. `outlet` is empty if it is the claimant."""

    id: int
    place: _Place
    layer: str
    marks: str
    sentence: int
    quote: str
    statement: str
    claimant: str
    is_claimant_party: bool
    outlet: str
    rating: str
    conclusion: str
    rating_status: str
    state: str
    supports: int
    contradicts: int
    context: int
    is_chosen: bool


def _reading_item(row: ReadingRow, place: _Place, outlet: str, *, is_chosen: bool) -> ReadingItem:
    return ReadingItem(
        id=row.id,
        place=place,
        layer=row.layer,
        marks=row.marks,
        sentence=row.sentence,
        quote=row.quote,
        statement=row.statement,
        claimant=row.claimant,
        is_claimant_party=row.is_claimant_party,
        outlet="" if outlet == row.claimant else outlet,
        rating=row.rating,
        conclusion=row.conclusion,
        rating_status=row.rating_status,
        state=row.state,
        supports=row.supports,
        contradicts=row.contradicts,
        context=row.context,
        is_chosen=is_chosen,
    )
