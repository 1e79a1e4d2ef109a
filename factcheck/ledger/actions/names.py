"""Looks up rows that people refer to by name, such as sources and actors, and adds missing ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import IntegrityError, connection, transaction

from factcheck.ledger.actions.entries import NewEntry
from factcheck.ledger.models import Recorded
from factcheck.web.characters import identifying_text_error
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid
from factcheck.web.name_identity import name_identity
from factcheck.web.names import names_table
from factcheck.web.text import text_error

NamedRow = TypeVar("NamedRow", bound=Recorded)
Derive = Callable[[Sequence[str]], Mapping[str, Mapping[str, Any]]]
"""Maps new names to the fields of their rows that depend on the name, in at most one query for all names."""


def find_or_add_named(
    model: type[NamedRow],
    names: Sequence[tuple[str, str]],
    *,
    person: Any,
    permission: str,
    action: str,
    derive: Derive | None = None,
    **fields: Any,
) -> tuple[list[NamedRow], list[NewEntry]]:
    """Return the rows with these names, in the same order, and the ledger entries of the added rows.

    `names` are pairs of (form field for errors, name). Names are compared by `name_identity`, with the displayed and the other
    names of the rows. Missing rows are added with `fields`, to which `derive` adds those that depend on the name; the caller
    appends their entries, which have the action `action`, together with its own. Call this after the rows of the caller are
    locked. Raises Invalid for an invalid name, and the exceptions of `permit`.
    """
    for field, name in names:
        _validate_name(model, field, name)
    wanted = list(dict.fromkeys(name for _, name in names))
    rows = {wanted[index]: row for index, row in _existing_rows(model, wanted).items()}
    added: dict[str, NewEntry] = {}
    missing = set(wanted) - rows.keys()
    for field, name in names:
        if name in missing and (problem := identifying_text_error(name)):
            raise Invalid({field: problem})
    # Sorted: two transactions that add the same names wait for each other in the same order and cannot deadlock.
    derived = derive(sorted(missing)) if derive and missing else {}
    for name in sorted(missing, key=name_identity):
        permit(person, permission)
        values = {**fields, **derived.get(name, {})}
        rows[name], is_new = _find_or_add(model, name, values)
        if is_new:
            added[name] = NewEntry(action=action, subject=rows[name], after={"name": name, **values})
    return [rows[name] for _, name in names], [added[name] for name in wanted if name in added]


def _existing_rows(model: type[NamedRow], names: Sequence[str]) -> dict[int, NamedRow]:
    """Existing rows by the index of their name in `names`, in one query."""
    if not names:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_existing_rows_sql(model), [[name_identity(name) for name in names]])
        attributes = [field.attname for field in model._meta.concrete_fields]
        return {position - 1: model.from_db(connection.alias, attributes, values) for position, *values in cursor.fetchall()}


@cache
def _existing_rows_sql(model: type[Recorded]) -> str:
    """Cached, because composing the SQL takes longer than the query itself."""
    columns = ", ".join(f'r."{field.column}"' for field in model._meta.concrete_fields)
    return (
        f"SELECT wanted.place, {columns} FROM unnest(%s::text[]) WITH ORDINALITY AS wanted (key, place)"  # noqa: S608  (names of models)
        f" JOIN {names_table(model)} n ON n.key = wanted.key JOIN {model._meta.db_table} r ON r.id = n.owner_id"
        # The last row with a name counts: of several, the one that is not a duplicate.
        " ORDER BY n.is_duplicate DESC, r.id DESC"
    )


def _find_or_add(model: type[NamedRow], name: str, fields: Mapping[str, Any]) -> tuple[NamedRow, bool]:
    """Return (row, True) for a new row, or (row, False) for a row that a concurrent transaction added.

    The unique index makes the insert wait for such a transaction.
    """
    try:
        with transaction.atomic():
            return model._default_manager.create(name=name, **fields), True
    except IntegrityError:
        if (row := _existing_rows(model, [name]).get(0)) is None:
            raise
        return row, False


def _validate_name(model: type[Recorded], field: str, name: str) -> None:
    max_length: int | None = getattr(model._meta.get_field("name"), "max_length", None)  # type: ignore[misc]
    if problem := text_error(name):
        raise Invalid({field: problem})
    if max_length is not None and len(name) > max_length:
        raise Invalid({field: f"A name can have at most {max_length} characters; this one has {len(name)}."})
