"""Template tags for places of quotes, in which no white space may be added."""

from __future__ import annotations

from html import escape

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from factcheck.claims.variants import QuotePart
from factcheck.desk.evidence.quote_places import CopyText, MarkedParagraph, PlaceChoice
from factcheck.desk.new_revision.queries import ProposedSpan, QuoteRow
from factcheck.web.isolation import language_attribute

register = template.Library()


@register.simple_tag
def proposed_quote(span: ProposedSpan, row: QuoteRow, language: str = "") -> SafeString:
    """The text of a proposed place with its surroundings, in `language` (a language tag).

    Differing characters are marked; invisible ones have names.
    """
    words = format_html_join("", "{}", ((_word(part),) for part in span.parts))
    name, value = ("kind", "evidence") if row.kind == "evidence" else ("layer", row.layer)
    return format_html(
        '<blockquote class="quoted is-dense" dir="auto" {}>{}<mark data-{}="{}">{}</mark>{}</blockquote>',
        language_attribute(language),
        span.before,
        name,
        value,
        words,
        span.after,
    )


@register.simple_tag
def copy_words(text: CopyText) -> SafeString:
    """The text of a copy, with its quote marked. The text content of the result is exactly the text.

    The quote begins at the element `quote`.
    """
    return mark_safe("".join(map(_paragraph, text.paragraphs)) + escape(text.tail))  # noqa: S308  all parts are escaped


def _paragraph(part: MarkedParagraph) -> str:
    attributes = ' class="is-part"' if part.is_part else ""
    marked = ""
    if part.marked:
        target = ' id="quote" tabindex="-1"' if part.is_first else ""
        marked = f'<mark data-kind="evidence"{target}>{escape(part.marked)}</mark>'
    return f'{escape(part.gap)}<p dir="auto"{attributes}>{escape(part.before)}{marked}{escape(part.after)}</p>'


@register.simple_tag
def copy_place(choice: PlaceChoice) -> SafeString:
    """A place in a copy with the text around it. Characters that differ from the quote are marked; invisible ones have names."""
    words = format_html_join("", "{}", ((_word(part),) for part in choice.parts))
    return format_html(
        '<blockquote class="quoted is-dense" dir="auto">{}<mark data-kind="evidence">{}</mark>{}</blockquote>',
        choice.before,
        words,
        choice.after,
    )


def _word(part: QuotePart) -> str:
    return format_html('<b class="differs">{}</b>', f"[{part.name}]" if part.name else part.text) if part.differs else part.text
