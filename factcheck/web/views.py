"""The health check for load balancers, and the error pages."""

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

from factcheck.web.current_request import mark_event, request_id
from factcheck.web.database.base import DatabaseWrapper
from factcheck.web.database_errors import refusal_for
from factcheck.web.errors import NotAllowed, Refused, RequestTooLarge
from factcheck.web.field_labels import field_label, submitted_fields, submitted_form
from factcheck.web.middleware import SAFE_METHODS, is_api_request, is_public_request, refusal_response

HEALTH_TIMEOUT = 1.0
"""Seconds within which the database must respond."""


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Respond with 200 if the database responds within a second, and with 503 otherwise."""
    if cast(DatabaseWrapper, connections["default"]).responds(HEALTH_TIMEOUT):
        return JsonResponse({"status": "ok"})
    return JsonResponse({"status": "the database is not responding"}, status=503, headers={"Retry-After": "5"})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        limit = f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)} MiB"
        message = f"A form can contain at most {limit} of text."
        return refusal_response(
            request, RequestTooLarge(message, next_step="Nothing was changed. Submit less text, or upload it as a file.")
        )
    if is_api_request(request):
        return JsonResponse({"detail": "The request is not valid."}, status=400)
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refusal_response(request, NotAllowed("You don’t have access to this page."))


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The CSRF token of the form does not match the browser's, usually because someone signed in after the page was opened.

    The page shows the fields of a desk form that came from this site, because the person who filled it in may no longer be the
    one who is signed in, and could not recover them otherwise. It never shows input from another site.
    """
    fields: list[tuple[str, str]] = []
    is_same_origin = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if is_same_origin and request.path.startswith(reverse("desk:queue")):
        form = submitted_form(request.resolver_match.func if request.resolver_match else None, request.POST)
        hidden = {name for name, field in form.items() if field.widget.is_hidden}
        fields = [(field_label(name, form), value) for name, value in submitted_fields(request.POST) if name not in hidden]
    mark_event(request, "csrf_failed")
    context = {"fields": fields, "had_file": bool(fields and request.FILES)}
    return render(request, "403_csrf.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    error = Refused("This page doesn’t exist, or you don’t have access to it.")
    error.status, error.title = 404, "Page not found"
    return refusal_response(request, error)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """The response for the rate limits of django-allauth, which apply per minute."""
    response = render(request, "errors/429.html", status=429)
    response["Retry-After"] = "60"  # seconds
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Respond to an unhandled exception. Django calls this view within its `except` clause."""
    error = sys.exc_info()[1]
    if isinstance(error, Refused):  # raised while the request body was being read
        return refusal_response(request, error)
    if isinstance(error, Exception) and (refusal := refusal_for(error, is_writing=request.method not in SAFE_METHODS)):
        return refusal_response(request, refusal)
    if is_api_request(request):
        body = {
            "detail": "Something went wrong on our end. The error was logged.",
            "request_id": request_id(),
            "next_step": (
                "Check whether the change was saved before you send the request again."
                " If the error persists, contact the administrator of this server."
            ),
        }
        return JsonResponse(body, status=500)
    context = {"is_public": is_public_request(request), "request_id": request_id()}
    return render(request, "errors/500.html", context, status=500)
