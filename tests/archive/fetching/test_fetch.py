"""What `fetch` returns: the bytes, their hashes, the exchanges, and the progress."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.db import transaction

import factcheck
from factcheck.archive.fetching import Failure, Network, Phase, Progress, fetch, user_agent
from factcheck.newsroom.models import Newsroom
from tests.archive.fetching.servers import by_path, endless, response, sending, serving
from tests.archive.fetching.tools import AGENT, LIMITS, failure_of, get, network, refused

pytestmark = pytest.mark.django_db
PAGE = b"<html><title>Mayor</title><p>The bridge is open.</p></html>" * 40


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_exchange_has_the_bytes_as_sent_and_received() -> None:
    sent = response(PAGE, Content_Type="text/html; charset=UTF-8", X_Strange="a  b")
    with serving(sending(sent)) as server, get(server, "/bridge?day=1#top") as fetched:
        [exchange] = fetched.exchanges
        assert exchange.address == f"http://127.0.0.1:{server.port}/bridge?day=1"
        assert exchange.request == server.requests[0]
        assert exchange.head + PAGE == sent
        assert (exchange.status, exchange.ip) == (200, "127.0.0.1")
        assert exchange.header("x-strange") == "a  b"
        assert ("X-Strange", "a  b") in exchange.headers
        assert abs(exchange.at - datetime.now(UTC)) < timedelta(minutes=1)
        assert (exchange.body_sha256, exchange.body_size) == (sha256(PAGE), len(PAGE))
        for _ in range(2):
            assert exchange.body.read() == PAGE
            exchange.body.seek(0)
        assert (fetched.payload_sha256, fetched.payload_size) == (sha256(PAGE), len(PAGE))
        assert fetched.payload.read() == PAGE
        assert (fetched.media_type, fetched.charset) == ("text/html", "utf-8")
        assert fetched.final is exchange


def test_request_has_no_credentials_and_names_the_newsroom(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password hunter2\n")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")  # nothing listens there
    with serving(sending(response(Set_Cookie="id=1"))) as server:
        for _ in range(2):
            get(server, "/ä b").close()
        assert (
            server.requests[0]
            == server.requests[1]
            == (
                b"GET /%%C3%%A4%%20b HTTP/1.1\r\n"
                b"Host: 127.0.0.1:%d\r\n"
                b"User-Agent: %s\r\n"
                b"Accept: text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8\r\n"
                b"Accept-Encoding: gzip, deflate\r\n"
                b"Connection: close\r\n\r\n"
            )
            % (server.port, AGENT.encode())
        )


@pytest.mark.parametrize(
    ("coding", "encode"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("GZIP", lambda data: gzip.compress(data[:100]) + gzip.compress(data[100:]) + bytes(20)),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data, wbits=-15)),
        ("br", brotli.compress),
        ("identity", bytes),
        ("deflate, gzip", lambda data: gzip.compress(zlib.compress(data))),
    ],
)
def test_payload_is_decoded_and_the_body_is_not(coding: str, encode: Any) -> None:
    body = encode(PAGE)
    with serving(sending(response(body, Content_Encoding=coding))) as server, get(server) as fetched:
        assert fetched.payload.read() == PAGE
        assert fetched.payload_sha256 == sha256(PAGE)
        fetched.final.body.seek(0)
        assert fetched.final.body.read() == body
        assert (fetched.final.body_sha256, fetched.final.body_size) == (sha256(body), len(body))


def test_chunked_body_has_no_transfer_coding() -> None:
    chunks = b"".join(b"%x;note=1\r\n%s\r\n" % (len(PAGE[at : at + 7]), PAGE[at : at + 7]) for at in range(0, len(PAGE), 7))
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    with serving(sending(head + chunks + b"0\r\nX-Trailer: 1\r\n\r\n")) as server, get(server) as fetched:
        assert fetched.final.head == head
        assert fetched.payload.read() == PAGE


def test_body_without_a_length_ends_with_the_connection() -> None:
    with serving(sending(b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nThe end")) as server, get(server) as fetched:
        assert fetched.payload.read() == b"The end"


def test_interim_response_is_skipped() -> None:
    interim = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
    with serving(sending(interim + response(PAGE))) as server, get(server) as fetched:
        assert fetched.final.head.startswith(b"HTTP/1.1 200 OK\r\n")
        assert fetched.payload_size == len(PAGE)


def test_second_response_in_the_same_connection_is_ignored() -> None:
    with serving(sending(response(b"first") + response(b"second"))) as server, get(server) as fetched:
        assert fetched.payload.read() == b"first"


def test_redirects_are_kept_in_order() -> None:
    moved = response(b"Moved", "301 Moved Permanently", Location="/b?c#d")
    then = response(b"", "307 Temporary Redirect", Location="e")
    with serving(by_path(a=moved, b=then, e=response(PAGE))) as server, get(server, "/a") as fetched:
        assert [exchange.status for exchange in fetched.exchanges] == [301, 307, 200]
        assert [exchange.address for exchange in fetched.exchanges] == [server.url("/a"), server.url("/b?c"), server.url("/e")]
        assert fetched.exchanges[0].body.read() == b"Moved"
        assert fetched.exchanges[0].body_sha256 == sha256(b"Moved")
        assert fetched.payload.read() == PAGE
        assert all(b"Referer" not in request and b"Cookie" not in request for request in server.requests)


def test_files_are_closed_with_the_result() -> None:
    with serving(by_path(a=response(b"", "302 Found", Location="/b"), b=response(PAGE))) as server:
        fetched = get(server, "/a")
    files = [*(exchange.body for exchange in fetched.exchanges), fetched.payload]
    fetched.close()
    assert all(file.closed for file in files)  # type: ignore[attr-defined]


def test_files_are_closed_after_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    from factcheck.archive.fetching import received

    opened: list[Any] = []
    create = received.temporary_file
    monkeypatch.setattr(received, "temporary_file", lambda: opened.append(create()) or opened[-1])
    with serving(by_path(a=response(b"", "302 Found", Location="/b"), b=response(b"x", Content_Length="2"))) as server:
        failure_of(server, "/a")
    assert len(opened) == 2
    assert all(file.closed for file in opened)


@pytest.mark.parametrize(
    ("status", "failure", "retry_after", "header"),
    [
        ("404 Not Found", Failure.GONE, None, ""),
        ("410 Gone", Failure.GONE, None, ""),
        ("429 Too Many Requests", Failure.NO_ANSWER, 120.0, "120"),
        ("500 Internal Server Error", Failure.NO_ANSWER, None, "soon"),
        ("503 Service Unavailable", Failure.NO_ANSWER, 86_400.0, "99999999999999999999"),
        ("503 Service Unavailable", Failure.NO_ANSWER, 0.0, "Wed, 21 Oct 2015 07:28:00 GMT"),
        ("408 Request Timeout", Failure.NO_ANSWER, None, "-1"),
        ("401 Unauthorized", Failure.REFUSED, None, ""),
        ("403 Forbidden", Failure.REFUSED, None, ""),
        ("418 I'm a teapot", Failure.REFUSED, None, ""),
        ("451 Unavailable For Legal Reasons", Failure.REFUSED, None, ""),
        ("304 Not Modified", Failure.REFUSED, None, ""),
        ("300 Multiple Choices", Failure.REFUSED, None, ""),
        ("302 Found", Failure.REFUSED, None, ""),
        ("202 Accepted", Failure.NO_ANSWER, None, ""),
        ("204 No Content", Failure.NO_ANSWER, None, ""),
        ("206 Partial Content", Failure.NO_ANSWER, None, ""),
    ],
)
def test_statuses(status: str, failure: Failure, retry_after: float | None, header: str) -> None:
    with serving(sending(response(b"", status, Retry_After=header, Content_Length=""))) as server:
        found = failure_of(server)
    assert (found.failure, found.status, found.retry_after) == (failure, int(status[:3]), retry_after)
    assert found.may_retry == (failure is Failure.NO_ANSWER)
    assert found.is_gone == (failure is Failure.GONE)
    assert status[:3] in found.detail


def test_date_in_retry_after_counts_from_now() -> None:
    from email.utils import format_datetime

    at = format_datetime(datetime.now(UTC) + timedelta(minutes=10), usegmt=True)
    with serving(sending(response(b"", "503 Service Unavailable", Retry_After=at))) as server:
        assert failure_of(server).retry_after == pytest.approx(600, abs=30)


@pytest.mark.parametrize("body", [b"", gzip.compress(b"")])
def test_empty_page_is_no_answer(body: bytes) -> None:
    coding = {"Content_Encoding": "gzip"} if body else {}
    with serving(sending(response(body, **coding))) as server:
        assert failure_of(server).failure is Failure.NO_ANSWER


@pytest.mark.parametrize(
    ("content_type", "body", "media_type"),
    [
        ("Text/HTML ; Charset='windows-1251'", PAGE, "text/html"),
        ("application/pdf", b"%PDF-1.7", "application/pdf"),
        ("", PAGE, "application/octet-stream"),
        ("", b"%PDF-1.7 ...", "application/octet-stream"),
        ("application/octet-stream", b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", "application/octet-stream"),
        ("nonsense", b"\x89PNG\r\n\x1a\n", "application/octet-stream"),
    ],
)
def test_preserved_types(content_type: str, body: bytes, media_type: str) -> None:
    with serving(sending(response(body, Content_Type=content_type))) as server, get(server) as fetched:
        assert (fetched.media_type, fetched.payload_size) == (media_type, len(body))
        assert fetched.charset == ("windows-1251" if "windows" in content_type else "")


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("image/svg+xml", b"<svg><script>alert(1)</script></svg>"),
        ("video/mp4", b"x"),
        ("application/zip", b"PK\x03\x04"),
        ("text/javascript", b"alert(1)"),
        ("multipart/x-mixed-replace; boundary=a", b"--a"),
        ("", b"MZ\x90\x00"),
        ("", b"PK\x03\x04" + bytes(2000) + b"[Content_Types].xml"),
        ("application/octet-stream", b"plain text"),
    ],
)
def test_other_types_are_refused(content_type: str, body: bytes) -> None:
    with serving(sending(response(body, Content_Type=content_type))) as server:
        assert failure_of(server).failure is Failure.TYPE


def test_body_of_a_refused_type_is_not_read() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n"
    with serving(endless(head, bytes(1000), pause=0.01)) as server:
        assert failure_of(server, total=3).failure is Failure.TYPE


def test_progress_names_the_phases_and_the_received_bytes() -> None:
    reports: list[Progress] = []
    with serving(sending(response(PAGE))) as server:
        fetch(server.url(), limits=LIMITS, network=network(server), user_agent=AGENT, progress=reports.append).close()
    assert reports[0] == Progress(Phase.CONNECTING, "127.0.0.1")
    assert reports[-1].phase is Phase.RECEIVING
    assert 0 < reports[-1].received <= len(PAGE)
    assert reports[-1].expected == len(PAGE)


def test_exception_from_progress_ends_the_fetch() -> None:
    class Cancelled(Exception):
        pass

    def cancel(progress: Progress) -> None:
        if progress.phase is Phase.RECEIVING:
            raise Cancelled

    with serving(sending(response(PAGE))) as server, pytest.raises(Cancelled):
        fetch(server.url(), limits=LIMITS, network=network(server), user_agent=AGENT, progress=cancel)


@pytest.mark.django_db(transaction=True)
def test_fetch_is_refused_in_a_transaction() -> None:
    with serving(sending(response(PAGE))) as server:
        with transaction.atomic(), pytest.raises(RuntimeError, match="transaction"):
            get(server)
        assert server.requests == []
        get(server).close()


def test_settings_permit_a_server_of_a_test(settings: Any) -> None:
    with serving(sending(response(PAGE))) as server:
        assert refused(server.url()).failure is Failure.ADDRESS
        settings.FETCH_TEST_SERVERS = [("127.0.0.1", server.port)]
        assert Network.from_settings() == network(server)
        with fetch(server.url()) as fetched:
            assert fetched.payload_size == len(PAGE)
        assert b"\r\nUser-Agent: Factcheck/%s\r\n" % factcheck.__version__.encode() in server.requests[0]


@pytest.mark.parametrize(
    ("fetch_contact", "newsroom", "public_url", "expected"),
    [
        ("https://a.example/bot", "desk@a.example", "https://a.example", "https://a.example/bot"),
        ("", "desk@a.example", "https://a.example", "desk@a.example"),
        ("", "", "https://a.example", "https://a.example"),
        ("", "de(sk)\\ ;ü@a.example", "", "desk@a.example"),
        ("", "", "", ""),
    ],
)
def test_user_agent(fetch_contact: str, newsroom: str, public_url: str, expected: str, settings: Any) -> None:
    settings.FETCH_CONTACT, settings.PUBLIC_URL, settings.CONTACT = fetch_contact, public_url, newsroom
    assert not Newsroom.objects.get().contact
    comment = f" (evidence desk of a newsroom; +{expected})" if expected else ""
    assert user_agent() == f"Factcheck/{factcheck.__version__}{comment}"
