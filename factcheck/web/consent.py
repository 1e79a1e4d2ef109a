"""Permissions that require a recent sign-in: `permit` asks the current request for consent, after it has allowed the operation.

A rule is registered with `needs_consent`. The check is part of the permission and not of a route, so no interface can omit it.
Outside of requests, in commands and jobs, nobody is signed in, and nothing is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum


class Consent(IntEnum):
    """What a recent confirmation must include."""

    PASSWORD = 1
    """The password is enough, even for people with a second factor."""
    FULL = 2
    """The second factor, for people who have one, and otherwise the password."""


class ConsentRequired(Exception):
    """The last sign-in or confirmation is too old for the operation, such as “publish a check.”

    This is not a refusal: after a confirmation, the same request succeeds.
    """

    def __init__(self, operation: str, level: Consent) -> None:
        super().__init__(f"To {operation}, you need a recent sign-in.")
        self.operation = operation
        self.level = level


Check = Callable[[Consent], bool]
_required: dict[str, tuple[str, Consent]] = {}
_current: ContextVar[Check | None] = ContextVar("consent", default=None)


def needs_consent(operations: Mapping[str, str], *, level: Consent = Consent.FULL) -> None:
    """Declare that permissions require a recent sign-in. `operations` maps their names to what they permit: “publish a check.”"""
    _required.update({permission: (operation, level) for permission, operation in operations.items()})


def permissions_with_consent() -> dict[str, Consent]:
    """The names of the permissions that require a recent sign-in, with the level."""
    return {permission: level for permission, (_, level) in _required.items()}


def require_consent(permission: str) -> None:
    """Raise ConsentRequired if the permission requires a recent sign-in and the current request has none."""
    check = _current.get()
    if check is None or permission not in _required:
        return
    operation, level = _required[permission]
    if not check(level):
        raise ConsentRequired(operation, level)


@contextmanager
def checked_by(check: Check | None) -> Iterator[None]:
    """Check the consent of the enclosed operations with `check`, or do not check it if that is None."""
    outer = _current.set(check)
    try:
        yield
    finally:
        _current.reset(outer)


def give_consent() -> None:
    """Check nothing during the rest of the request: an API token with the required scope counts as consent."""
    _current.set(None)
