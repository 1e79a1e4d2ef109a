"""Files that are slow by design: reading them takes about as long as their size explains, or it is refused."""

from __future__ import annotations

import base64
import hashlib
import io
import time
from collections.abc import Callable

import pytest

from factcheck.archive.web_archives.codings import Dechunker
from factcheck.archive.web_archives.limits import InvalidWebArchive, WebArchiveLimits
from factcheck.archive.web_archives.mhtml import read_mhtml
from factcheck.archive.web_archives.mime_bodies import body_decoder
from factcheck.archive.web_archives.provided import ProvidedCopy, open_provided
from factcheck.archive.web_archives.signatures import CopyKind

SIZE = 4 << 20
START = (
    b'From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"; type="text/html"\r\n\r\n--B\r\n'
    b"Content-Type: text/html\r\nContent-Transfer-Encoding: %b\r\n\r\n"
)
END = b"\r\n--B--\r\n"
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
WARC = (
    b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:4b3b1a52-7f0e-5b0c-9a41-7d7c3f7e2d10>\r\n"
    b"WARC-Date: 2022-01-01T00:00:00Z\r\nWARC-Target-URI: http://a.example/\r\nContent-Type: application/http\r\n"
    b"Content-Length: %d\r\n\r\n"
)


def provided(content: bytes, limits: WebArchiveLimits | None = None) -> ProvidedCopy:
    return open_provided(io.BytesIO(content), scratch=io.BytesIO, limits=limits or WebArchiveLimits())


def chunks(count: int) -> bytes:
    body = HTTP + b"1\r\na\r\n" * count + b"0\r\n\r\n"
    return WARC % len(body) + body + b"\r\n\r\n"


def mhtml(body: bytes, encoding: bytes = b"8bit") -> bytes:
    return START % encoding + body + END


SLOW: dict[str, tuple[Callable[[], bytes], int]] = {
    "empty lines": (lambda: mhtml(b"\n" * SIZE), 60),
    "empty quoted-printable lines": (lambda: mhtml(b"=\n" * (SIZE // 2), b"quoted-printable"), 200),
    "white space": (lambda: mhtml(b" " * SIZE, b"quoted-printable"), 200),
    "near delimiters": (lambda: mhtml(b"--B" * (SIZE // 3)), 60),
    "fill bytes": (lambda: b"\xff\xd8" + b"\xff" * SIZE, 60),
    "small blocks": (lambda: b"GIF89a" + b"\0" * 7 + b"!\xfe" + b"\x01a" * (SIZE // 2) + b"\0;", 400),
    "small chunks": (lambda: chunks(SIZE // 6), 700),
}


@pytest.mark.parametrize("name", SLOW)
def test_time_is_in_proportion_to_hashing_the_same_bytes(name: str) -> None:
    """Measured: 14 to 33 times, 220 for small blocks, and 280 for small chunks. One step per line or chunk costs 500 to 2,800."""
    build, most = SLOW[name]
    content = build()
    started = time.thread_time()
    for _ in range(5):
        hashlib.sha256(content).digest()
    hashing = (time.thread_time() - started) / 5
    started = time.thread_time()
    provided(content)
    assert time.thread_time() - started < most * hashing


def test_contents_of_such_files_are_correct() -> None:
    copy = provided(chunks(1_000))
    assert copy.payload.read() == b"a" * 1_000
    copy = provided(mhtml(b"<p>a  \r\n--Bb\r\n --B\r\nb=20=\r\nc", b"quoted-printable"))
    assert copy.payload.read() == b"<p>a\r\n--Bb\r\n --B\r\nb c"
    assert provided(b"\xff\xd8" + b"\xff" * SIZE).kind is CopyKind.OPAQUE


def test_file_that_takes_too_long_is_refused() -> None:
    with pytest.raises(InvalidWebArchive, match=r"^Reading the file takes more than 0\.01 seconds\.$"):
        provided(chunks(SIZE // 6), WebArchiveLimits(seconds=0.01))
    with pytest.raises(InvalidWebArchive, match=r"takes more than"):
        provided(mhtml(b"=\n" * SIZE, b"quoted-printable"), WebArchiveLimits(seconds=0.01))


def test_headers_before_the_page_are_limited() -> None:
    parts = b"".join(b"--B\r\nContent-Type: text/html\r\nX: %b\r\n\r\n\r\n" % (b"x" * 60_000) for _ in range(20))
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"; start="<a>"\r\n\r\n'
    with pytest.raises(InvalidWebArchive, match="the headers before its page have more than 1,048,576 bytes"):
        read_mhtml(io.BytesIO(head + parts + b"--B--\r\n"), io.BytesIO())


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 1000])
def test_pieces_of_any_size_give_the_same_content(size: int) -> None:
    body = b"5\r\nhello\r\n1;a=b\r\n \r\nA \r\n0123456789\r\n0\r\nX: y\r\n\r\n"
    decoder = Dechunker()
    decoded = b"".join(piece for at in range(0, len(body), size) for piece in decoder.feed(body[at : at + size]))
    assert (decoded, decoder.is_complete) == (b"hello 0123456789", True)


@pytest.mark.parametrize(
    ("encoding", "body", "expected"),
    [
        ("8bit", b"a\r\n\r\nb\n\n", b"a\r\n\r\nb\n"),
        ("quoted-printable", b"a \t\r\nb=\r\nc=3D\r\n =\n\r\n", b"a\r\nbc=\r\n "),
        ("base64", base64.encodebytes(bytes(range(256))), bytes(range(256))),
    ],
)
def test_lines_give_the_same_content_one_by_one_and_at_once(encoding: str, body: bytes, expected: bytes) -> None:
    for pieces in ([body], body.splitlines(keepends=True)):
        out = io.BytesIO()
        decoder = body_decoder(encoding, out)
        for piece in pieces:
            decoder.feed(piece)
        decoder.finish()
        assert out.getvalue() == expected
