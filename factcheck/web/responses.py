"""Responses with pages and fragments. The name of a fragment is both its DOM id and the name of the template partial."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx requests a fragment instead of a whole page."""
    headers = request.META  # `request.headers` would translate the names of all of them
    return (
        headers.get("HTTP_HX_REQUEST") == "true"
        and hasattr(request, "htmx")  # not before the middleware: refusals of other middleware are pages
        # "full": a request that follows HX-Location, or whose response replaces the whole body.
        and headers.get("HTTP_HX_REQUEST_TYPE") != "full"
        and headers.get("HTTP_HX_BOOSTED") != "true"
        and headers.get("HTTP_HX_HISTORY_RESTORE_REQUEST") != "true"
    )


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    fragment: str | None = None,
    status: int = 200,
    changed: Iterable[str] = (),
) -> HttpResponse:
    """Render the page, or for htmx only its partial `fragment`. `changed` lists the nouns whose regions refetch."""
    is_fragment = fragment and wants_fragment(request)
    response = render(request, f"{template}#{fragment}" if is_fragment else template, dict(context or {}), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return trigger_changes(response, changed)


def redirect_to(request: HttpRequest, url: str, *, changed: Iterable[str] = ()) -> HttpResponse:
    """Redirect after a write: 303 for a plain form, 204 with HX-Location for htmx."""
    if wants_fragment(request):
        response = HttpResponse(status=204, headers={"HX-Location": url})
    else:
        response = HttpResponse(status=303, headers={"Location": url})
    patch_vary_headers(response, ["HX-Request"])
    return trigger_changes(response, changed)


def trigger_changes(response: HttpResponse, changed: Iterable[str]) -> HttpResponse:
    """Trigger the event `<noun>-changed` in the browser for each noun in `changed` (HX-Trigger)."""
    if nouns := list(changed):
        response["HX-Trigger"] = json.dumps({f"{noun}-changed": {} for noun in nouns})
    return response
