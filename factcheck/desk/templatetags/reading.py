"""The two parts of the reading desk that can be very long, the text and the list of claims."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from factcheck.articles.paragraphs import Paragraph
from factcheck.desk.claim_row import claim_row, pushed
from factcheck.desk.reading.queries import ReadingRow
from factcheck.web.templatetags import parts

register = template.Library()


@register.simple_tag
def text_paragraphs(paragraphs: Iterable[Paragraph], tail: str) -> SafeString:
    """Every character of the text, in order, and nothing else between the tags."""
    written = "".join(f'{escape(one.before)}<p dir="auto" data-start="{one.start}">{escape(one.text)}</p>' for one in paragraphs)
    return mark_safe(written + escape(tail))  # noqa: S308  every piece of the text is escaped


@register.simple_tag
def claim_rows(rows: Iterable[ReadingRow], chosen: int | None = None) -> SafeString:
    """The claims with their marks: what the script paints is what the list says."""
    return mark_safe("".join(_row(row, chosen) for row in rows))  # noqa: S308  what people wrote is escaped in each row


def _row(row: ReadingRow, chosen: int | None) -> str:
    button = (
        '<button type="button" class="button is-plain is-small" data-show>'
        f'Show<span class="sr-only"> in the text: {escape(row.statement)}</span></button>'
    )
    article = claim_row(
        row.statement,
        f"?claim={row.id}",
        (parts.layer(row.layer), escape(row.claimant)),
        link_attributes=' aria-current="true"' if row.id == chosen else "",
        before_facts=parts.tally(row.supports, row.contradicts, row.context),
        after_facts=pushed(parts.state(row.state) if row.state else "") + button,
    )
    return (
        f'<li id="claim-{row.id}" class="reading-row" data-claim="{row.id}" data-layer="{escape(row.layer)}"'
        f' data-marks="{row.marks}">{article}</li>'
    )
