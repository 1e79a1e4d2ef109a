"""The screens that add and withdraw relations between claims."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.actions import add_relation, withdraw_relation
from factcheck.claims.models import Relation
from factcheck.desk.claim import messages
from factcheck.desk.claim.candidates import requested_candidates
from factcheck.desk.claim.forms import RelationForm
from factcheck.desk.claim.queries import visible_relation
from factcheck.desk.visible_claim import visible_claim
from factcheck.desk.withdrawal import ReasonForm
from factcheck.web.access import get_and_post, signed_in
from factcheck.web.decisions import can
from factcheck.web.responses import render_page
from factcheck.web.submission import bound_to, saved, submit


@signed_in
@get_and_post
def add(request: StaffRequest, claim_id: int) -> HttpResponse:
    """GET searches for other claims with `q`. POST adds the relation. *Is the same as* leads to the screen that merges claims."""
    claim = visible_claim(request.user, claim_id)

    def save(form: RelationForm) -> Relation:
        return add_relation(person=request.user, claim=claim, **form.cleaned_data)

    outcome = submit(request, RelationForm(*bound_to(request)), save, permission="relation.add", subject=claim)
    if outcome.is_saved:
        to, relation = _relations_url(claim.pk), outcome.value
        if relation and relation.relation_kind == Relation.RelationKind.SAME_AS:
            to = f"{reverse('desk:claim-merge', args=[claim.pk])}?other={relation.other_id}"
        return saved(request, messages.RELATION_SAVED, to=to, changed=["claim"])
    context = {
        "claim": claim,
        "candidates": requested_candidates(request, claim),
        "may_relate": can(request.user, "relation.add", claim),
        **outcome.context,
    }
    return render_page(request, "desk/claim/relate.html", context, status=outcome.status)


@signed_in
@get_and_post
def withdraw(request: StaffRequest, relation_id: int) -> HttpResponse:
    row = visible_relation(request.user, relation_id)

    def save(form: ReasonForm) -> Relation:
        return withdraw_relation(person=request.user, relation=row, **form.arguments())

    outcome = submit(
        request,
        ReasonForm.of(row, request),
        save,
        permission="relation.add",
        subject=row.claim,
        reload=lambda: visible_relation(request.user, relation_id),
    )
    if outcome.is_saved:
        return saved(request, messages.RELATION_WITHDRAWN, to=_relations_url(row.claim_id), changed=["claim"])
    row = outcome.row or row
    context = {
        "title": messages.WITHDRAW_RELATION,
        "claim": row.claim,
        "quote": row.other.statement,
        "description": row.get_relation_kind_display().capitalize(),
        "decision": can(request.user, "relation.add", row.claim),
        "return_url": _relations_url(row.claim_id),
        **outcome.context,
    }
    return render_page(request, "desk/claim/withdraw.html", context, status=outcome.status)


def _relations_url(claim_id: int) -> str:
    return reverse("desk:claim", args=[claim_id]) + "#relations"
