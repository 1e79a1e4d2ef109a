"""The page of a claim, and the screen that edits it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.actions import edit_claim
from factcheck.claims.choices import ClaimType, Layer
from factcheck.claims.models import Claim
from factcheck.claims.rules import on_open_claim
from factcheck.desk.claim import messages
from factcheck.desk.claim.forms import LAYER_QUESTIONS, ClaimEditForm
from factcheck.desk.claim.layers import LAYER_QUERIES, layer_group
from factcheck.desk.claim.queries import MENTION_QUERIES, RELATION_QUERIES, claim_mentions, claim_relations
from factcheck.desk.evidence.forms import SearchForm
from factcheck.desk.name_fields import stated_kinds
from factcheck.desk.verdict.queries import SUMMARY_QUERIES, verdict_summary
from factcheck.desk.visible_claim import visible_claim
from factcheck.evidence.custody.queries import HOLD_QUERIES, holds_of_claim
from factcheck.evidence.queries import BOARD_QUERIES, board_of
from factcheck.evidence.replies.queries import REPLY_QUERIES, replies_of
from factcheck.exchange.models import ClaimImport
from factcheck.verdicts.models import Verdict
from factcheck.web.access import get_and_post, get_only, signed_in
from factcheck.web.database.composed import ComposedRows
from factcheck.web.database.row_digests import RowDigests
from factcheck.web.decisions import can
from factcheck.web.responses import render_page
from factcheck.web.submission import saved, submit


@ComposedRows
def _origins(claim_id: int) -> QuerySet[ClaimImport]:
    """From which package the claim was imported."""
    return ClaimImport.objects.filter(claim=claim_id).select_related("created_by")


ORIGIN_QUERIES = (_origins,)


def origin_of(row: Claim) -> ClaimImport | None:
    return next(iter(_origins(row.pk)), None)


_PAGE = RowDigests(
    *MENTION_QUERIES,
    *LAYER_QUERIES,
    *RELATION_QUERIES,
    *BOARD_QUERIES,
    *SUMMARY_QUERIES,
    *REPLY_QUERIES,
    *ORIGIN_QUERIES,
    *HOLD_QUERIES,
)
"""What the page of a claim shows besides the claim."""


_OTHER_VARIABLES = ("announcement", "has_presets", "is_from_board", "is_own_page", "label", "requirement", "row", "takedowns")
"""Variables of shared templates that have no value on the page of a claim."""


@signed_in
@get_only
def claim(request: StaffRequest, claim_id: int) -> HttpResponse:
    row = visible_claim(request.user, claim_id)
    if row.merged_into_id:
        to = reverse("desk:claim", args=[row.merged_into_id])
        return saved(request, messages.merged_here(row.pk), to=to)
    known, today = _PAGE(row.pk), timezone.localdate()
    may_log = can(request.user, "search.log", row)
    values = {
        "claim": row,
        "today": today,
        "layer_question": LAYER_QUESTIONS[Layer(row.layer)],
        "types": [ClaimType(name).label for name in row.types],
        "mentions": known.lazy(claim_mentions, MENTION_QUERIES, row),
        "layers": known.lazy(layer_group, LAYER_QUERIES, row),
        "may_mark": on_open_claim(can(request.user, "mention.add"), row),
        "relations": known.lazy(claim_relations, RELATION_QUERIES, row),
        "board": known.lazy(board_of, BOARD_QUERIES, row, can(request.user, "evidence.attach", row), may_log),
        "summary": known.lazy(verdict_summary, SUMMARY_QUERIES, row, today),
        "replies": known.lazy(replies_of, REPLY_QUERIES, row),
        "may_reply": can(request.user, "reply.edit", row),
        "search_form": known.lazy(SearchForm, ()) if may_log else None,
        "may_edit": can(request.user, "claim.edit", row),
        "may_change_mention": on_open_claim(can(request.user, "mention.change"), row),
        "may_relate": can(request.user, "relation.add", row),
        "may_close": can(request.user, "claim.close"),
        "origin": known.lazy(origin_of, ORIGIN_QUERIES, row),
        "may_export": can(request.user, "claim.export", row),
        "may_reopen": can(request.user, "claim.reopen", row),
        "may_name_party": can(request.user, "party.edit", row),
        "holds": known.lazy(holds_of_claim, HOLD_QUERIES, row),
        "may_hold": can(request.user, "evidence.hold", row),
        **dict.fromkeys(_OTHER_VARIABLES),
    }
    return render_page(request, "desk/claim/page.html", {**values, "values": values})


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
