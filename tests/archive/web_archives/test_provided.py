"""Copies that people provide: their format, their page, and what was verified."""

from __future__ import annotations

import io
import struct
import zlib
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.archive.web_archives.limits import InvalidWebArchive
from factcheck.archive.web_archives.provided import NO_COMPARED, NO_HASHES, OWN_HASHES, ProvidedCopy, open_provided
from factcheck.archive.web_archives.signatures import CopyKind, recognize
from tests.archive.web_archives import mhtml_samples
from tests.archive.web_archives.samples import AT, HTML, compressed, http, record, warc, zipped
from tests.archive.web_archives.wacz_samples import files, package

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00"
    b",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xff\xda\x00\x08\x01\x01\x00\x00?\x00\xd2\xcf \xff\xd9"
)
WEBP = b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00/\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def png() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))

    header = struct.pack(">2L5B", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\x00\x00")) + chunk(b"IEND", b"")


PICTURES = {"image/png": png(), "image/gif": GIF, "image/jpeg": JPEG, "image/webp": WEBP}


def provide(content: bytes, **arguments: Any) -> ProvidedCopy:
    return open_provided(io.BytesIO(content), scratch=io.BytesIO, **arguments)


@pytest.mark.parametrize(
    ("content", "kind", "media_type", "charset"),
    [
        (HTML, CopyKind.HTML, "text/html", ""),
        (b"\xef\xbb\xbf\n <HTML lang=de>", CopyKind.HTML, "text/html", "utf-8"),
        ("\ufeff<!doctype HTML><p>x".encode("utf-16"), CopyKind.HTML, "text/html", "utf-16"),
        (b"<!-- saved from url=(0019)https://example.org/ -->\r\n<html>", CopyKind.HTML, "text/html", ""),
        (b"<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01//EN'><x>", CopyKind.HTML, "text/html", ""),
        (b"<?xml version='1.0'?><!DOCTYPE html><html>", CopyKind.HTML, "application/xhtml+xml", ""),
        (b"<p>caf\xe9</p>", CopyKind.HTML, "text/html", ""),
        (PDF, CopyKind.PDF, "application/pdf", ""),
        *((content, CopyKind.PICTURE, media_type, "") for media_type, content in PICTURES.items()),
        ("Grüße\n".encode(), CopyKind.TEXT, "text/plain", "utf-8"),
        ("Grüße\n".encode("latin-1"), CopyKind.TEXT, "text/plain", ""),
        ("Grüße\n".encode("utf-16"), CopyKind.TEXT, "text/plain", "utf-16"),
        (b"<note>text</note>", CopyKind.TEXT, "text/plain", "utf-8"),
        (b"5 < 6 <p>", CopyKind.TEXT, "text/plain", "utf-8"),
    ],
)
def test_file_that_is_the_page_itself(content: bytes, kind: CopyKind, media_type: str, charset: str) -> None:
    copy = provide(content)
    assert (copy.kind, copy.media_type, copy.payload_type, copy.charset) == (kind, media_type, media_type, charset)
    assert copy.payload.read() == content
    assert (copy.address, copy.at, copy.title, copy.pages, copy.verified, copy.unverified) == ("", None, "", (), (), ())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (SVG, "SVG"),
        (b"<?xml version='1.0'?>\n<!-- x -->\n" + SVG, "SVG"),
        (b"<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN'>" + SVG, "SVG"),
        (b"<x:svg xmlns:x='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"\xef\xbb\xbf" + SVG, "SVG"),
        (SVG.decode().encode("utf-16"), "SVG"),
        (b"MZ\x90\x00\x03\x00", "does not recognize"),
        (b"\x1f\x8b\x08\x00\x00", "does not recognize"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "does not recognize"),
        (b"a\x00b", "does not recognize"),
        (HTML + b"\x00", "does not recognize"),
        (HTML + b"x" * 200_000 + b"\x01", "does not recognize"),
        (b"{\\rtf1 text}", "of this format"),
        (zipped({"word/document.xml": b"<a/>"}), "not a WACZ"),
        (b"<html>%PDF-1.7", "two formats"),
        (b"text\n%PDF-1.7", "two formats"),
        (PDF.replace(b"<<>>", b"<html><script>", 1), "two formats"),
        (GIF[:19] + b"!\xfe\x09<script>\x00" + GIF[19:], "two formats"),
        (GIF[:19] + b"!\xfe\x05%PDF-\x00" + GIF[19:], "two formats"),
        *((content + b"x", "other data follows") for content in PICTURES.values()),
        *((content[:-1], "incomplete") for content in PICTURES.values()),
        *((content + zipped({"a": b"b"}), "other data|also a ZIP") for content in PICTURES.values()),
        (PDF + zipped({"a": b"b"}), "also a ZIP"),
        (PDF + zipped({"a": b"b"})[:-2] + b"\x03\x00abc", "also a ZIP"),
        (PDF + b"PK\x05\x06" + zipped({}), "also a ZIP"),
    ],
)
def test_unknown_or_ambiguous_file_is_opaque_with_the_reason(content: bytes, reason: str) -> None:
    copy = provide(content)
    assert (copy.kind, copy.media_type, copy.payload_type) == (CopyKind.OPAQUE, *["application/octet-stream"] * 2)
    [sentence] = copy.unverified
    assert reason.split("|")[0] in sentence or reason.split("|")[-1] in sentence
    assert sentence.endswith(" It is preserved, but neither displayed nor read.")
    assert copy.payload.read() == content


def test_wacz() -> None:
    copy = provide(package(mainPageUrl="https://example.org/page"))
    assert (copy.kind, copy.media_type, copy.payload_type, copy.charset) == (
        CopyKind.WACZ,
        "application/wacz",
        "text/html",
        "utf-8",
    )
    assert (copy.address, copy.title) == ("https://example.org/page", "Budget")
    assert copy.at == datetime(2026, 11, 29, 9, 30, 16, tzinfo=UTC)
    assert copy.payload.read() == HTML
    assert copy.verified == (
        "The hashes of all 3 files in the WACZ file agree with its manifest.",
        "The hash of the manifest agrees.",
        "The digests of 5 of 5 records agree with their contents (SHA-256).",
    )
    assert copy.unverified == (OWN_HASHES,)
    with pytest.raises(InvalidWebArchive, match="does not contain the address"):
        provide(package(), address="https://example.org/other")


def test_wacz_without_hash_of_its_manifest_or_with_a_signature_says_so() -> None:
    assert provide(package(digest=b"")).unverified == ("The WACZ file contains no hash of its manifest.", OWN_HASHES)
    without = files()
    del without["pages/pages.jsonl"]
    assert "no list of pages" in provide(package(without)).unverified[0]


@pytest.mark.parametrize("pack", [lambda content: content, lambda content: compressed(content)])
def test_warc_without_digests(pack: Any) -> None:
    robots = record(block=http(b"User-agent: *", "Content-Type: text/plain"), address="https://example.org/robots.txt")
    other = record(
        block=http(b"<p>other", "Content-Type: text/html"), address="https://example.org/other", date="2026-11-30T00:00:00Z"
    )
    content = pack(robots) + pack(record()) + pack(other)
    copy = provide(content)
    assert (copy.kind, copy.media_type, copy.address, copy.title) == (
        CopyKind.WARC,
        "application/warc",
        "https://example.org/page",
        "",
    )
    assert copy.payload.read() == HTML
    assert [page.address for page in copy.pages] == ["https://example.org/page", "https://example.org/other"]
    assert copy.verified == ()
    assert copy.unverified == ("3 of 3 records contain no digest that can be compared.", NO_COMPARED)
    second = provide(content, address="https://example.org/other#part")
    assert (second.payload.read(), second.at) == (b"<p>other", datetime(2026, 11, 30, tzinfo=UTC))
    with pytest.raises(InvalidWebArchive, match="no response for the address"):
        provide(content, address="https://example.org/missing")


def test_warc_of_factcheck_claims_the_address_of_the_page() -> None:
    copy = provide(warc())
    assert (copy.address, copy.at) == ("https://example.org/page", AT.replace(second=16))
    assert provide(warc(), address="http://example.org/page").payload.read() == HTML


def test_warc_without_a_page_is_refused() -> None:
    with pytest.raises(InvalidWebArchive, match="contains no page"):
        provide(record(block=http(b"", status="404 Not Found")))


def test_redirects_that_lead_nowhere_or_in_circles_are_refused() -> None:
    away = record(block=http(b"", "Location: /other", status="302 Found"))
    with pytest.raises(InvalidWebArchive, match="target is not in the file"):
        provide(away, address="https://example.org/page")
    circle = record(block=http(b"", "Location: /page", status="302 Found"))
    with pytest.raises(InvalidWebArchive, match="more than 5 redirects"):
        provide(circle, address="https://example.org/page")
    broken = record(block=http(b"", "Location: http://[x/", status="302 Found"))
    with pytest.raises(InvalidWebArchive, match="target is not in the file"):
        provide(broken, address="https://example.org/page")


def test_revisit_without_its_payload_is_refused() -> None:
    revisit = record("revisit", http(b"", "Content-Type: text/html"), extra=[("WARC-Payload-Digest", "sha256:" + "0" * 64)])
    with pytest.raises(InvalidWebArchive, match="another file"):
        provide(revisit)


def test_incomplete_response_is_reported() -> None:
    copy = provide(record(extra=[("WARC-Truncated", "length")]))
    assert "According to the file, 1 responses in it are incomplete." in copy.unverified


@pytest.mark.parametrize(
    ("declared", "body", "payload_type", "sentence"),
    [
        ("text/html", PDF, "application/pdf", "declares text/html"),
        ("text/html", png(), "image/png", "declares text/html"),
        ("application/pdf", HTML, "application/octet-stream", "declares application/pdf"),
        ("image/png", b"text", "application/octet-stream", "declares image/png"),
        ("text/html", SVG, "application/octet-stream", "SVG"),
        ("image/svg+xml", SVG, "application/octet-stream", "SVG"),
        ("text/html", warc(), "application/octet-stream", "archive itself"),
        ("text/html", package(), "application/octet-stream", "archive itself"),
        ("text/html", png() + b"x", "application/octet-stream", "other data follows"),
        ("text/html", b"fragment <b>of</b> a page", "text/html", ""),
        ("text/plain", HTML, "text/plain", ""),
        ("application/json", b"{}", "application/json", ""),
        ("", HTML, "text/html", ""),
        ("", PDF, "application/pdf", ""),
    ],
)
def test_type_of_the_payload_is_the_one_that_its_content_confirms(
    declared: str, body: bytes, payload_type: str, sentence: str
) -> None:
    copy = provide(record(block=http(body, *([f"Content-Type: {declared}"] if declared else []))))
    assert copy.payload_type == payload_type
    assert copy.payload.read() == body
    contradictions = [item for item in copy.unverified if "digest" not in item and item not in (OWN_HASHES, NO_COMPARED)]
    assert (sentence in contradictions[0]) if sentence else contradictions == []


def test_mhtml() -> None:
    copy = provide(mhtml_samples.message(mhtml_samples.part(mhtml_samples.PAGE), mhtml_samples.IMAGE))
    assert (copy.kind, copy.media_type, copy.payload_type, copy.charset) == (
        CopyKind.MHTML,
        "multipart/related",
        "text/html",
        "utf-8",
    )
    assert (copy.address, copy.title, copy.at) == ("https://example.org/page?a=1", "Budget – news", AT.replace(microsecond=0))
    assert copy.payload.read() == mhtml_samples.PAGE
    assert (copy.verified, copy.unverified) == ((), (NO_HASHES,))


def test_html_in_mhtml_that_is_something_else_is_not_displayed() -> None:
    copy = provide(mhtml_samples.message(mhtml_samples.part(SVG)))
    assert copy.payload_type == "application/octet-stream"
    assert "SVG" in copy.unverified[0]


@pytest.mark.parametrize("content", PICTURES.values(), ids=PICTURES)
def test_picture_that_ends_anywhere_is_not_a_picture(content: bytes) -> None:
    for size in range(len(content)):
        assert recognize(io.BytesIO(content[:size])).kind is not CopyKind.PICTURE


@given(st.sampled_from([*PICTURES.values(), PDF, HTML, warc(), package()]), st.integers(0, 5_000), st.binary(max_size=40))
def test_any_bytes_give_a_copy_or_one_exception(content: bytes, at: int, noise: bytes) -> None:
    at %= len(content)
    for changed in (noise, content[:at] + noise, noise + content, content[:at] + noise + content[at + len(noise) :]):
        with suppress(InvalidWebArchive):
            assert isinstance(provide(changed).kind, CopyKind)
