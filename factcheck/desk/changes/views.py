"""Screens of published checks whose record has changed: confirm one, confirm all that share a row, and set re-check dates."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.desk.changes import messages
from factcheck.desk.changes.forms import ConfirmForm, ConfirmSharedForm, RecheckDateForm
from factcheck.desk.changes.queries import compare_record, shared_change
from factcheck.desk.claim_citations import ClaimCitations
from factcheck.publishing.models import LARGE, Publication
from factcheck.verdicts.actions import confirm as confirm_check
from factcheck.verdicts.actions import confirm_shared as confirm_checks
from factcheck.verdicts.actions import set_recheck_date
from factcheck.verdicts.changes import SHARED
from factcheck.verdicts.models import Confirmation, Verdict
from factcheck.verdicts.workflow import MOVES
from factcheck.web.access import get_and_post, post_only, signed_in
from factcheck.web.decisions import can
from factcheck.web.responses import render_page
from factcheck.web.submission import bound_to, saved, set_data, submit

QUEUE = "?part=changed"


@signed_in
@get_and_post
def confirm(request: StaffRequest, verdict_id: int) -> HttpResponse:
    """The difference between the record of a published check and the one that an editor approved, and the form to confirm it."""
    verdict, move = _verdict(request, verdict_id), MOVES["confirm"]

    def save(form: ConfirmForm) -> Confirmation:
        return confirm_check(person=request.user, verdict=verdict, **form.arguments())

    outcome = submit(request, ConfirmForm(*bound_to(request)), save, permission=move.permission, subject=verdict)
    if outcome.is_saved:
        return saved(request, messages.CONFIRMED, to=reverse("desk:queue") + QUEUE, changed=["verdict"])
    verdict = _verdict(request, verdict_id)
    comparison = compare_record(verdict)
    seen = {"version": verdict.version, "basis": comparison.basis}
    if outcome.form.is_bound:
        set_data(outcome.form, **seen)
    else:
        outcome.form.initial.update(seen)
    context: dict[str, Any] = {
        "crumbs": [("Queue", reverse("desk:queue") + QUEUE)],
        "verdict": verdict,
        "claim": verdict.claim,
        "comparison": comparison,
        "citations": ClaimCitations(verdict.claim_id),
        "public": Publication.objects.filter(verdict=verdict, is_current=True).defer(*LARGE).first(),
        "may_confirm": can(request.user, move.permission, verdict),
        "may_correct": can(request.user, "verdict.correct", verdict),
        "may_retract": can(request.user, "verdict.retract", verdict),
        "confirm_label": move.label,
        **outcome.context,
    }
    return render_page(request, "desk/changes/confirm.html", context, status=outcome.status)


@signed_in
@get_and_post
def confirm_shared(request: StaffRequest, kind: str, object_id: int) -> HttpResponse:
    """The checks in whose records only this source, actor, article, rating, or related claim has changed."""
    if kind not in SHARED:
        raise Http404

    def save(form: ConfirmSharedForm) -> Confirmation:
        return confirm_checks(person=request.user, kind=kind, object_id=object_id, **form.cleaned_data)

    permission = "verdict.confirm_shared"
    outcome = submit(request, ConfirmSharedForm(*bound_to(request)), save, permission=permission)
    if outcome.is_saved:
        return saved(request, messages.CONFIRMED, to=reverse("desk:queue") + QUEUE, changed=["verdict"])
    change = shared_change(kind, object_id)
    if change is None and not outcome.form.is_bound:
        raise Http404
    if change and outcome.form.is_bound:
        set_data(outcome.form, newest=change.newest)
    elif change:
        outcome.form.initial["newest"] = change.newest
    context = {
        "crumbs": [("Queue", reverse("desk:queue") + QUEUE)],
        "change": change,
        "citations": {},  # the checks belong to several claims
        "kind_label": messages.KINDS[kind],
        "may_confirm": can(request.user, permission, change.ids if change else None),
        **outcome.context,
    }
    return render_page(request, "desk/changes/shared.html", context, status=outcome.status)


@signed_in
@post_only
def recheck_date(request: StaffRequest, verdict_id: int) -> HttpResponse:
    verdict = _verdict(request, verdict_id)

    def save(form: RecheckDateForm) -> Verdict:
        clean = form.cleaned_data
        return set_recheck_date(
            person=request.user,
            verdict=verdict,
            recheck_on=clean["recheck_on"],
            seen_version=clean["version"],
            token=clean["token"],
        )

    outcome = submit(request, RecheckDateForm.of(verdict, request), save, permission="verdict.recheck_date", subject=verdict)
    back = reverse("desk:verdict", args=[verdict.claim_id])
    if outcome.is_saved:
        return saved(request, messages.RECHECK_DATE_SAVED, to=back, changed=["verdict"])
    context = {"verdict": verdict, "claim": verdict.claim, "back": back, **outcome.context}
    return render_page(request, "desk/changes/recheck_date.html", context, status=outcome.status)


def _verdict(request: StaffRequest, verdict_id: int) -> Verdict:
    visible = Verdict.objects.visible_to(request.user).select_related("claim__claimant", "author", "approved")
    return get_object_or_404(visible, pk=verdict_id)
