"""What an action raises when it does not do what was asked. Each carries the status a door answers with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class Refused(Exception):
    """The state of things does not permit this act (409)."""

    status = 409
    title = "This could not be done"

    def __init__(self, message: str, *, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step


class NotAllowed(Refused):
    """This person may not do this (403); the message is the reason."""

    status = 403
    title = "You may not do this"


class OtherPerson(NotAllowed):
    """The page belongs to one person and the session to another (403)."""

    title = "Someone else is signed in"

    def __init__(self) -> None:
        super().__init__(
            "This page was opened by another person, who has since been signed out in this browser. Nothing was changed.",
            next_step="Copy what you need from the page, then reload it.",
        )


class RequestTooLarge(Refused):
    """More was sent than is taken in at once (413)."""

    status = 413
    title = "Too much at once"


class FormAlreadyUsed(Refused):
    """The idempotency key was used for a request with other content (409). `what` names the row that it led to."""

    title = "This form was already submitted"

    def __init__(self, what: str, *, was_created: bool) -> None:
        self.outcome = f"{'created' if was_created else 'changed'} {what}"
        again = "to create another one" if was_created else "to save it too"
        super().__init__(
            f"This form already {self.outcome}. It has different content now, which is not saved yet.",
            next_step=f"Your input is still in the form. Submit it again {again}, or edit what is already there.",
        )


class EditConflict(Refused):
    """Someone else saved a change after the form was opened (409).

    `current` maps field names to what is stored now, `typed` to what this person sent, so that both can be shown.
    """

    title = "Someone else saved a change"

    def __init__(self, message: str, *, current: Mapping[str, Any], typed: Mapping[str, Any], next_step: str = "") -> None:
        super().__init__(message, next_step=next_step)
        self.current = dict(current)
        self.typed = dict(typed)

    @property
    def differences(self) -> list[tuple[str, Any, Any]]:
        """(field, stored now, typed) for each field that differs."""
        return [(k, self.current.get(k, ""), v) for k, v in self.typed.items() if self.current.get(k, "") != v]


class Invalid(Refused):
    """Input that cannot be taken (422); `errors` maps field names to sentences."""

    status = 422
    title = "Something in the form needs a change"

    def __init__(self, errors: Mapping[str, str | Sequence[str]]) -> None:
        self.errors = {field: [said] if isinstance(said, str) else list(said) for field, said in errors.items()}
        super().__init__("; ".join(f"{field}: {' '.join(said)}" for field, said in self.errors.items()))
