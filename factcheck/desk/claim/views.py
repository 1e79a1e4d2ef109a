"""The page of a claim, and the screen that edits it."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.actions import edit_claim
from factcheck.claims.choices import ClaimType, Layer
from factcheck.claims.models import Claim
from factcheck.claims.rules import on_open_claim
from factcheck.desk.claim import messages
from factcheck.desk.claim.closing_forms import ReopenForm
from factcheck.desk.claim.forms import LAYER_QUESTIONS, ClaimEditForm
from factcheck.desk.claim.layers import layer_group
from factcheck.desk.claim.queries import claim_mentions, claim_relations
from factcheck.desk.evidence.forms import SearchForm
from factcheck.desk.name_fields import stated_kinds
from factcheck.desk.verdict.queries import verdict_summary
from factcheck.desk.visible_claim import visible_claim
from factcheck.evidence.custody.queries import holds_of_claim
from factcheck.evidence.queries import evidence_board
from factcheck.evidence.replies.queries import replies_of
from factcheck.exchange.models import ClaimImport
from factcheck.verdicts.models import Verdict
from factcheck.web.access import get_and_post, get_only, signed_in
from factcheck.web.decisions import can
from factcheck.web.responses import render_page
from factcheck.web.submission import saved, submit


@signed_in
@get_only
def claim(request: StaffRequest, claim_id: int) -> HttpResponse:
    row = visible_claim(request.user, claim_id)
    if row.merged_into_id:
        to = reverse("desk:claim", args=[row.merged_into_id])
        return saved(request, messages.merged_here(row.pk), to=to)
    board = evidence_board(row, request.user)
    mentions = claim_mentions(row)
    context = {
        "claim": row,
        "layer_question": LAYER_QUESTIONS[Layer(row.layer)],
        "types": [ClaimType(name).label for name in row.types],
        "mentions": mentions,
        "layers": layer_group(row, request.user),
        "marked": mentions.marked_article if on_open_claim(can(request.user, "mention.add"), row) else None,
        "relations": claim_relations(row),
        "board": board,
        "summary": verdict_summary(row),
        "replies": replies_of(row),
        "may_reply": can(request.user, "reply.edit", row),
        "search_form": SearchForm() if board.may_log else None,
        "may_edit": can(request.user, "claim.edit", row),
        "may_change_mention": on_open_claim(can(request.user, "mention.change"), row),
        "may_relate": can(request.user, "relation.add", row),
        "may_close": can(request.user, "claim.close"),
        "origin": ClaimImport.objects.filter(claim=row).select_related("created_by").first(),
        "may_export": can(request.user, "claim.export", row),
        "may_reopen": can(request.user, "claim.reopen", row),
        "reopen_form": ReopenForm.of(row) if row.is_closed else None,
        "may_name_party": can(request.user, "party.edit", row),
        "holds": holds_of_claim(row),
        "may_hold": can(request.user, "evidence.hold", row),
    }
    return render_page(request, "desk/claim/page.html", context)


@signed_in
@get_and_post
def edit(request: StaffRequest, claim_id: int) -> HttpResponse:
    row = visible_claim(request.user, claim_id)

    def save(form: ClaimEditForm) -> Claim:
        return edit_claim(
            person=request.user,
            claim=row,
            seen_version=form.cleaned_data["version"],
            kinds=stated_kinds(form),
            token=form.cleaned_data["token"],
            **form.values(),
        )

    form = ClaimEditForm.of(row, request)
    outcome = submit(
        request, form, save, permission="claim.edit", subject=row, reload=lambda: visible_claim(request.user, claim_id)
    )
    if outcome.is_saved:
        return saved(request, messages.CLAIM_SAVED, to=reverse("desk:claim", args=[row.pk]), changed=["claim"])
    row = outcome.row or row
    context = {
        "claim": row,
        "verdict": Verdict.objects.filter(claim=row).first(),
        "may_edit": can(request.user, "claim.edit", row),
        **outcome.context,
    }
    return render_page(request, "desk/claim/edit.html", context, status=outcome.status)
