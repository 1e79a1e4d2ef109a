"""Queries for the verdict screen: versions, next moves, URLs for the gate lines, and the summary on the claim's page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, assert_never

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from factcheck.accounts.models import Person
from factcheck.claims.dates import PartialDate
from factcheck.claims.models import Claim
from factcheck.evidence.models import Stance
from factcheck.verdicts import gate
from factcheck.verdicts.difference import FieldChange, changed_fields
from factcheck.verdicts.fields import VERDICT
from factcheck.verdicts.gate_counts import count_text
from factcheck.verdicts.models import Review, ReviewDecision, Verdict, VerdictVersion, Waiver, rating_status
from factcheck.verdicts.moves import ButtonKind, Move, Screen
from factcheck.verdicts.queries import GATE_QUERIES, gate_for
from factcheck.verdicts.states import STATES, State
from factcheck.verdicts.workflow import MOVES
from factcheck.web.database.composed import ComposedRows
from factcheck.web.decisions import Decision, can
from factcheck.web.templatetags.fast_urls import url_of


def fix_urls(claim: Claim, *, with_form: bool) -> dict[gate.Place, str]:
    """The URL for each place where staff can fix a line of the gate, for links on the verdict's page.

    A field of the page's own form is a fragment, because the page may be the response to a submission: a link to its URL would
    discard the input. It is empty if the page is displayed without the form (`with_form`).
    """
    return {place: fix_url(claim, place, with_form=with_form) for place in gate.Place}


def fix_url(claim: Claim, place: gate.Place, *, with_form: bool) -> str:
    """One of the URLs of `fix_urls`."""
    url = _fix_url(claim, place)
    return "" if url.startswith("#") and not with_form else url


def _fix_url(claim: Claim, place: gate.Place) -> str:
    match place:
        case gate.Place.CLAIM_FORM:
            return url_of("desk:claim-edit", claim.pk)
        case gate.Place.LIBRARY:
            return url_of("desk:library")
        case gate.Place.MENTIONS:
            return url_of("desk:claim", claim.pk) + "#mentions"
        case gate.Place.EVIDENCE:
            return url_of("desk:claim", claim.pk) + "#evidence"
        case gate.Place.EVIDENCE_FORM:
            return url_of("desk:evidence-add", claim.pk)
        case gate.Place.SUPPORTING_EVIDENCE_FORM:
            return f"{_fix_url(claim, gate.Place.EVIDENCE_FORM)}?stance={Stance.SUPPORTS.value}"
        case gate.Place.CONTRADICTING_EVIDENCE_FORM:
            return f"{_fix_url(claim, gate.Place.EVIDENCE_FORM)}?stance={Stance.CONTRADICTS.value}"
        case gate.Place.PARTIES:
            return url_of("desk:party-add", claim.pk)
        case gate.Place.REPLIES:
            return url_of("desk:claim", claim.pk) + "#replies"
        case gate.Place.HEADLINE:
            return "#id_headline"
        case gate.Place.SUMMARY:
            return "#id_summary"
        case gate.Place.RATIONALE:
            return "#id_rationale"
        case gate.Place.RATING:
            return "#id_rating_field"
        case _:
            assert_never(place)


@dataclass(frozen=True, slots=True)
class NextMove:
    """A move that is possible from the current state and has a button. `url`: of its form or its screen."""

    move: Move
    decision: Decision
    url: str
    note: str

    @property
    def button_class(self) -> str:
        return {ButtonKind.MAIN: "is-main", ButtonKind.PLAIN: "", ButtonKind.DANGER: "is-danger"}[self.move.kind]

    @property
    def has_form(self) -> bool:
        """Whether the verdict page has the form of the move; otherwise, the button is a link to the screen of the move."""
        return self.move.screen is Screen.VERDICT


def next_moves(person: Person, verdict: Verdict, latest: VerdictVersion) -> list[NextMove]:
    """The moves with a button, in display order. `latest`: the newest version."""
    possible = [move for move in MOVES.values() if move.has_button and verdict.state in move.sources]
    if any(move.needs_publication for move in possible) and not verdict.was_published:
        possible = [move for move in possible if not move.needs_publication]
    return [
        NextMove(
            move,
            can(person, move.permission, verdict),
            reverse(f"desk:{move.name}", args=[verdict.pk]),
            move.note.format(latest=latest.number),
        )
        for move in sorted(possible, key=lambda move: _BUTTON_ORDER.index(move.kind))
    ]


_BUTTON_ORDER = list(ButtonKind)


def state_sentence(verdict: Verdict, latest: VerdictVersion) -> str:
    """A sentence about the state of the verdict; empty for states in which it can be edited."""
    approved = verdict.approved.number if verdict.approved else None
    return STATES[State(verdict.state)].sentence.format(latest=latest.number, approved=approved)


@ComposedRows
def _verdicts(claim_id: int) -> QuerySet[Verdict]:
    return Verdict.objects.filter(claim=claim_id).select_related("author", "approved")


def verdict_of(claim: Claim) -> Verdict | None:
    return next(iter(_verdicts(claim.pk)), None)


def versions_of(verdict: Verdict) -> list[VerdictVersion]:
    """All versions without the rationale, newest first, with their reviews and `rating_status`. Two queries."""
    reviews = Prefetch("reviews", Review.objects.select_related("created_by").order_by("id"))
    rows: list[Any] = list(verdict.versions.select_related("created_by", "rating").defer("rationale").prefetch_related(reviews))
    for at, row in enumerate(rows):
        is_approved = any(review.decision == ReviewDecision.APPROVE for review in row.reviews.all())
        of_verdict = rating_status(verdict.state, verdict.approved_id, row.pk) if at == 0 else "proposed"
        row.rating_status = "" if is_approved else of_verdict
    return rows


def returns_to_answer(verdict: Verdict, versions: Sequence[VerdictVersion]) -> list[Review]:
    """The decisions that returned the verdict, newest first, if its author has to answer the newest one.

    `versions` are those of `versions_of`. No query.
    """
    if verdict.state != State.RETURNED:
        return []
    reviews = [review for version in versions for review in version.reviews.all()]
    returns = [review for review in reviews if review.decision == ReviewDecision.RETURN]
    return sorted(returns, key=lambda review: review.pk, reverse=True)


def latest_exceptions(verdict: Verdict) -> dict[str, str]:
    """Key of the gate line → the most recent exception for it in any version. The form for the next version starts with these."""
    waivers = Waiver.objects.filter(verdict_version__verdict=verdict).order_by("verdict_version__number", "id")
    return dict(waivers.values_list("line", "reason"))


def displayed_values(version: VerdictVersion) -> dict[str, Any]:
    """The fields of the version with display values for rating, conclusion, and date."""
    return {
        **VERDICT.values_of(version),
        "rating": version.rating.name if version.rating else "",
        "conclusion": version.get_conclusion_display() if version.conclusion else "",
        "as_of": str(PartialDate(version.as_of, "day")),
    }


@dataclass(frozen=True, slots=True)
class VersionComparison:
    """Two versions with their differences, the older version first."""

    before: VerdictVersion
    after: VerdictVersion
    changes: list[FieldChange]


def compare_versions(verdict: Verdict, first: int, second: int) -> VersionComparison | None:
    """Compares versions `first` and `second`; None if either does not exist."""
    if max(first, second) > verdict.latest.number or min(first, second) < 1:
        return None
    pair = verdict.versions.filter(number__in=[first, second]).select_related("rating", "created_by")
    versions = {version.number: version for version in pair}
    before, after = versions.get(min(first, second)), versions.get(max(first, second))
    if before is None or after is None:
        return None
    return VersionComparison(before, after, changed_fields(displayed_values(before), displayed_values(after)))


def unsaved_changes(latest: VerdictVersion, text: Mapping[str, Any]) -> list[FieldChange]:
    """The differences between the newest version and text that is not saved: the values of the fields of a version."""
    unsaved = VerdictVersion(**text)
    if not unsaved.conclusion and unsaved.rating:
        unsaved.conclusion = unsaved.rating.conclusion
    return changed_fields(displayed_values(latest), displayed_values(unsaved))


@dataclass(frozen=True, slots=True)
class VerdictSummary:
    """The content of `desk/verdict/summary.html`. Without a verdict, only the gate is set."""

    claim: Claim
    verdict: Verdict | None
    version: VerdictVersion | None
    lines: list[gate.Line]

    @property
    def rating_status(self) -> str:
        """ "proposed" unless the version is approved."""
        verdict, version = self.verdict, self.version
        return rating_status(verdict.state, verdict.approved_id, version.pk) if verdict and version else ""

    @property
    def open_lines(self) -> list[gate.Line]:
        """The missing lines, and the advised lines that are not met."""
        return [line for line in self.lines if line.state in ("missing", "advised")]

    @property
    def counts(self) -> str:
        return count_text(self.lines)


@ComposedRows
def _newest_versions(claim_id: int) -> QuerySet[VerdictVersion]:
    """The newest version of the verdict."""
    rows = VerdictVersion.objects.filter(verdict__claim=claim_id)
    return rows.select_related("rating", "created_by", "verdict__author", "verdict__approved").order_by("-number")[:1]


SUMMARY_QUERIES = (_newest_versions, *GATE_QUERIES)
"""What `verdict_summary` reads."""


def verdict_summary(claim: Claim, today: date | None = None) -> VerdictSummary:
    """The summary for the claim's page. At most four queries. `today` is the date that deadlines are compared with."""
    version = next(iter(_newest_versions(claim.pk)), None)
    return VerdictSummary(claim, version.verdict if version else None, version, gate_for(claim, version, today))
