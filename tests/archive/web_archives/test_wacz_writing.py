"""WACZ files that Factcheck writes, checked with unzip, sha256sum, and the offsets of their index."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import subprocess
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from factcheck.archive.web_archives.cdxj import searchable_address
from factcheck.archive.web_archives.limits import InvalidWebArchive
from factcheck.archive.web_archives.wacz import WaczPage, write_wacz
from factcheck.archive.web_archives.wacz_reading import open_wacz
from tests.archive.web_archives.samples import AT, HTML, fetched, http, record, redirected, warc

PAGE = WaczPage("https://example.org/page", AT + timedelta(seconds=1), "Budget – “2026”")


def package(*warcs: bytes, pages: tuple[WaczPage, ...] = (PAGE,)) -> bytes:
    out = io.BytesIO()
    write_wacz(out, [io.BytesIO(item) for item in warcs or [warc()]], pages=pages, software="Factcheck/1.2.3", title="A claim")
    return out.getvalue()


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_members_are_stored_and_the_warc_is_unchanged() -> None:
    content = package()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        assert {item.compress_type for item in file.infolist()} == {zipfile.ZIP_STORED}
        assert {item.date_time for item in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    found = members(content)
    assert list(found) == [
        "archive/data.warc.gz",
        "indexes/index.cdx",
        "pages/pages.jsonl",
        "datapackage.json",
        "datapackage-digest.json",
    ]
    assert found["archive/data.warc.gz"] == warc()


def test_manifest_has_the_fields_of_the_standard() -> None:
    found = members(package())
    manifest = json.loads(found["datapackage.json"])
    assert (manifest["profile"], manifest["wacz_version"]) == ("data-package", "1.1.1")
    assert (manifest["title"], manifest["software"]) == ("A claim", "Factcheck/1.2.3")
    assert manifest["created"] == "2026-11-29T09:30:16.123Z"
    assert (manifest["mainPageUrl"], manifest["mainPageDate"]) == ("https://example.org/page", "2026-11-29T09:30:16.123Z")
    assert [item["path"] for item in manifest["resources"]] == list(found)[:3]
    for item in manifest["resources"]:
        assert item["hash"] == "sha256:" + hashlib.sha256(found[item["path"]]).hexdigest()
        assert item["bytes"] == len(found[item["path"]])
        assert item["name"] == item["path"].split("/")[1]
    digest = {"path": "datapackage.json", "hash": "sha256:" + hashlib.sha256(found["datapackage.json"]).hexdigest()}
    assert json.loads(found["datapackage-digest.json"]) == digest
    header, page = map(json.loads, found["pages/pages.jsonl"].splitlines())
    assert header == {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    assert page == {"url": PAGE.address, "ts": "2026-11-29T09:30:16.123Z", "title": PAGE.title}


def test_sha256sum_confirms_the_hashes(tmp_path: Path) -> None:
    (tmp_path / "page.wacz").write_bytes(package())
    with zipfile.ZipFile(tmp_path / "page.wacz") as file:
        file.extractall(tmp_path)
    manifest = json.loads((tmp_path / "datapackage.json").read_text())
    entries = [*manifest["resources"], json.loads((tmp_path / "datapackage-digest.json").read_text())]
    lines = "".join(f"{item['hash'].removeprefix('sha256:')}  {item['path']}\n" for item in entries)
    run = subprocess.run(["sha256sum", "--check"], input=lines, text=True, capture_output=True, cwd=tmp_path, check=False)
    assert (run.returncode, run.stdout.count(": OK")) == (0, 4)


def test_index_is_sorted_and_its_offsets_lead_to_the_responses() -> None:
    found = members(package())
    lines = found["indexes/index.cdx"].splitlines()
    assert lines == sorted(lines)
    assert len(lines) == 2
    for line in lines:
        key, timestamp, block = line.decode().split(" ", 2)
        entry = json.loads(block)
        assert (key, timestamp[:12]) == ("org,example)/page", "202611290930")
        content = found["archive/" + entry["filename"]][entry["offset"] : entry["offset"] + entry["length"]]
        assert gzip.decompress(content).startswith(b"WARC/1.1\r\nWARC-Type: response\r\n")
        [item] = ArchiveIterator(io.BytesIO(content))
        assert item.rec_headers["WARC-Target-URI"] == entry["url"]
        assert item.rec_headers["WARC-Payload-Digest"] == entry["digest"]
        assert item.http_headers.get_statuscode() == str(entry["status"])


def test_same_input_gives_the_same_bytes() -> None:
    assert package() == package()


def test_several_warc_files_with_a_revisit() -> None:
    later = datetime(2026, 11, 30, 9, 30, 15, tzinfo=UTC)
    digest = ("WARC-Payload-Digest", f"sha256:{hashlib.sha256(HTML).hexdigest()}")
    revisit = record("revisit", http(b"", "Content-Type: text/html"), date="2026-11-30T09:30:15Z", extra=[digest])
    content = package(warc(fetched()), gzip.compress(revisit), pages=(WaczPage("https://example.org/page", later),))
    found = members(content)
    assert {"archive/data.warc.gz", "archive/data-2.warc.gz"} < set(found)
    assert [json.loads(line.split(b" ", 2)[2])["mime"] for line in found["indexes/index.cdx"].splitlines()] == [
        "text/html",
        "warc/revisit",
    ]
    contents = open_wacz(io.BytesIO(content), scratch=io.BytesIO)
    assert b"".join(contents.index.open(contents.find(contents.pages[0]))) == HTML


def test_written_file_passes_its_own_verification() -> None:
    contents = open_wacz(io.BytesIO(package()), scratch=io.BytesIO)
    assert contents.pages == (WaczPage(PAGE.address, PAGE.at.replace(microsecond=123_000), PAGE.title),)
    assert (contents.main_page, contents.hashes, contents.has_manifest_hash, contents.is_signed) == (PAGE.address, 3, True, False)
    assert b"".join(contents.index.open(contents.find(contents.pages[0]))) == HTML


def test_uncompressed_warc_has_its_suffix() -> None:
    assert "archive/data.warc" in members(package(gzip.decompress(warc())))


def test_page_without_a_response_is_refused() -> None:
    for pages in ((), (PAGE, WaczPage("https://example.org/other", AT))):
        with pytest.raises(ValueError, match="no response for a page"):
            package(pages=pages)


@pytest.mark.parametrize(
    "content", [gzip.compress(gzip.decompress(warc())), record(address="http://[x/") + record(), b"WARC/1.1"]
)
def test_warc_that_cannot_be_indexed_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidWebArchive):
        package(content)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://www.example.org/index.html", "org,example,www)/index.html"),
        ("http://Example.org", "org,example)/"),
        ("https://example.org:8443/A?B=C", "org,example:8443)/a?b=c"),
        ("http://[2001:db8::1]/", "[2001:db8::1])/"),
        ("urn:x:y", "urn:x:y"),
    ],
)
def test_searchable_address(address: str, key: str) -> None:
    assert searchable_address(address) == key


def test_redirect_is_followed_to_the_page() -> None:
    contents = open_wacz(
        io.BytesIO(package(warc(redirected()), pages=(WaczPage("http://example.org/page", AT),))), scratch=io.BytesIO
    )
    assert b"".join(contents.index.open(contents.find(contents.pages[0]))) == HTML
