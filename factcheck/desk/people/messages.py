"""Messages, labels, help texts, and validation errors of the screens of people and tokens. Pure."""

from __future__ import annotations

NAME_SAVED = "Your name was saved."
UNNAMED_PERSON = "Unnamed person"

NAME_HELP = "The name that appears in the history."
ROLE_HELP = (
    "Readers can see everything. Checkers can also mark claims and propose verdicts. Editors can also review and publish."
    " Administrators can also manage people and settings."
)
CHANGED_ROLE_HELP = "A person whose new role allows more is signed out everywhere, and has to sign in again."
ACTIVE_HELP = (
    "If cleared, the person is signed out everywhere and their tokens are revoked. Their finished work stays under their name;"
    " open work is handed over."
)
HAND_OVER_LABEL = "Who continues the open work"
VOUCH_LABEL = "How you know the person"
VOUCH_HELP = "For example: We met in the newsroom on Monday. Your name and this reason stay on the record."
VOUCH_REQUIRED = "Explain how you know that this person uses the account. The reason stays on the record."
SESSION_ENDED = "The session was ended."
OTHER_SESSIONS_ENDED = "You are signed out everywhere else."
PURPOSE_LABEL = "Purpose"
PURPOSE_HELP = "For example: nightly export."
SCOPE_LABEL = "Scope"
SCOPE_HELP = (
    "A program that only exports data needs “Read.” To decide is to approve, return, publish, correct, and retract checks, to"
    " confirm changes, and to change people, ratings, and the newsroom."
)
DAYS_LABEL = "Valid for (days)"
DAYS_HELP = "A token that can decide is always valid for one day."


def person_saved(name: str, handed_over: int = 0, to: str = "") -> str:
    """The message after an administrator changed a person. `handed_over` open verdicts now have the author `to`."""
    if not handed_over:
        return f"{name} was saved."
    verdicts = "1 open verdict was" if handed_over == 1 else f"{handed_over} open verdicts were"
    return f"{name} was saved. {verdicts} handed over to {to}."


def open_work_help(work: str) -> str:
    """The help text of the choice of a successor. `work` is the open work, such as “3 open verdicts.”"""
    return (
        f"This person has {work}. To deactivate the account or make it a reader’s, choose who continues this work. That person"
        " becomes the author of these verdicts and cannot approve them, so choose an editor only if another editor can."
    )


def vouched(name: str) -> str:
    """The message after an editor vouched for an account."""
    return f"You vouched for the account of {name}."


def token_revoked(name: str) -> str:
    """The message after a token was revoked."""
    return f"Token “{name}” was revoked and no longer works."
