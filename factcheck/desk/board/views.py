"""The evidence board of a claim on its own page, moving its items, and the text of an item beside the board."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.models import Claim
from factcheck.desk.board import messages
from factcheck.desk.board.forms import MoveItemForm
from factcheck.desk.board.presentation import BoardView, Destination, board_view
from factcheck.desk.board.texts import item_text
from factcheck.desk.evidence.queries import visible_item
from factcheck.desk.visible_claim import visible_claim
from factcheck.evidence.actions import change_evidence
from factcheck.evidence.models import Evidence
from factcheck.evidence.queries import BOARD_QUERIES, EvidenceBoard, board_of, evidence_board
from factcheck.verdicts.models import Verdict
from factcheck.web.access import get_and_post, get_only, signed_in
from factcheck.web.database.composed import ComposedRows
from factcheck.web.database.row_digests import RowDigests
from factcheck.web.decisions import Decision, can
from factcheck.web.responses import render_page, trigger_changes, wants_fragment
from factcheck.web.submission import saved, submit

MOVED = "moved"
"""The query parameter that names a move, as the id of the item and its version: the page then offers to undo it."""


@signed_in
@get_only
def board(request: StaffRequest, claim_id: int) -> HttpResponse:
    """The evidence board at the full width of the window."""
    claim = visible_claim(request.user, claim_id)
    known = _PAGE(claim.pk)
    permissions = can(request.user, "evidence.attach", claim), can(request.user, "search.log", claim)
    values = {
        "claim": claim,
        "view": known.lazy(_view_of, BOARD_QUERIES, claim, *permissions),
        "has_verdict": known.lazy(_has_verdict, (_verdicts,), claim),
        "crumbs": [("Claims", reverse("desk:claims")), ("Claim", reverse("desk:claim", args=[claim.pk]))],
        **dict.fromkeys(("announcement", "back", "is_floating", "moved")),
        **_requested_undo(request, known.lazy(board_of, BOARD_QUERIES, claim, *permissions)),
    }
    return render_page(request, "desk/board/page.html", {**values, "values": values})


@ComposedRows
def _verdicts(claim_id: int) -> QuerySet[Verdict, int]:
    return Verdict.objects.filter(claim=claim_id).values_list("pk", flat=True)


_PAGE = RowDigests(*BOARD_QUERIES, _verdicts)


def _view_of(claim: Claim, may_attach: Decision, may_log: Decision) -> BoardView:
    return board_view(board_of(claim, may_attach, may_log))


def _has_verdict(claim: Claim) -> bool:
    return bool(_verdicts(claim.pk))


@signed_in
@get_and_post
def move(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """Move an item to another side, or into or out of a set. For htmx, the response is the board with a form that undoes it."""
    item = visible_item(request.user, evidence_id)
    row = item.row

    def save(form: MoveItemForm) -> Evidence:
        clean = form.cleaned_data
        return change_evidence(
            person=request.user,
            item=row,
            seen_version=clean["version"],
            token=clean["token"],
            stance=clean["stance"],
            evidence_set=clean["evidence_set"],
        )

    outcome = submit(
        request,
        MoveItemForm.of(row, request),
        save,
        permission="evidence.change",
        subject=row,
        reload=lambda: visible_item(request.user, evidence_id).row,
    )
    if outcome.is_saved and outcome.value:
        return _moved(request, outcome.value, outcome.form.cleaned_data["version"])
    if wants_fragment(request):
        outcome.require_saved()
    row = outcome.row or row
    context = {
        "item": item,
        "row": row,
        "claim": row.claim,
        "labels": _labels_on(row),
        "may_change": can(request.user, "evidence.change", row),
        **outcome.context,
    }
    return render_page(request, "desk/board/move.html", context, status=outcome.status)


@signed_in
@get_only
def text(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """An item with its quote highlighted in the article or in the copy of the page: beside the board, or as a page."""
    item = visible_item(request.user, evidence_id)
    context = {"item": item, "row": item.row, "claim": item.row.claim, "text": item_text(item.row)}
    return render_page(request, "desk/board/text.html", context, fragment="beside")


def _moved(request: HttpRequest, row: Evidence, seen: int) -> HttpResponse:
    """The response to a move of `row`, which was at version `seen` before."""
    url = reverse("desk:board", args=[row.claim_id])
    if row.version == seen:
        message: str = messages.ALREADY_THERE
    else:
        message = _move_message(row, row.at_version(seen))
    if not wants_fragment(request):
        if row.version == seen:
            return saved(request, message, to=f"{url}#evidence-{row.pk}")
        return saved(request, "", to=f"{url}?{MOVED}={row.pk}-{row.version}#evidence-{row.pk}", changed=["evidence"])
    claim = visible_claim(request.user, row.claim_id)
    context = {
        "claim": claim,
        "view": board_view(evidence_board(claim, request.user)),
        "announcement": message,
        "moved": row,
        "back": _place_of(row.at_version(seen)).key if row.version != seen else "",
    }
    return trigger_changes(render(request, "desk/board/moved.html", context), ["evidence"])


def _requested_undo(request: HttpRequest, items: EvidenceBoard) -> dict[str, Any]:
    """The move that the query string names, if the item has not changed since. At most two queries."""
    if MOVED not in request.GET:
        return {}
    item_id, _, version = request.GET[MOVED].partition("-")
    found = (item.row for item in items.items if (str(item.row.pk), str(item.row.version)) == (item_id, version))
    row = next(found, None)
    if row is None or row.version < 2:
        return {}
    before = row.at_version(row.version - 1)
    if _place_of(before) == _place_of(row):
        return {}
    return {"moved": row, "back": _place_of(before).key, "announcement": _move_message(row, before)}


def _place_of(row: Evidence) -> Destination:
    return Destination(row.stance, row.evidence_set.strip())


def _move_message(row: Evidence, before: Evidence) -> str:
    return messages.moved(row.number, row.get_stance_display(), row.evidence_set, before.evidence_set)


def _labels_on(row: Evidence) -> list[str]:
    """The labels of the sets of the claim."""
    items = Evidence.objects.filter(claim=row.claim_id, withdrawn_at=None).exclude(evidence_set="")
    return sorted(set(items.order_by().values_list("evidence_set", flat=True)))
