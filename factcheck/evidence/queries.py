"""Queries for the evidence board of a claim, and lookups for new evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.db.models import BooleanField, Count, F, Func, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from factcheck.articles.models import Revision, Source
from factcheck.claims.models import Claim, Party
from factcheck.claims.parties import PARTY_QUERIES, ClaimParties, claim_parties
from factcheck.evidence.availability.queries import ADDRESS_COLUMNS, AddressStatus, address_status
from factcheck.evidence.copies.queries import COPY_COLUMNS, CopySummary, copy_summary
from factcheck.evidence.custody.hiding import hide_words
from factcheck.evidence.fields import VERIFICATION
from factcheck.evidence.models import Evidence, SearchLogEntry, Stance
from factcheck.evidence.sets import withdrawn_members
from factcheck.evidence.timing import TIMING_LABELS, Timing, timing
from factcheck.ledger.models import Entry
from factcheck.web.database.composed import ComposedRows
from factcheck.web.decisions import Decision, Denied, can
from factcheck.web.http_urls import ascii_host

NEWEST_REVISION_NUMBER = Subquery(
    Revision.objects.filter(article=OuterRef("revision__article")).order_by("-number").values("number")[:1]
)

NO_CORRECTIONS = ("stance", "evidence_set", "fetching", "may_show_surroundings", "protection", "protection_note")
"""Fields that say where an item is on the board and how it is handled. A change of these alone does not correct what it says."""
_CORRECTS = Func(
    F("after"),
    template=f"((%(expressions)s - '{{{','.join(NO_CORRECTIONS)}}}'::text[]) <> '{{}}'::jsonb)",
    output_field=BooleanField(),
)
CORRECTIONS = Entry.objects.filter(_CORRECTS, kind="evidence", action="evidence.changed")
"""The ledger entries of corrections of what items say."""
NUMBER_OF_CORRECTIONS = Coalesce(
    Subquery(
        CORRECTIONS.filter(object_id=OuterRef("pk"))
        .order_by()
        .values("object_id")
        .annotate(entries=Count("number"))
        .values("entries")
    ),
    0,
)


@dataclass(frozen=True, slots=True)
class BoardItem:
    """One item of evidence on a screen. `row` has its source, origin, article, capture, and people loaded."""

    row: Evidence
    timing: Timing
    newest: int = 0
    """Number of the newest revision of a passage's article; 0 for other items."""
    source_party: Party | None = None
    """The party to the claim that the source of the item is."""
    origin_party: Party | None = None
    corrections: int = 0
    """How many times the item was corrected."""
    copy: CopySummary | None = None
    """The copy of a web page, on a board."""
    set_withdrawn: tuple[int, ...] = ()
    """The numbers of the withdrawn items of its set, on a board."""
    address: AddressStatus | None = None
    """The result of checking the address again, on a board, if it differs from the copy."""
    has_changes: bool = False
    """Whether words next to the quote changed, and nobody has confirmed them; also if a takedown hides them."""

    @property
    def title(self) -> str:
        """The title that was entered, or else that of the article, the name of the file, or the host of the page."""
        row = self.row
        if row.title:
            return str(row.title)
        if row.revision:
            return str(row.revision.article.display_title)
        if row.capture:
            return row.capture.name or "Attached file"
        return ascii_host(row.address).removeprefix("www.") or str(row.address)

    @property
    def author(self) -> str:
        """The author that was entered, or else that of the article."""
        row = self.row
        return str(row.author or (row.revision.article.author if row.revision else ""))

    @property
    def published_on(self) -> date | None:
        """The date that was entered, or else that of the article."""
        row = self.row
        return row.published_on or (row.revision.article.published_on if row.revision else None)

    @property
    def is_of_old_text(self) -> bool:
        """Whether this is a passage of an article that has a newer revision."""
        return bool(self.row.revision and self.row.revision.number < self.newest)

    @property
    def has_changed_context(self) -> bool:
        """Whether the passage is placed, but nobody has confirmed the changed words next to it."""
        return self.is_pending and not self.row.anchor

    @property
    def is_pending(self) -> bool:
        """Whether the passage needs a decision after a new revision."""
        row = self.row
        return row.withdrawn_at is None and bool((row.anchor and not row.stays) or self.has_changes)

    @property
    def is_missing(self) -> bool:
        """Whether a person has to decide where the passage is, or that it stays in its revision."""
        return self.row.withdrawn_at is None and self.row.is_missing

    @property
    def others(self) -> tuple[str, ...]:
        """The other stances."""
        return tuple(stance.value for stance in Stance if stance != self.row.stance)

    @property
    def timing_label(self) -> str:
        return TIMING_LABELS[self.timing]

    @property
    def verified(self) -> tuple[str, ...]:
        """The kinds of verification notes that the item has: "source", "technical", "content"."""
        return tuple(name.removesuffix("_check") for name in VERIFICATION if getattr(self.row, name))

    @property
    def root(self) -> Source | None:
        """The independent origin of the item: its `origin`, or by default its `source`."""
        return self.row.origin or self.row.source

    @property
    def root_party(self) -> Party | None:
        """The party that the root is, or None for an independent origin."""
        return self.origin_party if self.row.origin else self.source_party

    @property
    def parties(self) -> tuple[Party, ...]:
        """The parties that the source and the origin are, each once."""
        return tuple(dict.fromkeys(party for party in (self.source_party, self.origin_party) if party))


@dataclass(frozen=True, slots=True)
class EvidenceGroup:
    """A set of items that are sufficient only together, or a single item with an empty `label`."""

    label: str
    items: tuple[BoardItem, ...]

    @property
    def withdrawn(self) -> tuple[int, ...]:
        """The numbers of the withdrawn items of the set. If there are any, its other items do not count as sufficient."""
        return self.items[0].set_withdrawn


@dataclass(frozen=True, slots=True)
class StanceColumn:
    stance: str
    groups: tuple[EvidenceGroup, ...]
    searched: tuple[SearchLogEntry, ...]
    """Logged searches for this stance without a result."""

    @property
    def items(self) -> tuple[BoardItem, ...]:
        return tuple(item for group in self.groups for item in group.items)

    @property
    def origins(self) -> int:
        """Number of independent origins of the items that count."""
        return sum(root.party is None for root in _roots(_counted(self.items)))

    @property
    def party_origins(self) -> int:
        """Number of origins that are parties."""
        return sum(root.party is not None for root in _roots(_counted(self.items)))


@dataclass(frozen=True, slots=True)
class EvidenceRoot:
    """A source that items go back to, and the number of these items. It is an independent origin unless it is a party."""

    source: Source
    items: int
    party: Party | None


@dataclass(frozen=True, slots=True)
class EvidenceBoard:
    """The evidence of one claim by stance. Without a person, `may_attach` and `may_log` are Denied, so it has no buttons."""

    claim: Claim
    parties: ClaimParties
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

    def urls(self, page: str = "") -> dict[int, str]:
        """The URL of each item on the page with the board, by number, including withdrawn ones."""
        return {item.row.number: f"{page}#evidence-{item.row.pk}" for item in (*self.items, *self.withdrawn)}

    @property
    def roots(self) -> tuple[EvidenceRoot, ...]:
        """The roots of all active items, most frequent first."""
        return _roots(self.items)

    @property
    def origins(self) -> int:
        """Number of independent origins of the items that count."""
        return sum(root.party is None for root in _roots(_counted(self.items)))

    @property
    def party_origins(self) -> int:
        """Number of origins that are parties."""
        return sum(root.party is not None for root in _roots(_counted(self.items)))

    @property
    def unnamed(self) -> int:
        """Number of active items with neither source nor origin, which are not counted by origin."""
        return sum(1 for item in self.items if item.root is None)


@ComposedRows
def _board_rows(claim_id: int) -> QuerySet[Evidence]:
    return (
        Evidence.objects.filter(claim=claim_id)
        .select_related("source", "origin", "revision__article", "capture", "created_by", "withdrawn_by")
        .defer("revision__text", "revision__words")
        .annotate(newest=NEWEST_REVISION_NUMBER, corrections=NUMBER_OF_CORRECTIONS, **COPY_COLUMNS, **ADDRESS_COLUMNS)
        .order_by("number")
    )


@ComposedRows
def _searches(claim_id: int) -> QuerySet[SearchLogEntry]:
    return SearchLogEntry.objects.filter(claim=claim_id).select_related("created_by").order_by("-searched_on", "-id")


BOARD_QUERIES = (_board_rows, *PARTY_QUERIES, _searches)
"""What `board_of` reads."""


def evidence_board(claim: Claim, person: Any = None) -> EvidenceBoard:
    """Return the evidence board of `claim`, with the permissions of `person` if there is one. Takes three queries."""
    if person is None:
        return board_of(claim, Denied(""), Denied(""))
    return board_of(claim, can(person, "evidence.attach", claim), can(person, "search.log", claim))


def board_of(claim: Claim, may_attach: Decision, may_log: Decision) -> EvidenceBoard:
    """Return the evidence board of `claim` with these permissions. Takes three queries."""
    rows = _board_rows(claim.pk)
    parties = claim_parties(claim)
    members = withdrawn_members((row.evidence_set, row.number, row.withdrawn_at is not None) for row in rows)
    items = [
        replace(
            board_item(row, claim, parties),
            copy=copy_summary(row),
            address=address_status(row),
            set_withdrawn=members.get(row.evidence_set.strip(), ()),
        )
        for row in rows
    ]
    searches = tuple(_searches(claim.pk))
    active = [item for item in items if item.row.withdrawn_at is None]
    return EvidenceBoard(
        claim=claim,
        parties=parties,
        columns=tuple(
            StanceColumn(
                stance=stance.value,
                groups=_group_by_set(item for item in active if item.row.stance == stance),
                searched=tuple(search for search in searches if search.sought == stance and not search.is_found),
            )
            for stance in Stance
        ),
        withdrawn=tuple(item for item in items if item.row.withdrawn_at is not None),
        searches=searches,
        may_attach=may_attach,
        may_log=may_log,
    )


def board_item(row: Any, claim: Claim, parties: ClaimParties) -> BoardItem:
    """Return the item for an Evidence row with the annotations NEWEST_REVISION_NUMBER, as `newest`, and NUMBER_OF_CORRECTIONS.

    The row loses its words in memory while a takedown hides it, so no screen can display them.
    """
    has_changes = bool(row.changed_context)
    item_timing = timing(row.available_since, row.available_precision, claim.said_on, claim.said_precision)
    source, origin = parties.of_source(row.source), parties.of_source(row.origin)
    return BoardItem(hide_words(row), item_timing, row.newest or 0, source, origin, row.corrections, has_changes=has_changes)


def source_for_url(address: str) -> Source | None:
    """Return the only source whose address has the same host as `address`; None if there is none or several."""
    host = urlsplit(address).netloc.lower().removeprefix("www.")
    candidates = Source.objects.filter(address__icontains=host).order_by("id")
    sources = [source for source in candidates if urlsplit(source.address).netloc.lower().removeprefix("www.") == host]
    return sources[0] if len(sources) == 1 else None


def _group_by_set(items: Iterable[BoardItem]) -> tuple[EvidenceGroup, ...]:
    """Group items by their set, in the order of the first item of each group."""
    groups: dict[Any, list[BoardItem]] = {}
    for item in items:
        label = item.row.evidence_set.strip()
        groups.setdefault(label or item.row.pk, []).append(item)
    return tuple(EvidenceGroup(key if isinstance(key, str) else "", tuple(members)) for key, members in groups.items())


def _counted(items: Iterable[BoardItem]) -> Iterable[BoardItem]:
    """The items that count as sufficient: not those of a set with a withdrawn item."""
    return (item for item in items if not item.set_withdrawn)


def _roots(items: Iterable[BoardItem]) -> tuple[EvidenceRoot, ...]:
    by_root: dict[int, list[BoardItem]] = {}
    for item in items:
        if item.root:
            by_root.setdefault(item.root.pk, []).append(item)
    groups = sorted(by_root.values(), key=len, reverse=True)
    return tuple(EvidenceRoot(group[0].root, len(group), group[0].root_party) for group in groups if group[0].root)
