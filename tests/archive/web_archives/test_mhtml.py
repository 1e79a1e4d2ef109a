"""MHTML files: the page in them, and what is refused."""

from __future__ import annotations

import base64
import io
import quopri
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.archive.web_archives.limits import DEFAULT_LIMITS, InvalidWebArchive, WebArchiveLimits
from factcheck.archive.web_archives.mhtml import MhtmlPage, is_mhtml, read_mhtml
from tests.archive.web_archives.mhtml_samples import HEADER, IMAGE, PAGE, message, part


def read(content: bytes, limits: WebArchiveLimits = DEFAULT_LIMITS) -> tuple[bytes, MhtmlPage]:
    out = io.BytesIO()
    page = read_mhtml(io.BytesIO(content), out, limits)
    return out.getvalue(), page


def refuse(content: bytes, text: str, limits: WebArchiveLimits = DEFAULT_LIMITS) -> None:
    with pytest.raises(InvalidWebArchive, match=text) as caught:
        read(content, limits)
    assert str(caught.value).endswith(".")


def test_page_that_a_browser_saved() -> None:
    page = part(quopri.encodestring(PAGE).replace(b"\n", b"\r\n"), "quoted-printable")
    body, claims = read(message(page, IMAGE))
    assert body == PAGE.replace(b"\n", b"\r\n")
    assert claims == MhtmlPage(
        media_type="text/html",
        charset="utf-8",
        address="https://example.org/page?a=1",
        at=datetime(2026, 11, 29, 9, 30, 15, tzinfo=UTC),
        title="Budget – news",
        parts=2,
    )


@pytest.mark.parametrize("encoding", ["7bit", "8bit", "binary", "base64", "BASE64", "quoted-printable", ""])
@pytest.mark.parametrize(
    "body", [PAGE, PAGE * 3_000, b"", b"\r\n\r\n--not a boundary\r\n", b"a" * 300_000 + b"=" * 5], ids=range(5)
)
def test_transfer_encodings(encoding: str, body: bytes) -> None:
    encoded = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(encoding.lower(), bytes)(body)
    assert read(message(part(encoded, encoding), IMAGE))[0] == body


def test_long_line_of_quoted_printable_is_decoded_across_pieces() -> None:
    for shift in range(4):
        body = b"x" * shift + b"=C3=A9" * 50_000
        assert read(message(part(body, "quoted-printable")))[0] == b"x" * shift + "é".encode() * 50_000


def test_start_names_the_page() -> None:
    page = part(PAGE, "8bit", "text/html", "Content-ID: <page@x>", "Content-Location: https://example.org/other")
    body, claims = read(message(IMAGE, page, more=';\r\n\tstart="<page@x>"', header=HEADER.replace("Snapshot-", "X-")))
    assert (body, claims.address) == (PAGE, "https://example.org/other")
    refuse(message(IMAGE, page, more=';\r\n\tstart="<missing@x>"'), "no page")


@pytest.mark.parametrize(
    ("old", "new", "name", "value"),
    [
        ("https://example.org/page?a=1", "javascript:alert(1)", "address", ""),
        ("https://example.org/page?a=1", "https://example.org/\r\n a", "address", "https://example.org/a"),
        ("https://example.org/page?a=1", "https://example.org/" + "a" * 5_000, "address", ""),
        ("+0100", "-0000", "at", None),
        ("Sun, 29 Nov 2026 10:30:15 +0100", "yesterday", "at", None),
        ("Sun, 29 Nov 2026 10:30:15 +0100", "Sun, 29 Nov 99999 10:30:15 +0100", "at", None),
        ("=?utf-8?Q?Budget=20=E2=80=93=20news?=", "=?nope?Q?a?=", "title", "=?nope?Q?a?="),
        ("=?utf-8?Q?Budget=20=E2=80=93=20news?=", "a" * 600, "title", "a" * 500),
        ("=?utf-8?Q?Budget=20=E2=80=93=20news?=", "a\r\n\tb", "title", "a b"),
    ],
)
def test_claims_that_are_malformed_are_ignored(old: str, new: str, name: str, value: object) -> None:
    _, claims = read(message(part(PAGE), header=HEADER.replace(old, new)))
    assert getattr(claims, name) == value


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "incomplete"),
        (message(), "no page"),
        (message(part(PAGE))[:-4], "incomplete"),
        (message(part(PAGE), end=b"\r\n%PDF-1.7"), "other data follows"),
        (message(part(PAGE, "8bit", "image/svg+xml")), "not an HTML page"),
        (message(part(PAGE, "8bit", 'multipart/alternative; boundary="y"')), "not an HTML page"),
        (message(part(PAGE, "8bit", "application/octet-stream")), "not an HTML page"),
        (message(part(PAGE, "x-uuencode")), "unknown transfer encoding"),
        (message(part(b"####", "base64")), "Base64"),
        (message(part(b"QUI=\r\nQUI=", "base64")), "Base64"),
        (message(part(b"QUI", "base64")), "Base64"),
        (message(part(PAGE), header=HEADER.replace('boundary="{boundary}"{more}', "x=y")), "no boundary"),
        (message(part(PAGE), header=HEADER.replace("{boundary}", "")), "no boundary"),
        (message(part(PAGE), header=HEADER.replace("related", "mixed")), "no boundary"),
        (message(part(PAGE), header=HEADER.replace("From:", "X: " + "a" * 70_000 + "\r\nFrom:")), "header has more"),
        (message(b"X: " + b"a" * 70_000), "header has more"),
        (message(part(PAGE), more="; x=" + ";" * 5_000), "no boundary"),
    ],
)
def test_malformed_file_is_refused(content: bytes, text: str) -> None:
    refuse(content, text)


def test_parts_are_limited() -> None:
    many = message(part(PAGE), *[b"\r\n"] * 100_000)
    refuse(many, "more than 20,000 parts")
    assert read(message(part(PAGE), *[b"\r\n"] * 19_999))[1].parts == 20_000


def test_nesting_is_not_followed() -> None:
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(100_000))
    refuse(message(nested), "not an HTML page")
    assert read(message(part(PAGE), nested))[0] == PAGE


def test_file_that_ends_anywhere_is_refused() -> None:
    content = message(part(quopri.encodestring(PAGE), "quoted-printable"), IMAGE, end=b"")
    for size in range(len(content)):
        refuse(content[:size], ".")


@given(st.binary(max_size=500), st.integers(0, 700), st.sampled_from(["8bit", "base64", "quoted-printable"]))
def test_any_bytes_give_a_page_or_one_exception(noise: bytes, at: int, encoding: str) -> None:
    content = message(part(PAGE, encoding), IMAGE)
    for changed in (noise, content[:at] + noise, content[:at] + noise + content[at:]):
        with suppress(InvalidWebArchive):
            read(changed)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (message(part(PAGE)), True),
        (message(part(PAGE)).replace(b"\r\n", b"\n"), True),
        (b"From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nContent-Type: multipart/related", False),
        (b"<html>MIME-Version: 1.0\nContent-Type: multipart/related", False),
        (b"Note: MIME-Version: 1.0 and Content-Type: multipart/related", False),
        (b"", False),
    ],
)
def test_header_identifies_the_format(start: bytes, expected: bool) -> None:
    assert is_mhtml(start) is expected
