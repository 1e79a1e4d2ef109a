"""The public document of a fact-check: the content of its page, feeds, and ClaimReview as plain JSON values. Pure.

`build_document` converts a `PublishedCheck` to a document; `build_retraction` derives a retraction from the previous document.
Documents are hashed and never change. `shape` is the version of the document format.

Quotes are stored unchanged; dates and times are ISO 8601, times in UTC. URLs that are not http or https are omitted.
Sentences name the day of a time in the time zone of the given value, which is that of the newsroom.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from factcheck.articles.fields import ARTICLE, SOURCE
from factcheck.claims.fields import ACTOR
from factcheck.evidence.fields import EVIDENCE
from factcheck.publishing.published import EarlierVersion, PublishedCheck, PublishedCorrection, PublishedEvidence
from factcheck.web.days import day_text

DOCUMENT_VERSION = 1
STANCES = ("supports", "contradicts", "context")
ADDRESS_KEYS = {field.name for fields in (ARTICLE, SOURCE, ACTOR, EVIDENCE) for field in fields if field.is_address}
"""Keys whose values are URLs."""


def build_document(check: PublishedCheck) -> dict[str, Any]:
    """The public document. Evidence items have the numbers of their claim. Their order is supporting, contradicting, context."""
    values: dict[str, Any] = _json_value(asdict(check))
    items = values.pop("items")
    evidence: dict[str, list[dict[str, Any]]] = {stance: [] for stance in STANCES}
    for item in sorted(items, key=lambda item: item["number"]):
        evidence[item["stance"]].append(item)
    return {
        "shape": DOCUMENT_VERSION,
        **values,
        "about": scope_notes(check),
        "evidence": evidence,
        "origins": {stance: count_origins(check.items, stance) for stance in STANCES},
        "party_origins": {stance: count_origins(check.items, stance, parties=True) for stance in STANCES},
        "looked_for": {stance: _has_search_without_result(check, stance) for stance in STANCES},
        "method": method_notes(check),
        "is_graphic": any(a.is_graphic for a in check.appearances) or any(i.is_graphic for i in check.items),
    }


def build_retraction(before: Mapping[str, Any], *, number: int, at: datetime, notice: str) -> dict[str, Any]:
    """The document of a retraction: the previous document `before` with the notice as its newest correction."""
    rating, published_at = before["verdict"]["rating"], datetime.fromisoformat(before["published_at"])
    earlier = EarlierVersion(before["number"], before["kind"], rating, published_at)
    correction = PublishedCorrection("retraction", "retraction", notice, at, number, rating_before=rating)
    return {
        **before,
        "number": number,
        "kind": "retracted",
        "published_at": _json_value(at),
        "corrections": [_json_value(asdict(correction)), *before["corrections"]],
        "versions": [_json_value(asdict(earlier)), *before["versions"]],
    }


def content_without_timestamps(values: Mapping[str, Any]) -> dict[str, Any]:
    """The document without the time of its publication, which differs between the preview and the publication."""
    published_at = values["published_at"]
    content = {key: value for key, value in values.items() if key not in ("published_at", "first_published_at")}
    content["corrections"] = [{**c, "at": ""} if c["at"] == published_at else c for c in values["corrections"]]
    return content


def evidence_values(document: Mapping[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The evidence of a document for a comparison: without empty and derived values, which older documents lack, and numbers.

    Items of documents that predate citations have other numbers, in the order of their page.
    """
    left_out = {"number", "timing", "timing_words", "preserved", "is_source_implied"}
    return [
        (side, [{key: value for key, value in item.items() if value and key not in left_out} for item in items])
        for side, items in sorted(document["evidence"].items())
    ]


def scope_notes(check: PublishedCheck) -> list[str]:
    """Sentences that state what the rating applies to, if readers could misread it.

    A rating of "False" for a denial must not be read as a rating of the denied claim, and a rating of an utterance must not be
    read as a rating of its content.
    """
    notes: list[str] = []
    name = check.claim.claimant.name
    if check.claim.layer == "utterance":
        notes.append(f"The rating says whether {name} said this, not whether the statement is true.")
    elif check.claim.layer == "report":
        notes.append(f"The rating says whether {name} reported this correctly, not whether the reported statement is true.")
    for relation in check.relations:
        if relation.kind not in ("denies", "counters"):
            continue
        noun = "denial" if relation.kind == "denies" else "counter-claim"
        verb = "denies" if relation.kind == "denies" else "counters"
        other = f"{verb} another claim: “{relation.statement}”"
        if check.claim.layer == "proposition":
            notes.append(f"This claim {other} The rating is about the {noun}: {_outcome_phrase(check, noun)}")
        else:
            notes.append(f"The statement {other} That other claim is not rated here.")
    return notes


def count_origins(items: Iterable[PublishedEvidence], stance: str = "", *, parties: bool = False) -> int:
    """The number of independent origins of the items of a stance, or of all items. With `parties`, the number of parties.

    It is the number of the evidence gate: items of a set with a withdrawn item do not count.
    """
    counted = (
        item for item in items if stance in ("", item.stance) and not item.is_set_broken and is_from_party(item) == parties
    )
    return len({origin_name(item) for item in counted} - {""})


def is_from_party(item: PublishedEvidence) -> bool:
    """Whether the item's origin, or else its source, is a party to the claim."""
    return item.origin_is_party if item.origin else bool(item.source and item.source.is_party)


def origin_name(item: PublishedEvidence) -> str:
    """The name of the item's origin, or else of its source; empty if it names neither."""
    return item.origin or (item.source.name if item.source and not item.is_source_implied else "")


def method_notes(check: PublishedCheck) -> list[str]:
    """Sentences about the authors, the evidence, and the searches, which readers can verify on the page."""
    items, origins = len(check.items), count_origins(check.items)
    parties = count_origins(check.items, parties=True)
    from_parties = f" and {_count_phrase(parties, 'party', 'parties')} to the dispute" if parties else ""
    notes = [
        f"Written by {_join_names(check.authors)}; approved on {day_text(check.reviewed_at)} by {check.reviewer}, "
        "who had no part in the claim, its evidence, or its verdict.",
        f"The verdict is based on {_count_phrase(items, 'item')} of evidence from"
        f" {_count_phrase(origins, 'independent origin')}{from_parties}, as of {day_text(check.verdict.as_of)}."
        " Sources that repeat the same original source count as one origin.",
    ]
    if check.searches:
        empty = sum(not search.is_found for search in check.searches)
        notes.append(f"Logged searches: {len(check.searches)}; without results: {empty or 'none'}. Each is listed below.")
    else:
        notes.append("No searches were logged.")
    return notes


def _outcome_phrase(check: PublishedCheck, noun: str) -> str:
    return {
        "refuted": f"the evidence contradicts the {noun}.",
        "supported": f"the evidence supports the {noun}.",
        "not_enough": f"there is not enough evidence to decide on the {noun}.",
        "conflicting": f"the evidence on the {noun} conflicts.",
    }.get(check.verdict.conclusion, f"it rates the {noun} alone.")


def _has_search_without_result(check: PublishedCheck, stance: str) -> bool:
    """Whether a search for evidence with this stance was logged and returned no results."""
    return any(search.sought == stance and not search.is_found for search in check.searches)


def _json_value(value: Any, key: str = "") -> Any:
    """`value` with JSON types only. `key` is its key in the document, if it has one."""
    if isinstance(value, Mapping):
        return {name: _json_value(inner, name) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_json_value(inner) for inner in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if key in ADDRESS_KEYS:
        return value if is_web_address(value) else ""
    return value


def is_web_address(value: str) -> bool:
    """Whether `value` is an http or https URL with a host. Documents contain no other URLs."""
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(c.isspace() or c < " " for c in value)
    except ValueError:
        return False


def _count_phrase(count: int, singular: str, plural: str = "") -> str:
    return f"{count or 'no'} {singular if count == 1 else plural or singular + 's'}"


def _join_names(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
