"""Health for a load balancer, the error pages, and the gallery of parts for developers."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.web.errors import NotAllowed, Refused, TooLarge
from factcheck.web.middleware import refusal


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 where the database answers, 503 where it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError:
        return JsonResponse({"status": "the database does not answer"}, status=503)
    return JsonResponse({"status": "ok"})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        most = f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)} MiB"
        message = f"Besides files, a form takes at most {most} of text."
        return refusal(request, TooLarge(message, next_step="Nothing was changed. Send a shorter text, or send it as a file."))
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refusal(request, NotAllowed("This address is not open to you."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    error = Refused("There is nothing at this address, or not for you.")
    error.status, error.title = 404, "Not found"
    return refusal(request, error)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/429.html", status=429)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/500.html", status=500)
