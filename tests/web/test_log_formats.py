"""Logs as JSON, and error reports without personal data."""

from __future__ import annotations

import gzip
import http.server
import json
import logging
import os
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path
from typing import Any

import brotli
import pytest

from factcheck.setup.environment import ROOT
from factcheck.web.error_reports import scrub
from factcheck.web.json_log import JsonFormatter
from tests.setup.commands import run_manage


def formatted(**values: Any) -> dict[str, Any]:
    record = logging.LogRecord(
        "factcheck.x", logging.ERROR, "x.py", 1, "%s\nsecond line “é”", ("first",), values.pop("exc_info", None)
    )
    vars(record).update(values)
    text = JsonFormatter().format(record)
    assert "\n" not in text
    assert text.isascii()
    parsed: dict[str, Any] = json.loads(text)
    return parsed


def test_record_is_one_line_with_its_time_and_message() -> None:
    values = formatted()
    assert list(values) == ["time", "level", "logger", "message", "process"]
    assert (values["level"], values["logger"], values["message"]) == ("ERROR", "factcheck.x", "first\nsecond line “é”")
    offset = datetime.fromisoformat(values["time"]).utcoffset()
    assert offset is not None
    assert offset.total_seconds() == 0


def test_exception_and_additional_values_are_included_but_no_objects() -> None:
    try:
        raise ValueError("wrong")
    except ValueError:
        values = formatted(exc_info=sys.exc_info(), request_id="abc", status_code=500, request=object())
    assert values["exception"].endswith("ValueError: wrong")
    assert (values["request_id"], values["status_code"], "request" in values) == ("abc", 500, False)


@pytest.mark.parametrize(("kind", "is_json"), [("json", True), ("line", False)])
def test_setting_chooses_the_format_of_a_command(kind: str, is_json: bool, tmp_path: Path) -> None:
    environment = {**os.environ, "FACTCHECK_LOG_FORMAT": kind, "FACTCHECK_DATA": str(tmp_path), "FACTCHECK_NO_BOOTSTRAP": "1"}
    program = "import logging; logging.getLogger('a').error('two\\nlines')"
    process = run_manage("shell", "-v", "0", "-c", program, environment=environment)
    lines = process.stderr.splitlines()
    assert len(lines) == (1 if is_json else 2), process.stderr
    if is_json:
        assert json.loads(lines[0])["message"] == "two\nlines"


EVENT: dict[str, Any] = {
    "event_id": "1",
    "transaction": "desk:claim",
    "user": {"email": "person@example.org"},
    "server_name": "host",
    "request": {"url": "https://x/?q=secret", "cookies": "secret", "data": "secret"},
    "breadcrumbs": {"values": [{"message": "secret"}]},
    "extra": {"a": "secret"},
    "contexts": {"trace": {"data": "secret"}},
    "logentry": {"message": "failed for %s", "params": ["secret"], "formatted": "failed for secret"},
    "exception": {
        "values": [
            {
                "type": "IntegrityError",
                "module": "django.db",
                "value": "Key (email)=(secret) exists",
                "mechanism": {"data": "secret"},
                "stacktrace": {"frames": [{"function": "save", "lineno": 7, "vars": {"email": "secret"}}]},
            }
        ]
    },
}


def test_report_contains_the_stack_and_no_personal_data() -> None:
    scrubbed = scrub(EVENT, {})
    assert "secret" not in json.dumps(scrubbed)
    assert set(scrubbed) == {"event_id", "transaction", "logentry", "exception"}
    (error,) = scrubbed["exception"]["values"]
    assert (error["type"], error["stacktrace"]["frames"]) == ("IntegrityError", [{"function": "save", "lineno": 7}])


REPORT = """
import logging, sentry_sdk
person = "person" + "@example.org"
try:
    raise ValueError(f"no account for {person}")
except ValueError:
    logging.getLogger("factcheck.x").exception("failed for %s", person)
sentry_sdk.flush(10)
"""


def test_error_is_reported_without_personal_data(tmp_path: Path) -> None:
    bodies: list[bytes] = []

    class Collector(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            decompress = {"gzip": gzip.decompress, "br": brotli.decompress}.get(self.headers.get("Content-Encoding", ""), bytes)
            bodies.append(decompress(body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Collector) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        environment = {**os.environ, "FACTCHECK_DATA": str(tmp_path), "FACTCHECK_NO_BOOTSTRAP": "1", "NO_PROXY": "127.0.0.1"}
        environment["FACTCHECK_SENTRY_DSN"] = f"http://key@127.0.0.1:{server.server_port}/1"
        process = run_manage("shell", "-v", "0", "-c", REPORT, environment=environment)
        server.shutdown()
        thread.join()
    assert process.returncode == 0, process.stderr
    sent = b"".join(bodies).decode()
    assert '"type":"ValueError"' in sent.replace(" ", "")
    assert "failed for %s" in sent
    assert "person@example.org" not in sent


def test_missing_package_is_reported_at_the_start(tmp_path: Path) -> None:
    """An import hook hides the package, as in an installation without the extra."""
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util\nfound = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *more: None if name == 'sentry_sdk' else found(name, *more)\n"
    )
    environment = {**os.environ, "FACTCHECK_DATA": str(tmp_path), "FACTCHECK_NO_BOOTSTRAP": "1", "PYTHONPATH": str(tmp_path)}
    environment["FACTCHECK_SENTRY_DSN"] = "https://key@sentry.example.org/1"
    command = [sys.executable, str(ROOT / "manage.py"), "check"]
    process = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert process.returncode == 1
    assert process.stderr == "FACTCHECK_SENTRY_DSN must not be set without the package sentry-sdk, which is not installed\n"
