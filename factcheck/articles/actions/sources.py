"""Adding and editing sources."""

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

_TAKEN = {"name": "A source of this name exists already."}


@create_once(Source, taken=_TAKEN)
def add_source(*, person: Person, token: uuid.UUID | None = None, **fields: Any) -> Source:
    """Add a source. Raises Invalid(name) if one of that name exists, upper and lower case alike."""
    permit(person, "source.edit")
    _validate_addresses(fields)
    source = Source.objects.create(**fields)
    record(person=person, action="source.added", subject=source, after=fields)
    return source


@change_once("source.edit", "source", taken=_TAKEN)
def edit_source(
    *, person: Person, source: Source, seen_version: int | None, token: uuid.UUID | None = None, **fields: Any
) -> Source:
    """Change any field of a source. Raises EditConflict with both sides if somebody saved in between."""
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
    """`fields` with sources instead of names in those of `names`; an empty name is None, a new source is added with `new`.

    Returns also the entries of the sources that were added: the caller appends them with its own.
    """
    clean = {name: " ".join(fields[name].split()) for name in names if isinstance(fields.get(name), str)}
    wanted = [(field, name) for field, name in clean.items() if name]
    rows, entries = find_or_add_named(Source, wanted, person=person, permission="source.edit", action="source.added", **new)
    return {**fields, **dict.fromkeys(clean), **{field: row for (field, _), row in zip(wanted, rows, strict=True)}}, entries
