"""Saying how a claim stands to another one, and taking that back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.actions import relate, withdraw_relation
from factcheck.claims.models import Claim, Relation
from factcheck.desk.claim.forms import ReasonForm, RelationForm
from factcheck.desk.claim.queries import claim_for, others_for, relation_for
from factcheck.web.answers import go, show
from factcheck.web.decisions import can, permit
from factcheck.web.errors import Refused
from factcheck.web.signin import get_and_post, staff
from factcheck.web.typed import keep


@staff
@get_and_post
def add(request: StaffRequest, claim_id: int) -> HttpResponse:
    """GET looks for other claims (`q`, else the claim's own words); POST enters the relation."""
    claim = claim_for(request.user, claim_id)
    if request.method != "POST":
        return _page(request, claim, RelationForm())
    form = RelationForm(request.POST)
    try:
        permit(request.user, "relation.add", claim)
        if not form.is_valid():
            return _page(request, claim, form, status=422)
        said = form.cleaned_data
        relate(person=request.user, claim=claim, relation_kind=said["relation_kind"], other=said["other"], token=said["token"])
    except Refused as refused:
        return _page(request, claim, form, **keep(form, refused))
    messages.success(request, "Relation saved.")
    return go(request, reverse("desk:claim", args=[claim.pk]) + "#relations", changed=["claim"])


def _page(request: StaffRequest, claim: Claim, form: RelationForm, status: int = 200, **more: Any) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:500]
    context = {
        "claim": claim,
        "form": form,
        "words": words,
        "options": others_for(request.user, claim, words),
        "chosen": str(form["other"].value() or ""),
        "may_relate": can(request.user, "relation.add", claim),
        **more,
    }
    return show(request, "desk/claim/relate.html", context, status=status)


@staff
@get_and_post
def withdraw(request: StaffRequest, relation_id: int) -> HttpResponse:
    row = relation_for(request.user, relation_id)
    if request.method != "POST":
        return _withdrawing(request, row, ReasonForm(initial={"version": row.version}))
    form = ReasonForm(request.POST)
    try:
        permit(request.user, "relation.add", row.claim)
        if not form.is_valid():
            return _withdrawing(request, row, form, status=422)
        said = form.cleaned_data
        withdraw_relation(person=request.user, relation=row, reason=said["reason"], seen_version=said["version"])
    except Refused as refused:
        now = relation_for(request.user, relation_id)
        return _withdrawing(request, now, form, **keep(form, refused, version=now.version))
    messages.success(request, "Relation withdrawn. It stays on the record with your reason.")
    return go(request, reverse("desk:claim", args=[row.claim_id]) + "#relations", changed=["claim"])


def _withdrawing(request: StaffRequest, row: Relation, form: ReasonForm, status: int = 200, **more: Any) -> HttpResponse:
    context: dict[str, Any] = {
        "title": "Withdraw the relation",
        "claim": row.claim,
        "words": row.other.statement,
        "what": row.get_relation_kind_display(),
        "form": form,
        "decision": can(request.user, "relation.add", row.claim),
        "back": reverse("desk:claim", args=[row.claim_id]) + "#relations",
        **more,
    }
    return show(request, "desk/claim/withdraw.html", context, status=status)
