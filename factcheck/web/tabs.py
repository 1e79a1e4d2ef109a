"""Tabs for several views of one object, for templates/parts/segments.html."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tab:
    """A link to one view; `count` is the number of items in it, or “99+”, if there is one to display."""

    label: str
    url: str
    is_current: bool
    count: int | str | None = None
