"""Middleware for monitoring: requests that load balancers and monitoring systems make by IP address, and the counts of all."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from factcheck.operations.monitoring.this_process import measurements, pool_state, process_files
from factcheck.operations.monitoring.views import PROTECTED, has_token
from factcheck.web.middleware import GetResponse

_PATHS = ("/health/", "/health/details/", "/health/metrics/")


class HealthMiddleware:
    """Answers the health check before the host name is checked: a load balancer sends the IP address of the server.

    Requests with the token for monitoring get the detailed check and the metrics in the same way. None of these responses
    depends on the host name. All other requests continue, also those for the same URLs without the token.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info in _PATHS:
            match = resolve(request.path_info)
            if match.view_name == "web:health" or (match.view_name in PROTECTED and has_token(request)):
                request.resolver_match = match
                response: HttpResponse = match.func(request)
                return response
        return self.get_response(request)


class MetricsMiddleware:
    """Counts requests and measures their duration. It comes before all middleware that returns responses."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = perf_counter()
        response = self.get_response(request)
        measurements.observe(
            route=_route_of(request),
            method=request.method or "",
            status=response.status_code,
            seconds=perf_counter() - start,
            read_from=getattr(response, "read_from", ""),
        )
        process_files().write_if_due(_values)
        return response


def _values() -> dict[str, Any]:
    return {**measurements.to_json(), "pool": pool_state()}


def _route_of(request: HttpRequest) -> str:
    """The name of the route, which is bounded, in contrast to the URL."""
    if match := getattr(request, "resolver_match", None):
        return str(match.view_name) or "unnamed"
    return "static" if request.path_info.startswith(f"/{settings.STATIC_URL.strip('/')}/") else "unmatched"
