"""Proposing: the editor of a verdict's versions, submitting, reopening."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from factcheck.web.answers import show
from factcheck.web.signin import get_and_post, post_only, staff


@staff
@get_and_post
def verdict(request: HttpRequest, claim_id: int) -> HttpResponse:
    return show(request, "desk/verdict/page.html", {})


@staff
@post_only
def submit(request: HttpRequest, verdict_id: int) -> HttpResponse:
    return show(request, "desk/verdict/page.html", {})


@staff
@post_only
def reopen(request: HttpRequest, verdict_id: int) -> HttpResponse:
    return show(request, "desk/verdict/page.html", {})
