"""The template filters for the rows of search results.

Python builds them: most texts are searched for once, so there is rarely kept markup, and a template takes several times as long.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from factcheck.desk.search.hits import SearchHit
from factcheck.desk.search.snippets import Snippet
from factcheck.desk.templatetags.parties import row_label
from factcheck.web.templatetags import parts

register = template.Library()


@register.filter
def result_rows(hits: Iterable[SearchHit]) -> SafeString:
    """The list items of the page."""
    return mark_safe("\n".join(_item(hit) for hit in hits))  # noqa: S308  each row escapes user input


@register.filter
def palette_rows(hits: Iterable[SearchHit]) -> SafeString:
    """The list items of the command palette."""
    return mark_safe(  # noqa: S308  the texts are escaped
        "\n".join(
            f'<li role="none"><a href="{escape(hit.url)}" id="palette-found-{number}" role="option" tabindex="-1">'
            f'<bdi>{_marked(hit.title)}</bdi> <small class="quiet">{hit.kind}</small></a></li>'
            for number, hit in enumerate(hits, 1)
        )
    )


def _item(hit: SearchHit) -> str:
    snippet = f'<p class="found-snippet" dir="auto">{_marked(hit.snippet)}</p>' if hit.snippet else ""
    facts = "".join(f"<span>{fact}</span>\n" for fact in _facts(hit))
    return (
        f'<li><article class="claim"><a class="claim-statement" href="{escape(hit.url)}"><bdi>{_marked(hit.title)}</bdi></a>'
        f'{snippet}<div class="facts claim-facts">{facts}</div></article></li>'
    )


def _facts(hit: SearchHit) -> Iterable[str]:
    """The values of the hit as HTML; each kind of hit has some of them."""
    facts = hit.facts
    if layer := facts.get("layer"):
        yield parts.layer(layer)
    if claimant := facts.get("claimant"):
        yield f"{_isolated(claimant)}{row_label(facts)}"
    for name in ("outlet", "description"):
        if facts.get(name):
            yield _isolated(facts[name])
    if day := facts.get("published_on"):
        yield parts.when(day, "day")
    if conclusion := facts.get("conclusion"):
        yield parts.rating(facts["rating"], conclusion)
    if state := facts.get("state"):
        yield parts.state(state)


def _marked(snippet: Snippet) -> str:
    return "".join(f'<mark class="found-mark">{escape(text)}</mark>' if hit else escape(text) for hit, text in snippet)


def _isolated(text: str) -> str:
    """In an element whose writing direction does not affect the text around it."""
    return f"<bdi>{escape(text)}</bdi>"
