"""Inserts two new rows, of which the second refers to the first, in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model
from django.db.models.expressions import DatabaseDefault
from django.db.models.sql.compiler import SQLInsertCompiler
from django.db.models.sql.subqueries import InsertQuery

_Fields = tuple["Field[Any, Any]", ...]


def insert_linked(first: Model, second: Model, link: str) -> None:
    """Insert both rows and set their ids. `link` is the foreign key of `second` that refers to `first`.

    The database checks each row with its triggers, as if two statements had inserted them. No signals are sent. Values that the
    database generates are read when they are needed.
    """
    columns, linked = _written(first), _written(second, link)
    with connection.cursor() as cursor:
        cursor.execute(_sql(columns, linked, link), [*_values(first, columns), *_values(second, linked)])
        first.pk, second.pk = cursor.fetchone()
    setattr(second, link, first)
    for row, written in ((first, columns), (second, linked)):
        row._state.adding, row._state.db = False, connection.alias
        for name in _generated(type(row), written):
            if name != f"{link}_id":
                row.__dict__.pop(name, None)


@cache
def _columns(model: type[Model]) -> _Fields:
    return tuple(field for field in model._meta.local_concrete_fields if not field.primary_key)


@cache
def _generated(model: type[Model], written: _Fields) -> tuple[str, ...]:
    """The attributes of the columns whose values the database generates."""
    return tuple(field.attname for field in _columns(model) if field not in written)


def _written(row: Model, link: str = "") -> _Fields:
    """The fields whose value the database does not generate, without `link`."""
    return tuple(
        field
        for field in _columns(type(row))
        if field.name != link and not field.generated and not isinstance(row.__dict__.get(field.attname), DatabaseDefault)
    )


def _values(row: Model, fields: Sequence[Field[Any, Any]]) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]


@cache
def _sql(first: _Fields, second: _Fields, link: str) -> str:
    """Cached, because composing the SQL takes longer than executing it."""
    quote = connection.ops.quote_name
    names, linked_names = (", ".join(_column(field) for field in fields) for fields in (first, second))
    marks, linked_marks = (", ".join(map(_placeholder, fields)) for fields in (first, second))
    table, linked_table = (quote(fields[0].model._meta.db_table) for fields in (first, second))
    column = _column(second[0].model._meta.get_field(link))
    return (
        f"WITH a AS (INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING id),"  # noqa: S608  (names of columns)
        f" b AS (INSERT INTO {linked_table} ({column}, {linked_names}) SELECT a.id, {linked_marks} FROM a RETURNING id)"
        " SELECT a.id, b.id FROM a, b"
    )


def _column(field: Any) -> str:
    return connection.ops.quote_name(field.column)


def _placeholder(field: Field[Any, Any]) -> str:
    compiler = SQLInsertCompiler(InsertQuery(field.model), connection, connection.alias)
    return str(field.get_placeholder(None, compiler, connection)) if hasattr(field, "get_placeholder") else "%s"
