"""The template tag for proposed places of quotes, in which no white space may be added."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from factcheck.claims.variants import QuotePart
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


def _word(part: QuotePart) -> str:
    return format_html('<b class="differs">{}</b>', f"[{part.name}]" if part.name else part.text) if part.differs else part.text
