"""Help texts and validation errors of the review screen. Pure."""

from __future__ import annotations

NOTE_HELP = "Required to return the verdict: say what has to change. The author reads the note, and it stays in the history."
VERSION_UNKNOWN = "This verdict has no such version. Reload the page."
