"""The numbered evidence beside the rationale: which items it cites, and links from citations to items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.claims.models import Claim
from factcheck.claims.parties import claim_parties
from factcheck.desk.short_quote import short_quote
from factcheck.evidence.custody.hiding import hide_words
from factcheck.evidence.models import Evidence
from factcheck.evidence.queries import BoardItem
from factcheck.web.markdown import cited_numbers


@dataclass(frozen=True, slots=True)
class CitableItem:
    """An evidence item in the list beside the rationale."""

    item: BoardItem
    is_cited: bool

    @property
    def is_party(self) -> bool:
        """Whether the origin of the item is a party to the dispute, so that its chip is outlined."""
        return self.item.root_party is not None

    @property
    def quote(self) -> str:
        """The quote, shortened and in quotation marks; empty without one, and while a takedown hides the item."""
        quote = self.item.row.shown_quote
        return short_quote(quote) if quote else ""


def citable_items(claim: Claim, rationale: str) -> list[CitableItem]:
    """The items of the claim by number, including withdrawn ones if the rationale cites them. Two queries."""
    cited = set(cited_numbers(rationale))
    rows = (
        Evidence.objects.filter(claim=claim)
        .select_related("source", "origin", "revision__article", "capture")
        .defer("revision__text", "revision__words")
        .order_by("number")
    )
    parties = claim_parties(claim)
    items = [
        CitableItem(
            BoardItem(
                hide_words(row),
                "unknown",
                source_party=parties.of_source(row.source),
                origin_party=parties.of_source(row.origin),
            ),
            row.number in cited,
        )
        for row in rows
    ]
    return [item for item in items if item.is_cited or item.item.row.withdrawn_at is None]


def urls_of(items: Iterable[CitableItem]) -> dict[int, str]:
    """The URL of each item in the list on the same page, by number."""
    return {item.item.row.number: f"#evidence-{item.item.row.pk}" for item in items}
