"""Messages, help texts, and validation errors of the verdict screen. Pure."""

from __future__ import annotations

DATE_IN_FUTURE = "This date is in the future. Enter the date through which you checked the evidence."
EXCEPTION_HELP = (
    "Explain why the verdict does not need this. The editor reads the explanation, and readers see it once the check is"
    " published."
)

OTHERS_CAN_BE_WAIVED = "After that, each of the other missing requirements can be met or have a written exception."


def version_saved(number: int) -> str:
    """The message after version `number` was saved."""
    return f"Version {number} saved."


def version_missing(current: int) -> str:
    """The refusal of a form without a version. `current`: version of the verdict row."""
    return f"The form did not include the version that you saw. The verdict is now at version {current}."


def exception_label(requirement: str) -> str:
    """The label of the field for a written exception."""
    return f"Exception: {requirement[0].lower()}{requirement[1:]}"


NEW_AUTHOR = "New author"
CHOOSE_PERSON = "Choose …"
NEW_AUTHOR_REQUIRED = "Choose the new author."
