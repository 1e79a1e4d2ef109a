"""The screen `queue`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from factcheck.web.answers import show
from factcheck.web.signin import get_only, staff


@staff
@get_only
def queue(request: HttpRequest) -> HttpResponse:
    return show(request, "desk/queue/page.html", {})
