"""One question, `can(person, "verdict.approve", verdict)`, with one of two answers: Allowed, or Denied with the reason.

Each noun registers its rules in its `rules.py`. The same reason stands on a disabled button, on the 403 page and in the API.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from factcheck.web.errors import NotAllowed, Refused


@dataclass(frozen=True, slots=True)
class Allowed:
    reason: str = ""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Denied:
    """`for_now`: it is the state of the thing that forbids it, not who asks. The same person could do it at another time."""

    reason: str
    for_now: bool = False

    def __bool__(self) -> bool:
        return False


Decision = Allowed | Denied
Rule = Callable[[Any, Any], Decision]
_rules: dict[str, Rule] = {}


def rule(name: str) -> Callable[[Rule], Rule]:
    """Register the decorated function as the rule called `name` ("noun.verb")."""

    def register(function: Rule) -> Rule:
        if name in _rules:
            raise RuntimeError(f"two rules are called {name}")
        _rules[name] = function
        return function

    return register


def can(person: Any, name: str, subject: Any = None) -> Decision:
    """Ask the rule `name` about `person` and `subject`. Nobody signed out or switched off may do anything."""
    if not getattr(person, "is_authenticated", False):
        return Denied("Sign in first.")
    if not person.is_active:
        return Denied("This account is switched off.")
    return _rules[name](person, subject)


def permit(person: Any, name: str, subject: Any = None) -> None:
    """Raise the reason unless `can` says Allowed: NotAllowed (403), or Refused (409) where it is denied for now."""
    decision = can(person, name, subject)
    if isinstance(decision, Denied):
        raise (Refused if decision.for_now else NotAllowed)(decision.reason)
