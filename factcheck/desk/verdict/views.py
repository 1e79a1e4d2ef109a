"""Proposing: writing the versions of a verdict, sending it to review, reopening it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
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
from factcheck.verdicts.difference import changes
from factcheck.verdicts.forms import MoveForm, SubmitForm, VerdictForm
from factcheck.verdicts.models import Conclusion, Verdict
from factcheck.verdicts.queries import gate_of
from factcheck.verdicts.workflow import OPEN, State
from factcheck.web.answers import go, show
from factcheck.web.decisions import Decision, Denied, can, permit
from factcheck.web.errors import FormAlreadyUsed, Invalid, Refused
from factcheck.web.markdown import html_of
from factcheck.web.signin import get_and_post, post_only, staff
from factcheck.web.typed import Typed, keep, send_again

PAGE = "desk/verdict/page.html"
COMPARE = "Compare both texts below. What you typed is kept; send it again if it should stand."


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
        return _page(request, claim, form=form, preview=request.POST.get("rationale", ""), fragment="preview")
    try:
        permit(request.user, "verdict.open", claim)
        if not form.is_valid():
            return _page(request, claim, form=form, status=422)
        said = form.cleaned_data
        if known and said["version"] is None and said["token"] is None:
            message = f"The form did not say which version you saw. The verdict is now version {known.version}."
            raise Refused(message, next_step=COMPARE)
        if known and said["version"] is not None:
            version = save_version(person=request.user, verdict=known, seen_version=said["version"], **form.text())
        else:
            version = open_verdict(person=request.user, claim=claim, token=said["token"], **form.text()).latest
    except Refused as refused:
        if isinstance(refused, FormAlreadyUsed):  # a claim has one verdict: what was typed becomes its next version
            refused.next_step = COMPARE
        return _page(request, claim, form=form, **_kept(form, refused))
    messages.success(request, f"Version {version.number} is saved.")
    return go(request, reverse("desk:verdict", args=[claim.pk]), changed=["verdict"])


@staff
@post_only
def submit(request: StaffRequest, verdict_id: int) -> HttpResponse:
    """Send the newest version to review, with the exceptions that were written."""
    row = _found(request, verdict_id)
    form = SubmitForm(request.POST, lines=gate_of(row.claim, row.latest))
    if not form.is_valid():
        return _page(request, row.claim, submitting=form, status=422)
    try:
        submit_verdict(person=request.user, verdict=row, seen_version=form.cleaned_data["version"], waivers=form.waivers())
    except Refused as refused:
        return _page(request, row.claim, submitting=form, **_kept(form, refused))
    messages.success(request, "Sent to review. An editor who did not contribute decides on exactly this version.")
    return go(request, reverse("desk:verdict", args=[row.claim_id]), changed=["verdict"])


@staff
@post_only
def reopen(request: StaffRequest, verdict_id: int) -> HttpResponse:
    """Take an approved verdict back to draft."""
    row = _found(request, verdict_id)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _page(request, row.claim, reopening=form, status=422)
    try:
        reopen_verdict(
            person=request.user, verdict=row, seen_version=form.cleaned_data["version"], reason=form.cleaned_data["reason"]
        )
    except Refused as refused:
        return _page(request, row.claim, reopening=form, **_kept(form, refused))
    messages.success(request, "This is a draft again. The approval no longer holds.")
    return go(request, reverse("desk:verdict", args=[row.claim_id]), changed=["verdict"])


def _found(request: StaffRequest, verdict_id: int) -> Verdict:
    known = Verdict.objects.visible_to(request.user).select_related("claim__claimant", "author")
    return get_object_or_404(known, pk=verdict_id)


def _page(
    request: StaffRequest,
    claim: Claim,
    *,
    form: VerdictForm | None = None,
    submitting: SubmitForm | None = None,
    reopening: MoveForm | None = None,
    conflict: Refused | None = None,
    typed: Sequence[Typed] = (),
    preview: str | None = None,
    fragment: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The editor. A form that was refused keeps what was typed, and is set on what is saved now so that it can be sent again."""
    row = queries.verdict_of(claim)
    latest = row.latest if row else None
    lines = gate_of(claim, latest)
    person = request.user
    may_save = can(person, "verdict.save", row) if row else can(person, "verdict.open", claim)
    if form is None:
        form = VerdictForm(latest=latest, seen=row.version if row else None)
    elif row and conflict:
        send_again(form, version=row.version, token="")
        form = VerdictForm(form.data, latest=latest)
        form.is_valid()
    context: dict[str, Any] = {
        "crumbs": [("Claims", reverse("desk:claims")), ("Claim", reverse("desk:claim", args=[claim.pk]))],
        "claim": claim,
        "verdict": row,
        "latest": latest,
        "form": form,
        "is_written": form.is_bound or row is None or row.state in OPEN,
        "conflict": conflict,
        "unsaved": changes(queries.text_of(latest), _typed(form)) if conflict and latest and form.is_bound else [],
        "may_save": may_save,
        "steps": queries.steps(claim, lines),
        "preview": html_of(preview) if preview is not None else "",
        "rationale": html_of(latest.rationale) if latest else "",
    }
    if row:
        seen = {"version": row.version}
        if submitting is None:
            before = {f"exception_{line}": reason for line, reason in queries.exceptions_before(row).items()}
            submitting = SubmitForm(initial=before | seen, lines=lines)
        elif conflict:
            send_again(submitting, **seen)
            submitting = SubmitForm(submitting.data, lines=lines)
        if reopening is None:
            reopening = MoveForm(initial=seen)
        elif conflict:
            send_again(reopening, **seen)
        may_submit = _may_submit(can(person, "verdict.submit", row), lines)
        # a move that can be made no more has no form here: what was typed into it stands in the notice
        is_over = (submitting.is_bound and not may_submit) or (reopening.is_bound and row.state != State.APPROVED)
        context |= {
            "versions": queries.versions_of(row),
            "comparison": _comparison(request, row),
            "submitting": submitting,
            "reopening": reopening,
            "may_submit": may_submit,
            "typed": typed if is_over else (),
            "may_reopen": can(person, "verdict.reopen", row),
            "may_publish": can(person, "verdict.publish", row),
            "may_correct": can(person, "verdict.correct", row),
        }
    return show(request, PAGE, context, fragment=fragment, status=status)


def _kept(form: forms.Form, refused: Refused) -> dict[str, Any]:
    """What the page says after a refusal. It compares in its own way, by the words that changed."""
    kept = keep(form, refused)
    if isinstance(refused, Invalid):
        return kept
    return {"status": kept["status"], "conflict": refused, "typed": kept["typed"]}


def _typed(form: VerdictForm) -> dict[str, Any]:
    """What was typed, as the words on the screen; fields that did not validate are left out."""
    said: dict[str, Any] = {
        name: form.cleaned_data[name] for name in ("summary", "rationale", "as_of") if name in form.cleaned_data
    }
    if "rating" in form.cleaned_data:
        said["rating"] = form.cleaned_data["rating"] or ""
    if form.cleaned_data.get("conclusion"):
        said["conclusion"] = Conclusion(form.cleaned_data["conclusion"]).label
    return said


def _may_submit(decision: Decision, lines: list[gate.Line]) -> Decision:
    """The rule's answer; where it is yes, the lines that no exception can let through still stand in the way."""
    red = [line.hint for line in lines if not line.is_met and line.key in gate.NEVER_WAIVED]
    return Denied(" ".join(red), for_now=True) if decision and red else decision


def _comparison(request: StaffRequest, row: Verdict) -> queries.Comparison | None:
    try:
        return queries.comparison(row, int(request.GET.get("from", "")), int(request.GET.get("to", "")))
    except ValueError:
        return None
