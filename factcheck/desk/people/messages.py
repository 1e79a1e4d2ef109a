"""Messages, labels, help texts, and validation errors of the screens of people and tokens. Pure."""

from __future__ import annotations

NAME_SAVED = "Your name was saved."
UNNAMED_PERSON = "Unnamed person"

NAME_HELP = "The name that appears in the history."
ROLE_HELP = (
    "Readers can see everything. Checkers can also mark claims and propose verdicts. Editors can also review and publish."
    " Administrators can also manage people and settings."
)
ACTIVE_HELP = "If cleared, the person is signed out everywhere and their tokens are revoked. Their work is not affected."
VOUCH_LABEL = "How you know the person"
VOUCH_HELP = "For example: We met in the newsroom on Monday. Your name and this reason stay on the record."
VOUCH_REQUIRED = "Explain how you know that this person uses the account. The reason stays on the record."
PURPOSE_LABEL = "Purpose"
PURPOSE_HELP = "For example: nightly export."


def person_saved(name: str) -> str:
    """The message after an administrator changed a person."""
    return f"{name} was saved."


def vouched(name: str) -> str:
    """The message after an editor vouched for an account."""
    return f"You vouched for the account of {name}."


def token_revoked(name: str) -> str:
    """The message after a token was revoked."""
    return f"Token “{name}” was revoked and no longer works."
