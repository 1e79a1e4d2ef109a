"""The reader of WARC files: what it returns, what it refuses, and its limits."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import zlib
from contextlib import suppress
from datetime import UTC, datetime

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from factcheck.archive.web_archives.limits import DEFAULT_LIMITS, InvalidWebArchive, WebArchiveLimits
from factcheck.archive.web_archives.warc_records import WarcRecord, open_payload, read_records
from tests.archive.web_archives.samples import HTML, chunked, compressed, http, record, warc

SMALL = WebArchiveLimits(records=5, header_size=600, headers_size=5_000, decoded_size=100_000, total_size=300_000, ratio=200)


def read(content: bytes, limits: WebArchiveLimits = DEFAULT_LIMITS) -> list[WarcRecord]:
    return list(read_records(io.BytesIO(content), limits))


def payload(content: bytes, index: int = 0, limits: WebArchiveLimits = DEFAULT_LIMITS) -> bytes:
    file = io.BytesIO(content)
    return b"".join(open_payload(file, list(read_records(file, limits))[index], limits))


def refuse(content: bytes, message: str, limits: WebArchiveLimits = DEFAULT_LIMITS) -> None:
    with pytest.raises(InvalidWebArchive, match=message) as caught:
        payload(content, -1, limits)
    assert str(caught.value)[0].isupper()
    assert str(caught.value).endswith(".")


def test_file_that_factcheck_wrote() -> None:
    content = warc()
    records = read(content)
    assert [item.type for item in records] == ["warcinfo", "request", "response", "request", "response"]
    last = records[-1]
    assert last.address == "https://example.org/page"
    assert last.at == datetime(2026, 11, 29, 9, 30, 16, 123456, tzinfo=UTC)
    assert last.payload_type == ("text/html", "utf-8")
    assert last.verified == ("sha256", "sha256")
    assert last.payload_digest == f"sha256:{hashlib.sha256(HTML).hexdigest()}"
    assert records[2].http is not None
    assert (records[2].http.status, records[2].http.location) == (301, "https://example.org/page")
    assert [item.skip for item in records] == [0] * 5
    assert payload(content, -1) == HTML
    assert payload(content, 2) == b""


@pytest.mark.parametrize("is_compressed", [True, False])
def test_file_that_warcio_wrote(is_compressed: bool) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=is_compressed)
    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "warcio"}))
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], protocol="HTTP/1.1")
    encoded = gzip.compress(HTML)
    arguments = {"payload": io.BytesIO(encoded), "length": len(encoded), "http_headers": head}
    writer.write_record(writer.create_warc_record("https://example.org/page", "response", **arguments))
    records = read(out.getvalue())
    assert [(item.type, item.verified) for item in records] == [("warcinfo", ("sha1",)), ("response", ("sha1", "sha1"))]
    assert payload(out.getvalue(), -1) == HTML


@pytest.mark.parametrize("pack", [lambda *items: b"".join(items), compressed, lambda *items: gzip.compress(b"".join(items))])
def test_payload_of_each_record_in_plain_and_compressed_files(pack: object) -> None:
    bodies = [b"first", b"second" * 50_000, b"", b"fourth"]
    content = pack(*(record(block=http(body, "Content-Type: text/plain")) for body in bodies))  # type: ignore[operator]
    assert [payload(content, index) for index in range(4)] == bodies


def test_record_that_spans_two_gzip_members() -> None:
    whole = record(block=http(b"first")) + record(block=http(b"second"))
    content = gzip.compress(whole[:100]) + gzip.compress(whole[100:250]) + gzip.compress(whole[250:])
    assert [payload(content, 0), payload(content, 1)] == [b"first", b"second"]


def test_file_may_be_used_between_two_records() -> None:
    file = io.BytesIO(warc())
    found = []
    for item in read_records(file):
        file.seek(0)
        if item.type == "response":
            found.append(b"".join(open_payload(file, item)))
    assert found == [b"", HTML]


@pytest.mark.parametrize(
    ("coding", "encode"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("GZIP", lambda body: gzip.compress(body[:10]) + gzip.compress(body[10:])),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compressobj(wbits=-15).compress(body) + b""),
        ("br", brotli.compress),
        ("identity", bytes),
        ("deflate, gzip", lambda body: gzip.compress(zlib.compress(body))),
        ("gzip, identity, br", lambda body: brotli.compress(gzip.compress(body))),
    ],
)
@pytest.mark.parametrize("body", [HTML, bytes(range(256)) * 1_000], ids=["page", "binary"])
def test_content_coding_is_removed(coding: str, encode: object, body: bytes) -> None:
    encoded = encode(body)  # type: ignore[operator]
    if coding == "deflate" and encoded[:1] != b"x":  # the raw format, with its end
        compressor = zlib.compressobj(wbits=-15)
        encoded = compressor.compress(body) + compressor.flush()
    assert payload(record(block=http(encoded, f"Content-Encoding: {coding}"))) == body


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "gzip, br"])
def test_empty_body_with_a_content_coding_is_empty(coding: str) -> None:
    assert payload(record(block=http(b"", f"Content-Encoding: {coding}"))) == b""


@pytest.mark.parametrize(
    ("coding", "encoded"),
    [
        ("gzip", b"not gzip"),
        ("gzip", gzip.compress(HTML)[:-1]),
        ("gzip", gzip.compress(HTML) + b"x"),
        ("deflate", zlib.compress(HTML)[:-1]),
        ("deflate", zlib.compress(HTML) + b"x"),
        ("deflate", b"x"),
        ("br", brotli.compress(HTML)[:-1]),
        ("br", brotli.compress(HTML) + b"x"),
        ("br", b"\xff" * 20),
        ("zstd", b""),
        ("gzip, gzip, gzip, gzip", b""),
    ],
)
def test_malformed_or_unknown_content_coding_is_refused(coding: str, encoded: bytes) -> None:
    refuse(record(block=http(encoded, f"Content-Encoding: {coding}")), "content coding")


def test_chunks_are_removed_whether_or_not_the_digest_includes_them() -> None:
    for body in (HTML, chunked(HTML)):
        digest = ("WARC-Payload-Digest", f"sha1:{base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()}")
        content = record(block=http(chunked(HTML), "Transfer-Encoding: chunked"), extra=[digest])
        assert read(content)[0].verified == ("sha1",)
        assert payload(content) == HTML


def test_trailers_and_extensions_of_chunks_are_ignored() -> None:
    body = b"5;a=b\r\nfirst\r\n0\r\nExpires: now\r\n\r\n"
    assert payload(record(block=http(body, "Transfer-Encoding: gzip, chunked"))) == b"first"


@pytest.mark.parametrize("body", [HTML, b"5\r\nfirst\r\n", chunked(HTML) + b"x", b"5\nfirst\r\n0\r\n\r\n", b"ffffffffffffff\r\n"])
def test_body_without_the_chunks_that_its_header_claims_is_unchanged(body: bytes) -> None:
    """Some tools remove the transfer coding, but not its header."""
    assert payload(record(block=http(body, "Transfer-Encoding: chunked"))) == body


@pytest.mark.parametrize("algorithm", ["md5", "sha1", "sha256", "sha384", "sha512"])
@pytest.mark.parametrize("encoding", ["hex", "b32", "b32 without padding", "b64", "urlsafe"])
def test_digests_of_all_encodings_are_compared(algorithm: str, encoding: str) -> None:
    def label(content: bytes) -> str:
        value = hashlib.new(algorithm, content, usedforsecurity=False).digest()
        forms = {
            "hex": value.hex(),
            "b32": base64.b32encode(value).decode(),
            "b32 without padding": base64.b32encode(value).decode().rstrip("=").lower(),
            "b64": base64.b64encode(value).decode(),
            "urlsafe": base64.urlsafe_b64encode(value).decode(),
        }
        return f"{algorithm}:{forms[encoding]}"

    block = http(HTML)
    for name, content in (("WARC-Block-Digest", block), ("WARC-Payload-Digest", HTML)):
        assert read(record(block=block, extra=[(name, label(content))]))[0].verified == (algorithm,)
        refuse(record(block=block, extra=[(name, label(content + b"x"))]), ". The file was damaged or changed.")


@pytest.mark.parametrize("label", ["crc32:00000000", "sha1:abc", "sha256:" + "z" * 64, "plain", "sha1:" + "1" * 32])
def test_digest_that_cannot_be_compared_is_reported(label: str) -> None:
    [item] = read(record(extra=[("WARC-Block-Digest", label)]))
    assert (item.verified, item.unverified) == ((), (label,))


def test_payload_digest_of_a_revisit_belongs_to_another_record() -> None:
    content = record("revisit", http(b""), extra=[("WARC-Payload-Digest", "sha256:" + "0" * 64)])
    [item] = read(content)
    assert (item.payload_digest, item.verified) == ("sha256:" + "0" * 64, ())
    refuse(content, "not in this file")


def test_segmented_record_has_no_payload() -> None:
    digest = ("WARC-Payload-Digest", "sha256:" + "0" * 64)
    refuse(record(extra=[("WARC-Segment-Number", "1"), digest]), "not in this file as a whole")


def test_response_that_is_not_http_is_listed_without_payload() -> None:
    content = record(block=b"not HTTP")
    assert read(content)[0].http is None
    refuse(content, "no HTTP response")


def test_resource_is_its_block() -> None:
    content = record("resource", b"a,b\n", address="urn:x:table").replace(b"application/http; msgtype=resource", b"text/csv")
    assert read(content)[0].payload_type == ("text/csv", "")
    assert payload(content) == b"a,b\n"


def test_fields_are_read_as_the_standard_says() -> None:
    extra = [
        ("WARC-Concurrent-To", "<urn:a>"),
        ("WARC-Concurrent-To", "<urn:b>"),
        ("X-Folded", "a\r\n\tb"),
        ("warc-TRUNCATED", "time"),
    ]
    content = record(extra=extra, version=b"WARC/1.0", address="<https://example.org/é>", date="2026-11-29T09:30:15.5Z")
    [item] = read(content)
    assert (item.address, item.at.microsecond, item.is_truncated) == ("https://example.org/é", 500_000, True)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "supported version"),
        (b"\x1f\x8b", "incomplete"),
        (gzip.compress(b""), "supported version"),
        (record(version=b"WARC/0.18"), "supported version"),
        (record().replace(b"WARC/1.1\r\n", b"WARC/1.1\n"), "supported version"),
        (record().replace(b"WARC-Type: response\r\n", b""), "no field warc-type"),
        (record().replace(b"WARC-Date: ", b"WARC-Day: "), "no field warc-date"),
        (record(date="2026-02-30T09:30:15Z"), "date"),
        (record(date="2026-11-29T09:30:15+00:00"), "date"),
        (record(date="２０２６-11-29T09:30:15Z"), "date"),
        (record(length="-1"), "length"),
        (record(length="٣"), "length"),
        (record(length="1" * 16), "length"),
        (record(length="99999"), "incomplete"),
        (record(length="3"), "empty lines"),
        (record(extra=[("WARC-Type", "request")]), "more than once"),
        (record(extra=[("content-length", "5")]), "more than once"),
        (record(extra=[("no token", "x")]), "not a field"),
        (record(address="https://example.org/a b"), "spaces"),
        (record() + b"\r\n", "supported version"),
        (record() + b"x", "supported version"),
        (compressed(record()) + b"\0" * 8, "malformed"),
        (compressed(record()) + record(), "malformed"),
        (record().replace(b"https://example.org/page", b"https://example.org/\xff"), "UTF-8"),
        (gzip.compress(b"") * 200 + compressed(record()), "empty gzip members"),
    ],
)
def test_malformed_file_is_refused(content: bytes, message: str) -> None:
    refuse(content, message)


@pytest.mark.parametrize("content", [warc(), gzip.decompress(warc())], ids=["compressed", "plain"])
def test_file_that_ends_anywhere_is_refused(content: bytes) -> None:
    records, complete = read(content), []
    for size in range(len(content)):
        try:
            found = read(content[:size])
        except InvalidWebArchive:
            continue
        assert found == records[: len(found)]
        complete.append(size)
    assert complete == [item.member for item in records[1:]]  # between two records, a file is complete


@pytest.mark.parametrize("content", [warc(), gzip.decompress(warc())], ids=["compressed", "plain"])
def test_changed_byte_is_refused_or_is_in_a_header(content: bytes) -> None:
    original = payload(content, -1)
    for at in range(len(content)):
        changed = bytearray(content)
        changed[at] ^= 0x20
        with suppress(InvalidWebArchive):
            file = io.BytesIO(bytes(changed))
            last = list(read_records(file))[-1]
            if last.type == "response" and last.verified == ("sha256", "sha256"):
                assert b"".join(open_payload(file, last)) == original


@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda tail: warc()[:900] + tail))
def test_any_bytes_give_records_or_one_exception(content: bytes) -> None:
    with suppress(InvalidWebArchive):
        file = io.BytesIO(content)
        for item in read_records(file, SMALL):
            if item.type == "response":
                list(open_payload(file, item, SMALL))


@given(
    st.lists(st.tuples(st.integers(0, 5_000), st.binary(max_size=6)), min_size=1, max_size=4),
    st.sampled_from(["plain", "gzip"]),
    st.sampled_from(["gzip", "br", "deflate"]),
)
def test_edited_file_gives_records_or_one_exception(edits: list[tuple[int, bytes]], pack: str, coding: str) -> None:
    encoded = {"gzip": gzip.compress, "br": brotli.compress, "deflate": zlib.compress}[coding](HTML)
    block = http(chunked(encoded), "Transfer-Encoding: chunked", f"Content-Encoding: {coding}")
    content = bytearray(record("request", b"GET / HTTP/1.1\r\n\r\n") + record(block=block))
    content = bytearray(compressed(bytes(content))) if pack == "gzip" else content
    for at, replacement in edits:
        at %= len(content)
        content[at : at + len(replacement)] = replacement
    with suppress(InvalidWebArchive):
        file = io.BytesIO(bytes(content))
        for item in read_records(file):
            if item.type == "response":
                list(open_payload(file, item))


def test_records_are_limited() -> None:
    assert len(read(record() * 5, SMALL)) == 5
    refuse(record() * 6, "more than 5 records", SMALL)


def test_headers_are_limited() -> None:
    refuse(record(extra=[("X", "a" * 600)]), "header of a record has more", SMALL)
    refuse(record(block=http(b"", "X: " + "a" * 600)), "header of an HTTP message has more", SMALL)
    refuse(b"WARC/1.1\r\n" + b"X: a\r\n" * 1_000_000, "header of a record has more", SMALL)
    limits = WebArchiveLimits(headers_size=1_000)
    refuse(record() * 5, "headers in the file", limits)


def test_compressed_record_that_expands_is_refused() -> None:
    bomb = record("resource", bytes(40_000_000), address="urn:x:y")
    refuse(compressed(bomb), "more than 200 times")
    refuse(compressed(record()) + compressed(bomb), "more than 200 times")
    refuse(compressed(record("resource", bytes(400_000), address="urn:x:y")), "more than 300,000 bytes", SMALL)


@pytest.mark.parametrize("encode", [gzip.compress, brotli.compress, lambda body: gzip.compress(gzip.compress(body))])
def test_payload_that_expands_is_refused(encode: object) -> None:
    coding = {gzip.compress: "gzip", brotli.compress: "br"}.get(encode, "gzip, gzip")  # type: ignore[call-overload]
    encoded = encode(bytes(60_000_000))  # type: ignore[operator]
    refuse(record(block=http(encoded, f"Content-Encoding: {coding}")), "expands to more than 200 times")


def test_payload_is_limited() -> None:
    body = b"".join(hashlib.sha256(number.to_bytes(4, "big")).digest() for number in range(3_200))
    encoded = gzip.compress(body)
    assert payload(record(block=http(body[:100_000], "X: y")), 0, SMALL) == body[:100_000]
    refuse(record(block=http(encoded, "Content-Encoding: gzip")), "payload in the file has more than 100,000 bytes", SMALL)
