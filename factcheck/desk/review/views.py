"""Reviewing: everything to decide on one screen, approve or return."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from factcheck.web.answers import show
from factcheck.web.signin import get_only, post_only, staff


@staff
@get_only
def review(request: HttpRequest, verdict_id: int) -> HttpResponse:
    return show(request, "desk/review/page.html", {})


@staff
@post_only
def approve(request: HttpRequest, verdict_id: int) -> HttpResponse:
    return show(request, "desk/review/page.html", {})


@staff
@post_only
def return_(request: HttpRequest, verdict_id: int) -> HttpResponse:
    return show(request, "desk/review/page.html", {})
