"""Queries for the panel of the selected claim on the reading desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, Field, Func, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from factcheck.accounts.visibility import sees_newsroom
from factcheck.articles.models import UNTITLED, Article
from factcheck.claims.choices import Anchor, Mode
from factcheck.claims.kept_quotes import MISSING
from factcheck.claims.models import Claim, Party
from factcheck.claims.parties import ClaimParties
from factcheck.claims.queries import relation_label
from factcheck.desk.board.presentation import BoardView, board_view
from factcheck.desk.reading.copying import values_for_other_layer
from factcheck.desk.verdict.gate_strip import StripLine
from factcheck.desk.verdict.queries import SUMMARY_QUERIES, fix_url, verdict_summary
from factcheck.evidence.models import Evidence, SearchLogEntry, Stance
from factcheck.evidence.queries import BOARD_QUERIES, EvidenceBoard, StanceColumn, board_of
from factcheck.verdicts.gate import Line, Place
from factcheck.verdicts.queries import gate_for
from factcheck.web.database.composed import ComposedRows
from factcheck.web.database.row_digests import RowDigests
from factcheck.web.decisions import Decision, can


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

    @property
    def mode_label(self) -> str:
        return str(Mode(self.mode).label)


@dataclass(frozen=True, slots=True)
class PanelRelation:
    """A relation of the selected claim to the claim `other`. `label` is "denies" or "is denied by", for example."""

    label: str
    other: int
    statement: str

    @classmethod
    def of(cls, kind: str, is_outgoing: bool, other: int, statement: str) -> PanelRelation:
        return cls(relation_label(kind, is_outgoing=is_outgoing), other, statement)


class GateCell(NamedTuple):
    """A line of the evidence gate. `kind` is the CSS class; `place` and `fix`: where it is met, and the label of the link."""

    kind: str
    word: str
    symbol: str
    label: str
    detail: str
    place: str
    fix: str

    @classmethod
    def of(cls, line: Line) -> GateCell:
        cell = StripLine(line)
        return cls(cell.kind, cell.word, cell.symbol, line.label, line.detail, line.fix.place.name, line.fix.label)


MAX_UNMET = 3
"""How many unmet lines of the gate the panel displays in words."""


@dataclass(frozen=True, slots=True)
class SelectedClaim:
    """The selected claim with the content of its panel. The template keeps its markup under the values of the fields."""

    claim: Claim
    here: tuple[Wording, ...]
    elsewhere: tuple[Wording, ...]
    relations: tuple[PanelRelation, ...]
    board: EvidenceBoard
    cells: tuple[GateCell, ...]
    """the lines of the evidence gate; empty for a closed claim"""

    @property
    def state(self) -> str:
        """The state of its verdict; empty if it has none."""
        return self.claim.verdict.state if hasattr(self.claim, "verdict") else ""

    @property
    def gate(self) -> tuple[GateCell, ...]:
        """The lines themselves, which are equal for many claims."""
        return tuple(self.cells)

    @property
    def view(self) -> BoardView:
        return board_view(self.board)

    @property
    def unmet(self) -> list[GateCell]:
        return [cell for cell in self.cells if cell.word != "met"]

    @property
    def met(self) -> int:
        return len(self.cells) - len(self.unmet)

    @property
    def todo(self) -> list[tuple[GateCell, str]]:
        """The first unmet lines, each with the URL of the place where it is met."""
        return [(cell, fix_url(self.claim, Place[cell.place], with_form=False)) for cell in self.unmet[:MAX_UNMET]]

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


# One statement for the claim and what its panel displays of its mentions and relations, as arrays of JSON. PostgreSQL reads
# each of them by the index of the claim, whose id is `%(expressions)s`.
_MENTIONS = """
(SELECT coalesce(json_agg(json_build_array(m.id, r.article_id, a.title, a.opening, m.mode, m.anchor, m.stays_in_revision,
    r.number, (SELECT json_agg(s.exact ORDER BY s.position) FROM claims_span s WHERE s.mention_id = m.id),
    (SELECT json_agg(n.name ORDER BY l.position) FROM claims_attribution l JOIN claims_actor n ON n.id = l.actor_id
        WHERE l.mention_id = m.id)
) ORDER BY r.article_id, m.id), '[]')
FROM claims_mention m JOIN articles_revision r ON r.id = m.revision_id JOIN articles_article a ON a.id = r.article_id
WHERE m.claim_id = %(expressions)s AND m.withdrawn_at IS NULL)
"""
_RELATIONS = """
(SELECT coalesce(json_agg(json_build_array(x.relation_kind, x.claim_id = %(expressions)s, o.id, o.statement) ORDER BY x.id), '[]')
FROM claims_relation x
JOIN claims_claim o ON o.id = CASE WHEN x.claim_id = %(expressions)s THEN x.other_id ELSE x.claim_id END
WHERE (x.claim_id = %(expressions)s OR x.other_id = %(expressions)s) AND x.withdrawn_at IS NULL)
"""


def _claims_query(claim_id: int, article_id: int) -> QuerySet[Claim]:
    """`has_article`: whether the article of the desk exists. `has_board`: whether there are evidence, searches, or parties."""
    own = [model.objects.filter(claim=OuterRef("pk")).order_by() for model in (Evidence, SearchLogEntry, Party)]
    return (
        Claim.objects.filter(pk=claim_id)
        .select_related("claimant", "created_by", "verdict")
        .defer("words")
        .annotate(
            panel_mentions=Func("pk", template=_MENTIONS, output_field=Field()),
            panel_relations=Func("pk", template=_RELATIONS, output_field=Field()),
            has_article=Exists(Article.objects.filter(pk=article_id)),
            has_board=Q(Exists(own[0])) | Q(Exists(own[1])) | Q(Exists(own[2])),
        )
    )


_claims = ComposedRows(_claims_query, int, int)
_PANEL = RowDigests(*BOARD_QUERIES, *SUMMARY_QUERIES)
"""What the panel displays besides the rows of `_claims`."""


def selected_claim(person: Any, claim_id: int, article_id: int, *, is_new: bool = False) -> SelectedClaim:
    """The selected claim, or the claim into which it was merged.

    Raises Http404 if the claim or the article does not exist or may not be seen. `is_new`: the claim was just saved, so its panel
    was never rendered before. Otherwise its evidence and its gate are loaded only if the markup of the panel is not kept.
    """
    found: list[Any] = _claims(claim_id, article_id) if sees_newsroom(person) else []
    if found and found[0].merged_into_id:
        found = _claims(found[0].merged_into_id, article_id)
    if not found or not found[0].has_article:
        raise Http404
    (claim,) = found
    wordings = [_wording(article_id, *values) for values in claim.__dict__.pop("panel_mentions")]
    relations = [PanelRelation.of(*values) for values in claim.__dict__.pop("panel_relations")]
    today = timezone.localdate()
    may_attach, may_log = can(person, "evidence.attach", claim), can(person, "search.log", claim)
    board: EvidenceBoard
    cells: tuple[GateCell, ...]
    if is_new:
        board = board_of(claim, may_attach, may_log) if claim.has_board else empty_board(claim, may_attach, may_log)
        cells = _gate_cells(claim, today)
    else:
        known = _PANEL(claim.pk)
        board = known.lazy(board_of, BOARD_QUERIES, claim, may_attach, may_log)
        cells = known.lazy(_gate_cells, SUMMARY_QUERIES, claim, today)
    return SelectedClaim(
        claim=claim,
        here=tuple(wording for wording in wordings if wording.is_here),
        elsewhere=tuple(wording for wording in wordings if not wording.is_here),
        relations=tuple(relations),
        board=board,
        cells=cells,
    )


def empty_board(claim: Claim, may_attach: Decision, may_log: Decision) -> EvidenceBoard:
    """What `board_of` returns for a claim without evidence, searches, and parties. No query."""
    columns = tuple(StanceColumn(stance.value, (), ()) for stance in Stance)
    return EvidenceBoard(claim, ClaimParties(), columns, (), (), may_attach, may_log)


def _gate_cells(claim: Claim, today: date) -> tuple[GateCell, ...]:
    if claim.is_closed:
        return ()
    has_verdict = hasattr(claim, "verdict")
    lines = verdict_summary(claim, today).lines if has_verdict else gate_for(claim, None, today)
    return tuple(map(GateCell.of, lines))


def _wording(
    here: int,
    mention: int,
    article: int,
    title: str,
    opening: str,
    mode: str,
    anchor: str,
    is_kept: bool,
    number: int,
    words: list[str],
    chain: list[str] | None,
) -> Wording:
    return Wording(
        id=mention,
        article_id=article,
        article=title or opening or UNTITLED,
        quote=" … ".join(words),
        mode=mode,
        chain=tuple(chain or ()),
        is_here=article == here,
        anchor=anchor,
        number=number,
        stays=anchor in MISSING and is_kept,
    )
