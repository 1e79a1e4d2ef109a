"""Keyset pages: each page is read by index from where the last one ended, so page 1,000 costs what page 1 costs."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import DateTimeField, Model, Q, QuerySet

from factcheck.web.errors import Invalid

NOT_OURS = "This page address is not one of ours. Start again from the first page."


@dataclass(frozen=True, slots=True)
class KeysetPage:
    """`items` in reading order; `older` and `newer` are cursors for the neighboring pages, empty where there is none."""

    items: list[Any]
    older: str
    newer: str


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: beyond the row with these `values` of `order`, or at the first row without them.

    `order` are field names, the last one the primary key, none null. `upwards`: towards the newer rows.
    """

    order: Sequence[str]
    values: Sequence[Any]
    upwards: bool
    oldest_first: bool

    def page(self, found: Sequence[Any], size: int) -> KeysetPage:
        """The page of what was read from here, `size` rows and one more to tell whether more follow."""
        rows, more = list(found[:size]), len(found) > size
        if self.upwards != self.oldest_first:
            rows.reverse()
        if not rows:
            return KeysetPage([], "", "")
        oldest, newest = (rows[0], rows[-1]) if self.oldest_first else (rows[-1], rows[0])
        has_older = bool(self.values) if self.upwards else more
        has_newer = more if self.upwards else bool(self.values)
        return KeysetPage(
            rows, self._cursor("older", oldest) if has_older else "", self._cursor("newer", newest) if has_newer else ""
        )

    def _cursor(self, direction: str, row: Any) -> str:
        values = [getattr(row, name) for name in self.order]
        said = json.dumps([direction, *[v.isoformat() if hasattr(v, "isoformat") else v for v in values]])
        return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def read_cursor(model: type[Model], cursor: str, *, order: Sequence[str], oldest_first: bool = False) -> Cursor:
    """The place that `cursor` names; the beginning without one. Raises Invalid for a cursor that is not ours."""
    if not cursor:
        return Cursor(order, (), oldest_first, oldest_first)
    try:
        direction, *said = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if direction not in ("older", "newer"):
            raise ValueError
        values = [_value(model, name, value) for name, value in zip(order, said, strict=True)]
        if None in values:
            raise ValueError
    except Exception as error:
        raise Invalid({"page": NOT_OURS}) from error
    return Cursor(order, values, direction == "newer", oldest_first)


def keyset_page(
    rows: QuerySet[Any], *, order: Sequence[str], cursor: str = "", size: int = 50, oldest_first: bool = False
) -> KeysetPage:
    """One page of `rows`, newest first (or `oldest_first`). An index on exactly `order` is expected.

    Raises Invalid for a cursor that is not ours.
    """
    place = read_cursor(rows.model, cursor, order=order, oldest_first=oldest_first)
    if place.values:
        rows = rows.filter(_beyond(place))
    sort = [name if place.upwards else f"-{name}" for name in order]
    return place.page(list(rows.order_by(*sort)[: size + 1]), size)


def _value(model: type[Model], name: str, said: Any) -> Any:
    field = model._meta.get_field(name)
    if isinstance(field, DateTimeField):
        return datetime.fromisoformat(said).astimezone(UTC)
    return field.to_python(said)  # type: ignore[union-attr]  # the caller names a column


def _beyond(place: Cursor) -> Q:
    """The condition that a row stands beyond the place."""
    way = "gt" if place.upwards else "lt"
    at = dict(zip(place.order, place.values, strict=True))
    edge = Q()
    for depth, name in enumerate(place.order):
        edge |= Q(**{earlier: at[earlier] for earlier in place.order[:depth]}) & Q(**{f"{name}__{way}": at[name]})
    # the leading range condition lets the planner start in the index instead of filtering an OR
    first = place.order[0]
    return Q(**{f"{first}__{way}e": at[first]}) & edge
