"""Removes the text that a browser does not display from a tree of HTML. Runs only in the child process.

An element is invisible because of its attributes: `hidden`, `popover`, a `dialog` that is not open, and `display`, `visibility`,
or `content-visibility` in its own `style`. Style sheets are not evaluated. What stays is text that people can reach: a closed
`details`, `hidden="until-found"`, and captions for screen readers. `aria-hidden` alone makes nothing invisible. `html` and `body`
always count as visible, because many pages hide them only until a script has run.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

_STYLE_TOKEN = re.compile(
    r"""/\*[\s\S]*?(?:\*/|\Z)|"(?:\\[\s\S]|[^"\\\n])*+"?|'(?:\\[\s\S]|[^'\\\n])*+'?"""
    r"""|url\(\s*+(?!["'])(?:\\[\s\S]|[^)\\])*+\)?|\\[\s\S]|[()\[\]{};:]|[^/"'\\()\[\]{};:u]++|[\s\S]""",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|([\s\S]))")
_IMPORTANT = re.compile(r"!\s*important\s*\Z")
_OPENING, _CLOSING = "([{", ")]}"
_FOR_ALL = frozenset(("inherit", "initial", "revert", "revert-layer", "unset"))
_DISPLAYS = _FOR_ALL | frozenset(
    (
        *("none", "contents", "block", "inline", "run-in", "flow", "flow-root", "table", "flex", "grid", "ruby", "math"),
        *("list-item", "inline-block", "inline-table", "inline-flex", "inline-grid", "table-row-group", "table-header-group"),
        *("table-footer-group", "table-row", "table-cell", "table-column-group", "table-column", "table-caption"),
        *("ruby-base", "ruby-text", "ruby-base-container", "ruby-text-container", "-webkit-box", "-webkit-flex"),
    )
)
_VALUES = {
    "display": _DISPLAYS,
    "visibility": _FOR_ALL | {"visible", "hidden", "collapse"},
    "content-visibility": _FOR_ALL | {"visible", "hidden", "auto"},
}
_UNHIDDEN = frozenset(("html", "body"))


def remove_invisible(root: Any) -> None:
    """Remove invisible elements below `root`, and the text that is invisible itself although its descendants may be visible."""
    hidden: list[bool] = []
    removed = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            hidden.pop()
            if hidden and hidden[-1]:
                element.tail = _blank(element.tail)
            continue
        is_hidden = bool(hidden) and hidden[-1]
        if isinstance(element.tag, str) and element.tag not in _UNHIDDEN:
            style = declared(element.get("style") or "")
            if _is_removed(element, style):
                removed.append(element)
                walk.skip_subtree()
            visibility = style.get("visibility", "inherit")
            if visibility in ("hidden", "collapse"):
                is_hidden = True
            elif visibility in ("visible", "initial"):
                is_hidden = False
        hidden.append(is_hidden)
        if is_hidden:
            element.text = _blank(element.text)
    for element in removed:
        tail = element.tail
        element.clear()
        element.tail = tail
        element.tag = "template"


def declared(style: str) -> dict[str, str]:
    """The effective values of the properties in a `style` that can hide text, in lowercase. Invalid ones are ignored."""
    values: dict[str, tuple[bool, str]] = {}
    for name, value in _declarations(style):
        is_important = _IMPORTANT.search(value) is not None
        value = " ".join(_IMPORTANT.sub("", value).split())
        words = value.split(" ")
        if name not in _VALUES or not all(word in _VALUES[name] for word in words):
            continue
        if len(words) > (3 if name == "display" else 1) or (len(words) > 1 and _FOR_ALL.union(("none", "contents")) & set(words)):
            continue
        if is_important or not values.get(name, (False, ""))[0]:
            values[name] = (is_important, value)
    return {name: value for name, (_, value) in values.items()}


def _declarations(style: str) -> list[tuple[str, str]]:
    """The names and values in a `style` attribute, in lowercase and without comments and escapes."""
    found: list[tuple[str, str]] = []
    name: str | None = None
    parts: list[str] = []
    depth = 0
    for match in _STYLE_TOKEN.finditer(style):
        piece = match[0]
        if piece in _OPENING:
            depth += 1
        elif piece in _CLOSING:
            depth = max(0, depth - 1)
        if piece == ":" and name is None and not depth:
            name, parts = _plain(parts), []
        elif piece == ";" and not depth:
            if name is not None:
                found.append((name, _plain(parts)))
            name, parts = None, []
        else:
            parts.append(" " if piece.startswith("/*") else piece)
    if name is not None:
        found.append((name, _plain(parts)))
    return found


def _plain(parts: list[str]) -> str:
    return _ESCAPE.sub(_escaped, "".join(parts)).strip().lower()


def _escaped(match: re.Match[str]) -> str:
    if match[1] is None:
        return str(match[2])
    number = int(match[1], 16)
    return chr(number) if 0 < number < 0x110000 else "\ufffd"


def _is_removed(element: Any, style: dict[str, str]) -> bool:
    if style.get("content-visibility") == "hidden" or style.get("display") == "none":
        return True
    if style.get("display", "revert") not in ("revert", "revert-layer"):
        return False  # a declaration takes precedence over the attributes
    hidden = element.get("hidden")
    is_closed = element.tag == "dialog" and element.get("open") is None
    return is_closed or element.get("popover") is not None or (hidden is not None and hidden.strip().lower() != "until-found")


def _blank(text: str | None) -> str | None:
    """White space in place of a text: the words around it stay apart, as on the page."""
    return " " if text else text
