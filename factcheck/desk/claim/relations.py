"""Adding and withdrawing relations between claims."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.actions import add_relation, withdraw_relation
from factcheck.claims.models import Relation
from factcheck.desk.claim.forms import ReasonForm, RelationForm
from factcheck.desk.claim.queries import claim_for, others_for, relation_for
from factcheck.web.access import get_and_post, signed_in
from factcheck.web.decisions import can
from factcheck.web.responses import render_page
from factcheck.web.submission import bound_to, saved, submit


@signed_in
@get_and_post
def add(request: StaffRequest, claim_id: int) -> HttpResponse:
    """GET searches for other claims (`q`, else the words of the claim); POST adds the relation."""
    claim = claim_for(request.user, claim_id)

    def save(form: RelationForm) -> Relation:
        return add_relation(person=request.user, claim=claim, **form.cleaned_data)

    outcome = submit(request, RelationForm(*bound_to(request)), save, permission="relation.add", subject=claim)
    if outcome.is_saved:
        return saved(request, "Relation saved.", to=_relations_of(claim.pk), changed=["claim"])
    words = request.GET.get("q", "").strip()[:500]
    context = {
        "claim": claim,
        "words": words,
        "options": others_for(request.user, claim, words),
        "chosen": str(outcome.form["other"].value() or ""),
        "may_relate": can(request.user, "relation.add", claim),
        **outcome.context,
    }
    return render_page(request, "desk/claim/relate.html", context, status=outcome.status)


@signed_in
@get_and_post
def withdraw(request: StaffRequest, relation_id: int) -> HttpResponse:
    row = relation_for(request.user, relation_id)

    def save(form: ReasonForm) -> Relation:
        return withdraw_relation(person=request.user, relation=row, **form.arguments())

    outcome = submit(
        request,
        ReasonForm.of(row, request),
        save,
        permission="relation.add",
        subject=row.claim,
        reload=lambda: relation_for(request.user, relation_id),
    )
    if outcome.is_saved:
        message = "Relation withdrawn. It stays on the record with your reason."
        return saved(request, message, to=_relations_of(row.claim_id), changed=["claim"])
    row = outcome.row or row
    context = {
        "title": "Withdraw the relation",
        "claim": row.claim,
        "words": row.other.statement,
        "what": row.get_relation_kind_display(),
        "decision": can(request.user, "relation.add", row.claim),
        "back": _relations_of(row.claim_id),
        **outcome.context,
    }
    return render_page(request, "desk/claim/withdraw.html", context, status=outcome.status)


def _relations_of(claim_id: int) -> str:
    return reverse("desk:claim", args=[claim_id]) + "#relations"
