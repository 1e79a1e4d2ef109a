"""The evidence board of a claim: two queries, however much is attached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.db.models import OuterRef, Subquery

from factcheck.archive.store import address as sha256_of
from factcheck.articles.models import Revision, Source
from factcheck.claims.models import Claim
from factcheck.evidence.locators import FileLocator, Locator, PageLocator, PassageLocator
from factcheck.evidence.models import Evidence, SearchLogEntry, Stance
from factcheck.evidence.timing import TIMING_LABELS, Timing, timing
from factcheck.web.decisions import Decision, Denied, can

NEWEST_REVISION_NUMBER = Subquery(
    Revision.objects.filter(article=OuterRef("revision__article")).order_by("-number").values("number")[:1]
)


@dataclass(frozen=True, slots=True)
class BoardItem:
    """One item as a screen shows it; `row` is the Evidence with source, origin, article, capture and people loaded."""

    row: Evidence
    timing: Timing
    newest: int = 0
    """number of the newest revision of a passage's article"""

    @property
    def title(self) -> str:
        row = self.row
        if row.revision:
            return str(row.revision.article.title)
        if row.capture:
            return row.capture.name or "Attached file"
        return urlsplit(row.address).netloc.removeprefix("www.") or row.address

    @property
    def is_of_old_text(self) -> bool:
        """A passage of a text that has a newer revision."""
        return bool(self.row.revision and self.row.revision.number < self.newest)

    @property
    def others(self) -> tuple[str, ...]:
        """The stances that it could be moved to."""
        return tuple(stance.value for stance in Stance if stance != self.row.stance)

    @property
    def timing_words(self) -> str:
        return TIMING_LABELS[self.timing]

    @property
    def root(self) -> Source | None:
        """The independent root: the origin where one is named, else the source itself."""
        return self.row.origin or self.row.source

    @property
    def party(self) -> Source | None:
        """The source or the origin that is a party to the dispute."""
        return next((s for s in (self.row.source, self.row.origin) if s and s.is_party), None)


@dataclass(frozen=True, slots=True)
class EvidenceGroup:
    """Items that are sufficient only together, or one item by itself (`label` is empty then)."""

    label: str
    items: tuple[BoardItem, ...]


@dataclass(frozen=True, slots=True)
class StanceColumn:
    stance: str
    groups: tuple[EvidenceGroup, ...]
    searched: tuple[SearchLogEntry, ...]
    """logged searches for this stance that found nothing"""

    @property
    def items(self) -> tuple[BoardItem, ...]:
        return tuple(item for group in self.groups for item in group.items)

    @property
    def origins(self) -> int:
        return len(_count_origins(self.items))


@dataclass(frozen=True, slots=True)
class IndependentOrigin:
    """One independent origin with how many items go back to it."""

    source: Source
    items: int


@dataclass(frozen=True, slots=True)
class EvidenceBoard:
    """Evidence for and against one claim. Without a person `may_attach` and `may_log` are Denied: nothing to press is shown."""

    claim: Claim
    columns: tuple[StanceColumn, ...]
    withdrawn: tuple[BoardItem, ...]
    searches: tuple[SearchLogEntry, ...]
    may_attach: Decision = field(default=Denied(""))
    may_log: Decision = field(default=Denied(""))

    @property
    def supports(self) -> StanceColumn:
        return self.columns[0]

    @property
    def contradicts(self) -> StanceColumn:
        return self.columns[1]

    @property
    def context(self) -> StanceColumn:
        return self.columns[2]

    @property
    def items(self) -> tuple[BoardItem, ...]:
        return tuple(item for column in self.columns for item in column.items)

    @property
    def origins(self) -> tuple[IndependentOrigin, ...]:
        """Distinct origins behind all active items, the most used first."""
        return _count_origins(self.items)

    @property
    def unnamed(self) -> int:
        """Active items that name neither source nor origin, and so count as no origin."""
        return sum(1 for item in self.items if item.root is None)


def evidence_board(claim: Claim, person: Any = None) -> EvidenceBoard:
    """The board of `claim`. With a `person`, what they may do on it is asked too; without one it is for reading alone."""
    rows = (
        Evidence.objects.filter(claim=claim)
        .select_related("source", "origin", "revision__article", "capture", "created_by", "withdrawn_by")
        .defer("revision__text", "revision__words")
        .annotate(newest=NEWEST_REVISION_NUMBER)
        .order_by("id")
    )
    items = [board_item(row, claim) for row in rows]
    searches = tuple(SearchLogEntry.objects.filter(claim=claim).select_related("created_by").order_by("-searched_on", "-id"))
    active = [item for item in items if item.row.withdrawn_at is None]
    return EvidenceBoard(
        claim=claim,
        columns=tuple(
            StanceColumn(
                stance=stance.value,
                groups=_group_by_set(item for item in active if item.row.stance == stance),
                searched=tuple(line for line in searches if line.sought == stance and not line.is_found),
            )
            for stance in Stance
        ),
        withdrawn=tuple(item for item in items if item.row.withdrawn_at is not None),
        searches=searches,
        may_attach=can(person, "evidence.attach", claim) if person else Denied(""),
        may_log=can(person, "search.log", claim) if person else Denied(""),
    )


def board_item(row: Any, claim: Claim) -> BoardItem:
    """The item of an Evidence row that was read with NEWEST as `newest`."""
    when = timing(row.available_since, row.available_precision, claim.said_on, claim.said_precision)
    return BoardItem(row, when, row.newest or 0)


def source_for_url(address: str) -> Source | None:
    """The source whose own address has the host of `address`; None where none or several have."""
    host = urlsplit(address).netloc.lower().removeprefix("www.")
    known = Source.objects.filter(address__icontains=host).order_by("id")
    found = [source for source in known if urlsplit(source.address).netloc.lower().removeprefix("www.") == host]
    return found[0] if len(found) == 1 else None


def find_duplicate(claim: Claim, found: Locator) -> Evidence | None:
    """The active item of this claim that is the same words of the same page or passage, or the same file; else None."""
    active = Evidence.objects.filter(claim=claim, withdrawn_at=None).order_by("id")
    match found:
        case PageLocator(address, quote):
            wanted = _comparable_url(address), _comparable_quote(quote)
            return next(
                (
                    row
                    for row in active.exclude(address="")
                    if (_comparable_url(row.address), _comparable_quote(row.exact)) == wanted
                ),
                None,
            )
        case FileLocator(content=content):
            return active.filter(capture__sha256=sha256_of(content)).first()
        case PassageLocator(revision, selector):
            return active.filter(revision=revision, start=selector.start, end=selector.end).first()


def _group_by_set(items: Iterable[BoardItem]) -> tuple[EvidenceGroup, ...]:
    """Sets first where their first item stands, lone items where they stand."""
    places: dict[Any, list[BoardItem]] = {}
    for item in items:
        label = item.row.evidence_set.strip()
        places.setdefault(label or item.row.pk, []).append(item)
    return tuple(EvidenceGroup(key if isinstance(key, str) else "", tuple(members)) for key, members in places.items())


def _count_origins(items: Iterable[BoardItem]) -> tuple[IndependentOrigin, ...]:
    counts: dict[int, tuple[Source, int]] = {}
    for item in items:
        if root := item.root:
            counts[root.pk] = root, counts.get(root.pk, (root, 0))[1] + 1
    return tuple(IndependentOrigin(source, number) for source, number in sorted(counts.values(), key=lambda found: -found[1]))


def _comparable_url(address: str) -> str:
    """The address without what does not change the page: scheme, `www.`, fragment, a closing slash."""
    parts = urlsplit(address)
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"


def _comparable_quote(quote: str) -> str:
    return " ".join(quote.casefold().split())
