"""The history of one row, from the ledger."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from factcheck.web.answers import show
from factcheck.web.signin import get_only, staff


@staff
@get_only
def history(request: HttpRequest, kind: str, object_id: int) -> HttpResponse:
    return show(request, "desk/history/page.html", {})
