"""A minimal HTTP client: one persistent connection, fixed cookies, and the hidden fields of forms."""

from __future__ import annotations

import http.client
import time
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class BenchResponse:
    status: int
    seconds: float
    """From sending the request to receiving the last byte."""
    bytes: int
    queries: int
    text: str


class BenchClient:
    """Sends requests to 127.0.0.1 over one connection, with the same `cookies`."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port = port
        self.cookies = cookies or {}
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, address: str, *, fragment: bool = False) -> BenchResponse:
        return self._send("GET", address, None, fragment)

    def post(self, address: str, fields: list[tuple[str, str]], *, fragment: bool = False) -> BenchResponse:
        return self._send(
            "POST", address, urlencode([*fields, ("csrfmiddlewaretoken", self.cookies["factcheck_csrf"])]), fragment
        )

    def _send(self, method: str, address: str, body: str | None, fragment: bool) -> BenchResponse:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if fragment:
            headers["HX-Request"] = "true"
        start = time.perf_counter()
        try:
            self.connection.request(method, address, body, headers)
            response = self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):
            # the server closed the connection between two requests, for example because it replaced a process
            self.connection.close()
            start = time.perf_counter()
            self.connection.request(method, address, body, headers)
            response = self.connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - start
        return BenchResponse(
            response.status, seconds, len(content), int(response.getheader("X-Queries", "0")), content.decode(errors="replace")
        )


class _HiddenFieldParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, list[tuple[str, str]]] = {}
        self._action = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._action = attributes.get("action", "")
            self.forms.setdefault(self._action, [])
        elif tag == "input" and self._action and attributes.get("name") and attributes.get("type") == "hidden":
            self.forms[self._action].append((attributes["name"], attributes.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._action = ""


def hidden_fields(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form with this `action`, without the CSRF token."""
    parser = _HiddenFieldParser()
    parser.feed(page)
    return {name: value for name, value in parser.forms.get(action, []) if name != "csrfmiddlewaretoken"}
