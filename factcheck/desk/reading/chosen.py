"""Queries for the panel of the selected claim on the reading desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from factcheck.accounts.visibility import sees_newsroom
from factcheck.articles.models import Article
from factcheck.claims.choices import Anchor
from factcheck.claims.models import Claim, Mention
from factcheck.claims.queries import RelatedClaim, related_claims
from factcheck.desk.board.presentation import BoardView, board_view
from factcheck.desk.reading.copying import values_for_other_layer
from factcheck.desk.verdict.gate_strip import GateStrip, gate_strip
from factcheck.desk.verdict.queries import fix_urls
from factcheck.evidence.queries import EvidenceBoard, evidence_board
from factcheck.verdicts.gate import Line
from factcheck.verdicts.queries import gate_for
from factcheck.web.database.composed import ComposedRows


@dataclass(frozen=True, slots=True)
class Wording:
    """A mention in the panel of the selected claim: its article, quote, mode, and attribution chain."""

    id: int
    article_id: int
    article: str
    quote: str
    mode: str
    chain: tuple[str, ...]
    is_here: bool
    anchor: str
    number: int
    """of the revision that contains the quote"""
    stays: bool
    """whether it stays in that revision by a person's decision"""

    @property
    def is_waiting(self) -> bool:
        """Whether the mention is not placed and no person has decided that it stays in its revision."""
        return self.anchor != Anchor.ANCHORED and not self.stays

    @property
    def anchor_label(self) -> str:
        return str(Anchor(self.anchor).label)


@dataclass(frozen=True, slots=True)
class SelectedClaim:
    """The selected claim with the content of its panel."""

    claim: Claim
    state: str
    here: list[Wording]
    elsewhere: list[Wording]
    relations: list[RelatedClaim]
    board: EvidenceBoard
    view: BoardView
    lines: list[Line]

    @property
    def gate(self) -> GateStrip:
        """The cells of the evidence gate."""
        return gate_strip(self.lines, fix_urls(self.claim, with_form=False))

    @property
    def copied(self) -> dict[str, str]:
        """Values of a new claim in another layer of the same words: form field → value."""
        return values_for_other_layer(self.claim)

    @property
    def waiting(self) -> int:
        """Number of mentions that are not placed."""
        return sum(wording.is_waiting for wording in (*self.here, *self.elsewhere))

    @property
    def placed(self) -> int:
        return len(self.here) + len(self.elsewhere) - self.waiting

    @property
    def articles(self) -> int:
        return len({wording.article_id for wording in (*self.here, *self.elsewhere)})


@ComposedRows
def _claims(claim_id: int) -> QuerySet[Claim]:
    return Claim.objects.filter(pk=claim_id).select_related("claimant", "created_by", "verdict")


@ComposedRows
def _mentions(claim_id: int) -> QuerySet[Mention]:
    return (
        Mention.objects.filter(claim=claim_id)
        .active()
        .select_related("revision__article")
        .only(
            *("mode", "anchor", "stays_in_revision", "revision__number"),
            *("revision__article__title", "revision__article__opening"),
        )
        .prefetch_related("spans", "chain__actor")
        .order_by("revision__article_id", "id")
    )


def selected_claim(person: Any, claim_id: int, article: Article) -> SelectedClaim:
    """The selected claim, or the claim into which it was merged. Raises Http404 if it does not exist or may not be seen."""
    found = _claims(claim_id) if sees_newsroom(person) else []
    if found and found[0].merged_into_id:
        found = _claims(found[0].merged_into_id)
    if not found:
        raise Http404
    (claim,) = found
    wordings = _wordings(claim, article)
    board = evidence_board(claim, person)
    return SelectedClaim(
        claim=claim,
        state=claim.verdict.state if hasattr(claim, "verdict") else "",
        here=[w for w in wordings if w.is_here],
        elsewhere=[w for w in wordings if not w.is_here],
        relations=related_claims(claim),
        board=board,
        view=board_view(board),
        lines=[] if claim.is_closed else gate_for(claim, claim.verdict.latest if hasattr(claim, "verdict") else None),
    )


def _wordings(claim: Claim, article: Article) -> list[Wording]:
    return [
        Wording(
            id=mention.pk,
            article_id=mention.revision.article_id,
            article=mention.revision.article.display_title,
            quote=" … ".join(span.exact for span in mention.spans.all()),
            mode=mention.get_mode_display(),
            chain=tuple(link.actor.name for link in mention.chain.all()),
            is_here=mention.revision.article_id == article.pk,
            anchor=mention.anchor,
            number=mention.revision.number,
            stays=mention.stays,
        )
        for mention in _mentions(claim.pk)
    ]
