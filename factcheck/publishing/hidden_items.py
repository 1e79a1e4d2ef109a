"""Takedowns applied to published documents: a hidden item is replaced by the date and the reason when a document is read.

Stored documents and their hashes do not change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import CharField, F, Max, Subquery, Value
from django.db.models.functions import Cast, Greatest

from factcheck.evidence.custody.models import Takedown

_KEPT = frozenset({"number", "stance", "closeness"})
"""The keys of a hidden item that keep their values."""

_takedowns = Takedown.objects.order_by().values(all=Value(1))
HIDDEN_ITEMS = Subquery(
    Takedown.objects.in_force()
    .order_by()
    .values(all=Value(1))
    .annotate(ids=StringAgg(Cast("id", CharField()), ",", order_by="id"))
    .values("ids")
)
"""The ids of the takedowns that are in force, as a text. Whatever caches a rendered document has it in its key."""
HIDDEN_CHANGED_AT = Subquery(_takedowns.annotate(last=Greatest(Max("created_at"), Max("ended_at"))).values("last"))
"""When the last takedown began or ended."""


@dataclass(frozen=True, slots=True)
class HiddenItem:
    """An item that a takedown hides, with what identifies it in documents: claim and number, or its content."""

    claim: int
    number: int
    quote: str
    address: str
    sha256: str
    at: datetime
    reason: str
    copy_sha256: str = ""
    """of the bytes of a copy, if only the copy is hidden: the words of its text"""

    def matches(self, claim: int, item: Mapping[str, Any]) -> bool:
        """Whether a published item of this claim is the hidden one.

        The content counts too: items move to other claims, and documents of early versions have no numbers. An item with the
        same quote from the same page, or the same file, is hidden with it.
        """
        if self.copy_sha256:
            return bool((item.get("preserved") or {}).get("sha256") == self.copy_sha256)
        if item.get("number") and (claim, item["number"]) == (self.claim, self.number):
            return True
        if self.sha256 and item.get("sha256") == self.sha256:
            return True
        return bool(self.address and self.quote) and (item.get("address"), item.get("quote")) == (self.address, self.quote)


def hidden_items() -> list[HiddenItem]:
    """All items that takedowns hide now, and then those of which they hide a copy. One query."""
    rows = (
        Takedown.objects.in_force()
        .order_by(F("copy").asc(nulls_first=True), "id")
        .annotate(file_sha256=F("evidence__capture__sha256"), copy_sha256=F("copy__capture__sha256"))
        .values_list(
            "evidence__claim_id",
            "evidence__number",
            "evidence__exact",
            "evidence__address",
            "file_sha256",
            "created_at",
            "reason",
            "copy_sha256",
        )
    )
    return [HiddenItem(*row[:4], row[4] or "", *row[5:7], row[7] or "") for row in rows]


def without_hidden_items(document: dict[str, Any], claim: int, hidden: Iterable[HiddenItem]) -> dict[str, Any]:
    """The document of a check of this claim, in which `hidden_at` and `hidden_because` replace the content of hidden items."""
    hidden = list(hidden)
    if not hidden:
        return document
    evidence = {
        stance: [_shown(item, next((each for each in hidden if each.matches(claim, item)), None)) for item in items]
        for stance, items in document["evidence"].items()
    }
    return {**document, "evidence": evidence}


def _shown(item: Mapping[str, Any], hidden: HiddenItem | None) -> dict[str, Any]:
    if hidden is None:
        return dict(item)
    if hidden.copy_sha256:
        return {**item, "preserved": {**item["preserved"], **dict.fromkeys(("before", "words", "after"), "")}}
    blank = {key: value if key in _KEPT else _empty(value) for key, value in item.items()}
    return {**blank, "hidden_at": hidden.at.isoformat(), "hidden_because": hidden.reason}


def _empty(value: Any) -> Any:
    """The empty value of the same JSON type."""
    return type(value)() if isinstance(value, str | bool | int | float | list | dict) else None
