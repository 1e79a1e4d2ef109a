"""What every answer says about itself: the policy for its scripts, and who may keep it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.world import World

FILES = ["css/tokens.css", "js/app.js", "vendor/htmx.min.js", "icons/favicon.svg"]


@pytest.mark.parametrize("name", FILES)
def test_static_files_carry_the_policy_and_may_be_kept(client: Client, name: str) -> None:
    answer = client.get(f"/static/{name}")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "max-age=" in answer["Cache-Control"]
    assert "no-store" not in answer["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/health/", "/nowhere/", "/checks/not-published/", "/desk/nowhere/", "/static/nowhere.css"])
def test_health_and_what_is_not_there_are_kept_by_nobody(client: Client, path: str) -> None:
    client.force_login(World().reader)
    for asker in (client, Client()):
        answer = asker.get(path)
        assert answer.status_code == (200 if path == "/health/" else 404)
        assert answer["Cache-Control"] == "private, no-store"
        assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_redirect_to_https_carries_the_policy(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = Client().get("/")
    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
