"""A strict reading of the tags of a page: browsers repair wrong nesting silently, this parser reports it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Node:
    """An element. Text is a child of type `str`."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)
    parent: Node | None = None

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def elements(self) -> list[Node]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Node)]

    def walk(self) -> Iterator[Node]:
        for child in self.elements:
            yield child
            yield from child.walk()

    def ancestors(self) -> Iterator[Node]:
        node = self.parent
        while node:
            yield node
            node = node.parent

    def get(self, name: str) -> str:
        """The value of an attribute; empty if it is absent or has no value."""
        return self.attributes.get(name) or ""

    def __str__(self) -> str:
        shown = (f' {name}="{self.get(name)}"' for name in ("id", "class", "name", "href") if name in self.attributes)
        return f"<{self.tag}{''.join(shown)}>"


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.open = Node("page")
        self.problems: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if repeated := {name for name in names if names.count(name) > 1}:
            self.problems.append(f"<{tag}> has an attribute twice: {', '.join(sorted(repeated))}")
        if any(set(name) & set("\"'<=") for name in names):
            self.problems.append(f"<{tag}> has a malformed attribute: {names}")
        node = Node(tag, dict(attrs), parent=self.open)
        self.open.children.append(node)
        if tag not in VOID:
            self.open = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        is_foreign = tag == "svg" or any(node.tag == "svg" for node in self.open.ancestors())
        if tag not in VOID:
            if not is_foreign:
                self.problems.append(f"<{tag}/> is not closed: the slash has no effect")
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            self.problems.append(f"</{tag}> closes an element without content")
        elif self.open.tag == tag:
            assert self.open.parent
            self.open = self.open.parent
        else:
            self.problems.append(f"</{tag}> does not close {self.open}")
            if any(node.tag == tag for node in self.open.ancestors()):
                while self.open.tag != tag:
                    assert self.open.parent
                    self.open = self.open.parent
                self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)

    def close(self) -> None:
        super().close()
        if self.open is not self.root:
            self.problems.append(f"{self.open} is not closed")


def _parsed(source: str) -> _Parser:
    parser = _Parser()
    parser.feed(source)
    parser.close()
    return parser


def tree(source: str) -> Node:
    """The elements of the page, as they are nested in its source."""
    return _parsed(source).root


def problems_of_tags(source: str) -> list[str]:
    """Tags that are not closed or do not match, and malformed or repeated attributes."""
    found = _parsed(source).problems
    return found if source.lstrip().lower().startswith("<!doctype html>") else ["the doctype is missing", *found]
