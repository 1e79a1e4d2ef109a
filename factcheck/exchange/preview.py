"""What an import of a package will create, and what it will not: for the person who decides about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from factcheck.articles.models import Revision, Source
from factcheck.claims.models import Actor
from factcheck.exchange.item_titles import item_title
from factcheck.exchange.models import ClaimImport
from factcheck.exchange.unproven import unproven_parts
from factcheck.exchange.verification.command import first_key
from factcheck.exchange.verification.report import Report
from factcheck.ledger.models import Entry
from factcheck.web.errors import Invalid, Refused
from factcheck.web.name_identity import normalize_name
from factcheck.web.names import rows_named

NO_FIRST_ENTRY = "The package does not contain the ledger entry that added the claim."
OWN_CLAIM = "This package is from this newsroom: the claim is here already."
NOTHING_IMPORTED = "Nothing was imported. Open that claim instead."
IMPORTED_BEFORE = "This claim was imported before, as claim {claim}."
NOT_READABLE = "The package does not have the values of a claim that this version of Factcheck imports."
NOT_IMPORTED = {
    "verdictversion": "versions of the verdict",
    "review": "reviews",
    "confirmation": "confirmations of the published check",
    "publication": "publications",
    "correction": "corrections",
    "search": "entries of the search log",
    "reply": "requests for comment",
    "relation": "relations to other claims",
}
"""Kind → what its rows are called. They are decisions and work of the other newsroom."""
_MALFORMED = (ValueError, KeyError, TypeError, AttributeError, IndexError, StopIteration)


class ClaimIsHere(Refused):
    """A package cannot be imported, because its claim is here (409)."""

    title = "This claim is already here"


@dataclass(frozen=True, slots=True)
class PreviewedName:
    """A source or an actor, and whether a row with this name is here."""

    name: str
    is_here: bool


def first_entry_of(report: Report) -> str:
    """The hash of the ledger entry that added the claim, which identifies it everywhere. Raises Invalid(file)."""
    row = ["claim", report.claim["claim"], 1]
    for item in report.ledger["entries"]:
        if "entry" in item and row in [touched[:3] for touched in item["entry"]["touched"]]:
            return str(item["entry"]["hash"])
    raise Invalid({"file": NO_FIRST_ENTRY})


def require_new(first_entry: str) -> None:
    """Raise Refused if the claim with this first entry was added or imported here."""
    if Entry.objects.filter(hash=first_entry).exists():
        raise ClaimIsHere(OWN_CLAIM, next_step=NOTHING_IMPORTED)
    if earlier := ClaimImport.objects.filter(first_entry=first_entry).first():
        raise ClaimIsHere(IMPORTED_BEFORE.format(claim=earlier.claim_id), next_step=NOTHING_IMPORTED)


def preview_of(report: Report) -> dict[str, Any]:
    """The JSON values that the preview displays, from a verified package. Raises Invalid(file) if they are malformed."""
    try:
        return _preview(report)
    except _MALFORMED as error:
        raise Invalid({"file": NOT_READABLE}) from error


def named_here(model: type[Source] | type[Actor], names: Iterable[str]) -> list[PreviewedName]:
    """The names in their order, each with whether a row has it. One query."""
    names = list(names)
    found = rows_named(model.objects.all(), [normalize_name(name) for name in names])
    return [PreviewedName(name, normalize_name(name) in found) for name in names]


def texts_here(hashes: Iterable[str]) -> set[str]:
    """The hashes of those canonical texts that a revision in this library has. One query."""
    return set(Revision.objects.filter(sha256__in=list(hashes)).values_list("sha256", flat=True))


def _preview(report: Report) -> dict[str, Any]:
    rows = report.claim["rows"]
    claim = next(row["values"] for row in rows["claim"] if row["id"] == report.claim["claim"])
    names = {kind: {row["id"]: str(row["values"]["name"]) for row in rows.get(kind, [])} for kind in ("actor", "source")}
    own = report.claim["claim"]
    active = {
        kind: [r for r in rows.get(kind, []) if r["values"]["withdrawn_at"] is None and r["values"]["claim_id"] == own]
        for kind in ("mention", "party", "evidence")
    }
    copies = Counter(row["values"]["evidence_id"] for row in rows.get("evidencecopy", []) if row["values"]["created_by_id"])
    texts: dict[int, list[str]] = {}
    for row in rows.get("revision", []):
        texts.setdefault(row["values"]["article_id"], []).append(str(row["values"]["sha256"]))
    unproven = unproven_parts(report)
    captures = [row["values"] for row in rows.get("capture", []) if row["files"]]
    return {
        "claim": own,
        "statement": str(claim["statement"]),
        "claimant": names["actor"][claim["claimant_id"]],
        "newsroom": str(report.claim["newsroom"]["name"]),
        "key": first_key(report),
        "first_entry": first_entry_of(report),
        "mentions": len(active["mention"]),
        "parties": len(active["party"]),
        "items": [_item(row, rows, copies) for row in active["evidence"]],
        "articles": [
            {"title": str(row["values"]["title"] or row["values"]["opening"]), "texts": texts.get(row["id"], [])}
            for row in rows.get("article", [])
        ],
        "actors": sorted(names["actor"].values()),
        "sources": sorted(names["source"].values()),
        "files": len(captures),
        "bytes": sum(int(values["size"]) for values in captures),
        "left_out": [str(sentence) for sentence in report.claim["left_out"]],
        "rows": sum(map(len, rows.values())),
        "unproven": len(report.unproven),
        "unproven_claim": unproven.claim,
        "unproven_items": sorted(unproven.items.items()),
        "not_imported": [[label, len(rows[kind])] for kind, label in NOT_IMPORTED.items() if rows.get(kind)],
    }


def _item(row: Mapping[str, Any], rows: Mapping[str, Any], copies: Mapping[int, int]) -> dict[str, Any]:
    values = row["values"]
    quote = str(values["exact"])
    return {
        "number": row["number"],
        "title": item_title(values, rows),
        "quote": quote[:200] + ("…" if len(quote) > 200 else ""),
        "copies": copies[row["id"]],
    }
