"""The search screen, and the results of the command palette as a fragment."""

from __future__ import annotations

from django.http import HttpResponse

from factcheck.accounts.requests import StaffRequest
from factcheck.desk.search.messages import query_too_long
from factcheck.desk.search.queries import MAX_HITS, MAX_QUERY, search_everything
from factcheck.web.access import get_only, signed_in
from factcheck.web.errors import Invalid
from factcheck.web.responses import render_page, wants_fragment

MAX_PALETTE_HITS = 4


@signed_in
@get_only
def search(request: StaffRequest) -> HttpResponse:
    query = request.GET.get("q", "")
    if len(query) > MAX_QUERY:
        raise Invalid({"q": query_too_long(MAX_QUERY)})
    is_palette = wants_fragment(request)
    most = MAX_PALETTE_HITS if is_palette else MAX_HITS
    has_closed = request.GET.get("closed") == "1"
    results = search_everything(request.user, query, most, has_closed=has_closed, has_excerpts=not is_palette)
    context = {"results": results, "most_hits": MAX_HITS, "longest_query": MAX_QUERY}
    return render_page(request, "desk/search/page.html", context, fragment="palette-found")
