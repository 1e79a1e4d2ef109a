"""The difference between two records of a claim (`verdicts.record`), row by row and field by field. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from factcheck.claims.dates import PartialDate
from factcheck.claims.fields import CLAIM, MENTION, PARTY
from factcheck.evidence.custody.fields import WITHHELD, WORDS
from factcheck.evidence.fields import EVIDENCE, SEARCH
from factcheck.evidence.replies.fields import REPLY
from factcheck.verdicts.difference import FieldChange
from factcheck.verdicts.fields import RATING
from factcheck.web.fields import Fields
from factcheck.web.typography import shorten

NOT_COMPARED = frozenset({"authors"})
"""Parts that matter for an approval but do not make a published check outdated: who continues the verdict."""
MAX_TITLE = 80
"""Maximum length of the name of a row in code points."""


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that differs. `title` names it; `fields` are its differing values as text."""

    part: str
    kind: ChangeKind
    title: str
    fields: list[FieldChange]
    key: str = ""
    """the id of the row; empty for parts of one row"""


def is_equal(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether the compared parts of two records are equal."""
    return all(before.get(part) == after.get(part) for part in _compared_parts(before, after))


def record_difference(before: Mapping[str, Any], after: Mapping[str, Any], *, hidden: Collection[str]) -> list[RowChange]:
    """The rows of the compared parts that differ, in the order of the parts. `before`, `after`: `ClaimRecord.values`.

    `hidden` are the keys of the items that a takedown hides: that their words differ is stated, without the words.
    """
    changes = (change for part in _compared_parts(before, after) for change in _changes_of_part(part, before, after, hidden))
    return list(changes)


def with_displayed_dates(values: Any) -> Any:
    """The values of a record, with dates as text, "4 April 2022", for a difference that people read. Programs get ISO dates.

    The text of a date contains its precision, so the precision is left out.
    """
    if not isinstance(values, Mapping):
        return values
    displayed = {name: with_displayed_dates(value) for name, value in values.items() if name not in _PRECISIONS.values()}
    for name, precision in _PRECISIONS.items():
        if values.get(name):
            displayed[name] = str(PartialDate(date.fromisoformat(values[name]), values.get(precision) or "day"))
    return displayed


def _compared_parts(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return [part for part in dict.fromkeys([*_FIELDS, *after, *before]) if part not in NOT_COMPARED]


def _changes_of_part(
    part: str, before: Mapping[str, Any], after: Mapping[str, Any], hidden: Collection[str]
) -> Iterator[RowChange]:
    is_single = part in _SINGLE
    old_rows, new_rows = ({"": r.get(part)} if is_single else r.get(part) or {} for r in (before, after))
    for key in sorted({*old_rows, *new_rows}, key=lambda key: int(key or 0)):
        old, new = old_rows.get(key), new_rows.get(key)
        if old == new:
            continue
        kind = ChangeKind.ADDED if old is None else ChangeKind.REMOVED if new is None else ChangeKind.CHANGED
        fields, shown = list(_changed_fields(part, old or {}, new or {})), new or old or {}
        if part == "evidence" and key in hidden:
            fields = [_without_words(field) for field in fields]
            shown = {**shown, "quote": WITHHELD}
        yield RowChange(part, kind, _title(part, shown), fields, key)


def _without_words(field: FieldChange) -> FieldChange:
    """The field with WITHHELD in place of words of the item."""
    if field.field.split(".")[0] not in WORDS:
        return field
    return replace(field, before=field.before and WITHHELD, after=field.after and WITHHELD)


def _changed_fields(part: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[FieldChange]:
    before, after = dict(_flatten(old)), dict(_flatten(new))
    for path in dict.fromkeys([*after, *before]):
        one, other = before.get(path, ""), after.get(path, "")
        # A precision without its date, and the number in the title, carry no information.
        is_implied = path[-1].endswith("_precision") and not (one and other)
        if one != other and not is_implied and path != ("number",):
            yield FieldChange(".".join(path), _label(part, path), one, other)


def _flatten(values: Mapping[str, Any], prefix: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _flatten(value, (*prefix, name))
        else:
            yield (*prefix, name), _as_text(value, " … " if name in _QUOTATIONS else ", ")


def _as_text(value: Any, separator: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        if any(isinstance(item, list) for item in value):
            return " / ".join(" … ".join(map(str, item)) for item in value if any(item))
        return separator.join(map(str, value)) if any(value) else ""
    return str(value)


def _label(part: str, path: tuple[str, ...]) -> str:
    if path in _LABELS:
        return _LABELS[path]
    fields = _FIELDS.get(part)
    if len(path) == 1 and fields and path[0] in fields:
        return fields[path[0]].form_label
    words = " ".join(path).replace("_", " ").split()
    once = [word for at, word in enumerate(words) if at == 0 or word != words[at - 1]]
    return " ".join([once[0].capitalize(), *once[1:]])


def _title(part: str, row: Mapping[str, Any]) -> str:
    """What identifies the row for a reader of the difference."""
    match part:
        case "mentions":
            return f"Mention in {(row.get('article') or {}).get('title') or 'an untitled article'}"
        case "evidence":
            words = str(row.get("title") or row.get("quote") or row.get("note") or row.get("address") or "")
            return f"Evidence [{row['number']}]: {shorten(words, MAX_TITLE)}" if "number" in row else "Evidence"
        case "relations":
            return f"Related claim: {shorten(str(row.get('statement', '')), MAX_TITLE)}"
        case "parties":
            return f"Party: {row.get('name', '')}"
        case "replies":
            return f"Right of reply: {row.get('name', '')}"
        case "searches":
            return f"Search: {shorten(str(row.get('terms') or row.get('place') or ''), MAX_TITLE)}"
        case "rating":
            return f"Rating: {row.get('name', '')}"
        case "claim":
            return "Claim"
        case _:
            return part.replace("_", " ").capitalize()


_FIELDS: Mapping[str, Fields | None] = {
    "claim": CLAIM,
    "rating": RATING,
    "mentions": MENTION,
    "evidence": EVIDENCE,
    "relations": None,
    "parties": PARTY,
    "searches": SEARCH,
    "replies": REPLY,
}
"""The parts in display order → their editable fields."""
_SINGLE = frozenset({"claim", "rating"})
"""Parts that consist of one row."""
_PRECISIONS: Mapping[str, str] = {
    "said_on": "said_precision",
    "available_since": "available_precision",
    "published_on": "",
    "accessed_on": "",
    "searched_on": "",
    "event_on": "event_precision",
    "asked_on": "",
    "deadline": "",
    "answered_on": "",
}
"""The dates of a record → the field with their precision; empty for days."""
_QUOTATIONS = frozenset({"surroundings", "quotes"})
"""Fields whose values are parts of a text."""
_LABELS: Mapping[tuple[str, ...], str] = {
    ("text",): "Revision of the article (SHA-256)",
    ("surroundings",): "Surrounding words",
    ("quotes",): "Quoted words",
    ("file", "sha256"): "File (SHA-256)",
    ("anchor",): "Place in the newest revision",
    ("article", "is_graphic"): "Warning before the article’s text",
    ("other",): "Number of the related claim",
    ("copy", "sha256"): "Copy of the page (SHA-256)",
    ("copy", "quote_state"): "Quote in the copy",
    ("copy", "surroundings_at"): "Words around the quote, published from this place in the copy",
    ("is_set_broken",): "An item of its set was withdrawn",
    ("stays_in_revision",): "Only in an earlier revision",
}
