"""The screen `search`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from factcheck.web.answers import show
from factcheck.web.signin import get_only, staff


@staff
@get_only
def search(request: HttpRequest) -> HttpResponse:
    return show(request, "desk/search/page.html", {})
