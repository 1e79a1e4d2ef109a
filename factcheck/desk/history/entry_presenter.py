"""Ledger entries as people can read them: words for acts and fields, names instead of ids. At most four queries for names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Model

from factcheck.articles.models import Revision, Source
from factcheck.claims.models import Actor, Claim
from factcheck.desk.history.labels import action_words, field_label, in_order, kind_words
from factcheck.ledger.models import Entry

LONG = 60
"""Code points from which a value is compared word by word instead of being named before and after."""

_NAMED: dict[str, tuple[type[Model], str]] = {
    "claim": (Claim, "statement"),
    "other": (Claim, "statement"),
    "claimant": (Actor, "name"),
    "chain": (Actor, "name"),
    "source": (Source, "name"),
    "origin": (Source, "name"),
    "outlet": (Source, "name"),
    "revision": (Revision, "article__title"),
}
"""Fields that hold the id of a row, with the row's name."""

RowNames = Mapping[tuple[type[Model], int], str]


@dataclass(frozen=True, slots=True)
class PresentedField:
    label: str
    before: str
    after: str
    is_change: bool
    """false where the act only states a value"""

    @property
    def is_long(self) -> bool:
        return max(len(self.before), len(self.after)) > LONG or "\n" in self.before + self.after


@dataclass(frozen=True, slots=True)
class AlsoWritten:
    """Another row that the same act wrote."""

    kind: str
    words: str
    object_id: int


@dataclass(frozen=True, slots=True)
class PresentedEntry:
    number: int
    action: str
    words: str
    kind: str
    object_id: int
    by: Any
    at: datetime
    reason: str
    fields: list[PresentedField]
    beside: list[AlsoWritten]
    hash: str
    previous: str

    @property
    def kind_words(self) -> str:
        return kind_words(self.kind)


def present_entries(entries: Iterable[Entry], *, without: frozenset[str] = frozenset()) -> list[PresentedEntry]:
    """Entries (with `person` loaded) in their order. `without` names fields that the screen says elsewhere."""
    entries = list(entries)
    names = _names(entries)
    return [_reading(entry, names, without) for entry in entries]


def _reading(entry: Entry, names: RowNames, without: frozenset[str]) -> PresentedEntry:
    before, after = entry.before or {}, entry.after or {}
    fields = []
    for field in sorted({*before, *after} - without, key=in_order):
        # what an act that only states values leaves empty says nothing
        old, new = _say(field, before.get(field), names), _say(field, after.get(field), names)
        is_change = field in before and field in after
        if old != new and (is_change or not field.endswith("_precision")):
            fields.append(PresentedField(field_label(entry.kind, field), old, new, is_change))
    return PresentedEntry(
        number=entry.number,
        action=entry.action,
        words=action_words(entry.action),
        kind=entry.kind,
        object_id=entry.object_id,
        by=entry.person,
        at=entry.at,
        reason=entry.reason,
        fields=fields,
        beside=[
            AlsoWritten(kind, kind_words(kind), pk)
            for kind, pk, *_ in entry.touched
            if (kind, pk) != (entry.kind, entry.object_id)
        ],
        hash=entry.hash,
        previous=entry.previous,
    )


def _names(entries: Iterable[Entry]) -> RowNames:
    wanted: dict[tuple[type[Model], str], set[int]] = defaultdict(set)
    for entry in entries:
        for values in (entry.before, entry.after):
            for field, value in (values or {}).items():
                if field in _NAMED:
                    wanted[_NAMED[field]] |= {pk for pk in _listed(value) if isinstance(pk, int)}
    found: dict[tuple[type[Model], int], str] = {}
    for (model, name), ids in wanted.items():
        if ids:
            pairs = model._default_manager.filter(pk__in=ids).values_list("pk", F(name))
            found |= {(model, pk): said for pk, said in pairs}
    return found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _say(field: str, value: Any, names: RowNames) -> str:
    if field in _NAMED:
        model = _NAMED[field][0]
        return " → ".join(names.get((model, pk), f"no. {pk}") for pk in _listed(value) if pk is not None)
    return _plain(value)


def _plain(value: Any) -> str:
    says: dict[type, Callable[[Any], str]] = {
        type(None): lambda none: "",
        bool: lambda flag: "yes" if flag else "no",
        list: lambda many: ", ".join(_plain(one) for one in many),
        dict: _nested,
    }
    return says.get(type(value), str)(value)


def _nested(value: Mapping[str, Any]) -> str:
    if "exact" in value:
        return f"“{value['exact']}” (characters {value.get('start')} to {value.get('end')})"
    said = {field_label("", field): _plain(inner) for field, inner in value.items() if field not in _NAMED}
    return "; ".join(f"{field}: {inner}" for field, inner in said.items() if inner)
