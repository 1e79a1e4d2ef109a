"""Reviewing: everything to decide on one screen, approve exactly what was seen or return it with a reason."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.desk.queue.queries import next_after
from factcheck.desk.review.forms import DecisionForm
from factcheck.desk.review.queries import review_case
from factcheck.verdicts.actions import approve, return_verdict
from factcheck.verdicts.models import Review, Verdict, VerdictVersion
from factcheck.verdicts.workflow import MOVES
from factcheck.web.access import get_only, post_only, signed_in
from factcheck.web.decisions import can
from factcheck.web.errors import Invalid
from factcheck.web.markdown import render_markdown
from factcheck.web.responses import render_page
from factcheck.web.submission import Outcome, bound_to, saved, set_data, submit


@signed_in
@get_only
def review(request: StaffRequest, verdict_id: int) -> HttpResponse:
    return _page(request, _verdict(request, verdict_id))


@signed_in
@post_only
def decide(request: StaffRequest, verdict_id: int, name: str) -> HttpResponse:
    """Approve the version and the record that the form names, or return the verdict with a reason: the move `name`."""
    row, move = _verdict(request, verdict_id), MOVES[name]
    save = partial(_DECISIONS[name], request, row)
    outcome = submit(request, DecisionForm(*bound_to(request)), save, permission=move.permission, subject=row)
    if outcome.is_saved and outcome.value:
        message = move.done.format(author=row.author, version=outcome.value.verdict_version.number)
        return saved(request, message, to=reverse("desk:review", args=[row.pk]), changed=["verdict"])
    return _page(request, _verdict(request, verdict_id), outcome)


def _approve(request: StaffRequest, row: Verdict, form: DecisionForm) -> Review:
    clean = form.cleaned_data
    return approve(
        person=request.user,
        verdict=row,
        version=_version(row, clean["number"]),
        basis=clean["basis"],
        reason=clean["reason"],
        token=clean["token"],
    )


def _return(request: StaffRequest, row: Verdict, form: DecisionForm) -> Review:
    clean = form.cleaned_data
    return return_verdict(
        person=request.user, verdict=row, reason=clean["reason"], seen_version=clean["version"], token=clean["token"]
    )


_DECISIONS = {"approve": _approve, "return": _return}


def _verdict(request: StaffRequest, verdict_id: int) -> Verdict:
    known = Verdict.objects.visible_to(request.user).select_related("claim__claimant", "author", "approved")
    return get_object_or_404(known, pk=verdict_id)


def _version(row: Verdict, number: int) -> VerdictVersion:
    version = row.versions.filter(number=number).first()
    if version is None:
        raise Invalid({"number": "This verdict has no such version. Load the page again."})
    return version


def _page(request: StaffRequest, row: Verdict, outcome: Outcome[DecisionForm, Review] | None = None) -> HttpResponse:
    """The screen. After a refusal, the note is in the form, which is set on what is shown now and can be submitted again."""
    case = review_case(row)
    shown = {"version": row.version, "number": case.version.number, "basis": case.basis}
    if outcome is None:
        outcome = Outcome(DecisionForm(initial=shown))
    elif outcome.refusal:
        set_data(outcome.form, **shown)
    person = request.user
    context = {
        "case": case,
        "verdict": row,
        "claim": case.claim,
        "version": case.version,
        "crumbs": [("Queue", reverse("desk:queue"))],
        "rationale": render_markdown(case.version.rationale),
        "may_approve": can(person, "verdict.approve", row),
        "may_return": can(person, "verdict.return", row),
        "may_publish": can(person, "verdict.publish", row),
        "approve_label": MOVES["approve"].label.format(version=case.version.number),
        "return_label": MOVES["return"].label,
        "approve_url": reverse("desk:approve", args=[row.pk]),
        "return_url": reverse("desk:return", args=[row.pk]),
        "next": next_after(person, row),
        **outcome.context,
    }
    return render_page(request, "desk/review/page.html", context, status=outcome.status)
