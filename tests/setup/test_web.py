"""gunicorn with the configuration of Factcheck and a small application: its processes are replaced and stop gracefully."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from factcheck.setup.environment import ROOT
from tests.setup.processes import eventually, is_alive

APPLICATION = """
import os, time

def application(environ, start_response):
    seconds = float(environ["QUERY_STRING"].partition("&")[0] or 0)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        time.sleep(0.01)
    body = f"{os.getpid()} {environ['wsgi.url_scheme']} {environ.get('HTTP_X_FORWARDED_PROTO')}".encode()
    start_response("200 OK", [("Content-Length", str(len(body))), ("X-Request-ID", "an-id-of-a-request")])
    return [body]
"""
GUNICORN = [sys.executable, "-m", "gunicorn", "small_application", "--config", "python:factcheck.setup.web"]


@dataclass
class Served:
    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def get(self, query: str = "", path: str = "/", **headers: str) -> tuple[int, list[str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(
                "GET", f"{path}?{query}", headers={name.replace("_", "-"): value for name, value in headers.items()}
            )
            response = connection.getresponse()
            return response.status, response.read().decode().split()
        finally:
            connection.close()

    def pid(self) -> int:
        """The id of the process that serves, or 0 if none does."""
        try:
            return int(self.get()[1][0])
        except (OSError, http.client.HTTPException):
            return 0


@pytest.fixture
def served(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Served]:
    (tmp_path / "small_application.py").write_text(APPLICATION)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("FACTCHECK_", "DATABASE_URL"))} | {
        "DJANGO_SETTINGS_MODULE": "factcheck.settings",
        "FACTCHECK_DATA": str(tmp_path),
        "FACTCHECK_REQUEST_TIMEOUT": "5",
        "FACTCHECK_STATEMENT_TIMEOUT": "2",
        "PYTHONPATH": str(tmp_path),
        **getattr(request, "param", {}),
    }
    log = tmp_path / "web.log"
    options = ["--workers", "1", "--graceful-timeout", "4", "--access-logfile", "-", "--bind", f"127.0.0.1:{port}"]
    with log.open("wb") as out:
        process = subprocess.Popen([*GUNICORN, *options], cwd=ROOT, env=environment, stdout=out, stderr=out)
    instance = Served(process, port, log)
    try:
        assert eventually(lambda: instance.pid() > 0, 60), log.read_text()
        yield instance
    finally:
        process.terminate()
        process.wait(20)


def test_request_that_does_not_end_gets_503_and_its_process_is_replaced(served: Served) -> None:
    first = served.pid()
    with ThreadPoolExecutor(2) as clients:
        endless = clients.submit(served.get, "60")
        short = clients.submit(served.get, "6")  # also exceeds the limit
        assert (endless.result()[0], short.result()[0]) == (503, 503)
    assert eventually(lambda: served.pid() not in (0, first), 30)
    assert not is_alive(first)
    log = served.log.read_text()
    assert "GET '/' did not end within 5 seconds. This process will be replaced." in log
    assert "small_application.py" in log


def test_sigterm_finishes_running_requests(served: Served) -> None:
    with ThreadPoolExecutor(1) as clients:
        running = clients.submit(served.get, "2")
        assert not eventually(running.done, 0.5)
        served.process.terminate()
        assert running.result()[0] == 200
    assert served.process.wait(20) == 0


def test_killed_process_is_replaced_and_none_survives_gunicorn(served: Served) -> None:
    first = served.pid()
    os.kill(first, signal.SIGKILL)
    assert eventually(lambda: served.pid() not in (0, first), 30)
    second = served.pid()
    served.process.kill()
    assert eventually(lambda: not is_alive(second))


@pytest.mark.parametrize(
    ("served", "expected"),
    [({}, ["http", "None"]), ({"FACTCHECK_BEHIND_PROXY": "1"}, ["http", "https"])],
    indirect=["served"],
)
def test_forwarded_headers_reach_the_application_only_from_a_proxy(served: Served, expected: list[str]) -> None:
    # Django interprets the header (SECURE_PROXY_SSL_HEADER), so the server itself never changes the scheme.
    assert served.get(X_Forwarded_Proto="https")[1][1:] == expected


def test_lines_about_requests_do_not_contain_the_secrets_of_links(served: Served) -> None:
    assert served.get(path="/accounts/password/reset/key/1-passw0rd/")[0] == 200
    assert served.get(path="/accounts/password%2Freset/k%65y/1-passw0rd/")[0] == 200
    assert eventually(lambda: served.log.read_text().count("GET /accounts/password/reset/key/[removed] ") == 2, 10)
    assert "passw0rd" not in served.log.read_text()


PROXY = {"FACTCHECK_BEHIND_PROXY": "1"}
LINK = "/accounts/password/reset/key/1-secret/"


@pytest.mark.parametrize("served", [PROXY], indirect=True)
def test_access_log_has_the_client_and_the_request_id_but_neither_links_nor_line_breaks(served: Served) -> None:
    served.get("0&token=secret", LINK, X_Forwarded_For="192.0.2.1, 203.0.113.7")
    served.get(path="/a%0Ab")
    expected = (
        r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}"
        r" 203\.0\.113\.7 GET /accounts/password/reset/key/\[removed\] 200 \d+ ms an-id-of-a-request$",
        r" 127\.0\.0\.1 GET /a\\nb 200 \d+ ms",
    )
    # A thread writes the line of a request after it has sent the response, so their order is not fixed.
    assert eventually(lambda: all(re.search(line, served.log.read_text(), re.MULTILINE) for line in expected))
    assert "secret" not in served.log.read_text()


@pytest.mark.parametrize("served", [PROXY | {"FACTCHECK_LOG_FORMAT": "json"}], indirect=True)
def test_access_log_is_json_like_the_other_logs(served: Served) -> None:
    served.get("0&token=secret", LINK, X_Forwarded_For="203.0.113.7")
    assert eventually(lambda: "[removed]" in served.log.read_text())
    line = [json.loads(line) for line in served.log.read_text().splitlines()][-1]
    expected = {
        "logger": "gunicorn.access",
        "address": "203.0.113.7",
        "method": "GET",
        "path": "/accounts/password/reset/key/[removed]",
        "status": 200,
        "request_id": "an-id-of-a-request",
    }
    assert {name: line[name] for name in expected} == expected
    assert "secret" not in served.log.read_text()
