"""Mentions as W3C Web Annotations, and the mentions of an article as an AnnotationCollection. Pure.

Shape: W3C Web Annotation Data Model (JSON-LD) and W3C Web Annotation Vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from factcheck.claims.selectors import serialize_selector

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'


@dataclass(frozen=True, slots=True)
class AnnotationValues:
    """The values of an annotation. Addresses are absolute URLs; `pieces` have `exact`, `prefix`, `suffix`, `start`, `end`."""

    address: str
    statement: str
    claimant: str
    creator: str
    created: datetime
    modified: datetime
    revision_address: str
    source_date: date
    """the day of the article, or if it is unknown, the time of the import"""
    pieces: Sequence[Any]


def build_annotation(values: AnnotationValues) -> dict[str, Any]:
    """One annotation, with the JSON-LD context."""
    return {"@context": CONTEXT, **_without_context(values)}


def build_collection(address: str, label: str, annotations: Sequence[AnnotationValues]) -> dict[str, Any]:
    """The annotations of an article as a collection with a single page."""
    items = [_without_context(values) for values in annotations]
    page = {"id": f"{address}#page", "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection: dict[str, Any] = {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": label,
        "total": len(annotations),
    }
    return collection | ({"first": page} if annotations else {})


def _without_context(values: AnnotationValues) -> dict[str, Any]:
    day = values.source_date
    source_time = day if isinstance(day, datetime) else datetime.combine(day, time(), UTC)
    targets = [
        {
            "type": "SpecificResource",
            "source": values.revision_address,
            "state": {"type": "TimeState", "sourceDate": format_timestamp(source_time)},
            "selector": serialize_selector(piece),
        }
        for piece in values.pieces
    ]
    return {
        "id": values.address,
        "type": "Annotation",
        "motivation": "assessing",
        "created": format_timestamp(values.created),
        "modified": format_timestamp(values.modified),
        "creator": {"type": "Person", "name": values.creator},
        "body": [
            {"type": "TextualBody", "value": values.statement, "format": "text/plain", "purpose": "describing"},
            {"type": "TextualBody", "value": values.claimant, "format": "text/plain", "purpose": "identifying"},
        ],
        # Several pieces together express one claim.
        "target": targets[0] if len(targets) == 1 else {"type": "Composite", "items": targets},
    }


def format_timestamp(at: datetime) -> str:
    """`at` as xsd:dateTime in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
