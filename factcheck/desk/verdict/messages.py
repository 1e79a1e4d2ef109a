"""Messages, help texts, and validation errors of the verdict screen. Pure."""

from __future__ import annotations

DATE_IN_FUTURE = "This date is in the future. Enter the date through which you checked the evidence."
EXCEPTION_HELP = (
    "Explain why the verdict does not need this. The editor reads the explanation, and readers see it once the check is"
    " published."
)


def version_saved(number: int) -> str:
    """The message after version `number` was saved."""
    return f"Version {number} saved."


def version_missing(current: int) -> str:
    """The refusal of a form without a version. `current`: version of the verdict row."""
    return f"The form did not include the version that you saw. The verdict is now at version {current}."


def exception_label(requirement: str) -> str:
    """The label of the field for a written exception."""
    return f"Exception: {requirement[0].lower()}{requirement[1:]}"


NOT_SUBMITTED = "This was not submitted."
MESSAGE = "Your answer"
MESSAGE_HELP = "The editor reads it first. It stays on the record."
MESSAGE_REQUIREMENT = "required unless you change the verdict or its record"
"""In the label of the message, while nothing has changed since the verdict was returned."""
UNMET_ON_SUBMISSION = "This was not submitted. The evidence gate has unmet requirements:"
UNMET_ON_PUBLICATION = "The evidence gate has unmet requirements:"


def text_saved(number: int) -> str:
    """What a refused submission adds if its text was saved as version `number`."""
    return f"Your text is saved as version {number}, but it was not submitted."


NEW_AUTHOR = "New author"
NEW_AUTHOR_HELP = "An author cannot approve or return the verdict."
NEW_AUTHOR_REQUIRED = "Choose the new author."
