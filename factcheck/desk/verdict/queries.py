"""Reads for the screens of a verdict: versions, next moves, where gate lines are fixed, the summary for the claim's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from django.db.models import Prefetch
from django.urls import reverse

from factcheck.accounts.models import Person
from factcheck.claims.models import Claim
from factcheck.evidence.models import Stance
from factcheck.verdicts import gate
from factcheck.verdicts.difference import FieldChange, changed_fields
from factcheck.verdicts.fields import VERDICT
from factcheck.verdicts.models import Review, Verdict, VerdictVersion, Waiver
from factcheck.verdicts.queries import gate_for
from factcheck.verdicts.workflow import MOVES, STATES, ButtonKind, Move, Screen, State
from factcheck.web.decisions import Decision, Denied, can


def fix_urls(claim: Claim) -> dict[gate.Place, str]:
    """The URL of each place where a line of the gate is fixed."""
    return {place: _fix_url(claim, place) for place in gate.Place}


def _fix_url(claim: Claim, place: gate.Place) -> str:
    editor = reverse("desk:verdict", args=[claim.pk])
    attach = reverse("desk:evidence-add", args=[claim.pk])
    match place:
        case gate.Place.CLAIM_FORM:
            return reverse("desk:claim-edit", args=[claim.pk])
        case gate.Place.LIBRARY:
            return reverse("desk:library")
        case gate.Place.MENTIONS:
            return reverse("desk:claim", args=[claim.pk]) + "#mentions"
        case gate.Place.EVIDENCE_FORM:
            return attach
        case gate.Place.SUPPORTING_EVIDENCE_FORM:
            return f"{attach}?stance={Stance.SUPPORTS.value}"
        case gate.Place.CONTRADICTING_EVIDENCE_FORM:
            return f"{attach}?stance={Stance.CONTRADICTS.value}"
        case gate.Place.SUMMARY:
            return f"{editor}#id_summary"
        case gate.Place.RATIONALE:
            return f"{editor}#id_rationale"
        case gate.Place.RATING:
            return f"{editor}#id_rating"
        case _:
            assert_never(place)


@dataclass(frozen=True, slots=True)
class NextMove:
    """A move that starts from the state of the verdict and has a button on its page. `url`: the form's, or the screen's."""

    move: Move
    decision: Decision
    url: str
    note: str

    @property
    def button_class(self) -> str:
        return {ButtonKind.MAIN: "is-main", ButtonKind.PLAIN: "", ButtonKind.DANGER: "is-danger"}[self.move.kind]

    @property
    def has_form(self) -> bool:
        """Whether the move is made on this page; otherwise the button is a link to its screen."""
        return self.move.screen is Screen.VERDICT


def next_moves(person: Person, verdict: Verdict, latest: VerdictVersion, lines: Sequence[gate.Line]) -> list[NextMove]:
    """The buttons for the moves of the verdict, in their order; `latest` is its newest version, `lines` its gate."""
    offered = [move for move in MOVES.values() if move.has_button and verdict.state in move.sources]
    return [
        NextMove(
            move,
            _decision(person, verdict, move, lines),
            reverse(f"desk:{move.name}", args=[verdict.pk]),
            move.note.format(latest=latest.number),
        )
        for move in sorted(offered, key=lambda move: _KINDS.index(move.kind))
    ]


_KINDS = list(ButtonKind)


def _decision(person: Person, verdict: Verdict, move: Move, lines: Sequence[gate.Line]) -> Decision:
    """The answer of the permission; if it is yes, lines of the gate that cannot be waived still forbid the move."""
    decision = can(person, move.permission, verdict)
    red = [line.hint for line in lines if not line.is_met and not line.may_be_waived] if move.takes_waivers else []
    return Denied(" ".join(red), for_now=True) if decision and red else decision


def state_sentence(verdict: Verdict, latest: VerdictVersion) -> str:
    """What the state of the verdict means for its versions; empty for a state in which it is edited."""
    approved = verdict.approved.number if verdict.approved else None
    return STATES[State(verdict.state)].sentence.format(latest=latest.number, approved=approved)


def verdict_of(claim: Claim) -> Verdict | None:
    return Verdict.objects.filter(claim=claim).select_related("author", "approved").first()


def versions_of(verdict: Verdict) -> list[VerdictVersion]:
    """All versions, newest first, without their rationale, each with its reviews. Two queries."""
    reviews = Prefetch("reviews", Review.objects.select_related("created_by").order_by("id"))
    return list(verdict.versions.select_related("created_by", "rating").defer("rationale").prefetch_related(reviews))


def exceptions_before(verdict: Verdict) -> dict[str, str]:
    """Line of the gate → the exception written last for it, for any version: what is offered again for the next one."""
    written = Waiver.objects.filter(verdict_version__verdict=verdict).order_by("verdict_version__number", "id")
    return dict(written.values_list("line", "reason"))


def text_of(version: VerdictVersion) -> dict[str, Any]:
    """The version as words on the screen."""
    return {
        **VERDICT.values_of(version),
        "rating": version.rating.name if version.rating else "",
        "conclusion": version.get_conclusion_display() if version.conclusion else "",
    }


@dataclass(frozen=True, slots=True)
class VersionComparison:
    """Two versions beside each other, the older first."""

    before: VerdictVersion
    after: VerdictVersion
    changes: list[FieldChange]


def comparison(verdict: Verdict, first: int, second: int) -> VersionComparison | None:
    """The versions numbered `first` and `second` compared; None where either does not exist."""
    if max(first, second) > verdict.latest.number or min(first, second) < 1:
        return None
    pair = verdict.versions.filter(number__in=[first, second]).select_related("rating", "created_by")
    found = {version.number: version for version in pair}
    before, after = found.get(min(first, second)), found.get(max(first, second))
    return VersionComparison(before, after, changed_fields(text_of(before), text_of(after))) if before and after else None


@dataclass(frozen=True, slots=True)
class VerdictSummary:
    """What `desk/verdict/summary.html` shows on the claim's page. Without a verdict, all but the gate is empty."""

    claim: Claim
    verdict: Verdict | None
    version: VerdictVersion | None
    lines: list[gate.Line]

    @property
    def open_lines(self) -> list[gate.Line]:
        return [line for line in self.lines if line.is_open]

    @property
    def closed(self) -> int:
        """How many lines are met or waived."""
        return len(self.lines) - len(self.open_lines)


def summary_of(claim: Claim) -> VerdictSummary:
    """The summary for the claim's page. Six queries at most."""
    verdict = verdict_of(claim)
    version = verdict.latest if verdict else None
    return VerdictSummary(claim, verdict, version, gate_for(claim, version))
