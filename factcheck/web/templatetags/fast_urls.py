"""The tag `url`, which composes the URL of a view once per process instead of at each use.

Lists and boards contain thousands of URLs that differ only in ids. Django resolves each of them anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.template import Context, Library
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as standard_url
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape

register = Library()
_MARK = 4_000_000_000_000_007_919
"""The number in the place of an id while a URL is composed."""
_SLUG = f"slug-{_MARK}"
_PLAIN_SLUG = re.compile("[a-z0-9-]+")


class FastURLNode(URLNode):
    """Uses composed URLs if all arguments are ids, and is the standard tag otherwise."""

    def render(self, context: Context) -> str:
        ids = [argument.resolve(context) for argument in self.args]
        if self.kwargs or not all(type(each) is int and each >= 0 for each in ids):
            return str(super().render(context))
        parts = url_parts(self.view_name.resolve(context), len(ids), get_script_prefix(), get_urlconf())
        if parts is None:
            return str(super().render(context))
        url = parts[0] + "".join(f"{each}{part}" for each, part in zip(ids, parts[1:], strict=True))
        if self.asvar:
            context[self.asvar] = url
            return ""
        return str(conditional_escape(url)) if context.autoescape else url


def url_of(view_name: str, *ids: int) -> str:
    """What `reverse` returns for these ids, for rows of long lists."""
    parts = url_parts(view_name, len(ids), get_script_prefix(), get_urlconf())
    if parts is None:
        return reverse(view_name, args=ids)
    return parts[0] + "".join(f"{each}{part}" for each, part in zip(ids, parts[1:], strict=True))


@lru_cache(maxsize=1024)
def url_parts(view_name: str, count: int, prefix: str, urlconf: Any) -> tuple[str, ...] | None:
    """The text before, between, and after the `count` ids of a URL; None if its ids do not occur in it as they are."""
    marks = [_MARK + place for place in range(count)]
    try:
        url = reverse(view_name, urlconf=urlconf, args=marks)
    except NoReverseMatch:
        return None  # the standard tag raises it, unless the URL is assigned to a variable
    parts = []
    for mark in marks:
        before, found, url = url.partition(str(mark))
        if not found:
            return None
        parts.append(before)
    return (*parts, url)


def urls_by_id(view_name: str) -> Callable[[int], str]:
    """The URLs of a view by the id of a row, for a list that Python renders."""
    parts = url_parts(view_name, 1, get_script_prefix(), get_urlconf())
    if parts is None:
        return lambda pk: reverse(view_name, args=[pk])
    before, after = parts
    return lambda pk: f"{before}{pk}{after}"


def urls_by_slug(view_name: str) -> Callable[[str], str]:
    """The URLs of a view by a slug, for a list that Python renders. `reverse` encodes a slug with other letters than ASCII."""
    before, found, after = reverse(view_name, args=[_SLUG]).partition(_SLUG)
    if not found:
        return lambda slug: reverse(view_name, args=[slug])
    return lambda slug: f"{before}{slug}{after}" if _PLAIN_SLUG.fullmatch(slug) else reverse(view_name, args=[slug])


@register.tag
def url(parser: Parser, token: Token) -> FastURLNode:
    node = standard_url(parser, token)
    return FastURLNode(node.view_name, node.args, node.kwargs, node.asvar)
