"""Template tags for the annotated article: the text with its marks, and their legend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from factcheck.publishing.annotated.marks import Passage, Piece
from factcheck.publishing.annotated.page import AnnotatedArticle
from factcheck.publishing.annotated.quoted_articles import QuotingCheck
from factcheck.web.templatetags.parts import CONCLUSIONS, normalize_key, symbol
from factcheck.web.typography import isolated

register = template.Library()

LEGEND = {
    "supported": "The evidence supports it",
    "refuted": "The evidence contradicts it",
    "conflicting": "The evidence conflicts",
    "not-enough": "Not enough evidence",
    "retracted": "The check was retracted",
}
"""The kinds of marks, in the order of the legend."""
_STAYS = "\u2060"
"""A word joiner, which keeps the symbol on the line of the last word."""


@register.simple_tag
def marked(passage: Passage, page: AnnotatedArticle) -> SafeString:
    """The text of a passage. Marked words are links to their checks; a symbol and the rating follow the end of each mark."""
    parts = [_piece(piece, page) for piece in passage.pieces]
    before, after = ("… " if passage.is_cut_before else ""), (" …" if passage.is_cut_after else "")
    return mark_safe(before + "".join(parts).strip("\n") + after)  # noqa: S308  # each part is escaped


@register.filter
def page_title(article: Mapping[str, Any]) -> str:
    """The title of the page of an article. The headline of the outlet is a quotation: it is not a statement of the newsroom."""
    title = f"“{isolated(article['title'])}”" if article["title"] else "untitled article"
    return f"Annotated: {title} ({isolated(article['outlet'])})" if article["outlet"] else f"Annotated: {title}"


@register.filter
def kinds(page: AnnotatedArticle) -> list[tuple[str, str]]:
    """(kind, words) of each kind of mark on the page."""
    used = {_kind(check) for check in page.checks}
    return [(kind, words) for kind, words in LEGEND.items() if kind in used]


@register.filter
def counted(origins: Mapping[str, int] | None) -> str:
    """How many independent origins the evidence has, such as “Evidence: 2 independent origins against it, none for it.”"""
    if not origins:
        return ""
    against, supporting = origins.get("contradicts", 0), origins.get("supports", 0)
    noun = "independent origin" if against == 1 else "independent origins"
    return f"Evidence: {against or 'no'} {noun} against it, {supporting or 'none'} for it."


def _kind(check: QuotingCheck) -> str:
    if check.is_retracted:
        return "retracted"
    return CONCLUSIONS.get(normalize_key(check.document["verdict"]["conclusion"]), ("not-enough", ""))[0]


def _piece(piece: Piece, page: AnnotatedArticle) -> str:
    text = escape(piece.text).replace("\n", "<br>")
    if piece.marks:
        kind = _kind(page.by_key[piece.marks[-1]])  # the innermost one
        place = f' id="w{piece.group}"' if piece.is_first else ""
        ends = "".join(_ends(piece, page))
        return f'<a class="words is-{kind}"{place} href="#c{piece.group}"><mark>{text}</mark>{ends}</a>'
    if piece.evidence:
        cited = page.cited[piece.evidence[-1]]
        check = reverse("public:check", args=[cited.check.document["slug"]])
        return format_html(
            '<a class="words is-cited" href="{}#evidence-{}">{}</a>', check, cited.item["number"], SafeString(text)
        )
    return text


def _ends(piece: Piece, page: AnnotatedArticle) -> Iterator[str]:
    for key in piece.ending:
        check = page.by_key[key]
        yield _end(_kind(check), "retracted" if check.is_retracted else check.rating)


@lru_cache(maxsize=256, typed=True)  # a text that is escaped differs in its type
def _end(kind: str, rating: str) -> SafeString:
    return format_html(
        '{}<span class="words-mark is-{}">{}<span class="sr-only"> ({})</span></span>',
        _STAYS,
        kind,
        symbol(f"mark-{kind}"),
        rating,
    )
