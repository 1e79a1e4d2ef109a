"""Validation and normalization of text. PostgreSQL cannot store NUL, and a lone surrogate has no UTF-8 encoding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError

from factcheck.web.characters import identifying_text_error
from factcheck.web.errors import Invalid
from factcheck.web.fields import Field
from factcheck.web.http_urls import user_information_error

NUL = "This text contains a NUL character, which cannot be stored. Remove it and try again."
SURROGATE = "This text contains half of a surrogate pair, which is not a character. Remove it and try again."


def text_error(value: str) -> str | None:
    """The error message if `value` cannot be stored, and None otherwise."""
    if "\x00" in value:
        return NUL
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return SURROGATE
    return None


def text_errors(value: Any, path: str = "") -> dict[str, str]:
    """Error messages by field path, for each string in nested dicts and lists, including keys, that cannot be stored."""
    if isinstance(value, str):
        error = text_error(value)
        return {path or "body": error} if error else {}
    errors: dict[str, str] = {}
    if isinstance(value, dict):
        for key, inner in value.items():
            if error := text_error(str(key)):
                errors[path or "body"] = error
            else:
                errors |= text_errors(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for position, inner in enumerate(value):
            errors |= text_errors(inner, f"{path}[{position}]")
    return errors


def storable(value: str) -> None:
    """A Django validator: raise ValidationError if `value` cannot be stored. Migrations refer to it by this name."""
    if error := text_error(value):
        raise ValidationError(error)


def require_valid_texts(values: Mapping[str, Any], fields: Iterable[Field], *, previous: Mapping[str, Any] | None = None) -> None:
    """For actions: raise Invalid for each text in `values` that its field in `fields` does not allow.

    This is the rule for names, titles, statements, and URLs from forms, the API, and commands. A value that equals the one in
    `previous` is not an error: a row that predates the rule can still be edited. The value may also be a list of texts.
    """
    errors: dict[str, str] = {}
    for field in fields:
        value = values.get(field.name)
        if value == (previous or {}).get(field.name):
            continue
        validate = identifying_text_error if field.is_identifying else user_information_error if field.is_address else None
        for text in value if isinstance(value, list | tuple) else [value]:
            if validate and isinstance(text, str) and (error := text_error(text) or validate(text)):
                errors[field.name] = error
                break
    if errors:
        raise Invalid(errors)


def join_lines(value: str) -> str:
    """Replace each line break in `value`, and the white space around it, with one space. A tab becomes a space."""
    value = value.replace("\t", " ")
    lines = value.splitlines()
    return value if lines == [value] else " ".join(line.strip() for line in lines if line.strip())


def normalize_line_endings(value: Any) -> Any:
    """Replace CRLF and CR with LF in `value`: a string, or the strings in lists, tuples, mappings, and dataclasses.

    Browsers send CRLF, so a text without any edits would otherwise differ from the stored one. Bytes and all other values are not
    changed.
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


def normalize_texts(values: Mapping[str, Any], fields: Iterable[Field]) -> dict[str, Any]:
    """Normalize the line endings in `values`, and replace line breaks with spaces in those of `fields` that are a single line.

    `values` are by field name; names that are not in `fields` may be there too. A single-line field may also have a list of lines
    as its value. In a multiline statement, tabs become spaces.
    """
    by_name = {field.name: field for field in fields}
    return {name: _normalize_value(value, by_name.get(name)) for name, value in values.items()}


def _normalize_value(value: Any, field: Field | None) -> Any:
    if field is not None and not field.is_multiline:
        return _join_each_line(value)
    value = normalize_line_endings(value)
    return value.replace("\t", " ") if field is not None and field.is_identifying and isinstance(value, str) else value


def _join_each_line(value: Any) -> Any:
    if isinstance(value, str):
        return join_lines(value)
    return type(value)(map(_join_each_line, value)) if type(value) in (list, tuple) else value
