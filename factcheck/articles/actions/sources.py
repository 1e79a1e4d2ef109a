"""Actions that add and edit sources."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from factcheck.accounts.models import Person
from factcheck.articles.fields import SOURCE
from factcheck.articles.models import Source
from factcheck.ledger.actions import NewEntry, change_once, create_once, edit, find_or_add_named, record
from factcheck.web.decisions import permit
from factcheck.web.http_urls import require_http_urls

_TAKEN = {"name": "A source with this name already exists."}


@create_once(Source, taken=_TAKEN)
def add_source(*, person: Person, token: uuid.UUID | None = None, **fields: Any) -> Source:
    """Add a source. Raises Invalid(name) if the name is taken; the comparison ignores case."""
    permit(person, "source.edit")
    _validate_addresses(fields)
    source = Source.objects.create(**fields)
    record(person=person, action="source.added", subject=source, after=fields)
    return source


@change_once("source.edit", "source", taken=_TAKEN)
def edit_source(
    *, person: Person, source: Source, seen_version: int | None, token: uuid.UUID | None = None, **fields: Any
) -> Source:
    """Change fields of SOURCE. Raises EditConflict if the source is no longer at version `seen_version`."""
    return edit(
        source,
        person=person,
        permission="source.edit",
        action="source.edited",
        seen_version=seen_version,
        fields=fields,
        validate=_validate_addresses,
    )


def _validate_addresses(fields: Mapping[str, Any]) -> None:
    require_http_urls(**SOURCE.addresses_in(fields))


def resolve_sources(
    fields: Mapping[str, Any], names: Sequence[str], *, person: Person, **new: Any
) -> tuple[dict[str, Any], list[NewEntry]]:
    """Replace names with sources in the fields `names`; an empty name becomes None.

    Names without a source are added as sources with the fields `new`. Returns the fields and the ledger entries of the added
    sources, which the caller records together with its own entry.
    """
    source_names = {name: " ".join(fields[name].split()) for name in names if isinstance(fields.get(name), str)}
    lookups = [(field, name) for field, name in source_names.items() if name]
    rows, entries = find_or_add_named(Source, lookups, person=person, permission="source.edit", action="source.added", **new)
    sources = {field: row for (field, _), row in zip(lookups, rows, strict=True)}
    return {**fields, **dict.fromkeys(source_names), **sources}, entries
