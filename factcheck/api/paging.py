"""Keyset pagination: the cursor contains the key of the last row, so pages neither repeat nor skip rows."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

from factcheck.web.errors import Invalid


class NewestFirstPagination(CursorPagination):
    """Newest first. `?page_size=` is at most 100; `next` and `previous` are absolute URLs."""

    page_size = 50
    max_page_size = 100
    page_size_query_param = "page_size"
    ordering = "-id"

    def get_page_size(self, request: Request) -> int:
        value = request.query_params.get("page_size")
        if value is None:
            return self.page_size
        if not (value.isascii() and value.isdecimal() and len(value) < 4 and 1 <= int(value) <= self.max_page_size):
            raise Invalid({"page_size": f"Send a whole number from 1 to {self.max_page_size}."})
        return int(value)

    def decode_cursor(self, request: Request) -> Cursor | None:
        """Accept only cursors that this class can create, whose position is a whole number."""
        invalid = Invalid({"cursor": "This cursor is invalid. Use the “next” or “previous” URL of a response."})
        try:
            cursor = super().decode_cursor(request)
        except (NotFound, UnicodeError, ValueError) as error:
            raise invalid from error
        position: Any = cursor.position if cursor else None
        if position is not None and not (position.isascii() and position.isdecimal() and len(position) < 19):
            raise invalid
        return cursor


class LedgerPagination(NewestFirstPagination):
    ordering = "-number"
