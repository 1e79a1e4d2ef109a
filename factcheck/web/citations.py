"""Citations of evidence items by number, `[2]` or `[2, 3]`, in plain text and in Markdown. Pure.

A number has at most three digits, so a year in brackets is not a citation. Neither is a link such as `[2](https://…)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_PATTERN = re.compile(r"\[(?: ?[1-9][0-9]{0,2} ?,)* ?[1-9][0-9]{0,2} ?\](?!\()")
_NUMBER = re.compile(r"[0-9]+")
_TOKEN = "citation"  # noqa: S105  (a type of Markdown token)


def may_cite(text: str) -> bool:
    """Whether the text contains something that looks like a citation. False means that it cites nothing."""
    return _PATTERN.search(text) is not None


def numbers_in_plain_text(text: str) -> tuple[int, ...]:
    """The cited numbers, each once, in the order of their first citation."""
    return _each_once(number for match in _PATTERN.finditer(text) for number in _numbers(match[0]))


def numbers_in_tokens(tokens: Iterable[Token]) -> tuple[int, ...]:
    """The numbers that the tokens of a parser with `add_citations` cite, each once, in the order of their first citation."""
    inline = (child for token in tokens for child in token.children or ())
    return _each_once(number for token in inline if token.type == _TOKEN for number in _numbers(token.content))


def plain_text_as_html(text: str, urls: Mapping[int, str]) -> str:
    """The escaped text. A cited number with a URL is a link to it; other citations stay text."""
    parts, at = [], 0
    for match in _PATTERN.finditer(text):
        parts += [escape(text[at : match.start()]), _as_html(match[0], urls)]
        at = match.end()
    return "".join([*parts, escape(text[at:])])


def in_brackets(numbers: Iterable[int], conjunction: str = "and") -> str:
    """The numbers for a sentence. Three or more consecutive ones are a range: "[1] to [4], [7], and [9]"."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    parts = []
    for each in ranges:
        if len(each) > 2:
            parts.append(f"[{each[0]}] to [{each[-1]}]")
        else:
            parts += [f"[{number}]" for number in each]
    if len(parts) < 3:
        return f" {conjunction} ".join(parts)
    return f"{', '.join(parts[:-1])}, {conjunction} {parts[-1]}"


def add_citations(parser: MarkdownIt) -> MarkdownIt:
    """Add the syntax to a parser. It renders citations with the URLs in the environment, `{"citations": {number: URL}}`.

    Code, links, link references that are defined in the text, and escaped brackets take precedence.
    """
    parser.inline.ruler.after("link", _TOKEN, _inline_rule)
    parser.add_render_rule(_TOKEN, _render)
    return parser


def _inline_rule(state: StateInline, silent: bool) -> bool:
    """The rule of the parser for inline syntax at `state.pos`. There are no citations within the text of a link.

    The parser looks for the end of the text of a link in silent mode, and a citation there would count as a nested link, which
    CommonMark does not allow. So in silent mode, the rule leaves the brackets to the parser.
    """
    if silent or state.src[state.pos] != "[" or state.linkLevel > 0:
        return False
    match = _PATTERN.match(state.src, state.pos, state.posMax)
    if match is None or state.src[match.end() : match.end() + 1] == "(":
        return False
    state.push(_TOKEN, "", 0).content = match[0]
    state.pos = match.end()
    return True


def _render(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Mapping[str, Any]) -> str:
    return _as_html(tokens[index].content, env.get("citations", {}))


def _as_html(citation: str, urls: Mapping[int, str]) -> str:
    """A citation as HTML. The link of a single number includes the brackets, so that it is easier to select."""
    numbers = list(_numbers(citation))
    if len(numbers) == 1 and numbers[0] in urls:
        return _link(urls[numbers[0]], citation)
    return _NUMBER.sub(lambda match: _link(urls[int(match[0])], match[0]) if int(match[0]) in urls else match[0], citation)


def _link(url: str, text: str) -> str:
    return f'<a href="{escape(url)}">{escape(text)}</a>'


def _numbers(citation: str) -> Iterable[int]:
    return (int(digits) for digits in _NUMBER.findall(citation))


def _each_once(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))
