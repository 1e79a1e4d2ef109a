"""Which answers are a part of a page, and which the whole of it."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from factcheck.web.responses import redirect_to, wants_fragment


def asked(**headers: str) -> HttpRequest:
    request = RequestFactory().get("/", headers=headers)
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]
    return request


@pytest.mark.parametrize(
    ("headers", "is_part"),
    [
        ({}, False),
        ({"HX-Request": "true", "HX-Request-Type": "partial"}, True),
        ({"HX-Request": "true", "HX-Request-Type": "full"}, False),
        ({"HX-Request": "true", "HX-Boosted": "true"}, False),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
    ],
)
def test_only_what_replaces_a_part_is_answered_with_a_part(headers: dict[str, str], is_part: bool) -> None:
    assert wants_fragment(asked(**headers)) is is_part


def test_going_elsewhere_is_a_redirect_for_a_form_and_a_location_for_htmx() -> None:
    plain, lively = (
        redirect_to(asked(), "/desk/"),
        redirect_to(asked(**{"HX-Request": "true", "HX-Request-Type": "partial"}), "/desk/"),
    )
    assert (plain.status_code, plain["Location"]) == (303, "/desk/")
    assert (lively.status_code, lively["HX-Location"]) == (204, "/desk/")
