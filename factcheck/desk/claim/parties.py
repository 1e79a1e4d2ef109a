"""The screens that name, edit, and withdraw the parties to a claim."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.actions import edit_party, name_party, withdraw_party
from factcheck.claims.models import Party
from factcheck.claims.parties import claim_parties
from factcheck.desk.claim import messages
from factcheck.desk.claim.forms import PartyEditForm, PartyForm
from factcheck.desk.claim.queries import visible_party
from factcheck.desk.visible_claim import visible_claim
from factcheck.desk.withdrawal import ReasonForm
from factcheck.evidence.parties import PossibleParty, possible_parties
from factcheck.web.access import get_and_post, signed_in
from factcheck.web.decisions import can
from factcheck.web.responses import render_page
from factcheck.web.submission import bound_to, saved, submit


@signed_in
@get_and_post
def add(request: StaffRequest, claim_id: int) -> HttpResponse:
    """Name any source or actor as a party. Those of the claim's record are offered first."""
    claim = visible_claim(request.user, claim_id)
    choices = possible_parties(claim)
    named = [PossibleParty(row.source, row.actor) for row in claim_parties(claim).rows] if request.method == "POST" else []

    def save(form: PartyForm) -> Party:
        return name_party(person=request.user, claim=claim, **form.arguments())

    form = PartyForm(*bound_to(request), choices=choices, named=named)
    outcome = submit(request, form, save, permission="party.edit", subject=claim, field_names=form.error_fields)
    if outcome.is_saved:
        return saved(request, messages.PARTY_SAVED, to=_parties_url(claim.pk), changed=["claim"])
    context = {"claim": claim, "may_edit": can(request.user, "party.edit", claim), **outcome.context}
    return render_page(request, "desk/claim/party.html", context, status=outcome.status)


@signed_in
@get_and_post
def edit(request: StaffRequest, party_id: int) -> HttpResponse:
    row = visible_party(request.user, party_id)

    def save(form: PartyEditForm) -> Party:
        return edit_party(person=request.user, party=row, **form.arguments())

    outcome = submit(
        request,
        PartyEditForm.of(row, request),
        save,
        permission="party.edit",
        subject=row,
        reload=lambda: visible_party(request.user, party_id),
    )
    if outcome.is_saved:
        return saved(request, messages.PARTY_SAVED, to=_parties_url(row.claim_id), changed=["claim"])
    row = outcome.row or row
    context = {"claim": row.claim, "party": row, "may_edit": can(request.user, "party.edit", row), **outcome.context}
    return render_page(request, "desk/claim/party.html", context, status=outcome.status)


@signed_in
@get_and_post
def withdraw(request: StaffRequest, party_id: int) -> HttpResponse:
    row = visible_party(request.user, party_id)

    def save(form: ReasonForm) -> Party:
        return withdraw_party(person=request.user, party=row, **form.arguments())

    outcome = submit(
        request,
        ReasonForm.of(row, request),
        save,
        permission="party.edit",
        subject=row.claim,
        reload=lambda: visible_party(request.user, party_id),
    )
    if outcome.is_saved:
        return saved(request, messages.PARTY_WITHDRAWN, to=_parties_url(row.claim_id), changed=["claim"])
    row = outcome.row or row
    context = {
        "title": messages.WITHDRAW_PARTY,
        "claim": row.claim,
        "quote": row.interest,
        "description": row.name,
        "decision": can(request.user, "party.edit", row.claim),
        "return_url": _parties_url(row.claim_id),
        **outcome.context,
    }
    return render_page(request, "desk/claim/withdraw.html", context, status=outcome.status)


def _parties_url(claim_id: int) -> str:
    return reverse("desk:claim", args=[claim_id]) + "#parties"
