"""Responses that are too large, too slow, incomplete, or invalid."""

from __future__ import annotations

import gzip
import time
import zlib

import brotli
import pytest

from factcheck.archive.fetching import Failure
from tests.archive.fetching.servers import Send, by_path, endless, response, sending, serving
from tests.archive.fetching.tools import failure_of, get

pytestmark = pytest.mark.django_db
MIB = 1 << 20
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def bomb(size: int) -> bytes:
    """Zeros, as gzip."""
    compressor = zlib.compressobj(9, wbits=31)
    return b"".join(compressor.compress(bytes(MIB)) for _ in range(size // MIB)) + compressor.flush()


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", bomb(64 * MIB)),
        ("deflate", zlib.compress(bytes(16 * MIB))),
        ("br", brotli.compress(bytes(16 * MIB))),
        ("gzip, gzip", gzip.compress(bomb(64 * MIB))),
        ("br, gzip", gzip.compress(brotli.compress(bytes(64 * MIB)))),
        ("gzip", gzip.compress(b"") * 2000),
        ("gzip, gzip", gzip.compress(gzip.compress(b"") * 100_000)),
    ],
)
def test_compression_bomb(coding: str, body: bytes) -> None:
    with serving(sending(response(body, Content_Encoding=coding))) as server:
        start = time.process_time()
        assert failure_of(server).failure is Failure.TOO_LARGE
        assert time.process_time() - start < 2


def test_small_page_may_be_compressed_strongly() -> None:
    page = b"<p>" + bytes(MIB - 3)
    with serving(sending(response(gzip.compress(page), Content_Encoding="gzip"))) as server, get(server) as fetched:
        assert fetched.payload_size == MIB


def test_page_with_a_usual_ratio_may_be_larger_than_the_floor() -> None:
    page = b"".join(b"<p>Paragraph %d of the minutes.</p>" % number for number in range(60_000))
    assert len(page) > 2 * MIB
    with serving(sending(response(gzip.compress(page), Content_Encoding="gzip"))) as server, get(server) as fetched:
        assert fetched.payload_size == len(page)


@pytest.mark.parametrize(
    "coding",
    ["compress", "zstd", "gzip, zstd", "utf-8", "gzip, gzip, gzip", "*", "dcb", "gzip;q=1"],
)
def test_unknown_coding(coding: str) -> None:
    with serving(sending(response(gzip.compress(b"x"), Content_Encoding=coding))) as server:
        assert failure_of(server).failure is Failure.ENCODING


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", b"<html>"),
        ("gzip", gzip.compress(b"text") + b"more"),
        ("gzip", gzip.compress(b"text")[:-8] + bytes(8)),
        ("deflate", b"\xff\xff\xff"),
        ("deflate", zlib.compress(b"text") + b"more"),
        ("br", b"\xff\xff\xff\xff"),
        ("br", brotli.compress(b"text") + b"more"),
        ("gzip, br", brotli.compress(b"text that is not gzip")),
    ],
)
def test_invalid_coding(coding: str, body: bytes) -> None:
    with serving(sending(response(body, Content_Encoding=coding))) as server:
        assert failure_of(server).failure is Failure.ENCODING


def test_header_for_codings_is_read_completely() -> None:
    head = HTML + b"Content-Encoding: gzip\r\nContent-Encoding: zstd\r\n\r\n"
    with serving(sending(head + gzip.compress(b"x"))) as server:
        assert failure_of(server).failure is Failure.ENCODING


@pytest.mark.parametrize("declares_length", [True, False])
def test_body_over_the_limit(declares_length: bool) -> None:
    body = b"x" * 3000
    sent = response(body) if declares_length else response(body, Content_Length="")
    with serving(sending(sent)) as server:
        found = failure_of(server, size=2999)
        assert (found.failure, "1 MB" in found.detail) == (Failure.TOO_LARGE, True)
        get(server, size=3000).close()


def test_declared_size_over_the_limit_is_refused_before_the_body_arrives() -> None:
    with serving(endless(HTML + b"Content-Length: 99999999999\r\n\r\n", b"x", pause=0.1)) as server:
        start = time.monotonic()
        assert failure_of(server).failure is Failure.TOO_LARGE
        assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (HTML + b"\r\n", bytes(65_536)),
        (HTML + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + bytes(65_536) + b"\r\n"),
        (HTML + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 10_000),
        (HTML + b"Transfer-Encoding: chunked\r\n\r\n", (b"1;" + b"e" * 1000 + b"\r\nx\r\n") * 60),
        (b"HTTP/1.1 302 Found\r\nLocation: /a\r\n\r\n", bytes(65_536)),
    ],
)
def test_endless_body(start: bytes, piece: bytes) -> None:
    with serving(endless(start, piece)) as server:
        assert failure_of(server, size=2 * MIB).failure is Failure.TOO_LARGE


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\nX: ", b"x" * 1000),
        (b"HTTP/1.1 200 OK\r\n", b"X-Header: value\r\n" * 100),
        (b"HTTP/1.1 200 ", b"O" * 1000),
        (b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 100),
        (HTML + b"Transfer-Encoding: chunked\r\n\r\n1;", b"e" * 1000),
        (HTML + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X-Trailer: value\r\n" * 100),
    ],
)
def test_endless_head(start: bytes, piece: bytes) -> None:
    with serving(endless(start, piece)) as server:
        assert failure_of(server).failure is Failure.TOO_LARGE


def test_number_of_headers_is_limited() -> None:
    with serving(
        by_path(a=response(**{f"X-{at}": "1" for at in range(198)}), b=response(**{f"X-{at}": "1" for at in range(199)}))
    ) as s:
        get(s, "/a").close()
        assert failure_of(s, "/b").failure is Failure.TOO_LARGE


@pytest.mark.parametrize(
    "sent",
    [
        HTML + b"Content-Length: 100\r\n\r\nonly this",
        HTML + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        HTML + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel",
        HTML + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n",
        HTML + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"text" * 100)[:-9],
        HTML + b"Content-Encoding: br\r\n\r\n" + brotli.compress(b"text" * 100)[:-2],
        HTML + b"Content-Encoding: deflate\r\n\r\nx",
        HTML + b"Content-Type",
        HTML,
        b"HTTP/1.1 20",
        b"",
        b"HTTP/1.1 302 Found\r\nLocation: /a\r\nContent-Length: 9\r\n\r\nMoved",
    ],
)
def test_incomplete_response_is_no_answer(sent: bytes) -> None:
    with serving(sending(sent)) as server:
        found = failure_of(server)
        assert found.failure is Failure.NO_ANSWER
        assert "complete" in found.detail


@pytest.mark.parametrize(
    "sent",
    [
        b"<html>An answer in HTTP/0.9</html>\r\n\r\n",
        b"<html>An answer in HTTP/0.9",
        b"ICY 200 OK\r\n\r\n",
        b"HTTP/2 200\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 20 OK\r\n\r\n",
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"HTTP/1.1\r\n\r\n",
        b"HTTP/11 200 OK\r\n\r\n",
        b"\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"\x15\x03\x01\x00\x02\x02\x16",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
        HTML + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\ntext",
        HTML + b"Content-Length: -4\r\n\r\ntext",
        HTML + b"Content-Length: 0x4\r\n\r\ntext",
        HTML + b"Content-Length : 4\r\n\r\ntext",
        HTML + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        HTML + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        HTML + b"Transfer-Encoding: chunked\r\n\r\nzz\r\ntext\r\n0\r\n\r\n",
        HTML + b"Transfer-Encoding: chunked\r\n\r\n-4\r\ntext\r\n0\r\n\r\n",
        HTML + b"Transfer-Encoding: chunked\r\n\r\n4\r\ntextmore\r\n0\r\n\r\n",
        HTML + b"Transfer-Encoding: chunked\r\n\r\n" + b"0" * 100 + b"4\r\ntext\r\n0\r\n\r\n",
        HTML + b"A header without a colon\r\n\r\ntext",
        HTML + b": no name\r\n\r\ntext",
        HTML + b"X: a\rLocation: /b\r\n\r\ntext",
        HTML + b"X: a\0b\r\n\r\ntext",
        HTML + b"X\xc3\xbc: a\r\n\r\ntext",
    ],
)
def test_invalid_response_is_no_answer(sent: bytes) -> None:
    with serving(sending(sent)) as server:
        found = failure_of(server)
        assert found.failure is Failure.NO_ANSWER
        assert "HTTP" in found.detail


def test_both_lengths_are_read_as_chunks() -> None:
    """RFC 9112, 6.3: the transfer coding overrides the length."""
    sent = HTML + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ntext\r\n0\r\n\r\n"
    with serving(sending(sent)) as server, get(server) as fetched:
        assert fetched.payload.read() == b"text"


def test_split_response_adds_no_bytes_to_the_page() -> None:
    """A value of the address that the server copies into a header cannot replace the body."""
    split = HTML + b"X-Copy: a\r\nContent-Length: 5\r\n\r\nfirst\r\nContent-Length: 6\r\n\r\nsecond"
    with serving(sending(split)) as server, get(server) as fetched:
        assert fetched.payload.read() == b"first"


def trickle(start: bytes, rest: bytes, pause: float) -> object:
    def answer(_: bytes, send: Send) -> None:
        send(start)
        for at in range(len(rest)):
            send(rest[at : at + 1])
            time.sleep(pause)

    return answer


@pytest.mark.slow
@pytest.mark.parametrize(
    ("start", "rest"),
    [
        (b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Long: " + b"x" * 60),
        (HTML + b"Content-Length: 60\r\n\r\n", b"x" * 60),
        (HTML + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 20),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 4),
    ],
)
def test_one_byte_per_second_ends_at_the_total_deadline(start: bytes, rest: bytes) -> None:
    """No pause is longer than the limit between two reads, so only the total time can end this."""
    with serving(trickle(start, rest, 1)) as server:  # type: ignore[arg-type]
        begin = time.monotonic()
        found = failure_of(server, first_byte=2, idle=2, total=4)
        assert 3.9 <= time.monotonic() - begin < 6
    assert (found.failure, "4 seconds" in found.detail) == (Failure.NO_ANSWER, True)


@pytest.mark.slow
def test_total_deadline_includes_redirects() -> None:
    def answer(request: bytes, send: Send) -> None:
        time.sleep(1)
        send(response(b"", "302 Found", Location=f"/p{time.monotonic_ns()}"))

    with serving(answer) as server:
        begin = time.monotonic()
        assert failure_of(server, total=2.5).failure is Failure.NO_ANSWER
        assert time.monotonic() - begin < 4
        assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("start", "limit", "words"),
    [
        (b"", "first_byte", "did not answer"),
        (b"HTTP/1.1 200", "idle", "did not continue"),
        (HTML + b"\r\nx", "idle", "did not continue"),
    ],
)
def test_silent_server(start: bytes, limit: str, words: str) -> None:
    def answer(_: bytes, send: Send) -> None:
        send(start)
        time.sleep(2)

    with serving(answer) as server:
        begin = time.monotonic()
        found = failure_of(server, **{limit: 0.5})
        assert 0.4 < time.monotonic() - begin < 1.9
    assert (found.failure, words in found.detail, "0.5 seconds" in found.detail) == (Failure.NO_ANSWER, True, True)
