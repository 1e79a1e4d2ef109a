"""The page of one claim, and editing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.actions import edit_claim
from factcheck.claims.forms import LAYERS
from factcheck.claims.models import Claim, ClaimType, Layer
from factcheck.desk.claim.forms import EditForm
from factcheck.desk.claim.queries import claim_for, mentions_of, relations_of
from factcheck.desk.verdict.queries import summary_of
from factcheck.evidence.forms import SearchForm
from factcheck.evidence.queries import board_of
from factcheck.verdicts.models import Verdict
from factcheck.web.answers import go, show
from factcheck.web.decisions import can, permit
from factcheck.web.errors import Refused
from factcheck.web.signin import get_and_post, get_only, staff
from factcheck.web.typed import keep


@staff
@get_only
def claim(request: StaffRequest, claim_id: int) -> HttpResponse:
    row = claim_for(request.user, claim_id)
    board = board_of(row, request.user)
    context = {
        "claim": row,
        "layer_words": LAYERS[Layer(row.layer)],
        "types": [ClaimType(name).label for name in row.types],
        "mentions": mentions_of(row),
        "relations": relations_of(row),
        "board": board,
        "summary": summary_of(row),
        "search_form": SearchForm() if board.may_log else None,
        "may_edit": can(request.user, "claim.edit", row),
        "may_change_mention": can(request.user, "mention.change"),
        "may_relate": can(request.user, "relation.add", row),
    }
    return show(request, "desk/claim/page.html", context)


@staff
@get_and_post
def edit(request: StaffRequest, claim_id: int) -> HttpResponse:
    row = claim_for(request.user, claim_id)
    if request.method != "POST":
        return _editing(request, row, EditForm(initial={**EditForm.initial_of(row), "version": row.version}))
    form = EditForm(request.POST)
    try:
        permit(request.user, "claim.edit", row)
        if not form.is_valid():
            return _editing(request, row, form, status=422)
        edit_claim(person=request.user, claim=row, seen_version=form.cleaned_data["version"], **form.values())
    except Refused as refused:
        now = claim_for(request.user, claim_id)
        shown = EditForm(initial=EditForm.initial_of(now))
        return _editing(request, now, form, **keep(form, refused, now=shown, version=now.version))
    messages.success(request, "Claim saved.")
    return go(request, reverse("desk:claim", args=[row.pk]), changed=["claim"])


def _editing(request: StaffRequest, row: Claim, form: EditForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "claim": row,
        "verdict": Verdict.objects.filter(claim=row).first(),
        "form": form,
        "may_edit": can(request.user, "claim.edit", row),
    }
    return show(request, "desk/claim/edit.html", {**context, **more}, status=status)
