"""The public document of a fact-check: everything that its page, feeds, and ClaimReview show, as plain JSON values. Pure.

`document` converts a `PublishedCheck` to the document; `retracted` derives the document of a retraction from the previous one.
Documents are hashed and never change, so `shape` states which version of this module wrote a stored document.

Quotes are code points as stored; dates are ISO 8601, moments in UTC. Addresses that are not http or https are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from factcheck.articles.fields import ARTICLE, SOURCE
from factcheck.claims.fields import ACTOR
from factcheck.evidence.fields import EVIDENCE

SHAPE = 1
STANCES = ("supports", "contradicts", "context")
ADDRESSES = {field.name for fields in (ARTICLE, SOURCE, ACTOR, EVIDENCE) for field in fields if field.is_address}
"""Keys whose values are web addresses."""


@dataclass(frozen=True, slots=True)
class PublishedClaimant:
    name: str
    kind: str
    """"person" or "organization\""""
    description: str = ""
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class PublishedClaim:
    statement: str
    context: str
    layer: str
    claimant: PublishedClaimant
    said_on: date | None = None
    said_precision: str = "day"
    place: str = ""
    types: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedVerdict:
    """`number` only where the rating can be placed on the scale, which then runs from `worst` to `best`."""

    rating: str
    conclusion: str
    conclusion_words: str
    meaning: str
    summary: str
    rationale: str
    as_of: date
    version: int
    number: int | None = None
    worst: int | None = None
    best: int | None = None


@dataclass(frozen=True, slots=True)
class PublishedRelation:
    kind: str
    words: str
    statement: str
    slug: str = ""
    """of the other claim's published check, where there is one"""


@dataclass(frozen=True, slots=True)
class PublishedQuote:
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class PublishedAppearance:
    title: str
    outlet: str
    address: str
    published_on: date | None
    mode: str
    chain: tuple[str, ...]
    """outermost first"""
    words: tuple[PublishedQuote, ...]
    sha256: str
    """of the preserved text"""
    is_graphic: bool = False


@dataclass(frozen=True, slots=True)
class PublishedSource:
    name: str
    address: str = ""
    country: str = ""
    kind: str = ""
    is_party: bool = False
    interest: str = ""


@dataclass(frozen=True, slots=True)
class PublishedFile:
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PublishedEvidence:
    """One item of evidence. `title` is the article's or the file's; empty for a web address."""

    stance: str
    closeness: str
    source: PublishedSource | None = None
    origin: str = ""
    note: str = ""
    title: str = ""
    published_on: date | None = None
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    address: str = ""
    locator: str = ""
    file: PublishedFile | None = None
    sha256: str = ""
    """of the preserved text or file; empty where no copy is kept"""
    available_since: date | None = None
    available_precision: str = "day"
    evidence_set: str = ""
    is_graphic: bool = False


@dataclass(frozen=True, slots=True)
class PublishedSearch:
    sought: str
    place: str
    terms: str
    searched_on: date
    is_found: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class PublishedException:
    """A line of the evidence gate that was not met, and the written reason why the check was made all the same."""

    line: str
    reason: str


@dataclass(frozen=True, slots=True)
class PublishedCorrection:
    kind: str
    words: str
    notice: str
    at: datetime
    number: int
    """of the publication that carries it"""
    rating_before: str = ""
    rating_after: str = ""


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """An earlier publication of the same check."""

    number: int
    kind: str
    rating: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class PublishedCheck:
    """Everything that is published, gathered. `corrections` and `versions` are newest first."""

    slug: str
    number: int
    kind: str
    newsroom: str
    first_published_at: datetime
    published_at: datetime
    verdict: PublishedVerdict
    claim: PublishedClaim
    authors: tuple[str, ...]
    reviewer: str
    reviewed_at: datetime
    relations: tuple[PublishedRelation, ...] = ()
    appearances: tuple[PublishedAppearance, ...] = ()
    items: tuple[PublishedEvidence, ...] = ()
    searches: tuple[PublishedSearch, ...] = ()
    exceptions: tuple[PublishedException, ...] = ()
    corrections: tuple[PublishedCorrection, ...] = ()
    versions: tuple[EarlierVersion, ...] = ()


def document(check: PublishedCheck) -> dict[str, Any]:
    """The public document. Evidence is numbered through, in the order in which a reader meets it."""
    values: dict[str, Any] = _plain(asdict(check))
    items = values.pop("items")
    evidence: dict[str, list[dict[str, Any]]] = {stance: [] for stance in STANCES}
    ordered = sorted(items, key=lambda item: STANCES.index(item["stance"]))
    for number, item in enumerate(ordered, start=1):
        evidence[item["stance"]].append({"number": number, **item})
    return {
        "shape": SHAPE,
        **values,
        "about": about(check),
        "evidence": evidence,
        "origins": {stance: origins(check.items, stance) for stance in STANCES},
        "looked_for": {stance: _looked_for(check, stance) for stance in STANCES},
        "method": method(check),
        "is_graphic": any(a.is_graphic for a in check.appearances) or any(i.is_graphic for i in check.items),
    }


def retracted(before: Mapping[str, Any], *, number: int, at: datetime, notice: str) -> dict[str, Any]:
    """The document of a retraction: all that was published stays readable, under the notice."""
    rating, published_at = before["verdict"]["rating"], datetime.fromisoformat(before["published_at"])
    earlier = EarlierVersion(before["number"], before["kind"], rating, published_at)
    correction = PublishedCorrection("retraction", "retraction", notice, at, number, rating_before=rating)
    return {
        **before,
        "number": number,
        "kind": "retracted",
        "published_at": _plain(at),
        "corrections": [_plain(asdict(correction)), *before["corrections"]],
        "versions": [_plain(asdict(earlier)), *before["versions"]],
    }


def content_without_timestamps(values: Mapping[str, Any]) -> dict[str, Any]:
    """The document without the moment of its publication: what an editor reads in the preview and then publishes."""
    moment = values["published_at"]
    kept = {key: value for key, value in values.items() if key not in ("published_at", "first_published_at")}
    kept["corrections"] = [{**c, "at": ""} if c["at"] == moment else c for c in values["corrections"]]
    return kept


def about(check: PublishedCheck) -> list[str]:
    """Sentences that say what the rating is about, where a reader could take it for something else.

    A "False" under a denial is never to be read as a "False" of what is denied, nor one about an utterance as one about what was
    said.
    """
    said: list[str] = []
    who = check.claim.claimant.name
    if check.claim.layer == "utterance":
        said.append(f"The rating says whether {who} said this. It does not say whether what was said is true.")
    elif check.claim.layer == "report":
        said.append(f"The rating says whether {who} reported this correctly. It does not say whether what was reported is true.")
    for relation in check.relations:
        if relation.kind not in ("denies", "counters"):
            continue
        what = "denial" if relation.kind == "denies" else "counter-claim"
        verb = "denies" if relation.kind == "denies" else "answers"
        if check.claim.layer == "proposition":
            said.append(
                f"This claim {verb} another one: “{relation.statement}” The rating is about the {what}: {_outcome(check, what)}"
            )
        else:
            said.append(f"What was said {verb} another claim: “{relation.statement}” That other claim is not rated here.")
    return said


def origins(items: Iterable[PublishedEvidence], stance: str) -> int:
    """How many independent roots the items of a stance go back to."""
    return len({origin_of(item) for item in items if item.stance == stance} - {""})


def origin_of(item: PublishedEvidence) -> str:
    """The name of the root it goes back to: its origin, else its source; empty where neither is known."""
    return item.origin or (item.source.name if item.source else "")


def method(check: PublishedCheck) -> list[str]:
    """How this check was made, in sentences a reader can test against the page."""
    found, roots = len(check.items), len({origin_of(item) for item in check.items} - {""})
    said = [
        f"Written by {_and(check.authors)}; approved on {_day(check.reviewed_at)} by {check.reviewer}, "
        "who had no part in the claim, its evidence or its verdict.",
        f"The verdict rests on {_number(found, 'item')} of evidence from {_number(roots, 'independent origin')}, "
        f"as of {_day(check.verdict.as_of)}. Sources that repeat the same root count as one origin.",
    ]
    if check.searches:
        empty = sum(not line.is_found for line in check.searches)
        said.append(f"Searches logged: {len(check.searches)}, of which {empty or 'none'} found nothing. Each is listed below.")
    else:
        said.append("No search is logged beyond the evidence that is shown.")
    return said


def _outcome(check: PublishedCheck, what: str) -> str:
    return {
        "refuted": f"the evidence contradicts the {what}.",
        "supported": f"the evidence supports the {what}.",
        "not_enough": f"the evidence found does not decide the {what}.",
        "conflicting": f"the evidence on the {what} conflicts.",
    }.get(check.verdict.conclusion, f"it rates the {what} alone.")


def _looked_for(check: PublishedCheck, stance: str) -> bool:
    """True where the log holds a search for this side that found nothing."""
    return any(line.sought == stance and not line.is_found for line in check.searches)


def _plain(value: Any, key: str = "") -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(inner, name) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if key in ADDRESSES:
        return value if is_web_address(value) else ""
    return value


def is_web_address(value: str) -> bool:
    """True for an http or https address with a host: nothing else becomes a link or a machine-readable address."""
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(c.isspace() or c < " " for c in value)
    except ValueError:
        return False


def _day(moment: date) -> str:
    day = moment.astimezone(UTC) if isinstance(moment, datetime) else moment
    return f"{day.day} {day:%B %Y}"


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count or 'no'} {one if count == 1 else many or one + 's'}"


def _and(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
