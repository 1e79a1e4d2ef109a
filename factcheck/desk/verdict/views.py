"""Proposing: writing the versions of a verdict, sending it to review, reopening it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.models import Claim
from factcheck.desk.verdict import queries
from factcheck.verdicts import gate
from factcheck.verdicts.actions import open_verdict, save_version
from factcheck.verdicts.actions import reopen as reopen_verdict
from factcheck.verdicts.actions import submit as submit_verdict
from factcheck.verdicts.forms import MoveForm, SubmitForm, VerdictForm
from factcheck.verdicts.models import Verdict, VerdictVersion
from factcheck.verdicts.queries import gate_of
from factcheck.verdicts.workflow import OPEN, State
from factcheck.web.answers import show
from factcheck.web.decisions import Decision, Denied, can
from factcheck.web.errors import FormAlreadyUsed, Refused
from factcheck.web.markdown import html_of
from factcheck.web.signin import get_and_post, post_only, staff
from factcheck.web.submission import Outcome, saved, submit

PAGE = "desk/verdict/page.html"
COMPARE = "Compare the versions below. Your input is still in the form; save it again to make it the next version."


@staff
@get_and_post
def verdict(request: StaffRequest, claim_id: int) -> HttpResponse:
    """GET shows the editor; POST saves the next version, or shows a preview of it."""
    claim = get_object_or_404(Claim.objects.visible_to(request.user).select_related("claimant"), pk=claim_id)
    if request.method != "POST":
        return _page(request, claim)
    known = queries.verdict_of(claim)
    form = VerdictForm(request.POST, latest=known.latest if known else None)
    if "preview" in request.POST:
        return _page(request, claim, writing=Outcome(form), preview=request.POST.get("rationale", ""), fragment="preview")

    def save(form: VerdictForm) -> VerdictVersion:
        clean, text = form.cleaned_data, form.text()
        if known and clean["version"] is not None:
            return save_version(person=request.user, verdict=known, seen_version=clean["version"], token=clean["token"], **text)
        if known and clean["token"] is None:
            message = f"The form did not say which version you saw. The verdict is now version {known.version}."
            raise Refused(message, next_step=COMPARE)
        return open_verdict(person=request.user, claim=claim, token=clean["token"], **text).latest

    outcome = submit(request, form, save, permission="verdict.open", subject=claim, reload=lambda: queries.verdict_of(claim))
    if outcome.is_saved and outcome.value:
        message = f"Version {outcome.value.number} is saved."
        return saved(request, message, to=reverse("desk:verdict", args=[claim.pk]), changed=["verdict"])
    if isinstance(outcome.refusal, FormAlreadyUsed):  # a claim has one verdict: the input becomes its next version
        outcome.refusal.next_step = COMPARE
    return _page(request, claim, writing=outcome)


@staff
@post_only
def submit_(request: StaffRequest, verdict_id: int) -> HttpResponse:
    """Submit the newest version for review, with the written exceptions."""
    row = _verdict(request, verdict_id)

    def save(form: SubmitForm) -> Verdict:
        clean = form.cleaned_data
        return submit_verdict(
            person=request.user,
            verdict=row,
            seen_version=clean["version"],
            waivers=form.waivers(),
            token=clean["token"],
        )

    form = SubmitForm(request.POST, lines=gate_of(row.claim, row.latest))
    outcome = submit(request, form, save, permission="verdict.submit", subject=row, reload=lambda: _verdict(request, verdict_id))
    if not outcome.is_saved:
        return _page(request, row.claim, submitting=outcome)
    message = "Submitted for review. An editor who did not contribute decides on exactly this version."
    return saved(request, message, to=reverse("desk:verdict", args=[row.claim_id]), changed=["verdict"])


@staff
@post_only
def reopen(request: StaffRequest, verdict_id: int) -> HttpResponse:
    """Return an approved verdict to draft."""
    row = _verdict(request, verdict_id)

    def save(form: MoveForm) -> Verdict:
        clean = form.cleaned_data
        return reopen_verdict(
            person=request.user, verdict=row, seen_version=clean["version"], reason=clean["reason"], token=clean["token"]
        )

    outcome = submit(
        request,
        MoveForm.of(row, request),
        save,
        permission="verdict.reopen",
        subject=row,
        reload=lambda: _verdict(request, verdict_id),
    )
    if not outcome.is_saved:
        return _page(request, row.claim, reopening=outcome)
    message = "This is a draft again. The approval no longer holds."
    return saved(request, message, to=reverse("desk:verdict", args=[row.claim_id]), changed=["verdict"])


def _verdict(request: StaffRequest, verdict_id: int) -> Verdict:
    known = Verdict.objects.visible_to(request.user).select_related("claim__claimant", "author")
    return get_object_or_404(known, pk=verdict_id)


def _page(
    request: StaffRequest,
    claim: Claim,
    *,
    writing: Outcome[VerdictForm, Any] | None = None,
    submitting: Outcome[SubmitForm, Any] | None = None,
    reopening: Outcome[MoveForm, Any] | None = None,
    preview: str | None = None,
    fragment: str | None = None,
) -> HttpResponse:
    """The editor and the moves. At most one of the three forms was submitted; its outcome is given."""
    row = queries.verdict_of(claim)
    latest = row.latest if row else None
    lines = gate_of(claim, latest)
    person = request.user
    may_save = can(person, "verdict.save", row) if row else can(person, "verdict.open", claim)
    outcome = writing or submitting or reopening
    form = writing.form if writing else VerdictForm(latest=latest, seen=row.version if row else None)
    if writing and writing.refusal:  # the row may be another one now: so are the ratings to choose from
        form = VerdictForm(form.data, latest=latest)
        form.is_valid()
    context: dict[str, Any] = {
        "crumbs": [("Claims", reverse("desk:claims")), ("Claim", reverse("desk:claim", args=[claim.pk]))],
        "claim": claim,
        "verdict": row,
        "latest": latest,
        "form": form,
        "submission": outcome,
        "may_send": True,
        "is_written": form.is_bound or row is None or row.state in OPEN,
        "may_save": may_save,
        "gate_lines": lines,
        "fix_urls": queries.fix_urls(claim),
        "preview": html_of(preview) if preview is not None else "",
        "rationale": html_of(latest.rationale) if latest else "",
    }
    if row:
        may_submit = _may_submit(can(person, "verdict.submit", row), lines)
        exceptions = {f"exception_{line}": reason for line, reason in queries.exceptions_before(row).items()}
        submit_form = SubmitForm(
            submitting.form.data if submitting else None, initial={**exceptions, "version": row.version}, lines=lines
        )
        if submitting:
            submit_form.is_valid()
        # a move that cannot be made any more has no form here: the notice lists what was entered
        is_over = (submitting and not may_submit) or (reopening and row.state != State.APPROVED)
        context |= {
            "versions": queries.versions_of(row),
            "comparison": _comparison(request, row),
            "submitting": submit_form,
            "reopening": reopening.form if reopening else MoveForm.of(row),
            "may_submit": may_submit,
            "may_send": not is_over,
            "may_reopen": can(person, "verdict.reopen", row),
            "may_publish": can(person, "verdict.publish", row),
            "may_correct": can(person, "verdict.correct", row),
        }
    return show(request, PAGE, context, fragment=fragment, status=outcome.status if outcome else 200)


def _may_submit(decision: Decision, lines: list[gate.Line]) -> Decision:
    """The rule's answer; where it is yes, the lines that no exception can let through still stand in the way."""
    red = [line.hint for line in lines if not line.is_met and not line.may_be_waived]
    return Denied(" ".join(red), for_now=True) if decision and red else decision


def _comparison(request: StaffRequest, row: Verdict) -> queries.Comparison | None:
    try:
        return queries.comparison(row, int(request.GET.get("from", "")), int(request.GET.get("to", "")))
    except ValueError:
        return None
