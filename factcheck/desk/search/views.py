"""Search over articles, claims, checks and actors; for the palette the best few as a fragment."""

from __future__ import annotations

from django.http import HttpResponse

from factcheck.accounts.requests import StaffRequest
from factcheck.desk.search.queries import LONGEST, MOST, found
from factcheck.web.access import get_only, staff
from factcheck.web.errors import Invalid
from factcheck.web.responses import is_fragment, show

MOST_IN_PALETTE = 4


@staff
@get_only
def search(request: StaffRequest) -> HttpResponse:
    words = request.GET.get("q", "")
    if len(words) > LONGEST:
        raise Invalid({"q": f"Search for at most {LONGEST} characters."})
    most = MOST_IN_PALETTE if is_fragment(request) else MOST
    context = {"found": found(request.user, words, most), "most": MOST, "longest": LONGEST}
    return show(request, "desk/search/page.html", context, fragment="palette-found")
