"""Keyset pagination: each page is read through an index, starting where the previous page ended, so all pages cost the same."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import DateTimeField, Model, Q, QuerySet

from factcheck.web.errors import Invalid

INVALID_CURSOR = "The address of this page is not valid. Start again from the first page."


@dataclass(frozen=True, slots=True)
class KeysetPage:
    """`items` in display order; `older` and `newer` are the cursors of the adjacent pages, or empty if there is none."""

    items: list[Any]
    older: str
    newer: str


@dataclass(frozen=True, slots=True)
class Cursor:
    """The start of a page: after the row with these `values` of the fields in `order`, or at the first row if there are none.

    The last field in `order` is the primary key; no field is nullable. `upwards`: the page continues toward newer rows.
    """

    order: Sequence[str]
    values: Sequence[Any]
    upwards: bool
    oldest_first: bool

    def page(self, results: Sequence[Any], size: int) -> KeysetPage:
        """The page for the `results` of a query from this cursor: up to `size` rows, and one more if another page follows."""
        rows, has_more = list(results[:size]), len(results) > size
        if self.upwards != self.oldest_first:
            rows.reverse()
        if not rows:
            return KeysetPage([], "", "")
        oldest, newest = (rows[0], rows[-1]) if self.oldest_first else (rows[-1], rows[0])
        has_older = bool(self.values) if self.upwards else has_more
        has_newer = has_more if self.upwards else bool(self.values)
        return KeysetPage(
            rows, self._cursor("older", oldest) if has_older else "", self._cursor("newer", newest) if has_newer else ""
        )

    def _cursor(self, direction: str, row: Any) -> str:
        values = [getattr(row, name) for name in self.order]
        text = json.dumps([direction, *[value.isoformat() if hasattr(value, "isoformat") else value for value in values]])
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(model: type[Model], cursor: str, *, order: Sequence[str], oldest_first: bool = False) -> Cursor:
    """Parse a cursor; an empty one is the start of the first page. Raises Invalid if the cursor is not valid."""
    if not cursor:
        return Cursor(order, (), oldest_first, oldest_first)
    try:
        direction, *texts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if direction not in ("older", "newer"):
            raise ValueError
        values = [_parse_value(model, name, value) for name, value in zip(order, texts, strict=True)]
        if None in values:
            raise ValueError
    except Exception as error:
        raise Invalid({"page": INVALID_CURSOR}) from error
    return Cursor(order, values, direction == "newer", oldest_first)


def keyset_page(
    rows: QuerySet[Any], *, order: Sequence[str], cursor: str = "", size: int = 50, oldest_first: bool = False
) -> KeysetPage:
    """Return one page of `rows`, newest first unless `oldest_first`. The table needs an index on exactly `order`.

    Raises Invalid if the cursor is not valid.
    """
    start = read_cursor(rows.model, cursor, order=order, oldest_first=oldest_first)
    return start.page(list(_rows_after(start, rows, size)), size)


def keyset_page_of(
    statement: str, rows: QuerySet[Any], read: Callable[..., Any], *, order: Sequence[str], cursor: str = "", size: int = 50
) -> KeysetPage:
    """Return one page of what `statement` selects for `rows`, newest first, without an object of Django for each row. One query.

    `{page}` in the statement stands for a query for the primary keys of the page, and `{direction}` for the direction of its
    ORDER BY. `read` gets the columns of a row, and returns an object with the attributes in `order`.
    """
    start = read_cursor(rows.model, cursor, order=order)
    try:
        page, values = _rows_after(start, rows, size).values("pk").query.sql_with_params()
    except EmptyResultSet:  # a condition that no row meets
        return start.page([], size)
    statement = statement.replace("{direction}", "ASC" if start.upwards else "DESC")
    with connections[rows.db].cursor() as db:
        db.execute(statement.replace("{page}", page), values)
        return start.page([read(*row) for row in db], size)


def _rows_after(start: Cursor, rows: QuerySet[Any], size: int) -> QuerySet[Any]:
    """The rows of a page, and one more."""
    if start.values:
        rows = rows.filter(_after(start))
    sort = [name if start.upwards else f"-{name}" for name in start.order]
    return rows.order_by(*sort)[: size + 1]


def _parse_value(model: type[Model], name: str, value: Any) -> Any:
    field = model._meta.get_field(name)
    if isinstance(field, DateTimeField):
        return datetime.fromisoformat(value).astimezone(UTC)
    return field.to_python(value)  # type: ignore[union-attr]  # the caller names a column


def _after(cursor: Cursor) -> Q:
    """The condition for rows after the cursor."""
    lookup = "gt" if cursor.upwards else "lt"
    values = dict(zip(cursor.order, cursor.values, strict=True))
    condition = Q()
    for depth, name in enumerate(cursor.order):
        is_tied = Q(**{earlier: values[earlier] for earlier in cursor.order[:depth]})
        condition |= is_tied & Q(**{f"{name}__{lookup}": values[name]})
    # The leading range condition lets the planner use an index range instead of filtering with OR.
    first = cursor.order[0]
    return Q(**{f"{first}__{lookup}e": values[first]}) & condition
