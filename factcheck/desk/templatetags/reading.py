"""Template tags for the two long parts of the reading desk: the text and the list of claims."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from factcheck.articles.paragraphs import Paragraph
from factcheck.desk.claim_row import claim_row, pushed_to_end
from factcheck.desk.reading.queries import ReadingRow
from factcheck.web.templatetags import parts

register = template.Library()


@register.simple_tag
def text_paragraphs(paragraphs: Iterable[Paragraph], tail: str) -> SafeString:
    """The text as paragraphs. The text content of the result is exactly the text."""
    html = "".join(f'{escape(part.before)}<p dir="auto" data-start="{part.start}">{escape(part.text)}</p>' for part in paragraphs)
    return mark_safe(html + escape(tail))  # noqa: S308  all parts are escaped


@register.simple_tag
def claim_rows(rows: Iterable[ReadingRow], chosen: int | None = None) -> SafeString:
    """The list of claims. `data-marks` contains the ranges that the browser highlights."""
    return mark_safe("".join(_reading_item(row, chosen) for row in rows))  # noqa: S308  each row escapes user input


def _reading_item(row: ReadingRow, chosen: int | None) -> str:
    button = (
        '<button type="button" class="button is-plain is-small" data-show>'
        f'Show<span class="sr-only"> in the text: {escape(row.statement)}</span></button>'
    )
    rating = [parts.rating(row.rating, row.conclusion, row.rating_status)] if row.conclusion else []
    article = claim_row(
        row.statement,
        f"?claim={row.id}",
        (parts.layer(row.layer), escape(row.claimant), *rating),
        link_attributes=' aria-current="true"' if row.id == chosen else "",
        before_facts=parts.tally(row.supports, row.contradicts, row.context),
        after_facts=pushed_to_end(parts.state(row.state) if row.state else "") + button,
    )
    return (
        f'<li id="claim-{row.id}" class="reading-row" data-claim="{row.id}" data-layer="{escape(row.layer)}"'
        f' data-marks="{row.marks}">{article}</li>'
    )
