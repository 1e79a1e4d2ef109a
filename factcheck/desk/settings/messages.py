"""Messages of the rating scale. Pure."""

from __future__ import annotations

RATING_SAVED = "Rating saved."


def rating_added(name: str) -> str:
    """The message after a rating was added."""
    return f"Rating “{name}” added."
