"""Fetched files that are valid in two formats, or of another type than the server declares."""

from __future__ import annotations

import gzip
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.archive.models import Capture
from factcheck.archive.queries import read_capture
from factcheck.archive.web_archives.response_types import DECLARES_TEXT, NOT_USED
from factcheck.archive.web_archives.signatures import ALSO_ZIP, TWO_FORMATS, UNCERTAIN_PICTURE
from factcheck.evidence.copies.actions import request_copy
from factcheck.evidence.copies.job import preserve_page
from factcheck.evidence.copies.models import CopyProgress, EvidenceCopy, PreservedText
from factcheck.evidence.copies.packaging import package
from factcheck.evidence.copies.pictures import NOT_HTML, request_picture
from factcheck.operations.doctor import examine
from factcheck.web.errors import Refused
from tests.archive.fetching.servers import response, sending, serving
from tests.archive.web_archives.samples import zipped
from tests.archive.web_archives.test_provided import GIF, JPEG
from tests.articles.readers.files import pdf_with, word
from tests.copies import QUOTE, page_item
from tests.pages import parsed, source_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim")]

HTML = b"<!doctype html><html><body><article><p>All was well, the mayor said on Monday.</p></article></body></html>"
SCRIPT = b"<script>document.title = 'ran'</script>"
OTHER_WORDS = "Nothing was well."
OPAQUE = "application/octet-stream"

AMBIGUOUS: dict[str, tuple[bytes, str, str]] = {
    "HTML that is also a ZIP file": (HTML + zipped({"a.txt": b"a"}), "text/html", ALSO_ZIP),
    "HTML that is also a Word file": (HTML + word(OTHER_WORDS), "text/html", ALSO_ZIP),
    "HTML in front of a PDF": (HTML + pdf_with([OTHER_WORDS]), "text/html", TWO_FORMATS),
    "HTML in front of a PDF, as PDF": (HTML + pdf_with([OTHER_WORDS]), "application/pdf", TWO_FORMATS),
    "PDF that begins with HTML": (pdf_with([OTHER_WORDS]).replace(b"\n", b"\n" + HTML, 1), "text/html", TWO_FORMATS),
    "PDF that is also a ZIP file": (pdf_with([OTHER_WORDS]) + zipped({"a.txt": b"a"}), "application/pdf", ALSO_ZIP),
    "Word file in front of HTML": (word(OTHER_WORDS) + HTML, "text/html", DECLARES_TEXT.format(declared="text/html")),
    "GIF with a script in a comment": (GIF[:19] + b"!\xfe\x09<script>\x00" + GIF[19:], "image/gif", TWO_FORMATS),
    "GIF in front of HTML, as HTML": (GIF + b" " * 2000 + HTML, "text/html", UNCERTAIN_PICTURE),
    "GIF in front of a script, as a picture": (GIF + SCRIPT, "image/gif", TWO_FORMATS),
    "JPEG that is also a ZIP file, as text": (JPEG + zipped({"a.txt": b"a"}), "text/plain", UNCERTAIN_PICTURE),
    "GIF without a declared type": (GIF + SCRIPT, "", TWO_FORMATS),
}
MISLABELED: dict[str, tuple[bytes, str, str, str]] = {
    "PDF as HTML": (pdf_with([f"{QUOTE}, she said."]), "text/html", "application/pdf", QUOTE),
    "PDF without a type": (pdf_with([f"{QUOTE}, she said."]), "", "application/pdf", QUOTE),
    "HTML without a type": (HTML, "", "text/html", QUOTE),
    "HTML as text": (HTML, "text/plain", "text/plain", QUOTE),
    "picture as HTML": (GIF, "text/html", "image/gif", ""),
    "HTML as a picture": (HTML, "image/png", "image/png", ""),
    "GIF with bytes after its end": (GIF + b"\0" * 9, "image/gif", "image/gif", ""),
    "Word file": (word(f"{QUOTE}."), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "", QUOTE),
}
REFUSED: dict[str, tuple[bytes, str]] = {
    "script": (SCRIPT, "text/javascript"),
    "HTML that is also a ZIP file, as a ZIP file": (HTML + zipped({"a.txt": b"a"}), "application/zip"),
    "SVG with a script": (b"<svg xmlns='http://www.w3.org/2000/svg'>%b</svg>" % SCRIPT, "image/svg+xml"),
    "ZIP file without a type": (zipped({"a.txt": b"a"}), ""),
}


def fetch(world: World, settings: Any, body: bytes, content_type: str, **headers: str) -> CopyProgress:
    with serving(sending(response(body, Content_Type=content_type, **headers))) as server:
        settings.FETCH_TEST_SERVERS = [("127.0.0.1", server.port)]
        request = request_copy(person=world.checker, item=page_item(world.checker, world.open_claim, address=server.url()))
        preserve_page(request.pk)
    return CopyProgress.objects.get(request=request)


def assert_displayed_safely(client: Client, copy: EvidenceCopy, body: bytes) -> str:
    """Download the bytes and the archive, as the attachments that they must be. Returns the page of the copy."""
    for name in ("copy-file", "copy-archive"):
        download = client.get(reverse(f"desk:{name}", args=[copy.pk]))
        content = download.getvalue()
        assert download["Content-Type"] == OPAQUE
        assert download["Content-Disposition"].startswith("attachment")
        assert download["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in download["Content-Security-Policy"]
        assert name == "copy-archive" or content == body
    page = client.get(reverse("desk:copy", args=[copy.pk]))
    assert SCRIPT.decode() not in source_of(page)
    assert not parsed(page).all("iframe")
    return page.text


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_body_that_is_valid_in_two_formats_is_preserved_but_not_read(
    name: str, world: World, as_checker: None, client: Client, settings: Any
) -> None:
    settings.PICTURE_BROWSER = "/bin/false"
    body, declared, reason = AMBIGUOUS[name]
    progress = fetch(world, settings, gzip.compress(body), declared, Content_Encoding="gzip")
    assert (progress.state, progress.attempts) == ("kept", 1)
    copy = progress.copy
    assert copy
    assert (copy.capture.media_type, copy.capture.sha256, copy.text) == (OPAQUE, sha256(body).hexdigest(), None)
    assert copy.unread_because == NOT_USED.format(reason=reason)
    assert b"".join(read_capture(copy.capture)) == body
    assert reason in assert_displayed_safely(client, copy, body)
    with pytest.raises(Refused, match=NOT_HTML):
        request_picture(person=world.checker, copy=copy)
    with package(copy) as file:
        assert file.read(4) == b"PK\x03\x04"
    assert [result.findings for result in examine() if result.findings] == []


@pytest.mark.parametrize("name", MISLABELED)
def test_type_that_is_merely_wrong_is_corrected_if_the_content_is_certain(
    name: str, world: World, as_checker: None, client: Client, settings: Any
) -> None:
    body, declared, stored, words = MISLABELED[name]
    copy = fetch(world, settings, body, declared).copy
    assert copy
    assert copy.capture.media_type == (stored or declared)
    assert words in copy.text.text if copy.text else not words
    assert bool(copy.unread_because) == (copy.text is None)
    assert_displayed_safely(client, copy, body)


@pytest.mark.parametrize("name", REFUSED)
def test_refused_type_leaves_nothing(name: str, world: World, settings: Any) -> None:
    body, declared = REFUSED[name]
    assert world.open_claim
    captures = Capture.objects.count()
    progress = fetch(world, settings, body, declared)
    assert (progress.state, progress.attempts, progress.copy) == ("failed", 1, None)
    assert "type" in progress.detail
    assert Capture.objects.count() == captures
    assert not any(model._default_manager.exists() for model in (EvidenceCopy, PreservedText))
