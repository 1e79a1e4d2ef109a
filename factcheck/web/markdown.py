"""Markdown that people write → HTML that is safe to show, the same on the desk and on public pages.

CommonMark (0.31) with tables. Raw HTML in the text is shown as text; what the parser makes is cleaned once more against a list of
permitted elements, so that neither alone has to be right. Images are off: graphic material is never shown unasked.
"""

from __future__ import annotations

from functools import cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.rules_block import StateBlock, blockquote, list_block, table

ELEMENTS = frozenset(
    {"p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "h3", "h4", "h5", "h6"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"scope"}}
SCHEMES = frozenset({"http", "https", "mailto"})
RELATION = "nofollow noopener"
HEADINGS_BELOW = 2
"""The page has an h1 and the part an h2 already: a heading that is written as level 1 becomes level 3."""
MOST_CELLS = 5000
"""Cells of all tables in one text. An empty row is two characters and as many cells as the table has columns, so a short text
could make a very long page. Further rows are shown as plain text."""
DEEPEST = 8
"""Levels of nested quotations (one each) and lists (two each: the list and its item). Deeper markers are shown as plain text.
They would push the words off a narrow page, and the parser leaves out the words that stand deeper than its own limit of 20."""


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
    parser.block.ruler.at("table", _bounded_table, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.at("blockquote", _not_too_deep(blockquote), {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.block.ruler.at("list", _not_too_deep(list_block), {"alt": ["paragraph", "reference", "blockquote"]})
    parser.core.ruler.push("headings_below", _lower_headings)
    return parser


def _bounded_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The parser's rule for tables, ended where the cells of the text are used up."""
    columns = state.src.count("|", state.bMarks[start], state.eMarks[start]) + 1
    rows = (MOST_CELLS - state.env.get("cells", 0)) // columns
    if rows < 2:  # the heads and one row
        return False
    if not table(state, start, min(end, start + 1 + rows), silent):
        return False
    if not silent:
        state.env["cells"] = state.env.get("cells", 0) + columns * (state.line - start)
    return True


def _not_too_deep(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """The parser's rule for a quotation or a list, without those inside DEEPEST levels."""

    def bounded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < DEEPEST and rule(state, start, end, silent)

    return bounded


def _lower_headings(state) -> None:  # type: ignore[no-untyped-def]  # the parser's own state
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + HEADINGS_BELOW)}"
        elif token.type in ("th_open", "td_open"):
            # a column's alignment would be an inline style, which the Content-Security-Policy refuses
            token.attrs.pop("style", None)
            if token.type == "th_open":
                token.attrs["scope"] = "col"
