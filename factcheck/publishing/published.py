"""The values of a published check, from which `publishing.document` builds the public document. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PublishedClaimant:
    name: str
    kind: str
    """"person", "organization", or "unknown\""""
    description: str = ""
    same_as: str = ""
    is_party: bool = False
    interest: str = ""


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
    """`number` is None if the rating has no place on the scale, which otherwise runs from `worst` to `best`."""

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
    headline: str = ""
    """one true sentence; empty in documents that predate headlines"""
    citations: tuple[int, ...] = ()
    """the numbers of the evidence items that the rationale cites; missing in documents that predate citations"""


@dataclass(frozen=True, slots=True)
class PublishedRelation:
    kind: str
    words: str
    statement: str
    slug: str = ""
    """of the other claim's published check; empty if there is none"""


@dataclass(frozen=True, slots=True)
class PublishedQuote:
    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    """offset in the stored text in code points; missing in documents of earlier versions"""


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
    """of the stored text"""
    is_graphic: bool = False
    parties: tuple[str, ...] = ()
    """the names in `chain` that are parties to the claim"""
    language: str = ""
    """of the article, a language tag (BCP 47); missing in documents of earlier versions"""
    not_in_copy_of: datetime | None = None
    """when the newest copy of the article was stored, if the passage was removed from it or changed; otherwise None"""
    article: int | None = None
    """the id of the article, which is in the address of its public page; missing in documents of earlier versions"""


@dataclass(frozen=True, slots=True)
class PublishedParty:
    """A party to the claim: a source or an actor, with its interest in one sentence."""

    name: str
    interest: str


@dataclass(frozen=True, slots=True)
class PublishedSource:
    """`is_party`: whether it is a party to this claim; `interest` is then its interest in the claim."""

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
class PublishedCopy:
    """The preserved copy of a web page. `kept_at` is when the server answered, or when a copy from elsewhere was added.

    `before`, `words`, and `after` are the words around the quote in the text of the copy, where they are published.
    """

    kept_at: datetime
    is_fetched: bool
    """whether the software fetched the page; otherwise, a person provided a copy"""
    media_type: str
    size: int
    """of the received bytes"""
    sha256: str
    """of the received bytes"""
    quote_state: str
    """"found", "several", "typography", "missing", or "not_checked\""""
    quote_state_words: str
    before: str = ""
    words: str = ""
    after: str = ""
    is_cut_before: bool = False
    """whether the text of the copy continues before the published words"""
    is_cut_after: bool = False
    address: str = ""
    """the address that a provided file names, if it is not that of the item; missing in documents of earlier versions"""


@dataclass(frozen=True, slots=True)
class PublishedEvidence:
    """One item of evidence. `title` and `published_on` are the item's own, or else those of its article or file."""

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
    """of the stored text or file; empty if no copy is stored"""
    available_since: date | None = None
    available_precision: str = "day"
    evidence_set: str = ""
    is_graphic: bool = False
    origin_is_party: bool = False
    origin_interest: str = ""
    number: int = 0
    """within the claim; 0 in documents that predate such numbers, in which items are numbered in the order of the page"""
    author: str = ""
    accessed_on: date | None = None
    language: str = ""
    """of the article, a language tag (BCP 47); empty for a web page or file"""
    not_in_copy_of: datetime | None = None
    """as in PublishedAppearance"""
    event_on: date | None = None
    """when what the item shows or describes happened; missing in documents of earlier versions, like the next three"""
    event_precision: str = ""
    timing: str = ""
    """whether the item was known when the claim was made: "before", "same_day", "after", "unclear"; empty without both dates"""
    timing_words: str = ""
    protection: str = ""
    """why details are withheld: "source", "privacy", "license", or "legal"; otherwise empty"""
    protection_words: str = ""
    """the reason in words"""
    preserved: PublishedCopy | None = None
    """the copy of a web page; missing in documents of earlier versions"""
    is_set_broken: bool = False
    """whether an item of its set was withdrawn, so that it does not count toward the number of origins. This and the next one
    are missing in documents of earlier versions, which counted all items."""
    is_source_implied: bool = False
    """whether `source` is the publisher of the article because the item names none; it then counts as no origin"""


@dataclass(frozen=True, slots=True)
class PublishedSearch:
    sought: str
    place: str
    terms: str
    searched_on: date
    is_found: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class PublishedReply:
    """A request for comment, or the reason why somebody was not asked. It contains no contact details and no request.

    `outcome` is "answered", "declined", "no_answer", "open" (the deadline had not passed when the document was published), or
    "not_asked", in which case only `name` and `not_asked_because` have values.
    """

    name: str
    outcome: str
    asked_on: date | None = None
    channel: str = ""
    channel_words: str = ""
    channel_note: str = ""
    deadline: date | None = None
    answer: str = ""
    answered_on: date | None = None
    answered_by: str = ""
    not_asked_because: str = ""


@dataclass(frozen=True, slots=True)
class PublishedException:
    """An unmet line of the evidence gate, with the written reason for the exception."""

    line: str
    reason: str


@dataclass(frozen=True, slots=True)
class PublishedCorrection:
    kind: str
    words: str
    notice: str
    at: datetime
    number: int
    """of the publication that contains it"""
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
    """All values that a document is built from. `corrections` and `versions` are newest first."""

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
    """in the time zone of the newsroom, because a sentence names its day"""
    relations: tuple[PublishedRelation, ...] = ()
    appearances: tuple[PublishedAppearance, ...] = ()
    items: tuple[PublishedEvidence, ...] = ()
    searches: tuple[PublishedSearch, ...] = ()
    exceptions: tuple[PublishedException, ...] = ()
    corrections: tuple[PublishedCorrection, ...] = ()
    versions: tuple[EarlierVersion, ...] = ()
    parties: tuple[PublishedParty, ...] = ()
    replies: tuple[PublishedReply, ...] = ()
    """the right of reply; missing in documents of earlier versions"""
