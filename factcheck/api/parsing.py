"""Bodies in: strict, bounded, and without text that cannot be stored."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import DataAndFiles, JSONParser, MultiPartParser

from factcheck.api.errors import BodyTooLarge
from factcheck.web.errors import Invalid
from factcheck.web.text import text_error, text_errors

BESIDE_FILES = 1024 * 1024
"""Bytes that the other fields and the frame of a form may take."""


class StorableJSONParser(JSONParser):
    """RFC 8259, UTF-8 alone; no NaN or infinity; at most DATA_UPLOAD_MAX_MEMORY_SIZE bytes."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(most + 1)
        if len(body) > most:
            raise BodyTooLarge
        try:
            parsed = json.loads(body.decode("utf-8"), parse_constant=_no_number, parse_float=_finite)
            problems = text_errors(parsed)
        except RecursionError as error:
            raise ParseError("This JSON is nested too deeply.") from error
        except ValueError as error:
            raise ParseError(f"This is not JSON that can be read: {error}") from error
        if problems:
            raise Invalid(problems)
        return parsed


class StorableFormParser(MultiPartParser):
    """A form with a file."""

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> DataAndFiles[Any, Any]:
        length = (parser_context or {})["request"].META.get("CONTENT_LENGTH") or "0"
        if not str(length).isdecimal() or int(length) > settings.MOST_UPLOAD_BYTES + BESIDE_FILES:
            raise BodyTooLarge(f"A file has at most {settings.MOST_UPLOAD_BYTES:,} bytes.")
        parsed = super().parse(stream, media_type, parser_context)
        errors: dict[str, str] = {}
        for field, values in parsed.data.lists():
            for text in (field, *values):
                if problem := text_error(text):
                    errors[field.replace("\x00", "�")] = problem
        for field, files in parsed.files.lists():
            for text in (field, *((file.name or "") for file in files)):
                if problem := text_error(text):
                    errors[field.replace("\x00", "�")] = problem
        if errors:
            raise Invalid(errors)
        return parsed


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a number in JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise ValueError(f"{digits[:40]} is too large")
    return value
