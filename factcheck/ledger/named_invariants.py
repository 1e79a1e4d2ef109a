"""Invariants of rows with names, for each app that has such rows, and the listing of names that several rows have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factcheck.ledger.invariants import Invariant, Listing, select_rows
from factcheck.ledger.kinds import kind_of
from factcheck.ledger.named import Named
from factcheck.ledger.references import references_to


def named_invariants(model: type[Named]) -> list[Invariant]:
    """The invariants of the rows of `model` and of their names."""
    kind, table, names = kind_of(model), model._meta.db_table, _names_table(model)

    def displayed_names_are_known() -> Iterator[str]:
        for pk, name in select_rows(
            f"""
            SELECT r.id, r.name FROM {table} r WHERE r.merged_into_id IS NULL AND NOT EXISTS (
                SELECT 1 FROM {names} n WHERE n.owner_id = r.id AND NOT n.is_alias AND n.name = r.name) ORDER BY r.id
            """  # noqa: S608  (names of models)
        ):
            yield f"{kind} {pk} cannot be found by its name “{name}”"

    def other_names_match_entries() -> Iterator[str]:
        for pk, current, recorded in select_rows(
            f"""
            SELECT r.id, stored.names, entered.names FROM {table} r
            CROSS JOIN LATERAL (
                SELECT coalesce(array_agg(n.name ORDER BY n.name COLLATE "C"), '{{}}') AS names
                FROM {names} n WHERE n.owner_id = r.id AND n.is_alias) stored
            CROSS JOIN LATERAL (
                SELECT coalesce(array_agg(x.name ORDER BY x.name COLLATE "C"), '{{}}') AS names
                FROM jsonb_array_elements_text(coalesce((
                    SELECT e.after -> 'other_names' FROM ledger_entry e
                    WHERE e.kind = '{kind}' AND e.object_id = r.id AND e.after ? 'other_names'
                    ORDER BY e.number DESC LIMIT 1), '[]')) AS x(name)) entered
            WHERE r.merged_into_id IS NULL AND stored.names::text[] <> entered.names ORDER BY r.id
            """  # noqa: S608  (names of models)
        ):
            yield f"the other names of {kind} {pk} are {current}, but the ledger has {recorded}"

    def nothing_refers_to_merged_rows() -> Iterator[str]:
        for referring, columns in references_to(model).items():
            for column in columns:
                for pk, merged in select_rows(
                    f"""
                    SELECT x.id, r.id FROM {referring._meta.db_table} x JOIN {table} r ON r.id = x.{column}_id
                    WHERE r.merged_into_id IS NOT NULL ORDER BY x.id
                    """  # noqa: S608  (names of models)
                ):
                    yield f"{column} of {referring._meta.model_name} {pk} is {kind} {merged}, which was merged into another one"

    return [
        Invariant(f"each {kind} can be found by its name", displayed_names_are_known),
        Invariant(f"the other names of each {kind} match its last ledger entry", other_names_match_entries),
        Invariant(f"nothing refers to a merged {kind}", nothing_refers_to_merged_rows),
    ]


def duplicate_names(model: type[Named]) -> Listing:
    """The names that several rows have because an upgrade did not merge them."""
    kind, names = kind_of(model), _names_table(model)

    def lines() -> Iterator[str]:
        for pk, name, other in select_rows(
            f"""
            SELECT n.owner_id, n.name, (SELECT min(o.owner_id) FROM {names} o WHERE o.key = n.key AND NOT o.is_duplicate)
            FROM {names} n WHERE n.is_duplicate AND EXISTS (
                SELECT 1 FROM {names} o WHERE o.key = n.key AND o.id <> n.id) ORDER BY n.owner_id
            """  # noqa: S608  (names of models)
        ):
            yield f"{kind} {pk} “{name}” has the same name as {kind} {other}: merge one into the other, or rename one"

    return Listing(f"{model._meta.verbose_name_plural} with the same name", lines)


def _names_table(model: Any) -> str:
    return str(model._meta.get_field("known_names").related_model._meta.db_table)
