"""A choice among views of one thing, for templates/parts/segments.html."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tab:
    """A link to one of the views; `count` says how much stands there, where that is known."""

    label: str
    url: str
    is_current: bool
    count: int | None = None
