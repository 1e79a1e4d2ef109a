"""Messages of the settings screens. Pure."""

from __future__ import annotations

NEWSROOM_SAVED = "Newsroom saved."
GATE_SAVED = "Evidence gate saved. The levels apply to verdicts that are submitted from now on."
RATING_SAVED = "Rating saved."
CHOOSE = "Choose …"


def rating_added(name: str) -> str:
    """The message after a rating was added."""
    return f"Rating “{name}” added."
