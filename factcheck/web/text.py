"""Which text can be stored, and in which form. PostgreSQL cannot store NUL, and a lone surrogate has no UTF-8 encoding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
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


def join_lines(value: str) -> str:
    """`value` as one line: each line break, with the white space around it, is one space."""
    lines = value.splitlines()
    return value if lines == [value] else " ".join(line.strip() for line in lines if line.strip())


def normalize_line_endings(value: Any) -> Any:
    """`value` with each CRLF and CR as LF: a string, or the strings inside lists, tuples, mappings, and dataclasses.

    Browsers send CRLF, so a text that nobody changed would differ from the stored one. Bytes and all other values stay as they
    are.
    """
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
    if isinstance(value, list):
        return [normalize_line_endings(inner) for inner in value]
    if isinstance(value, tuple):
        return tuple(normalize_line_endings(inner) for inner in value)
    if isinstance(value, Mapping):
        return {key: normalize_line_endings(inner) for key, inner in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changes = {field.name: normalize_line_endings(getattr(value, field.name)) for field in fields(value) if field.init}
        return replace(value, **changes)
    return value
