"""Named components of the OpenAPI document that are not serializers: W3C selectors and error bodies.

A generator of clients names a type after its component. An inline schema gets a generated name for each place where it occurs.
"""

from __future__ import annotations

from typing import Any

from factcheck.articles.canonical import MAX_CODE_POINTS
from factcheck.claims.fields import MAX_QUOTE_LENGTH
from factcheck.claims.selectors import MAX_CONTEXT_LENGTH, POSITION, QUOTE


def reference(name: str) -> dict[str, Any]:
    """A schema that refers to the component `name`."""
    return {"$ref": f"#/components/schemas/{name}"}


def nullable(name: str) -> dict[str, Any]:
    """A schema for the component `name` or null. In OpenAPI 3.0, a reference has no other keys beside it."""
    return {"allOf": [reference(name)], "nullable": True}


TEXT_QUOTE_SELECTOR = {
    "type": "object",
    "description": "The quote, and the text before and after it (https://www.w3.org/TR/annotation-model/#text-quote-selector).",
    "properties": {
        "type": {"type": "string", "enum": [QUOTE]},
        "exact": {"type": "string", "minLength": 1, "maxLength": MAX_QUOTE_LENGTH},
        "prefix": {"type": "string", "maxLength": MAX_CONTEXT_LENGTH},
        "suffix": {"type": "string", "maxLength": MAX_CONTEXT_LENGTH},
    },
    "required": ["type", "exact"],
    "additionalProperties": False,
}
TEXT_POSITION_SELECTOR = {
    "type": "object",
    "description": (
        "A half-open range of code points in the text (https://www.w3.org/TR/annotation-model/#text-position-selector)."
    ),
    "properties": {
        "type": {"type": "string", "enum": [POSITION]},
        "start": {"type": "integer", "minimum": 0, "maximum": MAX_CODE_POINTS},
        "end": {"type": "integer", "minimum": 0, "maximum": MAX_CODE_POINTS},
    },
    "required": ["type", "start", "end"],
    "additionalProperties": False,
}
SELECTOR = {
    "oneOf": [reference("TextQuoteSelector"), reference("TextPositionSelector")],
    "discriminator": {
        "propertyName": "type",
        "mapping": {QUOTE: reference("TextQuoteSelector")["$ref"], POSITION: reference("TextPositionSelector")["$ref"]},
    },
}
SELECTED_PASSAGE = {
    "type": "object",
    "description": "One passage of a text: a TextQuoteSelector and, if known, a TextPositionSelector.",
    "properties": {"selector": {"type": "array", "minItems": 1, "maxItems": 2, "items": reference("Selector")}},
    "required": ["selector"],
    "additionalProperties": False,
}
CHANGED_CONTEXT = {
    "type": "object",
    "description": "Changed text next to a quote that nobody has confirmed yet.",
    "properties": {
        "side": {"type": "string", "enum": ["before", "after"]},
        "old": {"type": "string"},
        "new": {"type": "string"},
    },
    "required": ["side", "old", "new"],
}
_TEXTS = {"detail": {"type": "string"}, "next_step": {"type": "string"}}
REFUSAL = {
    "type": "object",
    "description": "The error and, if there is one, the next step.",
    "properties": {
        **_TEXTS,
        "required_scope": {
            "type": "string",
            "description": "The scope that a token needs for the operation, if that of your token does not include it.",
        },
    },
    "required": ["detail"],
}
CONFLICT = {
    "type": "object",
    "description": "Not possible in the current state, or an edit conflict with the values `current` (stored) and `typed`.",
    "properties": {
        **_TEXTS,
        "current": {"type": "object", "additionalProperties": {}},
        "typed": {"type": "object", "additionalProperties": {}},
    },
    "required": ["detail"],
}
OCCURRENCE = {
    "type": "object",
    "description": "One occurrence of an ambiguous quote, in code points.",
    "properties": {
        "start": {"type": "integer"},
        "end": {"type": "integer"},
        "prefix": {"type": "string"},
        "suffix": {"type": "string"},
    },
    "required": ["start", "end", "prefix", "suffix"],
}
INVALID = {
    "type": "object",
    "description": "Validation errors by field. `places` lists the occurrences of an ambiguous quote.",
    "properties": {
        **_TEXTS,
        "errors": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
        "places": {"type": "array", "items": reference("Occurrence")},
    },
    "required": ["detail", "errors"],
}

COMPONENTS: dict[str, dict[str, Any]] = {
    "TextQuoteSelector": TEXT_QUOTE_SELECTOR,
    "TextPositionSelector": TEXT_POSITION_SELECTOR,
    "Selector": SELECTOR,
    "SelectedPassage": SELECTED_PASSAGE,
    "ChangedContext": CHANGED_CONTEXT,
    "Refusal": REFUSAL,
    "Conflict": CONFLICT,
    "Occurrence": OCCURRENCE,
    "Invalid": INVALID,
}
