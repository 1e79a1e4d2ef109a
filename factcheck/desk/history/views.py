"""The history of a row, as a page and as JSON for independent verification.

That of a claim includes all rows of the claim, and that of an item of evidence includes its copies.
"""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse

from factcheck.accounts.queries import without_addresses
from factcheck.accounts.requests import StaffRequest
from factcheck.claims.models import Claim
from factcheck.desk.claim_citations import ClaimCitations
from factcheck.desk.history import queries
from factcheck.desk.history.entry_presenter import present_entries
from factcheck.desk.history.filters import filtered
from factcheck.desk.history.labels import kind_label
from factcheck.desk.history.messages import CLAIM_ONLY_TAB, EVERYTHING_TAB, THE_CLAIM, THE_VERDICT
from factcheck.desk.history.row_names import Row
from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Recorded
from factcheck.ledger.queries import IdsByKind, history_of
from factcheck.publishing.claim_rows import rows_of_claim, rows_of_item
from factcheck.web.access import get_only, signed_in
from factcheck.web.pagination import keyset_page
from factcheck.web.responses import render_page
from factcheck.web.tabs import Tab


@signed_in
@get_only
def history(request: StaffRequest, kind: str, object_id: int) -> HttpResponse:
    row = queries.visible_row(request.user, kind, object_id)
    if row is None:
        raise Http404
    is_alone = "alone" in request.GET
    rows = _rows_of(row, kind, is_alone)
    entries = history_of(rows)
    if request.GET.get("format") == "json":
        response = JsonResponse(
            queries.history_document(request.user, row, rows, entries), json_dumps_params={"ensure_ascii": False, "indent": 1}
        )
        response["Content-Disposition"] = f'attachment; filename="history-{kind}-{object_id}.json"'
        return response
    filters = filtered(entries, request.GET.dict())
    page = keyset_page(filters.entries, order=("number",), cursor=request.GET.get("page", ""))
    visible = without_addresses(page.items, request.user)
    claim_id, label, url = queries.claim_of(row), kind_label(kind), queries.screen_url(row)
    context = {
        "kind": kind,
        "kind_label": label,
        "row": row,
        "name": queries.display_name(row),
        "crumbs": [(label[0].upper() + label[1:], url)] if url else [],
        "page": page,
        "filters": filters,
        "entries": present_entries(visible, named=_short_names(row, rows)),
        "citations": ClaimCitations(claim_id) if claim_id else {},
        "has_hidden_quotes": any(set(entry.withheld) - {"before.email", "after.email"} for entry in visible),
        "has_withheld": any(entry.withheld for entry in visible),
        "tabs": _history_tabs(is_alone) if isinstance(row, Claim) else [],
        "has_other_rows": set(rows) != {kind},
    }
    return render_page(request, "desk/history/page.html", context)


def _rows_of(row: Recorded, kind: str, is_alone: bool) -> IdsByKind:
    match row:
        case Claim() if not is_alone:
            return rows_of_claim(row)
        case Evidence():
            return rows_of_item(row)
        case _:
            return {kind: [row.pk]}


def _short_names(row: Recorded, rows: IdsByKind) -> dict[Row, str]:
    """The rows of which the page has only one: in the history of a claim, the claim itself and its verdict."""
    if not isinstance(row, Claim):
        return {}
    return {("claim", row.pk): THE_CLAIM} | {("verdict", pk): THE_VERDICT for pk in rows.get("verdict", [])}


def _history_tabs(is_alone: bool) -> list[Tab]:
    return [Tab(EVERYTHING_TAB, "?", not is_alone), Tab(CLAIM_ONLY_TAB, "?alone=1", is_alone)]
