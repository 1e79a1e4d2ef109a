"""The exceptions that actions raise to refuse a request. Each has the status code of the response."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class Refused(Exception):
    """The current state does not permit the operation (409)."""

    status = 409
    title = "This isn’t possible right now"

    def __init__(self, message: str, *, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step


class NotAllowed(Refused):
    """The person lacks the permission (403); the message is the reason."""

    status = 403
    title = "You don’t have permission to do this"


class OtherPerson(NotAllowed):
    """The page was rendered for one person, and the session belongs to another (403)."""

    title = "Someone else is signed in"

    def __init__(self) -> None:
        super().__init__(
            "This page was opened by another person, who has since been signed out in this browser. Nothing was changed.",
            next_step="Copy what you need from the page, then reload it.",
        )


class RequestTooLarge(Refused):
    """The request body is too large (413)."""

    status = 413
    title = "This is too large"


class FormAlreadyUsed(Refused):
    """The idempotency key was used for a request with different content (409). `row_name` names the row that it wrote."""

    title = "This form was already submitted"

    def __init__(self, row_name: str, *, was_created: bool) -> None:
        self.outcome = f"{'created' if was_created else 'changed'} {row_name}"
        again = "to create another one" if was_created else "to save it too"
        super().__init__(
            f"This form already {self.outcome}. It now has different content, which has not been saved.",
            next_step=f"Your input is still in the form. Submit it again {again}, or edit the existing one.",
        )


class RecordChanged(Refused):
    """The record or the verdict differs from what the editor read before the decision (409)."""

    title = "The record changed while you were reading"


class EditConflict(Refused):
    """A newer version was saved after the form was opened (409).

    `current` maps field names to their stored values, `typed` to the values that this person submitted. `is_own`: whether this
    person saved the newer version, for example in another tab. There is no `next_step`: it depends on the interface, and on
    whether the response contains both values.
    """

    title = "Someone else saved a change"

    def __init__(self, message: str, *, current: Mapping[str, Any], typed: Mapping[str, Any], is_own: bool = False) -> None:
        super().__init__(message)
        if is_own:
            self.title = "You saved a newer version"
        self.current = dict(current)
        self.typed = dict(typed)

    @property
    def differences(self) -> list[tuple[str, Any, Any]]:
        """(field name, stored value, submitted value) for each field that differs."""
        return [
            (name, self.current.get(name, ""), value) for name, value in self.typed.items() if self.current.get(name, "") != value
        ]


class Invalid(Refused):
    """The input is not valid (422); `errors` maps field names to error messages."""

    status = 422
    title = "Please correct the errors in the form"

    def __init__(self, errors: Mapping[str, str | Sequence[str]]) -> None:
        self.errors = {field: [texts] if isinstance(texts, str) else list(texts) for field, texts in errors.items()}
        super().__init__("; ".join(f"{field}: {' '.join(texts)}" for field, texts in self.errors.items()))
