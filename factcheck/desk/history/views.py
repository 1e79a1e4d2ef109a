"""The history of a row, or of a claim with all that belongs to it, from the ledger: to read, and as JSON to verify elsewhere."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse

from factcheck.accounts.queries import without_addresses
from factcheck.accounts.requests import StaffRequest
from factcheck.claims.models import Claim
from factcheck.desk.history import queries
from factcheck.desk.history.claim_rows import rows_of
from factcheck.desk.history.entry_presenter import present_entries
from factcheck.desk.history.labels import kind_words
from factcheck.ledger.queries import history_of
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
    rows = rows_of(row) if isinstance(row, Claim) and not is_alone else {kind: [row.pk]}
    entries = history_of(rows)
    if request.GET.get("format") == "json":
        answer = JsonResponse(
            queries.document_of(request.user, row, rows, entries), json_dumps_params={"ensure_ascii": False, "indent": 1}
        )
        answer["Content-Disposition"] = f'attachment; filename="history-{kind}-{object_id}.json"'
        return answer
    page = keyset_page(entries, order=("number",), cursor=request.GET.get("page", ""))
    shown = without_addresses(page.items, request.user)
    context = {
        "kind": kind,
        "kind_words": kind_words(kind),
        "row": row,
        "name": queries.name_of(row),
        "place": queries.place_of(row),
        "page": page,
        "readings": present_entries(shown),
        "has_withheld": any(entry.withheld for entry in shown),
        "views": _views(is_alone) if isinstance(row, Claim) else [],
    }
    return render_page(request, "desk/history/page.html", context)


def _views(is_alone: bool) -> list[Tab]:
    return [Tab("Everything about the claim", "?", not is_alone), Tab("Its own row", "?alone=1", is_alone)]
