"""Prepares ledger entries for display: labels for actions, fields, and choices, names instead of ids.

At most five queries for names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.apps import apps
from django.db.models import F, ForeignKey, Model, Value
from django.db.models.functions import Coalesce, NullIf

from factcheck.articles.models import UNTITLED, Revision, Source
from factcheck.claims.models import Actor, Claim
from factcheck.desk.choice_labels import display_choice
from factcheck.desk.history.labels import action_label, display_order, field_label
from factcheck.desk.history.row_names import Row, load_row_names
from factcheck.desk.history.sentences import DECISIONS, SYSTEM, Change, Part, sentence_for
from factcheck.evidence.custody.hiding import without_hidden
from factcheck.ledger.models import Entry, Recorded
from factcheck.newsroom.models import Logo

LONG = 60
"""Code points. The difference of longer values is displayed word by word."""

_NAME_FIELDS: dict[type[Model], str] = {
    Actor: "name",
    Claim: "statement",
    Logo: "capture__name",
    Revision: "article__title",
    Source: "name",
}
"""Models whose row ids entries contain → the field with the display name."""

_REFERENCES: dict[str, tuple[type[Model], str]] = {
    column.name: (column.related_model, _NAME_FIELDS[column.related_model])
    for model in apps.get_models()
    if issubclass(model, Recorded)
    for column in model._meta.concrete_fields
    if isinstance(column, ForeignKey) and column.related_model in _NAME_FIELDS
} | {"chain": (Actor, _NAME_FIELDS[Actor]), "split_from": (Claim, _NAME_FIELDS[Claim])}
"""Fields that contain row ids → the model and the field with the display name."""

_ROWS = {"copy": "evidencecopy", "evidence": "evidence"}
"""Other fields that contain row ids → the kind of the row, which has its name in `row_names`."""

_OMITTED = frozenset({"rows", "contributors"})
"""Fields of merges and splits with the ids of many rows. The moved rows are listed as rows that the action also wrote."""

RowNames = Mapping[tuple[type[Model], int], str]


@dataclass(frozen=True, slots=True)
class PresentedField:
    label: str
    before: str
    after: str
    is_change: bool
    """false if the action only sets a value"""

    @property
    def is_long(self) -> bool:
        return max(len(self.before), len(self.after)) > LONG or "\n" in self.before + self.after


@dataclass(frozen=True, slots=True)
class AlsoWritten:
    """Another row that the same action wrote."""

    kind: str
    name: str
    object_id: int


@dataclass(frozen=True, slots=True)
class PresentedEntry:
    number: int
    action: str
    label: str
    kind: str
    object_id: int
    row_name: str
    """how the screens name the row, such as “item [5]”"""
    sentence: list[Part]
    """what the person did, such as “attached item [5] as contradicting”"""
    by: Any
    at: datetime
    reason: str
    fields: list[PresentedField]
    also_written: list[AlsoWritten]
    hash: str
    previous: str

    @property
    def author(self) -> str:
        """The name of the person, or that of the software for entries of the worker, of commands, and of migrations."""
        return (self.by.name or self.by.email) if self.by else SYSTEM

    @property
    def is_decision(self) -> bool:
        return self.action in DECISIONS


def present_entries(
    entries: Iterable[Entry], *, without: frozenset[str] = frozenset(), named: Mapping[Row, str] | None = None
) -> list[PresentedEntry]:
    """The entries in the same order, without the quotes of hidden items. `person` must be loaded.

    `without`: names of fields to omit. `named`: rows that have a short name on the page, such as “the claim”.
    """
    entries = without_hidden(entries)
    names = _load_names(entries)
    row_names = load_row_names(
        row for entry in entries for row in ((entry.kind, entry.object_id), *_other_rows(entry), *_rows_in(entry))
    )
    row_names = {**row_names, **(named or {})}
    return [_present_entry(entry, names, row_names, without) for entry in entries]


def _other_rows(entry: Entry) -> list[Row]:
    """The rows that the action wrote besides its subject."""
    return [(kind, pk) for kind, pk, *_ in entry.touched if (kind, pk) != (entry.kind, entry.object_id)]


def _rows_in(entry: Entry) -> list[Row]:
    """The rows that the values contain and that have a name in `row_names`."""
    values = (values for values in (entry.before, entry.after) if values)
    rows = (_row_of(entry.kind, field, value) for each in values for field, value in each.items())
    return [row for row in rows if row]


def _row_of(kind: str, field: str, value: Any) -> Row | None:
    """The row whose id the value is. The publication of a verdict’s entry is not an id, but its number."""
    named = _ROWS | {"publication": "publication"} if kind == "availabilitynotice" else _ROWS
    return (named[field], value) if value and field in named else None


def _present_entry(entry: Entry, names: RowNames, row_names: Mapping[Row, str], without: frozenset[str]) -> PresentedEntry:
    before, after = entry.before or {}, entry.after or {}
    display = partial(_display_field, entry.kind, names=names, row_names=row_names)
    fields = []
    for field in sorted({*before, *after} - without - _OMITTED, key=display_order):
        # an empty value of an action that only sets values carries no information
        old, new = (display(field, values.get(field)) for values in (before, after))
        is_change = field in before and field in after
        if old != new and (is_change or not field.endswith("_precision")):
            fields.append(PresentedField(field_label(entry.kind, field), old, new, is_change))
    values = {field: display(field, after.get(field)) for field in ("stance", "number", "version")}
    changes = [Change(field.label, field.before, field.after) for field in fields if field.is_change]
    row_name = row_names[entry.kind, entry.object_id]
    return PresentedEntry(
        number=entry.number,
        action=entry.action,
        label=action_label(entry.action),
        kind=entry.kind,
        object_id=entry.object_id,
        row_name=row_name,
        sentence=sentence_for(entry.action, row_name, values, changes),
        by=entry.person,
        at=entry.at,
        reason=entry.reason,
        fields=fields,
        also_written=[AlsoWritten(kind, row_names[kind, pk], pk) for kind, pk in _other_rows(entry)],
        hash=entry.hash,
        previous=entry.previous,
    )


def _name_expression(field: str) -> Any:
    """The display name. A revision of an article without a title has the first words of the text."""
    if field == "article__title":
        return Coalesce(NullIf(F(field), Value("")), NullIf(F("article__opening"), Value("")), Value(UNTITLED))
    return F(field)


def _load_names(entries: Iterable[Entry]) -> RowNames:
    wanted: dict[tuple[type[Model], str], set[int]] = defaultdict(set)
    for entry in entries:
        for values in (entry.before, entry.after):
            for field, value in (values or {}).items():
                if field in _REFERENCES:
                    wanted[_REFERENCES[field]] |= {pk for pk in _as_list(value) if isinstance(pk, int)}
    names: dict[tuple[type[Model], int], str] = {}
    for (model, field), ids in wanted.items():
        if ids:
            pairs = model._default_manager.filter(pk__in=ids).values_list("pk", _name_expression(field))
            names |= {(model, pk): name for pk, name in pairs}
    return names


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _display_field(kind: str, field: str, value: Any, *, names: RowNames, row_names: Mapping[Row, str]) -> str:
    if row := _row_of(kind, field, value):
        return row_names[row]
    if field in _REFERENCES:
        model = _REFERENCES[field][0]
        return " → ".join(names.get((model, pk), f"ID {pk}") for pk in _as_list(value) if pk is not None)
    return _format_value(display_choice(field, value, kind))


def _format_value(value: Any) -> str:
    formatters: dict[type, Callable[[Any], str]] = {
        type(None): lambda none: "",
        bool: lambda flag: "yes" if flag else "no",
        list: lambda items: ", ".join(_format_value(item) for item in items),
        dict: _format_mapping,
    }
    return formatters.get(type(value), str)(value)


def _format_mapping(value: Mapping[str, Any]) -> str:
    if "exact" in value:
        return f"“{value['exact']}” (characters {value.get('start')} to {value.get('end')})"
    values = {field_label("", field): _format_value(inner) for field, inner in value.items() if field not in _REFERENCES}
    return "; ".join(f"{field}: {inner}" for field, inner in values.items() if inner)
