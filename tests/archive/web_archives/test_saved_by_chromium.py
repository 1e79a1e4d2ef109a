"""A page that Chromium saves as MHTML, with a picture and a frame."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page

from factcheck.archive.web_archives.provided import open_provided
from factcheck.archive.web_archives.signatures import CopyKind

PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
ADDRESS = "https://example.org/budget?year=2026"
CONTENT = f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Haushalt – „wächst“</title></head>
<body><p>Der Haushalt wächst um 5 % = viel.</p><img src="{PIXEL}" alt=""><iframe srcdoc="<p>Rahmen</p>"></iframe></body></html>"""


def test_page_that_chromium_saved(page: Page) -> None:
    page.route("**/*", lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=CONTENT))
    page.goto(ADDRESS)
    saved = page.context.new_cdp_session(page).send("Page.captureSnapshot", {"format": "mhtml"})["data"].encode()
    copy = open_provided(io.BytesIO(saved), scratch=io.BytesIO)
    assert (copy.kind, copy.payload_type, copy.address, copy.title) == (
        CopyKind.MHTML,
        "text/html",
        ADDRESS,
        "Haushalt – „wächst“",
    )
    assert copy.at is not None
    assert abs(datetime.now(UTC) - copy.at) < timedelta(minutes=10)
    assert "<p>Der Haushalt wächst um 5 % = viel.</p>" in copy.payload.read().decode(copy.charset or "utf-8")
