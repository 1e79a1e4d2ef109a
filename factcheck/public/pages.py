"""Rendering of public pages without the request."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from factcheck.newsroom.queries import Branding


class _PagePath:
    """Stands in for the request in public templates. It has only the path, which the navigation marks as current."""

    def __init__(self, path: str) -> None:
        self.path = path


def render_public_page(template: str, path: str, *, newsroom: Branding | str, **context: Any) -> bytes:
    """Render a public page without the request, so that the cached page cannot contain data about a reader.

    `newsroom` is how pages display the newsroom; a name alone has the colors of the software.
    """
    brand = Branding(newsroom) if isinstance(newsroom, str) else newsroom
    frame = {"newsroom_name": brand.name, "colors": brand.key, "logo": brand.logo, "request": _PagePath(path)}
    return render_to_string(template, {**frame, **context}).encode()
