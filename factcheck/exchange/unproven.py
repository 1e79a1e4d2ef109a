"""Which parts of a package nothing in it proves: an import adds them only if the person accepts each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from factcheck.exchange.verification.report import Report

CLAIM = "claim"
"""The choice that accepts the claim itself, with its mentions and parties. Items are accepted by their numbers."""


@dataclass(frozen=True, slots=True)
class UnprovenParts:
    """The unproven rows: `claim` are those of the claim, its mentions, and its parties; `items` those of each item, by number."""

    claim: list[str] = field(default_factory=list)
    items: dict[int, list[str]] = field(default_factory=dict)


def unproven_parts(report: Report) -> UnprovenParts:
    """The unproven parts of a verified package. Raises KeyError, TypeError, and AttributeError if its values are malformed."""
    if not report.unproven:
        return UnprovenParts()
    return _PartsOfClaim(report).found()


class _PartsOfClaim:
    def __init__(self, report: Report) -> None:
        self._claim = report.claim["claim"]
        self._unproven = set(report.unproven)
        self._rows: dict[str, dict[int, Mapping[str, Any]]] = {
            kind: {row["id"]: row for row in rows} for kind, rows in report.claim["rows"].items()
        }

    def found(self) -> UnprovenParts:
        of_claim = [*self._with_names("claim", self._claim, claimant_id="actor")]
        for kind in ("mention", "party"):
            for pk, row in self._active(kind):
                of_claim += self._with_names(kind, pk, actor_id="actor", source_id="source")
                of_claim += self._revision(row["values"].get("revision_id"))
                for actor in row.get("chain", ()):
                    of_claim += self._with_names("actor", actor, source_id="source")
        items = {row["number"]: self._among(self._item(pk, row)) for pk, row in self._active("evidence")}
        return UnprovenParts(self._among(of_claim), {number: rows for number, rows in items.items() if rows})

    def _active(self, kind: str) -> Iterable[tuple[int, Mapping[str, Any]]]:
        for pk, row in self._rows.get(kind, {}).items():
            if row["values"]["withdrawn_at"] is None and row["values"]["claim_id"] == self._claim:
                yield pk, row

    def _item(self, pk: int, row: Mapping[str, Any]) -> Iterable[tuple[str, int]]:
        yield from self._with_names("evidence", pk, source_id="source", origin_id="source")
        yield from self._revision(row["values"]["revision_id"])
        captures = [row["values"]["capture_id"]]
        for copy in self._rows.get("evidencecopy", {}).values():
            if copy["values"]["evidence_id"] == pk:
                yield "evidencecopy", copy["id"]
                captures.append(copy["values"]["capture_id"])
        for capture in self._rows.get("capture", {}).values():
            if capture["id"] in captures or capture["values"]["parent_id"] in captures:
                yield "capture", capture["id"]
                if capture["values"]["parent_id"]:
                    yield "capture", capture["values"]["parent_id"]

    def _revision(self, pk: int | None) -> Iterable[tuple[str, int]]:
        if pk is not None:
            yield "revision", pk
            yield from self._with_names("article", self._rows["revision"][pk]["values"]["article_id"], outlet_id="source")

    def _with_names(self, kind: str, pk: int, **columns: str) -> Iterable[tuple[str, int]]:
        yield kind, pk
        for column, to in columns.items():
            if (value := self._rows[kind][pk]["values"].get(column)) is not None:
                yield to, value
                if to == "actor" and (source := self._rows["actor"][value]["values"].get("source_id")) is not None:
                    yield "source", source

    def _among(self, rows: Iterable[tuple[str, int]]) -> list[str]:
        """The unproven rows among these, in order, each once."""
        return list(dict.fromkeys(f"{kind} {pk}" for kind, pk in rows if (kind, pk) in self._unproven))
