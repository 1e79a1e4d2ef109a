"""Requests with an unknown Host header: one log line, and the format of the interface."""

from __future__ import annotations

import io
import logging

import pytest
from django.test import Client

from factcheck.settings import LOGGING
from factcheck.web.log_filters import UnknownHost
from factcheck.web.logs import LineHandler


@pytest.fixture
def logged() -> object:
    """The output of the console handler: its formatter and its filter."""
    stream = io.StringIO()
    handler = LineHandler(stream)
    line = LOGGING["formatters"]["line"]
    handler.setFormatter(logging.Formatter(line["format"], line["datefmt"], line["style"]))
    handler.addFilter(UnknownHost())
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


def test_unknown_host_writes_one_line(client: Client, logged: io.StringIO) -> None:
    response = client.get("/robots.txt", headers={"Host": "evil.example"})
    assert (response.status_code, response["Content-Type"]) == (400, "text/html; charset=utf-8")
    (line,) = logged.getvalue().splitlines()
    request = response["X-Request-ID"]
    assert f" WARNING django.security.DisallowedHost {request} Invalid HTTP_HOST header: 'evil.example'." in line


def test_long_host_is_logged_in_part(client: Client, logged: io.StringIO) -> None:
    assert client.get("/robots.txt", headers={"Host": "a" * 5000}).status_code == 400
    (line,) = logged.getvalue().splitlines()
    assert len(line) < 300


def test_unknown_host_gets_json_from_the_api(client: Client, logged: io.StringIO) -> None:
    response = client.get("/api/v1/claims/", headers={"Host": "evil.example"})
    assert (response.status_code, response["Content-Type"]) == (400, "application/json")
    assert response.json() == {"detail": "The request is not valid."}


def test_log_times_have_a_zone(logged: io.StringIO) -> None:
    logging.getLogger("factcheck").warning("a warning")
    assert logged.getvalue().split()[2].startswith(("+", "-"))
