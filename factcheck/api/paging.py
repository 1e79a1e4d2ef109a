"""Pages by keyset: the cursor names the last row seen, so that a page neither repeats nor skips a row, however deep."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

from factcheck.web.errors import Invalid


class NewestFirstPagination(CursorPagination):
    """Newest first. `?page_size=` up to 100; `next` and `previous` are whole addresses."""

    page_size = 50
    max_page_size = 100
    page_size_query_param = "page_size"
    ordering = "-id"

    def get_page_size(self, request: Request) -> int:
        given = request.query_params.get("page_size")
        if given is None:
            return self.page_size
        if not (given.isascii() and given.isdecimal() and len(given) < 4 and 1 <= int(given) <= self.max_page_size):
            raise Invalid({"page_size": f"A whole number from 1 to {self.max_page_size}."})
        return int(given)

    def decode_cursor(self, request: Request) -> Cursor | None:
        """Only cursors that this class could have made: the position is a whole number."""
        wrong = Invalid({"cursor": "This cursor is not one of ours. Follow “next” or “previous” of an answer."})
        try:
            cursor = super().decode_cursor(request)
        except (NotFound, UnicodeError, ValueError) as error:
            raise wrong from error
        position: Any = cursor.position if cursor else None
        if position is not None and not (position.isascii() and position.isdecimal() and len(position) < 19):
            raise wrong
        return cursor


class LedgerPagination(NewestFirstPagination):
    ordering = "-number"
