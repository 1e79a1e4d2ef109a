"""Health for a load balancer, the error pages, and the gallery of parts for developers."""

from __future__ import annotations

import sys
from typing import cast

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from factcheck.web.database.base import DatabaseWrapper
from factcheck.web.database_errors import refusal_for
from factcheck.web.errors import NotAllowed, Refused, RequestTooLarge
from factcheck.web.middleware import SAFE, is_api, is_public, refusal

HEALTH_LIMIT = 1.0
"""Seconds that the database has to answer before it counts as away."""


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 where the database answers within a second, 503 where it does not."""
    if cast(DatabaseWrapper, connections["default"]).answers(HEALTH_LIMIT):
        return JsonResponse({"status": "ok"})
    return JsonResponse({"status": "the database does not answer"}, status=503, headers={"Retry-After": "5"})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        most = f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)} MiB"
        message = f"Besides files, a form takes at most {most} of text."
        return refusal(
            request, RequestTooLarge(message, next_step="Nothing was changed. Send a shorter text, or send it as a file.")
        )
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refusal(request, NotAllowed("This address is not open to you."))


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose CSRF token is not that of the browser, most often because somebody signed in since the page was opened.

    Shows the fields of a desk form that was sent from one of our own pages, because the person who typed them may not be the one
    signed in now and could not get them back otherwise. What another site sends is never shown.
    """
    fields: list[tuple[str, str]] = []
    is_ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if is_ours and request.path.startswith(reverse("desk:queue")):
        fields = [(name.replace("_", " ").capitalize(), value) for name, value in _typed_fields(request)]
    context = {"fields": fields, "had_file": bool(fields and request.FILES)}
    return render(request, "403_csrf.html", context, status=403)


def _typed_fields(request: HttpRequest) -> list[tuple[str, str]]:
    technical = {"csrfmiddlewaretoken", "token", "version", "revision", "selection"}
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in technical and "password" not in name and value.strip() and not value.isdigit()
    ]


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    error = Refused("There is nothing at this address, or not for you.")
    error.status, error.title = 404, "Not found"
    return refusal(request, error)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """For the limits of the accounts library, which count by the minute."""
    answer = render(request, "errors/429.html", status=429)
    answer["Retry-After"] = "60"  # seconds
    return answer


def broken(request: HttpRequest) -> HttpResponse:
    """Django calls this inside the `except` of whatever failed, in a view or in a middleware."""
    error = sys.exc_info()[1]
    if isinstance(error, Exception) and (refused := refusal_for(error, is_writing=request.method not in SAFE)):
        return refusal(request, refused)
    if is_api(request):
        body = {
            "detail": "Something went wrong on our side. The error was logged.",
            "next_step": "Look whether the change was made before you send it again. If it stays, tell whoever runs this server.",
        }
        return JsonResponse(body, status=500)
    return render(request, "errors/500.html", {"is_public": is_public(request)}, status=500)
