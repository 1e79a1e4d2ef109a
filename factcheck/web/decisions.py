"""Permissions: `can(person, "verdict.approve", verdict)` returns Allowed, or Denied with the reason.

Each noun registers its rules in its `rules.py`. Disabled buttons, the 403 page, and the API all display the same reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from factcheck.web.consent import require_consent
from factcheck.web.errors import NotAllowed, Refused


@dataclass(frozen=True, slots=True)
class Allowed:
    reason: str = ""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Denied:
    """`for_now`: the current state of the object prevents the operation; the person has the permission."""

    reason: str
    for_now: bool = False

    def __bool__(self) -> bool:
        return False


Decision = Allowed | Denied
Rule = Callable[[Any, Any], Decision]
_rules: dict[str, Rule] = {}


def rule(name: str) -> Callable[[Rule], Rule]:
    """Register the decorated function as the rule `name` ("noun.verb")."""

    def register(function: Rule) -> Rule:
        if name in _rules:
            raise RuntimeError(f"there are two rules with the name {name}")
        _rules[name] = function
        return function

    return register


def can(person: Any, name: str, subject: Any = None) -> Decision:
    """Apply the rule `name` to `person` and `subject`. Anonymous people and inactive accounts are always denied."""
    if not getattr(person, "is_authenticated", False):
        return Denied("Sign in first.")
    if not person.is_active:
        return Denied("This account is deactivated.")
    return _rules[name](person, subject)


def permit(person: Any, name: str, subject: Any = None) -> None:
    """Raise NotAllowed (403), or Refused (409) if it is denied for now, unless `can` returns Allowed.

    Raises ConsentRequired if the operation is allowed but requires a recent sign-in.
    """
    permit_before_consent(person, name, subject)
    require_consent(name)


def permit_before_consent(person: Any, name: str, subject: Any = None) -> None:
    """Like `permit`, for a request that does not write anything yet, such as one with an invalid form."""
    decision = can(person, name, subject)
    if isinstance(decision, Denied):
        raise (Refused if decision.for_now else NotAllowed)(decision.reason)
