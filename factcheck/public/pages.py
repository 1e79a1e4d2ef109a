"""Rendering of public pages without the request."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string


class _PagePath:
    """Stands in for the request in public templates. It has only the path, which the navigation marks as current."""

    def __init__(self, path: str) -> None:
        self.path = path


def render_public_page(template: str, path: str, *, newsroom: str, **context: Any) -> bytes:
    """Render a public page without the request, so that the cached page cannot contain data about a reader.

    `newsroom` is the name of the newsroom.
    """
    return render_to_string(template, {"newsroom_name": newsroom, "request": _PagePath(path), **context}).encode()
