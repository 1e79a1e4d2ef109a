"""A client as plain as possible: one kept connection, cookies by hand, forms filled as the page gave them."""

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
    """from the first byte sent to the last byte received"""
    bytes: int
    queries: int
    text: str


class BenchClient:
    """Talks to 127.0.0.1 over one connection. `cookies` are sent with every request."""

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
            answer = self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):
            # a server process was replaced between two requests
            self.connection.close()
            start = time.perf_counter()
            self.connection.request(method, address, body, headers)
            answer = self.connection.getresponse()
        content = answer.read()
        seconds = time.perf_counter() - start
        return BenchResponse(
            answer.status, seconds, len(content), int(answer.getheader("X-Queries", "0")), content.decode(errors="replace")
        )


class _HiddenFieldParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, list[tuple[str, str]]] = {}
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("action", "")
            self.forms.setdefault(self._inside, [])
        elif tag == "input" and self._inside and given.get("name") and given.get("type") == "hidden":
            self.forms[self._inside].append((given["name"], given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = ""


def hidden_fields(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that is sent to `action`, without the cross-site token."""
    reader = _HiddenFieldParser()
    reader.feed(page)
    return {name: value for name, value in reader.forms.get(action, []) if name != "csrfmiddlewaretoken"}
