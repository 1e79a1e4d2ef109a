"""Keyset pages: each page is read by index from where the last one ended, so page 1,000 costs what page 1 costs."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.dateparse import parse_datetime

from factcheck.web.errors import Invalid


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
    except (ValueError, TypeError, binascii.Error) as error:
        raise Invalid({"page": "This page address is not one of ours. Start again from the first page."}) from error
    return direction, values


def keyset_page(
    rows: QuerySet[Any], *, order: Sequence[str], cursor: str = "", size: int = 50
) -> Page:
    """One page of `rows`, newest first by `order` (field names, the last one unique, all descending, none null).

    An index on exactly `order` is expected. Raises Invalid for a cursor that is not ours.
    """
    direction, values = _decode(cursor, len(order)) if cursor else ("older", [])
    backwards = direction == "newer"
    if values:
        edge = Q()
        fields = {name: rows.model._meta.get_field(name) for name in order}
        cleaned: dict[str, Any] = {}
        for name, value in zip(order, values, strict=True):
            try:
                cleaned[name] = parse_datetime(value) if "DateTime" in type(fields[name]).__name__ else fields[name].to_python(value)
            except Exception as error:
                raise Invalid({"page": "This page address is not one of ours. Start again from the first page."}) from error
        for depth, name in enumerate(order):
            same = {earlier: cleaned[earlier] for earlier in order[:depth]}
            edge |= Q(**same) & Q(**{f"{name}__{'gt' if backwards else 'lt'}": cleaned[name]})
        # the leading range condition lets the planner start in the index instead of filtering an OR
        rows = rows.filter(**{f"{order[0]}__{'gte' if backwards else 'lte'}": cleaned[order[0]]}).filter(edge)
    rows = rows.order_by(*[name if backwards else f"-{name}" for name in order])
    found: list[Model] = list(rows[: size + 1])
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()

    def at(row: Model, way: str) -> str:
        return _encode(way, [getattr(row, name) for name in order])

    has_older = bool(found) and (more or backwards)
    has_newer = bool(found) and (bool(values) and (more or not backwards))
    return Page(found, at(found[-1], "older") if has_older else "", at(found[0], "newer") if has_newer else "")
