"""Response headers: the Content-Security-Policy and the cache policy."""

from __future__ import annotations

from typing import Any

import pytest
from csp.middleware import CSPMiddleware
from django.http import HttpResponse
from django.test import Client, RequestFactory

from factcheck.web.middleware import ContentPolicyMiddleware
from tests.world import World

FILES = ["css/tokens.css", "js/app.js", "vendor/htmx.min.js", "icons/favicon.svg"]


@pytest.mark.parametrize("name", FILES)
def test_static_files_have_the_policy_and_can_be_cached(client: Client, name: str) -> None:
    response = client.get(f"/static/{name}")
    assert response.status_code == 200
    assert b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "max-age=" in response["Cache-Control"]
    assert "no-store" not in response["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/health/", "/nowhere/", "/checks/not-published/", "/desk/nowhere/", "/static/nowhere.css"])
def test_health_check_and_missing_pages_are_not_cached(client: Client, path: str) -> None:
    client.force_login(World().reader)
    for requester in (client, Client()):
        response = requester.get(path)
        assert response.status_code == (200 if path == "/health/" else 404)
        assert response["Cache-Control"] == "private, no-store"
        assert "default-src 'none'" in response["Content-Security-Policy"]


def test_redirect_to_https_has_the_policy(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    response = Client().get("/")
    assert (response.status_code, response["Location"]) == (301, "https://testserver/")
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_policy_is_that_of_the_library_with_the_changes_of_a_response(settings: Any, rf: RequestFactory) -> None:
    def response(**changes: Any) -> HttpResponse:
        made = HttpResponse("text")
        for name, value in changes.items():
            setattr(made, name, value)
        return made

    def directives(middleware: Any, **changes: Any) -> set[str]:
        answer = middleware(lambda request: response(**changes))(rf.get("/"))
        return set(answer.get("Content-Security-Policy", "").split("; "))

    plain = directives(ContentPolicyMiddleware)
    assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"} <= plain
    for changes in (
        {},
        {"_csp_update": {"frame-src": ["'self'"]}},
        {"_csp_replace": {"script-src": ["'none'"], "frame-ancestors": ["https://example.org"]}},
        {"_csp_config": {"default-src": ["'self'"]}},
        {"_csp_exempt": True},
    ):
        assert directives(ContentPolicyMiddleware, **changes) == directives(CSPMiddleware, **changes)
    assert directives(ContentPolicyMiddleware) == plain
    settings.DEBUG = True
    assert directives(ContentPolicyMiddleware, status_code=404) == directives(CSPMiddleware, status_code=404) == {""}
