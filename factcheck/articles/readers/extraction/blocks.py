"""The blocks of text in a tree of HTML or of `trafilatura`, in the order of the page. Runs only in the child process."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lxml import etree

NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Controls and noncharacters. Format characters, such as joiners, are a part of the text."""
_SPACE = re.compile(r"\s+")
_CELL, _LINE, _PARAGRAPH = 1, 2, 3
_SEPARATORS = {_LINE: "\n", _PARAGRAPH: "\n\n"}

_LINES = ("br", "caption", "dd", "dt", "item", "lb", "li", "row", "tr")
_PARAGRAPHS = (
    *("address", "article", "aside", "blockquote", "body", "center", "details", "div", "dl", "doc", "fieldset", "figcaption"),
    *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "legend", "list", "main"),
    *("nav", "ol", "p", "pre", "quote", "search", "section", "summary", "table", "tbody", "tfoot", "thead", "ul"),
)
_LEVELS = dict.fromkeys(("cell", "td", "th"), _CELL) | dict.fromkeys(_LINES, _LINE) | dict.fromkeys(_PARAGRAPHS, _PARAGRAPH)
_SKIPPED = frozenset(
    (
        *("audio", "button", "canvas", "datalist", "embed", "iframe", "input", "noembed", "noframes", "noscript"),
        *("object", "option", "script", "select", "style", "svg", "template", "textarea", "title", "video"),
    )
)
_PAGE_PARTS = frozenset({"footer", "header"})
"""Elements of the page and not of its text, unless they are in an article."""
_ARTICLES = frozenset({"article", "main"})
_DOUBTFUL_TAGS = frozenset({"dialog", "menu", "nav"})
_DOUBTFUL = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|comments|consent|cookies?|disqus\w*|gdpr|newsletters?|paywall|promos?|recommend\w*|related"
    r"|respond|share|sharing|social|sponsor\w*|subscribe|subscription|teasers?|trending)(?:$|[\s_-])",
    re.ASCII | re.IGNORECASE,
)
_PLACES = frozenset({"article", "body", "center", "details", "div", "fieldset", "form", "html", "main", "section", "table", "td"})
"""Elements that can contain a whole text."""


@dataclass(slots=True)
class TextBlock:
    """A text without line breaks. `level` is that of the separator in front of it, and `key` the text without white space.

    `linked` is the number of characters in links. A page part is outside of every article.
    """

    level: int
    text: str
    is_headline: bool = False
    is_page_part: bool = False
    linked: int = 0

    @property
    def key(self) -> str:
        return _SPACE.sub("", self.text)


@dataclass(frozen=True, slots=True)
class ElementSpan:
    """The blocks of an element: `first` to `end`, which is exclusive. `name` is its class."""

    tag: str
    name: str
    first: int
    end: int


class Blocks:
    """The blocks of an element in their order. `places` and `doubtful` are its elements, inner ones first."""

    def __init__(self, root: Any) -> None:
        self.blocks: list[TextBlock] = []
        self.places: list[ElementSpan] = []
        self.doubtful: list[ElementSpan] = []
        self._level = _PARAGRAPH
        self._has_space = False
        self._breaks = 0
        self._texts = self._articles = self._page_parts = self._headlines = self._links = self._preformatted = 0
        self._read(root)

    def _read(self, root: Any) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        firsts: list[tuple[int, bool]] = []
        for event, element in walk:
            tag = element.tag
            if event == "start":
                self._separate(_LEVELS.get(tag, 0), is_break=tag in ("br", "lb"))
                is_doubtful = tag in _DOUBTFUL_TAGS or (tag == "aside" and not self._texts) or _is_doubtful(element)
                self._count(tag, 1)
                firsts.append((len(self.blocks), is_doubtful))
                if tag in _SKIPPED:
                    walk.skip_subtree()
                else:
                    self._add(element.text)
                continue
            self._count(tag, -1)
            self._separate(_LEVELS.get(tag, 0) if tag not in ("br", "lb") else 0)
            first, is_doubtful = firsts.pop()
            if len(self.blocks) > first:
                if is_doubtful:
                    self.doubtful.append(ElementSpan(tag, "", first, len(self.blocks)))
                if tag in _PLACES:
                    self.places.append(ElementSpan(tag, (element.get("class") or "").strip(), first, len(self.blocks)))
            if element is not root:
                self._add(element.tail)

    def _count(self, tag: str, change: int) -> None:
        """Count the elements around the current position."""
        self._texts += change * (tag == "article")
        self._articles += change * (tag in _ARTICLES)
        self._page_parts += change * (tag in _PAGE_PARTS)
        self._headlines += change * (tag == "h1")
        self._links += change * (tag == "a")
        self._preformatted += change * (tag == "pre")

    def _separate(self, level: int, *, is_break: bool = False) -> None:
        """Separate the next text from the previous one. Two line breaks in succession end a paragraph."""
        if is_break:
            self._breaks += 1
            level = _PARAGRAPH if self._breaks > 1 else level
        self._level = max(self._level, level)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        text = NOT_TEXT.sub("", text)
        lines = text.split("\n") if self._preformatted else [text]
        for number, line in enumerate(lines):
            if number:
                self._separate(_LINE)
            self._add_line(_SPACE.sub(" ", line))

    def _add_line(self, text: str) -> None:
        stripped = text.strip(" ")
        if not stripped:
            self._has_space = self._has_space or bool(text)
            return
        if self._level >= _LINE or not self.blocks:
            is_page_part = self._page_parts > 0 and not self._articles
            self.blocks.append(TextBlock(self._level, stripped, self._headlines > 0, is_page_part))
        else:
            space = "\t" if self._level == _CELL else " " if self._has_space or text[0] == " " else ""
            self.blocks[-1].text += space + stripped
        if self._links:
            self.blocks[-1].linked += len(stripped)
        self._level, self._breaks, self._has_space = 0, 0, text[-1] == " "


def joined(blocks: Iterable[TextBlock]) -> str:
    """The text of the blocks: rows and items are lines, and all other blocks are paragraphs."""
    parts: list[str] = []
    for block in blocks:
        parts += [_SEPARATORS[block.level], block.text]
    return "".join(parts[1:])


def _is_doubtful(element: Any) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return names != " " and _DOUBTFUL.search(names) is not None
