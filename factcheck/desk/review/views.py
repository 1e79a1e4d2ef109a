"""Reviewing: everything to decide on one screen, approve exactly what was seen or return it with a reason."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.desk.queue.queries import next_after
from factcheck.desk.review.queries import case_of
from factcheck.verdicts.actions import approve as approve_verdict
from factcheck.verdicts.actions import return_verdict
from factcheck.verdicts.forms import DecisionForm
from factcheck.verdicts.models import Verdict, VerdictVersion
from factcheck.web.answers import go, show
from factcheck.web.decisions import can
from factcheck.web.errors import EditConflict, Invalid, Refused
from factcheck.web.markdown import html_of
from factcheck.web.signin import get_only, post_only, staff
from factcheck.web.typed import put_beside, send_again


@staff
@get_only
def review(request: StaffRequest, verdict_id: int) -> HttpResponse:
    return _page(request, _found(request, verdict_id))


@staff
@post_only
def approve(request: StaffRequest, verdict_id: int) -> HttpResponse:
    """Approve the version and the record that stand in the form."""

    def decide(row: Verdict, form: DecisionForm) -> str:
        said = form.cleaned_data
        version = _version(row, said["number"])
        approve_verdict(person=request.user, verdict=row, version=version, basis=said["basis"], reason=said["reason"])
        return f"Version {version.number} is approved. It can be published now."

    return _decision(request, verdict_id, decide)


@staff
@post_only
def return_(request: StaffRequest, verdict_id: int) -> HttpResponse:
    """Return the verdict to its author, with a reason."""

    def decide(row: Verdict, form: DecisionForm) -> str:
        said = form.cleaned_data
        return_verdict(person=request.user, verdict=row, reason=said["reason"], seen_version=said["version"])
        return f"Returned to {row.author} with your reason."

    return _decision(request, verdict_id, decide)


def _decision(request: StaffRequest, verdict_id: int, decide: Callable[[Verdict, DecisionForm], str]) -> HttpResponse:
    row = _found(request, verdict_id)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form=form, status=422)
    try:
        done = decide(row, form)
    except Invalid as error:
        put_beside(form, error)
        return _page(request, row, form=form, status=422)
    except Refused as error:
        return _page(request, _found(request, verdict_id), form=form, conflict=error, status=error.status)
    messages.success(request, done)
    return go(request, reverse("desk:review", args=[row.pk]), changed=["verdict"])


def _found(request: StaffRequest, verdict_id: int) -> Verdict:
    known = Verdict.objects.visible_to(request.user).select_related("claim__claimant", "author", "approved")
    return get_object_or_404(known, pk=verdict_id)


def _version(row: Verdict, number: int) -> VerdictVersion:
    version = row.versions.filter(number=number).first()
    if version is None:
        raise Invalid({"number": "This verdict has no such version. Load the page again."})
    return version


def _page(
    request: StaffRequest, row: Verdict, *, form: DecisionForm | None = None, conflict: Refused | None = None, status: int = 200
) -> HttpResponse:
    """The screen. After a conflict the note that was typed stands on what is shown now, so that it can be sent again."""
    case = case_of(row)
    shown = {"version": row.version, "number": case.version.number, "basis": case.basis}
    if form is None:
        form = DecisionForm(initial=shown)
    elif conflict:
        send_again(form, **shown)
    person = request.user
    context = {
        "case": case,
        "verdict": row,
        "claim": case.claim,
        "version": case.version,
        "form": form,
        "conflict": conflict,
        "was_moved": isinstance(conflict, EditConflict),
        "crumbs": [("Queue", reverse("desk:queue"))],
        "rationale": html_of(case.version.rationale),
        "may_approve": can(person, "verdict.approve", row),
        "may_return": can(person, "verdict.return", row),
        "may_publish": can(person, "verdict.publish", row),
        "approve_label": f"Approve version {case.version.number}",
        "approve_url": reverse("desk:approve", args=[row.pk]),
        "return_url": reverse("desk:return", args=[row.pk]),
        "next": next_after(person, row),
    }
    return show(request, "desk/review/page.html", context, status=status)
