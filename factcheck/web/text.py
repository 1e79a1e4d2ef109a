"""Which text may come in. PostgreSQL cannot store NUL, and lone surrogates have no UTF-8: both are refused at every door."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

NUL = "This text contains a NUL character, which cannot be stored. Remove it and send again."
SURROGATE = "This text contains half of a surrogate pair, which is not a character. Remove it and send again."


def problem_of(value: str) -> str | None:
    """The sentence that says why `value` cannot be stored, or None where it can."""
    if "\x00" in value:
        return NUL
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return SURROGATE
    return None


def problems_in(value: Any, path: str = "") -> dict[str, str]:
    """Field path → sentence, for each string (also a key) inside nested dicts and lists that cannot be stored."""
    if isinstance(value, str):
        problem = problem_of(value)
        return {path or "body": problem} if problem else {}
    found: dict[str, str] = {}
    if isinstance(value, dict):
        for key, inner in value.items():
            if problem := problem_of(str(key)):
                found[path or "body"] = problem
            else:
                found |= problems_in(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for position, inner in enumerate(value):
            found |= problems_in(inner, f"{path}[{position}]")
    return found


def storable(value: str) -> None:
    """A Django validator: the model fields' own guard, for writes that come through neither form nor API."""
    if problem := problem_of(value):
        raise ValidationError(problem)
