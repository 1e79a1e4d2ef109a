"""Help texts and validation errors of the review screen. Pure."""

from __future__ import annotations

NOTE_HELP = (
    "If you return the verdict, say what has to change. You can cite items, such as [2]. The author reads the note, and it stays"
    " in the history."
)
APPROVAL_OUTDATED = (
    "The evidence, the claim, or a displayed name has changed since the approval. The verdict needs another approval."
)
VERSION_UNKNOWN = "This verdict has no such version. Reload the page."
