"""Strict parsers for request bodies. They limit the size and reject text that PostgreSQL cannot store."""

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

FORM_OVERHEAD = 1024 * 1024
"""Maximum size of the other fields and the multipart framing of an upload, in bytes."""


class StorableJSONParser(JSONParser):
    """JSON (RFC 8259) in UTF-8, without NaN or infinity, of at most DATA_UPLOAD_MAX_MEMORY_SIZE bytes."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        max_bytes = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(max_bytes + 1)
        if len(body) > max_bytes:
            raise BodyTooLarge
        try:
            parsed = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant, parse_float=_parse_finite)
            problems = text_errors(parsed)
        except RecursionError as error:
            raise ParseError("This JSON is nested too deeply.") from error
        except ValueError as error:
            raise ParseError(f"The body is not valid JSON: {error}") from error
        if problems:
            raise Invalid(problems)
        return parsed


class StorableFormParser(MultiPartParser):
    """A multipart form with a file."""

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> DataAndFiles[Any, Any]:
        length = (parser_context or {})["request"].META.get("CONTENT_LENGTH") or "0"
        if not str(length).isdecimal() or int(length) > settings.MAX_UPLOAD_BYTES + FORM_OVERHEAD:
            raise BodyTooLarge(f"A file can be at most {settings.MAX_UPLOAD_BYTES:,} bytes.")
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
            for _, files in parsed.files.lists():
                for file in files:
                    file.close()  # the request closes only the files of a body that was accepted
            raise Invalid(errors)
        return parsed


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a valid JSON number")


def _parse_finite(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise ValueError(f"{digits[:40]} is too large")
    return value
