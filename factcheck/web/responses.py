"""Page and fragment answers. The server chooses the fragment; its name is the DOM id and the name of the template partial."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def wants_fragment(request: HttpRequest) -> bool:
    """True where htmx asked for a part of a page, not for a whole one."""
    htmx: Any = getattr(request, "htmx", None)
    # "full": what follows an HX-Location, or is otherwise put in place of the whole body
    return bool(htmx) and htmx.request_type != "full" and not htmx.boosted and not htmx.history_restore_request


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    fragment: str | None = None,
    status: int = 200,
    changed: Iterable[str] = (),
) -> HttpResponse:
    """Answer with the page, or for htmx with its partial `fragment`. `changed` names the nouns whose regions refetch."""
    part = fragment and wants_fragment(request)
    response = render(request, f"{template}#{fragment}" if part else template, dict(context or {}), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return trigger_changes(response, changed)


def redirect_to(request: HttpRequest, url: str, *, changed: Iterable[str] = ()) -> HttpResponse:
    """Done, and the work goes on elsewhere: 303 for a plain form, 204 with HX-Location for htmx."""
    if wants_fragment(request):
        response = HttpResponse(status=204, headers={"HX-Location": url})
    else:
        response = HttpResponse(status=303, headers={"Location": url})
    patch_vary_headers(response, ["HX-Request"])
    return trigger_changes(response, changed)


def trigger_changes(response: HttpResponse, changed: Iterable[str]) -> HttpResponse:
    """Tell open regions which nouns changed: events `<noun>-changed` in HX-Trigger."""
    if nouns := list(changed):
        response["HX-Trigger"] = json.dumps({f"{noun}-changed": {} for noun in nouns})
    return response
