"""Template tags for the two long parts of the reading desk: the text and the list of claims."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from factcheck.articles.paragraphs import Paragraph
from factcheck.desk.claim_row import claim_row, claimant_name, isolated, pushed_to_end
from factcheck.desk.reading.queries import ReadingRow
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


@register.simple_tag
def claim_rows(rows: Iterable[ReadingRow], chosen: int | None = None) -> SafeString:
    """The list of claims. `data-marks` contains the ranges that the browser highlights; `data-sentence` is equal in a group."""
    items, sentence = [], None
    for row in rows:
        items.append(_reading_item(row, chosen, is_same_sentence=row.sentence == sentence))
        sentence = row.sentence
    return mark_safe("".join(items))  # noqa: S308  each row escapes user input


def _reading_item(row: ReadingRow, chosen: int | None, *, is_same_sentence: bool) -> str:
    button = (
        '<button type="button" class="button is-plain is-small" data-show>'
        f'Show<span class="sr-only"> in the text: {isolated(row.statement)}</span></button>'
    )
    rating = [parts.rating(row.rating, row.conclusion, row.rating_status)] if row.conclusion else []
    article = claim_row(
        row.statement,
        f"?claim={row.id}",
        (parts.layer(row.layer), f"{claimant_name(row.claimant, is_party=row.is_claimant_party)}{SAME_SENTENCE}", *rating),
        link_attributes=' aria-current="true"' if row.id == chosen else "",
        before_facts=parts.tally(row.supports, row.contradicts, row.context),
        after_facts=pushed_to_end(parts.state(row.state) if row.state else "") + button,
    )
    classes = "reading-row is-same-sentence" if is_same_sentence else "reading-row"
    return (
        f'<li id="claim-{row.id}" class="{classes}" data-claim="{row.id}" data-layer="{escape(row.layer)}"'
        f' data-marks="{row.marks}" data-sentence="{row.sentence}">{article}</li>'
    )
