"""JSON in: strict, and without text that cannot be stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework.parsers import JSONParser

from factcheck.web.errors import Invalid
from factcheck.web.text import problems_in


class StorableJSONParser(JSONParser):
    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        parsed = super().parse(stream, media_type, parser_context)
        if problems := problems_in(parsed):
            raise Invalid(problems)
        return parsed
