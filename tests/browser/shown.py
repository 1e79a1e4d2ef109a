"""Shows sources of pages in a browser, with the static files of the checkout, without a database or sessions."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.browser import axe

COLORS = re.compile(r'href="(/colors/[^"]+\.css)"')


class Sheet(ThreadingHTTPServer):
    """Serves the current source at `/`, static files, which the browser may keep, and the style sheets of colors."""

    def __init__(self, page: Page) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.page = page
        self.source = ""
        self.colors: dict[str, bytes] = {}

    def show(self, source: str) -> None:
        """Load the page from `source`."""
        self.source = source
        self.colors |= {path: Client().get(path).content for path in COLORS.findall(source) if path not in self.colors}
        self.page.goto(f"http://127.0.0.1:{self.server_address[1]}/")


class Handler(BaseHTTPRequestHandler):
    server: Sheet

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == "/":
            return self.send(200, "text/html", self.server.source.encode())
        if path in self.server.colors:
            return self.send(200, "text/css", self.server.colors[path])
        if path.startswith("/static/") and (file := finders.find(path.removeprefix("/static/"))):
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            return self.send(200, kind, Path(str(file)).read_bytes(), "max-age=3600")
        return self.send(404, "text/plain", b"")

    def send(self, status: int, kind: str, content: bytes, cache: str = "no-store") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", cache)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


@contextmanager
def sheet(browser: Browser) -> Iterator[Sheet]:
    context = browser.new_context(**axe.OPTIONS)
    with Sheet(context.new_page()) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        context.close()
        server.shutdown()
