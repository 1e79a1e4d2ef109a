"""Markdown that people write → HTML that is safe to show, the same on the desk and on public pages.

CommonMark (0.31) with tables. Raw HTML in the text is shown as text; what the parser makes is cleaned once more against a list of
permitted elements, so that neither alone has to be right. Images are off: graphic material is never shown unasked.
"""

from __future__ import annotations

from functools import cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

ELEMENTS = frozenset(
    {"p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "h3", "h4", "h5", "h6"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"scope"}}
SCHEMES = frozenset({"http", "https", "mailto"})
RELATION = "nofollow noopener"
HEADINGS_BELOW = 2
"""The page has an h1 and the part an h2 already: a heading that is written as level 1 becomes level 3."""


def html_of(text: str) -> SafeString:
    """Safe HTML for the Markdown `text`. Any text is accepted; what is not permitted is left out or shown as plain words."""
    made = _parser().render(text)
    return mark_safe(  # noqa: S308  cleaned against the list above
        nh3.clean(
            made,
            tags=set(ELEMENTS),
            attributes={name: set(allowed) for name, allowed in ATTRIBUTES.items()},
            url_schemes=set(SCHEMES),
            link_rel=RELATION,
            strip_comments=True,
        )
    )


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    parser.core.ruler.push("headings_below", _lower_headings)
    return parser


def _lower_headings(state) -> None:  # type: ignore[no-untyped-def]  # the parser's own state
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + HEADINGS_BELOW)}"
        elif token.type in ("th_open", "td_open"):
            # a column's alignment would be an inline style, which the Content-Security-Policy refuses
            token.attrs.pop("style", None)
            if token.type == "th_open":
                token.attrs["scope"] = "col"
