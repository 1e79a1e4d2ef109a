"""The review screen: an editor approves the displayed version, or returns it with a reason."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from factcheck.accounts.models import Person
from factcheck.accounts.requests import StaffRequest
from factcheck.desk.queue.queries import next_after
from factcheck.desk.review.forms import DecisionForm
from factcheck.desk.review.messages import APPROVAL_OUTDATED, VERSION_UNKNOWN
from factcheck.desk.review.queries import review_case
from factcheck.desk.verdict.citations import citable_evidence
from factcheck.desk.verdict.gate_strip import GateStrip, StripLine
from factcheck.verdicts.actions import approve, return_verdict
from factcheck.verdicts.changes import outdated_approvals
from factcheck.verdicts.gate_counts import count_text
from factcheck.verdicts.models import Review, Verdict, VerdictState, VerdictVersion, rating_status
from factcheck.verdicts.workflow import MOVES
from factcheck.web.access import get_only, post_only, signed_in
from factcheck.web.decisions import Decision, Denied, can
from factcheck.web.errors import Invalid
from factcheck.web.markdown import render_markdown
from factcheck.web.responses import render_page
from factcheck.web.submission import Outcome, bound_to, saved, set_data, submit


@signed_in
@get_only
def review(request: StaffRequest, verdict_id: int) -> HttpResponse:
    return _render_review(request, _verdict_to_review(request, verdict_id))


@signed_in
@post_only
def decide(request: StaffRequest, verdict_id: int, name: str) -> HttpResponse:
    """Make the move `name`: approve the submitted version and basis, or return the verdict with a reason."""
    row, move = _verdict_to_review(request, verdict_id), MOVES[name]
    save = partial(_DECISIONS[name], request, row)
    outcome = submit(request, DecisionForm(*bound_to(request)), save, permission=move.permission, subject=row)
    if outcome.is_saved and outcome.value:
        message = move.success_message.format(author=row.author, version=outcome.value.verdict_version.number)
        return saved(request, message, to=reverse("desk:review", args=[row.pk]), changed=["verdict"])
    return _render_review(request, _verdict_to_review(request, verdict_id), outcome)


def _approve(request: StaffRequest, row: Verdict, form: DecisionForm) -> Review:
    clean = form.cleaned_data
    return approve(
        person=request.user,
        verdict=row,
        version=_reviewed_version(row, clean["number"]),
        basis=clean["basis"],
        reason=clean["reason"],
        seen_version=clean["version"],
        token=clean["token"],
    )


def _return(request: StaffRequest, row: Verdict, form: DecisionForm) -> Review:
    clean = form.cleaned_data
    return return_verdict(
        person=request.user, verdict=row, reason=clean["reason"], seen_version=clean["version"], token=clean["token"]
    )


_DECISIONS = {"approve": _approve, "return": _return}


def _verdict_to_review(request: StaffRequest, verdict_id: int) -> Verdict:
    visible = Verdict.objects.visible_to(request.user).select_related("claim__claimant", "author", "approved")
    return get_object_or_404(visible, pk=verdict_id)


def _reviewed_version(row: Verdict, number: int) -> VerdictVersion:
    version = row.versions.filter(number=number).first()
    if version is None:
        raise Invalid({"number": VERSION_UNKNOWN})
    return version


def _may_publish(person: Person, row: Verdict) -> Decision:
    """Also denied if the approval no longer permits it, because publishing would refuse."""
    decision = can(person, "verdict.publish", row)
    if decision and row.state == VerdictState.APPROVED and outdated_approvals([row.pk]):
        return Denied(APPROVAL_OUTDATED, for_now=True)
    return decision


def _render_review(request: StaffRequest, row: Verdict, outcome: Outcome[DecisionForm, Review] | None = None) -> HttpResponse:
    """The screen. After a refusal, the form has the note and the current version and basis, and can be submitted again."""
    case = review_case(row)
    current = {"version": row.version, "number": case.version.number, "basis": case.basis}
    is_moved = outcome is not None and outcome.form.data.get("version") != str(row.version)
    if outcome is None:
        outcome = Outcome(DecisionForm(initial=current))
    elif outcome.refusal:
        set_data(outcome.form, **current)
    person, citations = request.user, case.board.urls()
    context = {
        "case": case,
        "verdict": row,
        "claim": case.claim,
        "version": case.version,
        "verdict_status": rating_status(row.state, row.approved_id, case.version.pk),
        "crumbs": [
            ("Queue", reverse("desk:queue")),
            ("Claim", reverse("desk:claim", args=[case.claim.pk])),
            ("Verdict", reverse("desk:verdict", args=[case.claim.pk])),
        ],
        "rationale": render_markdown(case.version.rationale, citations),
        "citations": citations,
        "citable": citable_evidence(case.board, case.version.rationale),
        "gate_strip": GateStrip(tuple(StripLine(line) for line in case.gate), (), count_text(case.gate)),
        "open_lines": [line for line in case.gate if not line.is_met],
        "met_lines": [line for line in case.gate if line.is_met],
        "may_approve": can(person, "verdict.approve", row),
        "may_return": can(person, "verdict.return", row),
        "may_publish": _may_publish(person, row),
        "may_reword": case.pending is not None and can(person, "correction.reword", case.pending.correction),
        "approve_label": MOVES["approve"].label.format(version=case.version.number),
        "return_label": MOVES["return"].label,
        "approve_url": reverse("desk:approve", args=[row.pk]),
        "return_url": reverse("desk:return", args=[row.pk]),
        "next": next_after(person, row),
        # a decision that this person had already seen does not explain a refusal
        "last_decision": case.reviews[0] if is_moved and case.reviews else None,
        **outcome.context,
    }
    return render_page(request, "desk/review/page.html", context, status=outcome.status)
