"""Who sees the articles and claims of the newsroom."""

from __future__ import annotations

from typing import Any


def sees_newsroom(person: Any) -> bool:
    """Whether the person sees articles, claims, and what belongs to them: all of it, or nothing."""
    return bool(person.is_authenticated and person.is_active)
