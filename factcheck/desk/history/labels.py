"""How the history names actions, kinds of row, and fields. The labels of editable fields are those of `fields.py`. Pure."""

from __future__ import annotations

from factcheck.articles.fields import ARTICLE, SOURCE
from factcheck.claims.fields import ACTOR, CLAIM, MENTION
from factcheck.evidence.fields import EVIDENCE, SEARCH
from factcheck.publishing.fields import CORRECTION
from factcheck.verdicts.fields import RATING, VERDICT
from factcheck.verdicts.workflow import MOVES

_SAID = {
    "verdict.opened": "Verdict proposed",
    "verdict.saved": "Next version of the verdict saved",
    **{move.action: move.history for move in MOVES.values()},
    "verdict.corrected": "Correction published",  # the move `publish` while a correction is open
    "mention.carried": "Mention looked for in a new revision",
    "person.invited": "Invitation link made again",
    "person.vouched": "Account vouched for",
    "search.logged": "Search entered in the log",
}

KINDS = {
    "verdictversion": "version of a verdict",
    "waiver": "written exception",
    "search": "line of the search log",
    "correction": "correction notice",
    "capture": "kept file",
}

_EDITABLE = {
    fields.kind: {field.name: field.label for field in fields}
    for fields in (ARTICLE, SOURCE, ACTOR, CLAIM, MENTION, EVIDENCE, SEARCH, VERDICT, RATING, CORRECTION)
}
_OTHERS = {
    "is_active": "in use",
    "sha256": "SHA-256",
    "number": "version",
    "basis": "record it rests on",
    "cooling_off_days": "cooling-off period in days",
    "exact": "quote",
}


_ORDER = (
    *("claim", "statement", "title", "name", "state", "version", "number", "rating", "conclusion", "summary", "rationale"),
    *("stance", "relation", "other", "layer", "claimant", "context", "exact", "spans", "mode", "chain", "address", "source"),
    *("origin", "note", "closeness", "as_of"),
)
"""What people look for first. The database gives fields back in an order of its own."""


def in_order(field: str) -> tuple[int, str]:
    """A sort key: the fields of _ORDER as they stand there, the others by name behind them."""
    return (_ORDER.index(field) if field in _ORDER else len(_ORDER), field)


def action_words(action: str) -> str:
    """ "evidence.added" → "Evidence added"."""
    noun, _, verb = action.partition(".")
    return _SAID.get(action) or f"{noun} {verb}".replace("_", " ").strip().capitalize()


def kind_words(kind: str) -> str:
    return KINDS.get(kind, kind)


def field_label(kind: str, field: str) -> str:
    """The label of a field in the ledger entries of a kind of row."""
    return _EDITABLE.get(kind, {}).get(field) or _OTHERS.get(field) or field.replace("_", " ")
