"""The screens that close and reopen a claim."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.actions import close_claim, reopen_claim
from factcheck.claims.models import Claim
from factcheck.desk.claim import messages
from factcheck.desk.claim.candidates import requested_candidates
from factcheck.desk.claim.closing_forms import CloseForm, ReopenForm
from factcheck.desk.visible_claim import visible_claim
from factcheck.web.access import get_and_post, signed_in
from factcheck.web.decisions import can
from factcheck.web.responses import render_page
from factcheck.web.submission import saved, submit


@signed_in
@get_and_post
def close(request: StaffRequest, claim_id: int) -> HttpResponse:
    """GET searches for the duplicated claim with `q`. POST closes the claim."""
    row = visible_claim(request.user, claim_id)

    def save(form: CloseForm) -> Claim:
        return close_claim(person=request.user, claim=row, **form.arguments())

    outcome = submit(
        request,
        CloseForm.of(row, request),
        save,
        permission="claim.close",
        subject=row,
        reload=lambda: visible_claim(request.user, claim_id),
    )
    if outcome.is_saved:
        return saved(request, messages.CLAIM_CLOSED, to=reverse("desk:claim", args=[row.pk]), changed=["claim"])
    row = outcome.row or row
    context = {
        "claim": row,
        "candidates": requested_candidates(request, row),
        "may_close": can(request.user, "claim.close", row),
        **outcome.context,
    }
    return render_page(request, "desk/claim/close.html", context, status=outcome.status)


@signed_in
@get_and_post
def reopen(request: StaffRequest, claim_id: int) -> HttpResponse:
    row = visible_claim(request.user, claim_id)

    def save(form: ReopenForm) -> Claim:
        return reopen_claim(
            person=request.user, claim=row, seen_version=form.cleaned_data["version"], token=form.cleaned_data["token"]
        )

    outcome = submit(
        request,
        ReopenForm.of(row, request),
        save,
        permission="claim.reopen",
        subject=row,
        reload=lambda: visible_claim(request.user, claim_id),
    )
    if outcome.is_saved:
        return saved(request, messages.CLAIM_REOPENED, to=reverse("desk:claim", args=[row.pk]), changed=["claim"])
    row = outcome.row or row
    context = {"claim": row, "may_reopen": can(request.user, "claim.reopen", row), **outcome.context}
    return render_page(request, "desk/claim/reopen.html", context, status=outcome.status)
