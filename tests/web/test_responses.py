"""Fragments for htmx, and redirects."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from factcheck.web.responses import redirect_to, wants_fragment


def request_with(**headers: str) -> HttpRequest:
    request = RequestFactory().get("/", headers=headers)
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]
    return request


@pytest.mark.parametrize(
    ("headers", "is_fragment"),
    [
        ({}, False),
        ({"HX-Request": "true", "HX-Request-Type": "partial"}, True),
        ({"HX-Request": "true", "HX-Request-Type": "full"}, False),
        ({"HX-Request": "true", "HX-Boosted": "true"}, False),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
    ],
)
def test_only_partial_requests_get_a_fragment(headers: dict[str, str], is_fragment: bool) -> None:
    assert wants_fragment(request_with(**headers)) is is_fragment


def test_redirect_is_303_for_a_form_and_hx_location_for_htmx() -> None:
    plain = redirect_to(request_with(), "/desk/")
    htmx = redirect_to(request_with(**{"HX-Request": "true", "HX-Request-Type": "partial"}), "/desk/")
    assert (plain.status_code, plain["Location"]) == (303, "/desk/")
    assert (htmx.status_code, htmx["HX-Location"]) == (204, "/desk/")
