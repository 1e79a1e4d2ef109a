"""Version 2 of the values of a record: a part of the values of later versions. Approvals of that version are compared by it.

The lists of names never change. They do not contain copies of web pages, protected details, and broken evidence sets. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Shape = Mapping[str, Any]
"""The names of the values of a row; None for a plain value, otherwise the shape of a row within it."""


def _shape(*names: str, **rows: Shape) -> Shape:
    return {**dict.fromkeys(names), **rows}


_SOURCE = _shape("name", "address", "country", "source_kind", "interest")
_ARTICLE = _shape("title", "published_on", "address", "language", "is_graphic", outlet=_SOURCE)
_ACTOR = _shape("name", "actor_kind", "description", "same_as")
_CLAIM = _shape("statement", "context", "layer", "said_on", "said_precision", "place", "types", "topics", claimant=_ACTOR)
_RATING = _shape("name", "conclusion", "number", "description")
_MENTION = _shape(
    *("mode", "chain", "anchor", "stays_in_revision", "changed_context", "quotes", "surroundings", "text"), article=_ARTICLE
)
_RELATION = _shape("relation", "other", "statement")
_EVIDENCE = _shape(
    *("number", "stance", "closeness", "title", "author", "published_on", "accessed_on", "note", "available_since"),
    *("available_precision", "evidence_set", "locator", "quote", "surroundings", "anchor", "stays_in_revision"),
    *("changed_context", "address", "text"),
    source=_SOURCE,
    origin=_SOURCE,
    article=_ARTICLE,
    file=_shape("name", "sha256"),
)
_PARTY = _shape("interest", "name", "kind")
_SEARCH = _shape("sought", "place", "terms", "searched_on", "is_found", "note")
_ROWS: Mapping[str, Shape] = {
    "mentions": _MENTION,
    "relations": _RELATION,
    "evidence": _EVIDENCE,
    "parties": _PARTY,
    "searches": _SEARCH,
}


def values_of_version_2(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that version 2 contained, out of those of a later version (`ClaimRecord.values`)."""
    return {
        "claim": _part(values["claim"], _CLAIM),
        "rating": _part(values["rating"], _RATING),
        "authors": values["authors"],
        **{part: {key: _part(row, shape) for key, row in values[part].items()} for part, shape in _ROWS.items()},
    }


def _part(row: Any, shape: Shape | None) -> Any:
    if row is None or shape is None:
        return row
    return {name: _part(row[name], inner) for name, inner in shape.items()}
