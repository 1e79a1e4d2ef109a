"""Converts Markdown to safe HTML, with the same result on the desk and on public pages.

The syntax is CommonMark 0.31 with tables. The parser escapes raw HTML, and a sanitizer removes all elements that are not allowed,
so safety does not depend on either of them alone. Images are disabled: graphic material is never displayed without consent.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.rules_block import StateBlock, blockquote, list_block, table

from factcheck.web.citations import add_citations, may_cite, numbers_in_tokens
from factcheck.web.http_urls import has_user_information

ELEMENTS = frozenset(
    {"p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "h3", "h4", "h5", "h6"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"scope"}}
SCHEMES = frozenset({"http", "https", "mailto"})
RELATION = "nofollow noopener"
HEADINGS_BELOW = 2
"""Number of heading levels to add: the page already has an h1 and the section an h2, so a level 1 heading becomes level 3."""
MAX_TABLE_CELLS = 5000
"""Maximum number of table cells in one text. An empty row takes two characters and has as many cells as the table has columns,
so a short text could otherwise produce a very long page. Further rows are rendered as plain text."""
MAX_NESTING = 8
"""Maximum nesting of quotations (one level each) and lists (two levels each: the list and its item).

Deeper markers are rendered as plain text. They would move the text off a narrow page, and the parser drops text that is nested
deeper than its own limit of 20.
"""


def render_markdown(text: str, citations: Mapping[int, str] | None = None) -> SafeString:
    """Render the Markdown `text` as safe HTML. Any text is valid; markup that is not allowed is removed or rendered as text.

    `citations` maps numbers of evidence items to URLs. A citation such as `[2]` links to its URL; without one, it stays text.
    """
    return _render(text, tuple(sorted((citations or {}).items())))


@lru_cache(maxsize=64)
def render_blocks(text: str, citations: tuple[tuple[int, str], ...] = ()) -> tuple[tuple[SafeString, tuple[int, ...]], ...]:
    """Each top-level block of the Markdown `text`, such as a paragraph, as safe HTML with the numbers that it cites.

    `citations` are pairs of a number and its URL. Together, the blocks are the result of `render_markdown`.
    """
    parser, env = _parser(), {"citations": dict(citations)}
    blocks, start, tokens = [], 0, parser.parse(text, env)
    for end, token in enumerate(tokens, 1):
        if token.level == 0 and token.nesting <= 0:
            block = tokens[start:end]
            blocks.append((_sanitized(parser.renderer.render(block, parser.options, env)), numbers_in_tokens(block)))
            start = end
    return tuple(blocks)


@lru_cache(maxsize=64)
def _render(text: str, citations: tuple[tuple[int, str], ...]) -> SafeString:
    """Rendering a text of the maximum length takes several tenths of a second, so repeated requests must not repeat it."""
    return _sanitized(_parser().render(text, {"citations": dict(citations)}))


def _sanitized(html: str) -> SafeString:
    return mark_safe(  # noqa: S308  sanitized with the lists above
        nh3.clean(
            html,
            tags=set(ELEMENTS),
            attributes={name: set(allowed) for name, allowed in ATTRIBUTES.items()},
            url_schemes=set(SCHEMES),
            link_rel=RELATION,
            strip_comments=True,
        )
    )


@lru_cache(maxsize=64)
def cited_numbers(text: str) -> tuple[int, ...]:
    """The numbers of evidence items that the Markdown `text` cites, each once, in the order of their first citation."""
    return numbers_in_tokens(_parser().parse(text)) if may_cite(text) else ()


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    is_valid = parser.validateLink
    # Such a link stays text, because its target can imitate another host.
    parser.validateLink = lambda url: is_valid(url) and not has_user_information(url)  # type: ignore[method-assign]
    parser.block.ruler.at("table", _limited_table, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.at("blockquote", _limited_nesting(blockquote), {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.block.ruler.at("list", _limited_nesting(list_block), {"alt": ["paragraph", "reference", "blockquote"]})
    parser.core.ruler.push("headings_below", _lower_headings)
    return add_citations(parser)


def _limited_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The parser's rule for tables, which ends a table when the text reaches the maximum number of cells."""
    columns = state.src.count("|", state.bMarks[start], state.eMarks[start]) + 1
    rows = (MAX_TABLE_CELLS - state.env.get("cells", 0)) // columns
    if rows < 2:  # the header and one row
        return False
    if not table(state, start, min(end, start + 1 + rows), silent):
        return False
    if not silent:
        state.env["cells"] = state.env.get("cells", 0) + columns * (state.line - start)
    return True


def _limited_nesting(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    """Limit the parser's rule for quotations or lists to MAX_NESTING levels."""

    def limited(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return state.level < MAX_NESTING and rule(state, start, end, silent)

    return limited


def _lower_headings(state) -> None:  # type: ignore[no-untyped-def]  # the state class of the parser
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + HEADINGS_BELOW)}"
        elif token.type in ("th_open", "td_open"):
            # The alignment of a column is an inline style, which the Content-Security-Policy blocks.
            token.attrs.pop("style", None)
            if token.type == "th_open":
                token.attrs["scope"] = "col"
