"""Messages of the settings screens. Pure."""

from __future__ import annotations

NEWSROOM_SAVED = "Newsroom saved."
LOGO_SAVED = "Logo saved. Readers see it on all public pages. Share images are drawn again."
LOGO_REMOVED = "Logo removed. It stays in the history."
LOGO_REQUIRED = "Choose a file."
LOGO_EMPTY = "The file is empty. Choose another one."
CONTAINS_NAME = "The logo contains the name of the newsroom"
CONTAINS_NAME_HELP = "Readers then see the logo alone. Otherwise, they see the name beside it."
GATE_SAVED = "Evidence gate saved. The levels apply to verdicts that are submitted from now on."
RATING_SAVED = "Rating saved."
CHOOSE = "Choose …"


def logo_help(limit: int, side: int) -> str:
    """The help text of the file of the logo. `limit` is in bytes, `side` in pixels."""
    return (
        f"A PNG, JPEG, or WebP file of at most {limit // 1024**2} MB. Both sides need at least {side} pixels. Only the pixels are"
        " stored: no metadata, and nothing else that the file contains."
    )


def rating_added(name: str) -> str:
    """The message after a rating was added."""
    return f"Rating “{name}” added."
