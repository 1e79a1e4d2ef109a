"""WACZ files of other people: what is verified, and what is refused."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import struct
import zipfile
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.archive.web_archives.limits import DEFAULT_LIMITS, InvalidWebArchive, WebArchiveLimits
from factcheck.archive.web_archives.wacz_reading import WaczContents, open_wacz
from tests.archive.web_archives.samples import HTML, compressed, http, record, warc, zipped
from tests.archive.web_archives.wacz_samples import INDEX, PAGES, files, manifest, package, sha256


def read(content: bytes, limits: WebArchiveLimits = DEFAULT_LIMITS) -> WaczContents:
    return open_wacz(io.BytesIO(content), scratch=io.BytesIO, limits=limits)


def refuse(content: bytes, message: str, limits: WebArchiveLimits = DEFAULT_LIMITS) -> None:
    with pytest.raises(InvalidWebArchive, match=message) as caught:
        read(content, limits)
    assert str(caught.value)[0].isupper()
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_pages_with_their_payloads(compression: int) -> None:
    contents = read(package(compression=compression))
    [page] = contents.pages
    assert (page.address, page.title, page.at.isoformat()) == ("https://example.org/page", "Budget", "2026-11-29T09:30:16+00:00")
    assert (contents.hashes, contents.has_manifest_hash, contents.is_signed) == (3, True, False)
    assert b"".join(contents.index.open(contents.find(page))) == HTML


def test_main_page_is_the_one_in_the_manifest_if_it_is_listed() -> None:
    assert read(package(mainPageUrl="https://example.org/page")).main_page == "https://example.org/page"
    assert read(package(mainPageURL="https://example.org/other")).main_page == "https://example.org/page"


def test_response_closest_to_the_time_of_the_page_is_selected() -> None:
    blocks = [
        (http(b"<p>first"), "2026-11-29T09:30:10Z"),
        (http(b"<p>second"), "2026-11-29T09:30:17Z"),
        (http(b"<p>x"), "2026-12-01T00:00:00Z"),
    ]
    content = compressed(*(record(block=block, date=date) for block, date in blocks))
    contents = read(package(files() | {"archive/data.warc.gz": content}))
    assert b"".join(contents.index.open(contents.find(contents.pages[0]))) == b"<p>second"


def test_file_without_optional_parts() -> None:
    contents = read(package(digest=b""))
    assert (contents.has_manifest_hash, contents.is_signed) == (False, False)
    del (without := files())["pages/pages.jsonl"]
    contents = read(package(without))
    assert (contents.has_list, [page.address for page in contents.pages]) == (False, ["https://example.org/page"])


def test_signature_is_reported_but_not_verified() -> None:
    described = manifest(files())
    signed = {"path": "datapackage.json", "hash": sha256(described), "signedData": {"signature": "x"}}
    assert read(package(digest=json.dumps(signed).encode())).is_signed


@pytest.mark.parametrize("name", ["archive/data.warc.gz", "indexes/index.cdx", "pages/pages.jsonl"])
def test_changed_file_is_refused(name: str) -> None:
    described = manifest(files())
    changed = bytearray(files()[name])
    changed[len(changed) // 2] ^= 1
    refuse(package(files() | {name: bytes(changed)}, description=described), f"{name} in the WACZ file differs from its hash")


@pytest.mark.parametrize("algorithm", ["sha384", "sha512"])
def test_stronger_hashes_are_compared(algorithm: str) -> None:
    def entry(name: str, content: bytes) -> dict[str, str]:
        return {"path": name, "hash": f"{algorithm}:{hashlib.new(algorithm, content).hexdigest()}"}

    assert read(package(resources=[entry(name, content) for name, content in files().items()])).hashes == 3
    refuse(package(resources=[entry(name, content + b"x") for name, content in files().items()]), "differs from its hash")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            lambda: package(digest=b'{"path": "datapackage.json", "hash": "sha256:%s"}' % (b"0" * 64)),
            "datapackage.json in the WACZ",
        ),
        (
            lambda: package(digest=b'{"path": "other.json", "hash": "sha256:%s"}' % (b"0" * 64)),
            "digest.json in the WACZ file is not",
        ),
        (lambda: package(digest=b"[]"), "is not valid"),
        (lambda: package(description=b"{"), "is not valid"),
        (lambda: package(description=b"[" * 100_000), "is not valid"),
        (lambda: package(description=b'{"a": 1, "a": 2}'), "is not valid"),
        (lambda: package(description=b'{"a": "\xff"}'), "is not valid"),
        (lambda: package(description=b" " * 1_100_000), "more than 1,048,576 bytes"),
        (lambda: package(wacz_version="2.0.0"), "version 1"),
        (lambda: package(wacz_version=None), "version 1"),
        (lambda: package(resources=None), "does not list"),
        (lambda: package(resources=[1]), "entry without"),
        (lambda: package(resources=[{"path": "archive/data.warc.gz"}]), "entry without"),
        (lambda: package(resources=[{"path": "archive/data.warc.gz", "hash": "md5:" + "0" * 32}]), "entry without"),
        (lambda: package(resources=[{"path": "missing", "hash": "sha256:" + "0" * 64}]), "missing"),
        (lambda: package(resources=[{"path": "indexes/index.cdx", "hash": sha256(INDEX), "bytes": 1}]), "another size"),
        (lambda: package(resources=[{"path": "indexes/index.cdx", "hash": sha256(INDEX)}] * 2), "repeats"),
        (lambda: package(unlisted={"extra.txt": b"x"}), "does not list"),
        (lambda: package(files(archive__note_txt=b"x")), "another file than WARC"),
        (lambda: package({"pages/pages.jsonl": PAGES}), "no WARC file"),
        (lambda: package(files() | {"archive/data.warc.gz": b"x"}), "not a valid WARC"),
        (lambda: package(files() | {"archive/data.warc.gz": warc()[:-9]}), "incomplete"),
        (lambda: package(files() | {"pages/pages.jsonl": b"{}\n"}), "without an address"),
        (lambda: package(files() | {"pages/pages.jsonl": b'{"url": "https://example.org/"}\n'}), "without an address or a time"),
        (lambda: package(files() | {"pages/pages.jsonl": b'{"url": "x", "ts": "2026-11-29T09:30:16"}\n'}), "or a time"),
        (lambda: package(files() | {"pages/pages.jsonl": b'{"url": "x", "ts": 5}\n'}), "or a time"),
        (lambda: package(files() | {"pages/pages.jsonl": b"x" * 3_000_000}), "very long line"),
        (lambda: package(files() | {"pages/pages.jsonl": PAGES.splitlines(keepends=True)[1] * 2_001}), "more than 2,000 pages"),
        (lambda: zipped({"word/document.xml": b"<a/>"}), "not a WACZ file"),
        (lambda: package(files(nested_zip=zipped({"a": b"b"}))), "another archive: nested.zip"),
        (lambda: package(files(nested_7z=b"7z\xbc\xaf\x27\x1cx")), "another archive"),
    ],
)
def test_file_that_violates_the_standard_is_refused(content: Any, message: str) -> None:
    refuse(content(), message)


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../up", "a/../b", "a//b", "./a", "C:\\a", "a\\b", "C:a", "a\nb", "a\u202eb", "x" * 501, "pages/PAGES.jsonl"],
    ids=ascii,
)
def test_names_that_could_leave_the_folder_or_collide_are_refused(name: str) -> None:
    refuse(package(files() | {name: b"x"}), "name")


def test_repeated_name_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a", b"1")
        with pytest.warns(UserWarning, match="Duplicate name"):
            file.writestr("a", b"2")
    refuse(out.getvalue(), "more than once")


def test_hundred_members_are_accepted_and_too_many_are_not() -> None:
    assert read(package(files() | {f"logs/{number}.txt": b"x" for number in range(100)})).hashes == 103
    refuse(zipped({f"logs/{number}.txt": b"" for number in range(1_001)}), "more than 1,000 files")
    limits = WebArchiveLimits(directory_size=200)
    refuse(package(), "more than", limits)


def test_zip_bombs_are_refused() -> None:
    refuse(zipped({"a": bytes(5_000_000)}, zipfile.ZIP_DEFLATED), "more than 200 times")
    refuse(zipped({"a": bytes(1_000), "b": bytes(1_000)}), "more than 1,500 bytes", WebArchiveLimits(total_size=1_500))


def test_size_in_the_directory_that_is_too_small_does_not_help_a_bomb() -> None:
    content = bytearray(package(files(bomb_txt=bytes(50_000_000)), compression=zipfile.ZIP_DEFLATED))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as file:
        size = file.getinfo("bomb.txt").file_size
    content = bytearray(bytes(content).replace(struct.pack("<L", size), struct.pack("<L", 1_000)))
    refuse(bytes(content), "not a valid ZIP|has another size|incomplete")


def test_overlapping_members_are_refused() -> None:
    content = bytearray(zipped({"a": b"same", "b": b"same"}))
    directory = content.index(b"PK\x01\x02")
    second = content.index(b"PK\x01\x02", directory + 4)
    content[second + 42 : second + 46] = struct.pack("<L", 0)
    refuse(bytes(content), "overlap|not a valid ZIP")


def test_data_outside_of_the_members_is_refused() -> None:
    content = package()
    for changed in (b"#!/bin/sh\n" + content, content + b"x", content + bytes(22), content[:-1]):
        refuse(changed, "other data follows|not listed|incomplete")
    directory = struct.unpack("<L", content[-6:-2])[0]
    hidden = content[:directory] + b"hidden" + content[directory:-6] + struct.pack("<L", directory + 6) + content[-2:]
    with zipfile.ZipFile(io.BytesIO(hidden)) as file:
        assert file.testzip() is None
    refuse(hidden, "not listed")
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as file:
        file.comment = b"comment"
    refuse(out.getvalue(), "other data follows")


def test_encrypted_symbolic_and_unknown_members_are_refused() -> None:
    content = bytearray(package())
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1
    refuse(bytes(content), "encrypted")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        link = zipfile.ZipInfo("link")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        file.writestr(link, b"/etc/passwd")
    refuse(out.getvalue(), "other than files")
    refuse(zipped({"a": b"x" * 100}, zipfile.ZIP_BZIP2), "compression method")


def test_streamed_file_with_data_descriptors_is_accepted() -> None:
    class Unseekable(io.RawIOBase):
        def __init__(self) -> None:
            self.content = b""

        def writable(self) -> bool:
            return True

        def write(self, data: Any, /) -> int:
            self.content += bytes(data)
            return len(data)

    out = Unseekable()
    described = manifest(files())
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:  # type: ignore[arg-type]
        for name, content in (files() | {"datapackage.json": described}).items():
            file.writestr(name, content)
    assert read(out.content).hashes == 3


def test_folders_are_ignored() -> None:
    assert read(package(unlisted={"archive/": b"", "logs/": b""})).hashes == 3


def test_file_that_ends_anywhere_is_refused() -> None:
    content = package()
    for size in range(0, len(content), 7):
        refuse(content[:size], ".")


@given(st.lists(st.tuples(st.integers(0, 9_999), st.integers(0, 255)), min_size=1, max_size=3), st.booleans())
def test_changed_bytes_give_the_same_pages_or_one_exception(edits: list[tuple[int, int]], is_compressed: bool) -> None:
    content = bytearray(package(compression=zipfile.ZIP_DEFLATED if is_compressed else zipfile.ZIP_STORED))
    for at, value in edits:
        content[at % len(content)] = value
    with suppress(InvalidWebArchive):
        contents = read(bytes(content))
        assert b"".join(contents.index.open(contents.find(contents.pages[0]))) == HTML


@given(st.binary(max_size=60), st.binary(max_size=120))
def test_any_bytes_give_one_exception(start: bytes, end: bytes) -> None:
    for content in (start, b"PK\x03\x04" + start, b"PK\x03\x04" + start + b"PK\x01\x02" + end, start + package()[-200:] + end):
        with pytest.raises(InvalidWebArchive):
            read(content)


def test_manifest_gzip_is_no_warc() -> None:
    refuse(package(files() | {"archive/data.warc.gz": gzip.compress(b"not WARC")}), "not a valid WARC")
