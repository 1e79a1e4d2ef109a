"""Each request has an id: in the response, on error pages, and in all log lines of the request."""

from __future__ import annotations

import io
import logging
import re
from typing import Any

import pytest
from django.test import Client
from django.test.utils import override_settings

from factcheck.setup.secret_links import without_links
from factcheck.web import current_request
from factcheck.web.logs import LineHandler
from tests.world import World

OURS = re.compile(r"[0-9a-f]{32}")


def test_each_response_has_an_id_of_its_own(client: Client, db: None) -> None:
    responses = [client.get(path) for path in ("/", "/health/", "/api/v1/people/me/", "/missing/", "/static/css/desk.css")]
    assert all(response.getvalue() for response in responses)
    ids = [response["X-Request-ID"] for response in responses]
    assert all(OURS.fullmatch(text) for text in ids)
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("proposed", "is_accepted"),
    [
        ("6f1c2d3e-0001-4a5b-8c6d-7e8f90a1b2c3", True),
        ("a" * 64, True),
        ("short", False),
        ("a" * 65, False),
        ("has space and more", False),
        ("line\tbreak-12345", False),
        ("“quoted”-12345", False),
        ("", False),
    ],
)
def test_only_a_proxy_chooses_ids_and_only_valid_ones(client: Client, db: None, proposed: str, is_accepted: bool) -> None:
    headers = {"X-Request-ID": proposed}
    assert OURS.fullmatch(client.get("/health/", headers=headers)["X-Request-ID"]), "clients must not choose ids"
    with override_settings(BEHIND_PROXY=True):
        assert (client.get("/health/", headers=headers)["X-Request-ID"] == proposed) is is_accepted


def test_error_pages_ask_to_quote_the_id(client: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client.force_login(world.reader)
    for path, status in (("/desk/people/invite/", 403), ("/desk/claims/999999/", 404)):
        response = client.get(path)
        assert response.status_code == status
        assert response["X-Request-ID"] in response.content.decode()
    monkeypatch.setattr("factcheck.accounts.queries.people", lambda *args: 1 // 0)
    client.raise_request_exception = False
    response = client.get("/desk/people/")
    assert response.status_code == 500
    assert response["X-Request-ID"] in response.content.decode()
    monkeypatch.setattr("factcheck.api.people.permit", lambda *args: 1 // 0)
    response = client.get("/api/v1/people/")
    assert (response.status_code, response.json()["request_id"]) == (500, response["X-Request-ID"])


@pytest.fixture
def written() -> Any:
    """The lines that the handler of the application writes."""
    stream = io.StringIO()
    handler = LineHandler(stream)
    handler.setFormatter(logging.Formatter("{request_id} {message}", style="{"))
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def test_all_log_lines_of_a_request_have_its_id(client: Client, world: World, written: io.StringIO) -> None:
    client.force_login(world.reader)
    response = client.get("/desk/people/invite/")
    assert f"{response['X-Request-ID']} Forbidden: /desk/people/invite/" in written.getvalue()
    response.close()
    logging.getLogger("factcheck.test").warning("outside of requests")
    assert written.getvalue().endswith("- outside of requests\n")
    assert current_request.current_request() is None


def test_lines_about_requests_for_links_do_not_contain_their_secrets(client: Client, db: None, written: io.StringIO) -> None:
    link = "/accounts/password/reset/key/1-set-passw0rd-secret/extra/"
    client.get(link)
    client.post(link.removesuffix("extra/"), {"password1": "x"}, headers={"Host": "127.0.0.1"})
    logger = logging.getLogger("factcheck.test")
    logger.warning("GET %s HTTP/1.1", link)
    logger.warning("GET /accounts/login/?next=%s", link.replace("/", "%2F"))
    try:
        raise ValueError(f"https://checks.example{link}")
    except ValueError:
        logger.exception("failed")
    text = written.getvalue()
    assert "passw0rd" not in text
    assert text.count("[removed]") >= 3


def test_other_text_is_unchanged() -> None:
    for text in ("GET /accounts/password/reset/ HTTP/1.1", "/accounts/password/reset/key/", "/checks/a-key-1/"):
        assert without_links(text) == text
    assert without_links('"/accounts/password/reset/key/1-a-b/?x=1" 200') == '"/accounts/password/reset/key/[removed]?x=1" 200'
