"""What the evidence board displays, from an `EvidenceBoard`: sides, origins, frames of sets, and rows. No query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.claims.models import Claim, Party
from factcheck.desk.board import messages
from factcheck.desk.board.copy_states import CopyState, ItemUrls, copy_state
from factcheck.desk.short_quote import short_quote
from factcheck.evidence.models import SearchLogEntry, Stance
from factcheck.evidence.queries import BoardItem, EvidenceBoard, StanceColumn
from factcheck.web.decisions import Decision


@dataclass(frozen=True, slots=True)
class Destination:
    """A place on the board to which an item can be moved. `key` is the value of the form field `to`; `label` is a set."""

    stance: str
    label: str = ""

    @property
    def key(self) -> str:
        return f"{self.stance} {self.label}".strip()


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item. `is_party`: its origin is a party to the dispute, so its chip is outlined."""

    item: BoardItem
    copy: CopyState
    is_party: bool
    destinations: tuple[Destination, ...]
    url: str
    text_url: str
    move_url: str

    @property
    def text(self) -> str:
        """The quote, shortened and in quotation marks, or else the title."""
        quote = self.item.row.shown_quote
        return short_quote(quote) if quote else self.item.title

    @property
    def title(self) -> str:
        """The title, unless it is the quote, the name of the source, or already in `text`."""
        row, title = self.item.row, self.item.title
        return "" if not row.shown_quote or title in (row.shown_quote, str(row.source or "")) else title

    @property
    def known(self) -> str:
        """Whether the item was known when the claim was made, or empty."""
        return messages.KNOWN.get(self.item.timing, "")

    @property
    def is_own_origin(self) -> bool:
        row = self.item.row
        return row.source_id is not None and row.origin_id in (None, row.source_id)


@dataclass(frozen=True, slots=True)
class ItemSet:
    """Items that count only together, or one item without a `label`. `is_broken`: an item of the set was withdrawn."""

    label: str
    rows: tuple[ItemRow, ...]
    is_broken: bool

    @property
    def origins(self) -> tuple[str, ...]:
        """The names of the origins of the set."""
        return tuple(dict.fromkeys(str(row.item.root) for row in self.rows if row.item.root))


@dataclass(frozen=True, slots=True)
class OriginChips:
    """The items that go back to one origin, for the summary. `name` is empty for items without a source."""

    name: str
    party: Party | None
    sets: tuple[ItemSet, ...]


@dataclass(frozen=True, slots=True)
class Side:
    stance: str
    sets: tuple[ItemSet, ...]
    origins: tuple[OriginChips, ...]
    counts: str
    short_counts: str
    sentence: str
    searched: tuple[SearchLogEntry, ...]
    """searches for this side without a result"""

    @property
    def is_empty(self) -> bool:
        return not self.sets

    @property
    def is_only_parties(self) -> bool:
        """Whether every item comes from a party to the dispute."""
        return bool(self.sets) and all(row.is_party for group in self.sets for row in group.rows)


@dataclass(frozen=True, slots=True)
class BoardView:
    claim: Claim
    sides: tuple[Side, ...]
    withdrawn: tuple[BoardItem, ...]
    searches: tuple[SearchLogEntry, ...]
    searches_text: str
    counts: str
    may_attach: Decision
    may_log: Decision


def board_view(board: EvidenceBoard) -> BoardView:
    """The board with its sides in order: the one with more independent origins first, and context last."""
    urls = ItemUrls()
    broken = frozenset(label for item in board.withdrawn if (label := item.row.evidence_set.strip()))
    columns = sorted(board.columns, key=_order)
    labels = {column.stance: _labels(column) for column in columns}
    sides = tuple(_side(column, labels, broken, urls) for column in columns)
    unsuccessful = sum(not search.is_found for search in board.searches)
    return BoardView(
        claim=board.claim,
        sides=sides,
        withdrawn=board.withdrawn,
        searches=board.searches,
        searches_text=messages.of_searches(len(board.searches), unsuccessful),
        counts=messages.items_and_origins(len(board.items), board.origins, board.party_origins),
        may_attach=board.may_attach,
        may_log=board.may_log,
    )


def _order(column: StanceColumn) -> tuple[bool, int, int]:
    """Sides with the same number of independent origins are in the order of their items, and then as on other screens."""
    return column.stance == Stance.CONTEXT, -column.origins, -len(column.items)


def _labels(column: StanceColumn) -> tuple[str, ...]:
    return tuple(group.label for group in column.groups if group.label)


def _side(column: StanceColumn, labels: dict[str, tuple[str, ...]], broken: frozenset[str], urls: ItemUrls) -> Side:
    sets = tuple(
        ItemSet(group.label, tuple(_row(item, labels, urls) for item in group.items), group.label in broken)
        for group in column.groups
    )
    unnamed = sum(1 for item in column.items if item.root is None)
    decides = column.stance != Stance.CONTEXT
    return Side(
        stance=column.stance,
        sets=sets,
        origins=_by_origin(sets),
        counts=(
            messages.items_and_origins(len(column.items), column.origins, column.party_origins)
            if decides
            else messages.number_of_items(len(column.items))
        ),
        short_counts=messages.short_counts(len(column.items), column.origins, column.party_origins),
        sentence=messages.about_origins(column.origins, column.party_origins, unnamed),
        searched=column.searched,
    )


def _row(item: BoardItem, labels: dict[str, tuple[str, ...]], urls: ItemUrls) -> ItemRow:
    row = item.row
    here = Destination(row.stance, row.evidence_set.strip())
    other_sides = [Destination(stance.value) for stance in Stance if stance != row.stance]
    out_of_set = [Destination(row.stance)] if here.label else []
    other_sets = [Destination(row.stance, label) for label in labels.get(row.stance, ()) if label != here.label]
    return ItemRow(
        item=item,
        copy=copy_state(item, urls),
        is_party=item.root_party is not None,
        destinations=(*other_sides, *out_of_set, *other_sets),
        url=urls("evidence", row.pk),
        text_url=urls("evidence-text", row.pk),
        move_url=urls("evidence-move", row.pk),
    )


def _by_origin(sets: Iterable[ItemSet]) -> tuple[OriginChips, ...]:
    """The items by origin, in the order of their first item. The items of a set that share an origin stay in their frame."""
    names: dict[int | None, tuple[str, Party | None]] = {}
    parts: dict[int | None, list[ItemSet]] = {}
    for group in sets:
        by_root: dict[int | None, list[ItemRow]] = {}
        for row in group.rows:
            root = row.item.root
            key = root.pk if root else None
            names.setdefault(key, (str(root) if root else "", row.item.root_party))
            by_root.setdefault(key, []).append(row)
        for key, rows in by_root.items():
            parts.setdefault(key, []).append(ItemSet(group.label, tuple(rows), group.is_broken))
    return tuple(OriginChips(*names[key], tuple(found)) for key, found in parts.items())
