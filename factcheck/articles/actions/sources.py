"""Actions that add and edit sources."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from factcheck.accounts.models import Person
from factcheck.articles.fields import SOURCE
from factcheck.articles.models import Source
from factcheck.ledger.actions import (
    NewEntry,
    change_once,
    create_once,
    edit,
    edited_name,
    find_or_add_named,
    other_names_change,
    record,
)
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid
from factcheck.web.http_urls import require_http_urls
from factcheck.web.name_identity import normalize_name
from factcheck.web.names import row_named

_TAKEN = {"name": "A source with this name already exists."}


@create_once(Source, taken=_TAKEN)
def add_source(*, person: Person, token: uuid.UUID | None = None, **fields: Any) -> Source:
    """Add a source with fields of SOURCE. Raises Invalid(name) if another source has the name (`web.name_identity`)."""
    permit(person, "source.edit")
    _validate_addresses(fields)
    fields |= {"name": normalize_name(fields["name"])}
    if row_named(Source.objects.all(), fields["name"]):
        raise Invalid(_TAKEN)
    source = Source.objects.create(**{name: value for name, value in fields.items() if name != "other_names"})
    change = other_names_change(source, fields.get("other_names"))
    change.save()
    record(person=person, action="source.added", subject=source, after={**fields, **change.after})
    return source


@change_once("source.edit", "source", taken=_TAKEN)
def edit_source(
    *, person: Person, source: Source, seen_version: int | None, token: uuid.UUID | None = None, **fields: Any
) -> Source:
    """Change fields of SOURCE. Raises EditConflict if the source is no longer at version `seen_version`.

    Raises Invalid(name) or Invalid(other_names) if another source has the name.
    """
    other_names = fields.pop("other_names", None)
    if "name" in fields:
        fields["name"] = edited_name(source, fields["name"])
    return edit(
        source,
        person=person,
        permission="source.edit",
        action="source.edited",
        seen_version=seen_version,
        fields=fields,
        validate=_validate_addresses,
        part=lambda row: other_names_change(row, other_names, name=fields.get("name")),
    )


def _validate_addresses(fields: Mapping[str, Any]) -> None:
    require_http_urls(**SOURCE.addresses_in(fields))


def resolve_sources(
    fields: Mapping[str, Any], names: Sequence[str], *, person: Person, **new: Any
) -> tuple[dict[str, Any], list[NewEntry]]:
    """Replace names with sources in the fields `names`; an empty name becomes None. A merged source becomes its survivor.

    Names without a source are added as sources with the fields `new`. Returns the fields and the ledger entries of the added
    sources, which the caller records together with its own entry.
    """
    source_names = {name: normalize_name(fields[name]) for name in names if isinstance(fields.get(name), str)}
    lookups = [(field, name) for field, name in source_names.items() if name]
    rows, entries = find_or_add_named(Source, lookups, person=person, permission="source.edit", action="source.added", **new)
    sources = {field: row for (field, _), row in zip(lookups, rows, strict=True)}
    sources |= {name: fields[name].survivor for name in names if isinstance(fields.get(name), Source)}
    return {**fields, **dict.fromkeys(source_names), **sources}, entries
