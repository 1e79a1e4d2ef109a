"""Compares the rows of a package with the ledger entries that wrote them, and with its files. Pure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any

from factcheck.exchange.layout import CLAIM_FORMAT, TEXT_KINDS
from factcheck.exchange.verification.bag import read_all
from factcheck.exchange.verification.contents import Contents
from factcheck.exchange.verification.entries import VerifiedEntries
from factcheck.exchange.verification.members import MemberHashes
from factcheck.exchange.verification.report import Report, UnreadablePackage
from factcheck.ledger.verifier import canonical

MAX_TEXT = 4_000_000
"""Bytes of a canonical text."""
_VERIFIED = (
    "rows that match their entry in the ledger",
    "texts that match their SHA-256",
    "quotes that match their text",
    "files that match a capture",
    "published documents that match their SHA-256",
)
_PARTS = {"mention": ("spans", "chain"), "evidence": ("number",), "actor": ("other_names",), "source": ("other_names",)}
"""Kind → what is stored outside of the row itself."""
MAX_TEXTS = 500_000_000
"""Code points of the texts of all rows together."""
Json = Mapping[str, Any]


def check_rows(contents: Contents, entries: VerifiedEntries, report: Report) -> None:
    """Verify each row of `report.claim`, its text, and its bytes."""
    with report.reading("data/claim.json"):
        if report.claim["format"] != CLAIM_FORMAT:
            raise ValueError
        rows: Mapping[str, list[Json]] = report.claim["rows"]
        if not any(row["id"] == report.claim["claim"] for row in rows["claim"]):
            raise ValueError
        parts, texts = _Parts(entries), _Texts(contents, MemberHashes(contents, report.hashes))
        counts: Counter[str] = Counter()
        for kind, of_kind in rows.items():
            for row in of_kind:
                _check_row(kind, row, texts, entries, report, counts)
                parts.check(kind, row, report)
        _check_quotes(rows, texts, report, counts)
        for name in _VERIFIED:
            if counts[name]:
                report.verified.append(f"{counts[name]} {name}.")
        report.unverified += [str(sentence) for sentence in report.claim["left_out"]]
    report.unverified.append(
        "Names of people, the name of the newsroom, and statements of other claims: they are no part of entries."
    )
    report.unverified.append("Completeness: that nothing else concerns the claim.")


def _check_row(kind: str, row: Json, texts: _Texts, entries: VerifiedEntries, report: Report, counts: Counter[str]) -> None:
    values = dict(row["values"])
    name = f"{kind} {row['id']}"
    if kind in TEXT_KINDS:
        values["text"] = texts.of(row)
        if len(values["text"]) != values["length"] or _sha256(values["text"].encode()) != values["sha256"]:
            report.errors.append(f"the text of {name} does not match its hash and length")
    if (values["id"], values["version"]) != (row["id"], row["version"]):
        raise ValueError
    digest, number = entries.digests.get((kind, row["id"], row["version"]), ("", 0))
    if withheld := row.get("withheld"):
        if not all(isinstance(column, str) and column not in values for column in withheld):
            raise ValueError
        report.unverified.append(f"The package withholds {', '.join(withheld)} of {name}.")
    if withheld or not digest:
        report.unproven.append((kind, row["id"]))
    elif digest != _sha256(canonical({name: value for name, value in values.items() if not _is_empty(value)})):
        report.errors.append(f"{name} was changed: its values are not those of entry {number}")
    else:
        counts["rows that match their entry in the ledger"] += 1
        if kind in TEXT_KINDS:
            counts["texts that match their SHA-256"] += 1
        if kind == "publication":
            counts["published documents that match their SHA-256"] += 1
    if kind == "publication" and "document" in values and _sha256(canonical(values["document"])) != values["sha256"]:
        report.errors.append(f"the document of {name} does not match its hash")
    if kind == "capture":
        for file in row["files"]:
            _check_file(name, file, values, texts.hashes, report, counts)


def _check_file(name: str, file: Json, values: Json, hashes: MemberHashes, report: Report, counts: Counter[str]) -> None:
    if hashes.of(file) == (values["sha256"], values["size"]):
        counts["files that match a capture"] += 1
    else:
        report.errors.append(f"{file['path']} does not contain the bytes of {name}")


class _Parts:
    """The newest recorded values of what is stored outside of the row itself: spans, chains, numbers, and other names."""

    def __init__(self, entries: VerifiedEntries) -> None:
        self._recorded: dict[tuple[str, int, str], Any] = {}
        for entry in entries.entries:
            after = entry["after"] or {}
            self._note(entry["kind"], entry["object_id"], after)
            if entry["kind"] == "claim" and isinstance(after.get("mention"), dict):
                for kind, pk, *_ in entry["touched"]:
                    if kind == "mention":
                        self._note(kind, pk, after["mention"])
            for kind, changed in (after.get("rows") or {}).items():
                for pk, values in changed.items():
                    self._note(kind, int(pk), values)

    def _note(self, kind: str, pk: int, values: Json) -> None:
        for part in ("spans", "chain", "number", "other_names"):
            if part in values:
                self._recorded[kind, pk, part] = values[part]

    def check(self, kind: str, row: Json, report: Report) -> None:
        for part in _PARTS.get(kind, ()):
            recorded = self._recorded.get((kind, row["id"], part))
            if recorded is None and row.get(part) and (kind, row["id"]) not in report.unproven[-1:]:
                report.unproven.append((kind, row["id"]))
            elif recorded is not None and recorded != row.get(part):
                report.errors.append(f"{kind} {row['id']} was changed: {part} differs from its entry in the ledger")


def _check_quotes(rows: Mapping[str, list[Json]], texts: _Texts, report: Report, counts: Counter[str]) -> None:
    revisions = {row["id"]: row for row in rows.get("revision", [])}
    quotes: dict[int, list[tuple[str, Json]]] = {}
    for row in rows.get("mention", []):
        quotes.setdefault(row["values"]["revision_id"], []).extend((f"mention {row['id']}", span) for span in row["spans"])
    for row in rows.get("evidence", []):
        if row["values"]["revision_id"] is not None and "exact" in row["values"]:
            quotes.setdefault(row["values"]["revision_id"], []).append((f"evidence {row['id']}", row["values"]))
    for revision, quoted in quotes.items():
        text = texts.of(revisions[revision])
        for name, quote in quoted:
            if text[quote["start"] : quote["end"]] == quote["exact"]:
                counts["quotes that match their text"] += 1
            else:
                report.errors.append(f"the quote of {name} is not at its place in the text")


class _Texts:
    """Reads canonical texts, and has the hashes of files. Rows can name the same text, so all of them together are limited."""

    def __init__(self, contents: Contents, hashes: MemberHashes) -> None:
        self.contents, self.hashes = contents, hashes
        self._left = MAX_TEXTS
        self._newest = ("", "")

    def of(self, row: Json) -> str:
        """The text of a row. Raises ValueError if it is missing, too large, or not UTF-8."""
        path = str(row["text_file"])
        try:
            if path != self._newest[0]:
                self._newest = (path, read_all(self.contents, path, MAX_TEXT).decode())
        except UnreadablePackage as error:
            raise ValueError(str(error)) from None
        self._left -= len(self._newest[1])
        if self._left < 0:
            raise UnreadablePackage(f"The texts of all rows together have more than {MAX_TEXTS:,} characters.")
        return self._newest[1]


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})
