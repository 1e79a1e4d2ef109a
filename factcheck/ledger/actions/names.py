"""Rows that people refer to by name, such as sources and actors: looked up, and added if they are new."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import IntegrityError, connection, transaction

from factcheck.ledger.actions.entries import NewEntry
from factcheck.ledger.models import Recorded
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid
from factcheck.web.text import text_error

Row = TypeVar("Row", bound=Recorded)


def find_or_add_named(
    model: type[Row], names: Sequence[tuple[str, str]], *, person: Any, permission: str, action: str, **fields: Any
) -> tuple[list[Row], list[NewEntry]]:
    """The rows of `names`, upper and lower case alike, in their order; those that are new are added with `fields`.

    Each name comes with the field that errors belong to. Returns also an entry, with the action `action`, for each row that was
    added: the caller appends them with its own. It runs after the caller has locked its rows. Raises Invalid, or what `permit`
    raises.
    """
    for field, name in names:
        _check(model, field, name)
    wanted = list(dict.fromkeys(name for _, name in names))
    known = _known(model, wanted)
    rows = {wanted[place]: row for place, row in known.items()}
    added: dict[str, NewEntry] = {}
    # sorted, so that two people who add the same two names wait for each other in one order
    for name in sorted(set(wanted) - rows.keys(), key=str.upper):
        permit(person, permission)
        rows[name], is_new = _find_or_add(model, name, fields)
        if is_new:
            added[name] = NewEntry(action=action, subject=rows[name], after={"name": name, **fields})
    return [rows[name] for _, name in names], [added[name] for name in wanted if name in added]


def _known(model: type[Row], names: Sequence[str]) -> dict[int, Row]:
    """The rows that exist, by the place of their name in `names`: one query. The database decides which letters are alike."""
    if not names:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_known_sql(model), [list(names)])
        attributes = [field.attname for field in model._meta.concrete_fields]
        return {place - 1: model.from_db(connection.alias, attributes, values) for place, *values in cursor.fetchall()}


@cache
def _known_sql(model: type[Recorded]) -> str:
    """Written once: composing it anew costs more than the query itself."""
    columns = ", ".join(f'r."{field.column}"' for field in model._meta.concrete_fields)
    return (
        f"SELECT wanted.place, {columns} FROM unnest(%s::text[]) WITH ORDINALITY AS wanted (name, place)"  # noqa: S608  (names of models)
        f" JOIN {model._meta.db_table} r ON UPPER(r.name) = UPPER(wanted.name)"
    )


def _find_or_add(model: type[Row], name: str, fields: dict[str, Any]) -> tuple[Row, bool]:
    """The new row and True; or False with the row that another transaction added meanwhile: the unique index waits for it."""
    try:
        with transaction.atomic():
            return model._default_manager.create(name=name, **fields), True
    except IntegrityError:
        if (row := _known(model, [name]).get(0)) is None:
            raise
        return row, False


def _check(model: type[Recorded], field: str, name: str) -> None:
    longest: int | None = getattr(model._meta.get_field("name"), "max_length", None)  # type: ignore[misc]
    if problem := text_error(name):
        raise Invalid({field: problem})
    if longest is not None and len(name) > longest:
        raise Invalid({field: f"A name has at most {longest} characters; this one has {len(name)}."})
