"""Every kind of file that a person can provide as a copy: export, verifier of the package, another program, and import."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from factcheck.archive.models import Capture
from factcheck.archive.queries import read_capture
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.copies.providing import provide_copy
from factcheck.exchange.importing import import_claim
from tests.archive.web_archives import mhtml_samples, samples, wacz_samples
from tests.archive.web_archives.test_provided import PICTURES
from tests.copies import page_item
from tests.exchange.packages import exported, files_of, report_of, unpacked
from tests.exchange.test_export import run_verifier
from tests.world import World

pytestmark = pytest.mark.django_db
PAGE = b"<!doctype html><body><article><p>All was well, the mayor said to the council on Monday.</p></article></body>"
RESPONSE = samples.http(PAGE, "Content-Type: text/html; charset=utf-8")
DIGEST = "sha256:" + wacz_samples.sha256(PAGE).removeprefix("sha256:")


def info() -> bytes:
    return samples.record("warcinfo", b"software: test\r\n", address="")


def response(address: str = "https://example.org/page", **options: Any) -> bytes:
    return samples.record("response", RESPONSE, address=address, **options)


RECORDS = (info(), samples.record("request", b"GET /page HTTP/1.1\r\nHost: example.org\r\n\r\n"), response())
REVISIT = samples.record(
    "revisit",
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
    date="2026-11-30T09:30:15Z",
    extra=[
        ("WARC-Payload-Digest", DIGEST),
        ("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"),
        ("WARC-Refers-To-Target-URI", "https://example.org/page"),
        ("WARC-Refers-To-Date", "2026-11-29T09:30:15Z"),
    ],
)
WITH_DIGEST = response(extra=[("WARC-Payload-Digest", DIGEST)])
PLAIN = b"".join(RECORDS)
KINDS: dict[str, tuple[str, bytes]] = {
    "plain WARC": ("page.warc", PLAIN),
    "plain WARC with digests": ("page.warc", info() + WITH_DIGEST),
    "plain WARC of several pages": ("pages.warc", PLAIN + response("https://example.org/other", date="2026-11-30T09:30:15Z")),
    "plain WARC with a revisit": ("page.warc", info() + WITH_DIGEST + REVISIT),
    "plain WARC with a long address": ("page.warc", info() + response(f"https://example.org/{'a' * 4000}")),
    "plain WARC with an address that is not kept": ("page.warc", info() + response(f"https://example.org/{'a' * 9000}")),
    "plain WARC with a malformed address": ("page.warc", info() + response("https://[example.org/page")),
    "plain WARC 1.0": ("page.warc", samples.record("response", RESPONSE, version=b"WARC/1.0")),
    "WARC": ("page.warc.gz", samples.compressed(*RECORDS)),
    "WARC with a revisit": ("page.warc.gz", samples.compressed(info(), WITH_DIGEST, REVISIT)),
    "WARC of Factcheck": ("page.warc.gz", samples.warc()),
    "WARC compressed as a whole": ("page.warc.gz", gzip.compress(PLAIN, mtime=0)),
    "WACZ": ("page.wacz", wacz_samples.package()),
    "WACZ with a plain WARC": (
        "page.wacz",
        wacz_samples.package({"archive/data.warc": PLAIN, "pages/pages.jsonl": wacz_samples.PAGES}),
    ),
    "compressed WACZ": ("page.wacz", wacz_samples.package(compression=zipfile.ZIP_DEFLATED)),
    "MHTML": ("page.mhtml", mhtml_samples.message(mhtml_samples.part(PAGE), mhtml_samples.IMAGE)),
    "HTML": ("page.html", PAGE),
    "text": ("page.txt", b"All was well, the mayor said to the council on Monday.\n"),
    "PDF": ("page.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"),
    "picture": ("page.png", PICTURES["image/png"]),
    "other file": ("page.zip", samples.zipped({"a.txt": b"All was well"})),
}


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def provided(world: World, kind: str) -> EvidenceCopy:
    name, content = KINDS[kind]
    item = page_item(world.checker, world.claim(), address="https://example.org/page")
    return provide_copy(person=world.checker, item=item, file=io.BytesIO(content), name=name, made_how="Saved by a reader.")


def package_of_another_newsroom(kind: str) -> bytes:
    with transaction.atomic():
        other = World()
        content = exported(other, provided(other, kind).evidence.claim)
        transaction.set_rollback(True)
    return content


def hashes(capture: Capture) -> list[str]:
    """The hashes of a copy and of the file that it was taken from."""
    return [each.sha256 for each in (capture, capture.parent) if each]


@pytest.mark.parametrize("kind", KINDS)
def test_package_is_verified_read_by_another_program_and_imported(world: World, kind: str, tmp_path: Path) -> None:
    package = package_of_another_newsroom(kind)
    verified = run_verifier(unpacked(package, tmp_path / "out"))
    assert (verified.returncode, verified.stderr) == (0, ""), verified.stdout
    check_with_warcio(package, KINDS[kind][1], tmp_path / "wacz")
    row = import_claim(person=world.editor, file=io.BytesIO(package), same_names="use")
    capture = EvidenceCopy.objects.get(evidence__claim=row.claim).capture
    with read_capture(capture.parent or capture) as stored:
        assert stored.read() == KINDS[kind][1]
    again = report_of(exported(world, row.claim))
    assert again.errors == []
    bytes_of = {each["values"]["sha256"] for each in again.claim["rows"]["capture"] if each["files"]}
    assert set(hashes(capture)) <= bytes_of


def check_with_warcio(package: bytes, content: bytes, folder: Path) -> None:
    """Run the command on the page of the package. The folder `archive` of a WACZ file has one WARC file, which the rows name."""
    files = files_of(package)
    claim = json.loads(files["data/claim.json"])
    named = [each for row in claim["rows"]["capture"] for each in row["files"]]
    for each in named:
        if "member" in each:
            with zipfile.ZipFile(io.BytesIO(files[each["path"]])) as wacz:
                wacz.extractall(folder)
                assert wacz.read(each["member"]) == content
            assert [f"archive/{path.name}" for path in (folder / "archive").iterdir()] == [each["member"]]
            assert "warcio check archive/* " in files["index.html"].decode()
            program = "import sys; from warcio.cli import main; sys.exit(main(sys.argv[1:]))"  # what the command `warcio` runs
            command = [sys.executable, "-c", program, "check", "-v", each["member"]]
            checked = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
            assert checked.returncode == 0, checked.stdout + checked.stderr
        elif each["path"].endswith((".warc", ".warc.gz")):  # it cannot be indexed, so the package has the file itself
            assert each["path"].endswith(".gz") is (content[:2] == b"\x1f\x8b")
            assert files[each["path"]] == content
