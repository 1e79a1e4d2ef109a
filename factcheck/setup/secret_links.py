"""Removes the secrets of links that grant access from lines of a log. Pure."""

from __future__ import annotations

import re

_SEPARATOR = r"(?:/|%2[Ff]|%252[Ff])"
_LINK = re.compile(rf"(password{_SEPARATOR}reset{_SEPARATOR}key{_SEPARATOR})[^\s\"'<>&#?]+")


def without_links(text: str) -> str:
    """`text` without the secrets of password reset and invitation links, also where a URL is part of a query string."""
    return _LINK.sub(r"\1[removed]", text)
