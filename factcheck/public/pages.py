"""Rendering of public pages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string


class _PagePath:
    """The only part of a request that a public template may know: the path, which the navigation marks as current."""

    def __init__(self, path: str) -> None:
        self.path = path


def render_public_page(template: str, path: str, **context: Any) -> bytes:
    """A public page, rendered without the request, so that nothing about the reader can get into it."""
    return render_to_string(template, {"newsroom_name": settings.NEWSROOM_NAME, "request": _PagePath(path), **context}).encode()
