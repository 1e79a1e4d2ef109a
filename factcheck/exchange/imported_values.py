"""Values of a package that become values of rows here."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from factcheck.claims.anchoring import Selector


class SameNames(StrEnum):
    """What happens to sources and actors whose name exists here. Nothing is merged without this decision."""

    USE = "use"
    SEPARATE = "separate"


def names_of(fields: Any, *without: str) -> list[str]:
    """The names of the fields whose column has the same name."""
    return [field.name for field in fields if field.name not in without]


def selector_of(values: Any) -> Selector:
    return Selector(values["start"], values["end"], values["exact"], values["prefix"], values["suffix"])


def check_values(row: Any) -> None:
    """Raise ValidationError for values of the package that are no choices, too long, not permitted, or of another type."""
    checked = {field.name for field in row.editable_fields} | {"address", "exact"}
    row.clean_fields(exclude={field.name for field in row._meta.fields} - checked)
