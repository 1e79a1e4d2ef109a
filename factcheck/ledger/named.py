"""Recorded rows that people refer to by name: sources and actors. They have other names and can be merged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

import pgtrigger
from django.db import models

from factcheck.ledger.models import Recorded


class RefersToSurvivor(pgtrigger.Trigger):
    """Rejects a new reference to a row that was merged into another one. `columns` are those that refer to `table`.

    The lock waits for a concurrent merge of the row, like that of a foreign key, and the condition is then evaluated again.
    Without it, a reference that is added during the merge would stay with the merged row. SQLSTATE 40001: a conflict.
    """

    when = pgtrigger.Before
    declare = [("replacement", "bigint")]

    def __init__(self, *, table: str, columns: Sequence[str], **options: Any) -> None:
        self.table, self.columns = table, columns
        update: Any = pgtrigger.UpdateOf
        super().__init__(**{"operation": pgtrigger.Insert | update(*[f"{column}_id" for column in columns]), **options})

    def get_func(self, model: Any) -> str:
        checks = "".join(
            f"""
            SELECT t.merged_into_id INTO replacement FROM {self.table} t WHERE t.id = NEW.{column}_id FOR KEY SHARE;
            IF replacement IS NOT NULL THEN
                RAISE EXCEPTION 'row % of {self.table} was merged into %', NEW.{column}_id, replacement USING ERRCODE = '40001';
            END IF;"""  # noqa: S608  (names in the code)
            for column in self.columns
        )
        return f"{checks}\n            RETURN NEW;\n        "


class NamedQuerySet(models.QuerySet[Any]):
    def unmerged(self) -> Self:
        """Exclude rows that were merged into another one."""
        return self.filter(merged_into=None)


class Named(Recorded):
    """A row with a name, other names (`web.known_names`), and, after a merge, the row that replaces it.

    Other names are part of the row, like the spans of a mention: they have no versions, and the entries of the row contain them.
    `constraints_of_parts` maps unique constraints of the table of names to the field that displays their violation.
    """

    constraints_of_parts: ClassVar[Mapping[str, str]] = {}
    name: Any
    merged_into: Any
    merged_into_id: int | None
    known_names: Any

    objects = NamedQuerySet.as_manager()

    class Meta(Recorded.Meta):
        abstract = True

    @property
    def other_names(self) -> list[str]:
        """The other names in alphabetical order. One query unless `known_names` is prefetched."""
        return sorted((known.name for known in self.known_names.all() if known.is_alias), key=str.casefold)

    @property
    def survivor(self) -> Self:
        """The row itself, or the row into which it was merged. `merged_into` never refers to a merged row."""
        return self.merged_into or self
