"""WARC files that Factcheck writes, read with warcio and checked with `warcio check`."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from factcheck.archive.web_archives.warc import write_warc
from tests.archive.web_archives.samples import AT, COLLECTOR, HTML, exchange, fetched, redirected, warc


def read(content: bytes) -> list[tuple[str, dict[str, str], bytes]]:
    """Type, header fields, and block of each record, read with warcio."""
    found = []
    for item in ArchiveIterator(io.BytesIO(content), no_record_parse=True):
        found.append((item.rec_type, dict(item.rec_headers.headers), item.raw_stream.read()))
    return found


def check(path: Path) -> tuple[int, str]:
    run = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(path)], capture_output=True, text=True, check=False
    )
    return run.returncode, run.stdout + run.stderr


def test_redirect_and_page_are_requests_with_responses() -> None:
    records = read(warc())
    assert [kind for kind, _, _ in records] == ["warcinfo", "request", "response", "request", "response"]
    (_, info, _), (_, request, sent), (_, response, received), *_, (_, last, page) = records
    assert response["WARC-Target-URI"] == "http://example.org/page"
    assert last["WARC-Target-URI"] == "https://example.org/page"
    assert response["WARC-Date"] == request["WARC-Date"] == "2026-11-29T09:30:15.123456Z"
    assert last["WARC-Date"] == "2026-11-29T09:30:16.123456Z"
    assert last["WARC-IP-Address"] == "192.0.2.7"
    assert last["WARC-Warcinfo-ID"] == info["WARC-Record-ID"]
    assert request["WARC-Concurrent-To"] == response["WARC-Record-ID"]
    assert response["WARC-Concurrent-To"] == request["WARC-Record-ID"]
    assert (request["Content-Type"], response["Content-Type"]) == (
        "application/http;msgtype=request",
        "application/http;msgtype=response",
    )
    original = redirected().exchanges
    assert (sent, received) == (original[0].request, original[0].head)
    assert page == original[1].head + HTML
    assert last["WARC-Payload-Digest"] == f"sha256:{hashlib.sha256(HTML).hexdigest()}"
    for _, fields, block in records:
        assert fields["WARC-Block-Digest"] == f"sha256:{hashlib.sha256(block).hexdigest()}"
        assert re.fullmatch(r"<urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}>", fields["WARC-Record-ID"])
    assert len({fields["WARC-Record-ID"] for _, fields, _ in records}) == 5


def test_information_about_the_file_is_honest_and_contains_no_forged_line() -> None:
    out = io.BytesIO()
    collector = type(COLLECTOR)("Factcheck/1.2.3", "Desk\r\nrobots: classic", "agent\x00x", "ignore")
    write_warc(fetched(), out, collector=collector)
    block = read(out.getvalue())[0][2].decode()
    lines = dict(line.split(": ", 1) for line in block.splitlines())
    assert re.fullmatch(r"Factcheck/1\.2\.3 warcio/[0-9.]+", lines["software"])
    assert lines["operator"] == "Desk robots: classic"
    assert (lines["http-header-user-agent"], lines["robots"]) == ("agent x", "ignore")
    assert lines["format"] == "WARC File Format 1.1"


def test_default_robots_policy_says_that_robots_txt_is_not_requested() -> None:
    assert b"robots: ignore; robots.txt is not requested" in read(warc())[0][2]


def test_warcio_check_accepts_the_file(tmp_path: Path) -> None:
    path = tmp_path / "data.warc.gz"
    path.write_bytes(warc())
    status, output = check(path)
    assert (status, output.count("digest pass")) == (0, 5)


def test_warcio_check_rejects_a_changed_file(tmp_path: Path) -> None:
    path = tmp_path / "data.warc"
    path.write_bytes(gzip.decompress(warc()).replace(b"The budget grew", b"The budget fell"))
    assert check(path)[0] == 1


def test_each_record_is_a_gzip_member_and_offsets_give_access_to_it() -> None:
    content = warc()
    iterator = ArchiveIterator(io.BytesIO(content))
    places = [(iterator.get_record_offset(), iterator.get_record_length()) for _ in iterator]
    assert len(places) == 5
    for offset, length in places:
        assert gzip.decompress(content[offset : offset + length]).startswith(b"WARC/1.1\r\n")
    assert sum(length for _, length in places) == len(content)


def test_same_exchanges_give_the_same_file_and_other_ones_other_ids() -> None:
    assert warc() == warc()
    ids = {fields["WARC-Record-ID"] for _, fields, _ in read(warc())}
    later = fetched(*(exchange(item.address, at=item.at + timedelta(microseconds=1)) for item in redirected().exchanges))
    assert ids.isdisjoint(fields["WARC-Record-ID"] for _, fields, _ in read(warc(later)))


def test_known_payload_is_written_again_so_that_each_file_is_complete() -> None:
    again = fetched(exchange(at=AT + timedelta(days=1)))
    assert [kind for kind, _, _ in read(warc(again))] == ["warcinfo", "request", "response"]
    assert read(warc(again))[2][2].endswith(HTML)


def test_header_of_a_removed_transfer_coding_is_renamed() -> None:
    body = b"3\r\nabc\r\n0\r\n\r\n"  # looks like chunks, but is the page
    headers = [("Content-Type", "text/html"), ("tRansfer-Encoding", "chunked"), ("X-Transfer-Encoding", "a")]
    _, fields, block = read(warc(fetched(exchange(body=body, headers=headers))))[2]
    assert b"\r\nX-Orig-tRansfer-Encoding: chunked\r\nX-Transfer-Encoding: a\r\n" in block
    content = io.BytesIO(warc(fetched(exchange(body=body, headers=headers))))
    [payload] = [item.content_stream().read() for item in ArchiveIterator(content) if item.rec_type == "response"]
    assert payload == body
    assert fields["WARC-Payload-Digest"] == f"sha256:{hashlib.sha256(body).hexdigest()}"


def test_other_bytes_of_the_header_are_unchanged() -> None:
    head = b"HTTP/1.1 200\r\nX-A:b\r\nX-Latin: caf\xe9 \x80\r\nFolded: a\r\n  b\r\nno colon\r\n\r\n"
    assert read(warc(fetched(exchange(head=head))))[2][2] == head + HTML


@pytest.mark.parametrize(
    "changes",
    [
        {"address": "https://example.org/\r\nWARC-Type: warcinfo"},
        {"address": "https://example.org/a b"},
        {"address": "https://example.org/é"},
        {"address": "ftp://example.org/"},
        {"ip": "example.org"},
        {"ip": "192.0.2.7\r\n"},
        {"at": datetime(2026, 11, 29)},  # noqa: DTZ001  without an offset
        {"body_sha256": "0" * 64},
        {"body_size": 3},
    ],
    ids=str,
)
def test_inconsistent_exchange_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        warc(fetched(exchange(**{"address": "https://example.org/", **changes})))


def test_times_with_another_offset_are_written_in_utc() -> None:
    at = AT.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert read(warc(fetched(exchange(at=at))))[2][1]["WARC-Date"] == "2026-11-29T09:30:15.123456Z"


def test_ipv6_address_is_written_in_its_short_form() -> None:
    assert read(warc(fetched(exchange(ip="2001:0db8:0:0::1"))))[2][1]["WARC-IP-Address"] == "2001:db8::1"
