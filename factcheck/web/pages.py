"""Keyset pages: each page is read by index from where the last one ended, so page 1,000 costs what page 1 costs."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import DateTimeField, Q, QuerySet

from factcheck.web.errors import Invalid

NOT_OURS = "This page address is not one of ours. Start again from the first page."


@dataclass(frozen=True, slots=True)
class Page:
    """`items` in reading order; `older` and `newer` are cursors for the neighbouring pages, empty where there is none."""

    items: list[Any]
    older: str
    newer: str


def _encode(direction: str, values: Sequence[Any]) -> str:
    said = json.dumps([direction, *[v.isoformat() if hasattr(v, "isoformat") else v for v in values]])
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def _decode(cursor: str, width: int) -> tuple[str, list[Any]]:
    try:
        direction, *values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if direction not in ("older", "newer") or len(values) != width:
            raise ValueError
    except (ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise Invalid({"page": NOT_OURS}) from error
    return direction, values


def keyset_page(
    rows: QuerySet[Any],
    *,
    order: Sequence[str],
    cursor: str = "",
    size: int = 50,
    oldest_first: bool = False,
    arms: Sequence[Q] = (),
    columns: Sequence[str] = (),
) -> Page:
    """One page of `rows`, newest first (or `oldest_first`) by `order`: field names, the last one the primary key, none null.

    An index on exactly `order` is expected. Where no single index gives the rows in this order, `arms` are conditions that
    exclude each other, for each of which one does: the page is merged from the beginnings of the arms, however many rows there
    are. With `columns`, `order` among them, the items are plain named rows. Raises Invalid for a cursor that is not ours.
    """
    direction, values = _decode(cursor, len(order)) if cursor else ("newer" if oldest_first else "older", [])
    upwards = direction == "newer"
    narrow = _edge(rows, order, values, upwards) if values else Q()
    sort = [name if upwards else f"-{name}" for name in order]
    if len(arms) > 1:
        first, *rest = (rows.filter(arm, narrow).order_by(*sort).values_list(*order)[: size + 1] for arm in arms)
        keys = first.union(*rest, all=True).order_by(*sort)[: size + 1]
        rows = rows.filter(pk__in=[key[-1] for key in keys])
    else:
        rows = rows.filter(*arms, narrow)
    if columns:
        rows = rows.values_list(*columns, named=True)
    found: list[Any] = list(rows.order_by(*sort)[: size + 1])
    more = len(found) > size
    found = found[:size]
    if upwards != oldest_first:
        found.reverse()
    if not found:
        return Page([], "", "")

    def at(row: Any, way: str) -> str:
        return _encode(way, [getattr(row, name) for name in order])

    oldest, newest = (found[0], found[-1]) if oldest_first else (found[-1], found[0])
    has_older = bool(values) if upwards else more
    has_newer = more if upwards else bool(values)
    return Page(found, at(oldest, "older") if has_older else "", at(newest, "newer") if has_newer else "")


def _edge(rows: QuerySet[Any], order: Sequence[str], values: Sequence[Any], upwards: bool) -> Q:
    """The condition that a row stands beyond the one whose `order` values a cursor holds."""
    way = "gt" if upwards else "lt"
    cleaned: dict[str, Any] = {}
    try:
        for name, value in zip(order, values, strict=True):
            field = rows.model._meta.get_field(name)
            is_moment = isinstance(field, DateTimeField)
            cleaned[name] = datetime.fromisoformat(value).astimezone(UTC) if is_moment else field.to_python(value)
            if cleaned[name] is None:
                raise ValueError
    except Exception as error:
        raise Invalid({"page": NOT_OURS}) from error
    edge = Q()
    for depth, name in enumerate(order):
        edge |= Q(**{earlier: cleaned[earlier] for earlier in order[:depth]}) & Q(**{f"{name}__{way}": cleaned[name]})
    # the leading range condition lets the planner start in the index instead of filtering an OR
    return Q(**{f"{order[0]}__{way}e": cleaned[order[0]]}) & edge
