"""Values that never leave the newsroom in a package: internal notes, contacts, and names of protected sources.

A column with such a value is left out of its row, which names it in `withheld`, so the digest of the row cannot be compared. An
entry of the ledger with such a value is represented by its hash. `terms` are the texts themselves, so that a value which somebody
also typed into another field stays here, too.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from factcheck.articles.models import Source
from factcheck.claims.models import Claim
from factcheck.evidence.models import Evidence, Reply

CONFIDENTIAL = {"evidence": ("protection_note",), "reply": ("contact", "question")}
"""Kind → the columns that are always withheld."""
_NAMES = frozenset(name for names in CONFIDENTIAL.values() for name in names)
MIN_TERM = 3
"""Code points of the shortest text that is searched for."""
KEPT = frozenset({"id", "version", "sha256", "created_at", "created_by_id"})
"""Columns whose values are no text that a person typed."""


def confidential_terms(claim: Claim, left_out: Collection[int], *, named: Collection[str]) -> frozenset[str]:
    """The texts that must not occur in the package: the values of confidential columns, and the names of the sources, origins,
    and authors of protected items that are left out (`left_out` are ids). `named` are names that the package has anyway.
    """
    terms: set[str] = set()
    for row in Evidence.objects.filter(claim=claim).select_related("source", "origin"):
        terms.add(row.protection_note)
        if row.protection and row.pk in left_out:
            terms.add(row.author)
            for source in (row.source, row.origin):
                terms |= _names_of(source)
    for reply in Reply.objects.filter(claim=claim):
        terms |= {reply.contact, reply.question}
    known = {_folded(name) for name in named}
    return frozenset(term for term in map(_folded, terms) if len(term) >= MIN_TERM and term not in known)


def withhold(kind: str, row: dict[str, Any], terms: Collection[str]) -> None:
    """Remove confidential values from a row of the package, and list their columns in `withheld`."""
    values: dict[str, Any] = row["values"]
    always = CONFIDENTIAL.get(kind, ())
    columns = [
        name for name, value in values.items() if (name in always and value) or (name not in KEPT and _mentions(value, terms))
    ]
    for name in columns:
        del values[name]
    if columns:
        row["withheld"] = sorted(columns)
    if _mentions(row.get("other_names"), terms):
        row["other_names"] = []


def is_confidential(entry: Mapping[str, Any], terms: Collection[str]) -> bool:
    """Whether an entry of the ledger contains a confidential value, so that only its hash may leave."""
    values = [entry["before"], entry["after"], entry["reason"]]
    return any(_has_name(value) or _mentions(value, terms) for value in values)


def without_terms(names: Mapping[str, str], terms: Collection[str]) -> dict[str, str]:
    """The entries of a mapping whose text contains none of the terms."""
    return {key: text for key, text in names.items() if not _mentions(text, terms)}


def _names_of(source: Source | None) -> set[str]:
    return {source.name, *source.other_names} if source else set()


def _has_name(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any((name in _NAMES and bool(each)) or _has_name(each) for name, each in value.items())
    return isinstance(value, list) and any(map(_has_name, value))


def _mentions(value: Any, terms: Collection[str]) -> bool:
    if not terms or not value or isinstance(value, bool | int | float):
        return False
    text = _folded(value if isinstance(value, str) else json.dumps(_texts(value), ensure_ascii=False))
    return any(term in text for term in terms)


def _texts(value: Any) -> Any:
    """The value with line breaks instead of escapes, so that a text of several lines is found in JSON."""
    if isinstance(value, Mapping):
        return [[str(name), _texts(each)] for name, each in value.items()]
    if isinstance(value, list | tuple):
        return [_texts(each) for each in value]
    return _folded(value) if isinstance(value, str) else value


def _folded(text: str) -> str:
    """Without regard to case, and with each run of white space as one space."""
    return " ".join(text.split()).casefold()
