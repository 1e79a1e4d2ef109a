"""Search over articles, claims, checks and actors; for the palette the best few as a fragment."""

from __future__ import annotations

from django.http import HttpResponse

from factcheck.accounts.requests import StaffRequest
from factcheck.desk.search.queries import LONGEST, MOST, search_everything
from factcheck.web.access import get_only, signed_in
from factcheck.web.errors import Invalid
from factcheck.web.responses import render_page, wants_fragment

MOST_IN_PALETTE = 4


@signed_in
@get_only
def search(request: StaffRequest) -> HttpResponse:
    words = request.GET.get("q", "")
    if len(words) > LONGEST:
        raise Invalid({"q": f"Search for at most {LONGEST} characters."})
    most = MOST_IN_PALETTE if wants_fragment(request) else MOST
    context = {"found": search_everything(request.user, words, most), "most": MOST, "longest": LONGEST}
    return render_page(request, "desk/search/page.html", context, fragment="palette-found")
