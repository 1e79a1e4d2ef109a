"""A published document in the order of its page: evidence by origin, notes beside the paragraphs, and dates of events. Pure.

All values come from the document. Documents of earlier versions lack some of them; the parts that need these are then left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from factcheck.publishing.dates import order_of_dates

Item = Mapping[str, Any]
"""An item of evidence as in the document."""
MIN_DATES = 3
"""The number of items with a date of the event from which on the page has a figure of the dates."""
MAX_DATES_IN_A_ROW = 6
"""A longer figure is a list."""
STANCES = ("contradicts", "supports", "context")
_COUNTED = ("contradicts", "supports")


@dataclass(frozen=True, slots=True)
class Frame:
    """The items of one origin, which count once, or of one party, or an item that does not count.

    `name` is that of the origin, the party, or the source; empty for an item without any.
    """

    name: str
    is_party: bool
    is_counted: bool
    """whether it is one of the independent origins"""
    interest: str
    """of the party"""
    items: list[Item]

    @property
    def count_words(self) -> str:
        count = len(self.items)
        if count == 1:
            return ""
        if self.is_party:
            return f"{count} items, one account"
        return f"{count} items, counted once" if self.is_counted else f"{count} items"


@dataclass(frozen=True, slots=True)
class EvidenceSide:
    """The evidence of one stance. `origins` and `parties` are the numbers of the document."""

    stance: str
    frames: list[Frame]
    origins: int
    parties: int
    has_empty_search: bool
    searches: list[Mapping[str, Any]] = field(default_factory=list)
    """the searches for such evidence that found nothing"""

    @property
    def count(self) -> int:
        return sum(len(frame.items) for frame in self.frames)

    @property
    def origin_words(self) -> str:
        """Such as "2 independent origins, 1 party"; for context and for no items, empty."""
        if self.stance == "context" or not self.frames:
            return ""
        origins = f"{self.origins or 'no'} independent origin{'' if self.origins == 1 else 's'}"
        parties = f"{self.parties} part{'y' if self.parties == 1 else 'ies'}"
        return f"{origins}, {parties}" if self.parties else origins


@dataclass(frozen=True, slots=True)
class Event:
    """A date in the figure. `item` is None for the date of the claim itself."""

    on: str
    """ISO 8601"""
    precision: str
    item: Item | None
    is_after: bool = False
    """whether it is later than the claim"""
    is_unclear: bool = False
    """whether it is within the year or month of the claim, or the claim within that of the event"""


def evidence_sides(document: Mapping[str, Any]) -> list[EvidenceSide]:
    """The sides that oppose and support the claim, the longer one first, and then the context, if there is any."""
    sides = [_side(document, stance) for stance in STANCES if stance in _COUNTED or document["evidence"].get(stance)]
    counted = sorted((side for side in sides if side.stance in _COUNTED), key=lambda side: -side.count)
    return counted + [side for side in sides if side.stance not in _COUNTED]


def _side(document: Mapping[str, Any], stance: str) -> EvidenceSide:
    searches = [s for s in document.get("searches", []) if s["sought"] == stance and not s["is_found"]]
    return EvidenceSide(
        stance=stance,
        frames=list(_frames(document["evidence"].get(stance, []))),
        origins=document["origins"].get(stance, 0),
        parties=document.get("party_origins", {}).get(stance, 0),
        has_empty_search=bool(document["looked_for"].get(stance)),
        searches=searches,
    )


def _frames(items: Iterable[Item]) -> Iterator[Frame]:
    """One frame for each origin, in the order of its first item. An item without an origin and a source has its own frame."""
    found: dict[tuple[str, bool, bool], list[Item]] = {}
    for position, item in enumerate(items):
        name = origin_of(item)
        is_counted = bool(name) and not item.get("is_set_broken")
        found.setdefault((name or f"\0{position}", is_from_party(item), is_counted), []).append(item)
    for (name, is_party, is_counted), grouped in found.items():
        interest = next((text for item in grouped if (text := _interest(item))), "") if is_party else ""
        shown = str((grouped[0].get("source") or {}).get("name") or "") if name.startswith("\0") else name
        yield Frame(shown, is_party, is_counted and not is_party, interest, grouped)


def origin_of(item: Item) -> str:
    """The name of the item's origin, or else of its source; empty if it names neither. The gate counts these names."""
    if item.get("origin"):
        return str(item["origin"])
    return "" if item.get("is_source_implied") else str((item.get("source") or {}).get("name") or "")


def is_from_party(item: Item) -> bool:
    """Whether the item's origin, or else its source, is a party to the claim."""
    return bool(item.get("origin_is_party") if item.get("origin") else (item.get("source") or {}).get("is_party"))


def _interest(item: Item) -> str:
    return str(item.get("origin_interest") if item.get("origin") else (item.get("source") or {}).get("interest") or "")


def items_by_number(document: Mapping[str, Any]) -> dict[int, Item]:
    """The items that a text can cite. Empty for a document that predates citations: there, `[2]` means something else."""
    if "citations" not in document["verdict"]:
        return {}
    return {item["number"]: {**item, "stance": stance} for stance, items in document["evidence"].items() for item in items}


def events(document: Mapping[str, Any]) -> list[Event]:
    """The dates of the events and of the claim, in order; empty if fewer than `MIN_DATES` items have a date.

    Events of which it is unclear whether they are later than the claim are directly before it.
    """
    items = [item for items in document["evidence"].values() for item in items if item.get("event_on")]
    if len(items) < MIN_DATES:
        return []
    said_on = document["claim"].get("said_on") or ""
    said = Event(said_on, document["claim"].get("said_precision") or "day", None)
    dates = sorted((_event(item, said) for item in items), key=lambda event: event.on)
    earlier = [event for event in dates if not (event.is_after or event.is_unclear)]
    unclear = [event for event in dates if event.is_unclear]
    return [*earlier, *unclear, *([said] if said_on else []), *(event for event in dates if event.is_after)]


def _event(item: Item, said: Event) -> Event:
    on, precision = item["event_on"], item.get("event_precision") or "day"
    order = order_of_dates(on, precision, said.on, said.precision)
    return Event(on, precision, item, is_after=order == "after", is_unclear=order == "unclear")


METHOD_LABELS = ("Two people", "What counts", "Searches")


def method_parts(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(label, sentence) of each sentence about the method. A document with another number of sentences has no labels."""
    sentences = document["method"]
    labels = METHOD_LABELS if len(sentences) == len(METHOD_LABELS) else ("",) * len(sentences)
    return list(zip(labels, sentences, strict=True))
