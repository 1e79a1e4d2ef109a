"""A claim's mention as a W3C Web Annotation, and those of one article as an AnnotationCollection. Pure: plain values in and out.

Shapes: W3C Web Annotation Data Model (JSON-LD), W3C Web Annotation Vocabulary.
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
    """What an annotation says. Addresses are absolute; `pieces` have exact, prefix, suffix, start and end."""

    address: str
    statement: str
    claimant: str
    creator: str
    created: datetime
    modified: datetime
    revision_address: str
    source_date: date
    pieces: Sequence[Any]


def annotation(mark: AnnotationValues) -> dict[str, Any]:
    """One annotation, with its context."""
    return {"@context": CONTEXT, **_bare(mark)}


def collection(address: str, label: str, marks: Sequence[AnnotationValues]) -> dict[str, Any]:
    """All annotations of one article as a collection with a single page."""
    page = {"id": f"{address}#page", "type": "AnnotationPage", "startIndex": 0, "items": [_bare(mark) for mark in marks]}
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": label,
        "total": len(marks),
    }
    return found | ({"first": page} if marks else {})


def _bare(mark: AnnotationValues) -> dict[str, Any]:
    targets = [
        {
            "type": "SpecificResource",
            "source": mark.revision_address,
            "state": {"type": "TimeState", "sourceDate": instant(datetime.combine(mark.source_date, time(), UTC))},
            "selector": serialize_selector(piece),
        }
        for piece in mark.pieces
    ]
    return {
        "id": mark.address,
        "type": "Annotation",
        "motivation": "assessing",
        "created": instant(mark.created),
        "modified": instant(mark.modified),
        "creator": {"type": "Person", "name": mark.creator},
        "body": [
            {"type": "TextualBody", "value": mark.statement, "format": "text/plain", "purpose": "describing"},
            {"type": "TextualBody", "value": mark.claimant, "format": "text/plain", "purpose": "identifying"},
        ],
        # two pieces are one claim together, not one claim each
        "target": targets[0] if len(targets) == 1 else {"type": "Composite", "items": targets},
    }


def instant(at: datetime) -> str:
    """xsd:dateTime in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
