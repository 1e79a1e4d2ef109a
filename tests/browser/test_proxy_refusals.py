"""A reverse proxy rejects a request with its own page: the input survives, and the notice names the reason."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from factcheck.evidence.models import Evidence
from tests.browser.page_ready import ready
from tests.browser.people import sign_in, watch
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 1024 * 1024  # bytes; the default of nginx
PER_CONNECTION = {"connection", "keep-alive", "transfer-encoding"}


class Proxy(BaseHTTPRequestHandler):
    """Forwards requests. Returns 413 for requests that are too large, and `refuse_with`, if set, for POST requests."""

    protocol_version = "HTTP/1.1"
    upstream = ""
    refuse_with = 0

    def handle_request(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        status = 413 if length > MOST else self.refuse_with if self.command == "POST" else 0
        if status:
            self.send(
                status, [("Content-Type", "text/html")], f"<html><center><h1>{status}</h1></center><hr>nginx</html>".encode()
            )
            return
        connection = http.client.HTTPConnection(self.upstream, timeout=30)
        connection.request(
            self.command, self.path, body, {k: v for k, v in self.headers.items() if k.lower() not in PER_CONNECTION}
        )
        response = connection.getresponse()
        self.send(response.status, [(k, v) for k, v in response.getheaders() if k.lower() not in PER_CONNECTION], response.read())
        connection.close()

    def send(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() != "content-length":
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = handle_request

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def proxied(browser: Browser, live_server: Any, world: World) -> Iterator[tuple[Page, type[Proxy]]]:
    """A page of a checker behind the proxy."""
    handler = type("OneProxy", (Proxy,), {"upstream": urlsplit(live_server.url).netloc})

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        address_family = socket.AF_INET

        def handle_error(self, request: Any, client_address: Any) -> None:
            pass  # the browser closes its connections when it exits

    with Server(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://localhost:{server.server_port}"
        context = browser.new_context(base_url=address)
        sign_in(context, address, world.checker)
        page, faults = context.new_page(), []
        watch(page, faults)
        yield page, handler
        context.close()
        server.shutdown()
    assert faults == []


def fill(page: Page, world: World, tmp_path: Path, size: int) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(b"%PDF" + b"a" * size)
    page.goto(f"/desk/claims/{world.claim().pk}/evidence/add/?kind=file")
    ready(page)
    page.get_by_label("File", exact=False).first.set_input_files(file)
    page.get_by_label("Quote that bears on the claim").fill("My careful words.")
    page.locator("[name=stance]").first.check()
    page.locator("[name=closeness]").first.check()
    page.get_by_role("button", name="Attach evidence").click()


@pytest.mark.parametrize(
    ("size", "refuse_with", "sentence"),
    [
        (
            2 * MOST,
            0,
            "is too large. Ask your administrator to raise that server’s limit, or send a smaller file",
        ),
        (10, 502, "The file may not have been saved."),
        (10, 503, "Factcheck is unavailable."),
        (10, 504, "Your changes may still have been saved"),
        (10, 507, "out of disk space"),
        (10, 418, "rejected the request (status 418)"),
    ],
)
def test_upload_rejected_by_a_proxy_preserves_the_form(
    proxied: tuple[Page, type[Proxy]], world: World, tmp_path: Path, size: int, refuse_with: int, sentence: str
) -> None:
    page, proxy = proxied
    proxy.refuse_with = refuse_with
    fill(page, world, tmp_path, size)
    expect(page.locator("[data-upload-state]")).to_contain_text(sentence)
    expect(page.locator("[data-upload-state]")).not_to_contain_text("Check your connection")
    expect(page.get_by_text("nginx")).to_have_count(0)
    expect(page.get_by_label("Quote that bears on the claim")).to_have_value("My careful words.")
    assert page.locator("input[type=file]").evaluate("(field) => field.files[0].name") == "report.pdf"
    assert not Evidence.objects.exists()


def test_upload_succeeds_once_the_proxy_accepts_it(proxied: tuple[Page, type[Proxy]], world: World, tmp_path: Path) -> None:
    page, proxy = proxied
    proxy.refuse_with = 503
    fill(page, world, tmp_path, 10)
    expect(page.locator("[data-upload-state]")).to_contain_text("unavailable")
    proxy.refuse_with = 0
    with page.expect_navigation():
        page.get_by_role("button", name="Attach evidence").click()
    assert Evidence.objects.count() == 1
