"""The package of a claim: its contents, the standard tools that verify it, and what a change to it reveals."""

from __future__ import annotations

import hashlib
import html
import io
import json
import re
import subprocess
import sys
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient
from warcio.archiveiterator import ArchiveIterator

from factcheck.archive.addresses import path_of
from factcheck.archive.faults import DamagedCapture
from factcheck.archive.models import Capture
from factcheck.claims.anchoring import select
from factcheck.claims.models import Claim
from factcheck.evidence.actions import attach
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.custody.actions import hide_evidence
from factcheck.evidence.locators import CopyLocator, FileLocator
from factcheck.evidence.queries import evidence_board
from factcheck.exchange.actions import export_claim
from factcheck.exchange.models import ClaimExport
from factcheck.exchange.packing import write_package
from factcheck.exchange.record import COPY_OF_OTHER
from factcheck.ledger.models import Entry
from factcheck.ledger.verifier import body_of, entry_hash
from factcheck.merging.actions import split_claim
from factcheck.web.errors import NotAllowed
from tests.copies import archived_copy, page_item
from tests.exchange.packages import changed, changed_json, exported, files_of, full_claim, report_of, unpacked
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def claim(world: World) -> Claim:
    return full_claim(world)


@pytest.fixture
def package_of_claim(world: World, claim: Claim) -> bytes:
    """The package of a claim whose rows exist; `package` is that of a claim whose rows are gone."""
    return exported(world, claim)


def run_verifier(bag: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the verifier of the package with the standard library alone."""
    code = (
        "import runpy, sys; sys.modules['cryptography'] = None; sys.modules['django'] = None;"
        f"sys.path[:0] = ['{bag}/tools']; sys.argv = ['verifier.py', {str(bag)!r}, *{list(arguments)!r}];"
        f"runpy.run_path('{bag}/tools/verifier.py', run_name='__main__')"
    )
    return subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False)


def test_everything_is_verified(package: bytes) -> None:
    report = report_of(package)
    assert (report.errors, report.unproven) == ([], [])
    rows = sum(map(len, report.claim["rows"].values()))
    assert f"{rows} rows that match their entry in the ledger." in report.verified
    assert "4 quotes that match their text." in report.verified or "3 quotes that match their text." in report.verified
    assert not [line for line in report.unverified if line.startswith("Entry")]


def test_standard_tools_verify_the_package(package: bytes, tmp_path: Path) -> None:
    bag = unpacked(package, tmp_path / "out")
    command = ["sha256sum", "--strict", "-c", "manifest-sha256.txt", "tagmanifest-sha256.txt"]
    assert subprocess.run(command, cwd=bag, capture_output=True, check=False).returncode == 0
    (bag / "data/claim.json").write_bytes(b"{}")
    assert subprocess.run(command, cwd=bag, capture_output=True, check=False).returncode == 1


def test_pictures_of_pages_are_included(package_of_claim: bytes) -> None:
    derived = Capture.objects.get(media_type="image/png", parent__isnull=False)
    assert f"data/captures/{derived.sha256}.png" in files_of(package_of_claim)


def test_warcio_reads_the_copies(package_of_claim: bytes, claim: Claim) -> None:
    (name,) = [name for name in files_of(package_of_claim) if name.endswith(".wacz")]
    with zipfile.ZipFile(io.BytesIO(files_of(package_of_claim)[name])) as wacz:
        records = list(ArchiveIterator(io.BytesIO(wacz.read("archive/data.warc.gz")), check_digests=True))
        kinds = [record.rec_type for record in ArchiveIterator(io.BytesIO(wacz.read("archive/data.warc.gz")))]
    assert records
    assert kinds == ["warcinfo", "request", "response"]


def test_verifier_needs_only_the_standard_library(package: bytes, tmp_path: Path) -> None:
    bag = unpacked(package, tmp_path / "out")
    key = json.loads((bag / "data/ledger.json").read_bytes())["keys"][0]["id"]
    known = run_verifier(bag, "--key", key)
    assert (known.returncode, known.stderr) == (0, "")
    assert "Trusted without" not in known.stdout
    assert f"Trusted without --key: {key}" in run_verifier(bag).stdout
    other = run_verifier(bag, "--key", "0" * 16)
    assert other.returncode == 1
    assert f"BROKEN key {'0' * 16} is not among the keys" in other.stdout
    (bag / "bagit.txt").unlink()
    assert run_verifier(bag).returncode == 2


def test_same_record_gives_the_same_bytes(claim: Claim, package_of_claim: bytes) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    write_package(claim, first)
    write_package(claim, second)
    assert first.getvalue() == second.getvalue()


def test_export_is_recorded(world: World, claim: Claim) -> None:
    package = exported(world, claim)
    row = ClaimExport.objects.get()
    assert (row.sha256, row.size, row.created_by) == (hashlib.sha256(package).hexdigest(), len(package), world.editor)
    entry = Entry.objects.get(action="claim.exported")
    assert (entry.kind, entry.object_id, entry.person) == ("claimexport", row.pk, world.editor)
    again = report_of(exported(world, claim))
    assert "claim.exported" in [item["entry"]["action"] for item in again.ledger["entries"] if "entry" in item]


def test_only_editors_export(world: World, claim: Claim) -> None:
    with pytest.raises(NotAllowed, match="editor role"):
        export_claim(person=world.checker, claim=claim)
    assert not ClaimExport.objects.exists()


def test_damaged_file_stops_the_export(world: World, claim: Claim, settings: Any) -> None:
    capture = EvidenceCopy.objects.filter(evidence__claim=claim).order_by("pk")[0].capture
    path = path_of(Path(settings.CAPTURES_ROOT), capture.sha256)
    content = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(content[:-1] + b"?")
    with pytest.raises(DamagedCapture, match=capture.sha256):
        exported(world, claim)
    assert not ClaimExport.objects.exists()


def test_other_claims_appear_as_hashes(world: World, claim: Claim) -> None:
    mention = claim.mentions.order_by("-pk")[0]
    fields = {"claimant": world.minister, "statement": "A statement of another claim.", "layer": "report"}
    secret = split_claim(person=world.checker, claim=claim, mentions=[mention], **fields)
    package = exported(world, claim)
    withheld = [item for item in report_of(package).ledger["entries"] if "withheld" in item]
    assert withheld
    assert report_of(package).errors == []
    assert secret.statement.encode() not in package


def test_originals_can_be_left_out(world: World, claim: Claim) -> None:
    report = report_of(exported(world, claim, with_originals=False))
    assert report.errors == []
    assert [line for line in report.unverified if "original file of an article" in line]


def test_items_can_be_left_out(world: World) -> None:
    claim = full_claim(world, is_published=False)
    item = claim.evidence.exclude(address="").order_by("pk")[0]
    world.approve(world.submit(world.ready(claim)))
    report = report_of(exported(world, claim, without_items=[item.pk]))
    assert report.errors == []
    assert item.pk not in [row["id"] for row in report.claim["rows"]["evidence"]]
    assert item.address not in json.dumps([report.claim, report.ledger])
    assert f"Evidence [{item.number}] was left out by choice, with its copies." in report.unverified


def test_package_says_which_copy_is_missing_because_another_item_was_left_out(world: World) -> None:
    """The words of the second item were selected in the copy of the first one."""
    claim = world.open_claim
    first = page_item(world.checker, claim)
    copy = archived_copy(world.checker, first)
    assert copy.text
    locator = CopyLocator(copy, select(copy.text.text, 0, 11))
    second = attach(person=world.checker, claim=claim, stance="supports", closeness="secondary", quoted_from=locator)
    report = report_of(exported(world, claim, without_items=[first.pk]))
    assert report.errors == []
    assert "evidencecopy" not in report.claim["rows"]
    assert COPY_OF_OTHER.format(copy=1, number=second.number) in report.unverified


@pytest.mark.parametrize("is_copy", [False, True])
def test_takedowns_are_respected(world: World, is_copy: bool) -> None:
    claim = full_claim(world)
    copy = EvidenceCopy.objects.filter(evidence__claim=claim).order_by("pk")[0]
    item = copy.evidence
    hide_evidence(
        person=world.editor,
        item=item,
        copy=copy if is_copy else None,
        reason_code="safety",
        reason="A person is in danger.",
    )
    package = exported(world, claim)
    report = report_of(package)
    assert report.errors == []
    assert [line for line in report.unverified if "hidden by a takedown" in line]
    assert copy.capture.sha256 not in json.dumps(report.claim)
    assert not any(copy.capture.sha256 in name for name in files_of(package))
    assert not any(name.endswith(".wacz") for name in files_of(package))
    assert copy.text is not None
    assert copy.text.text.encode() not in package
    assert "publication" not in report.claim["rows"]
    assert (item.address in json.dumps(report.claim)) is is_copy


def test_page_for_people_is_escaped_and_has_no_script(world: World) -> None:
    claim = full_claim(world, is_published=False)
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\" ' &amp;"
    world.evidence_on(claim, note=hostile, title=hostile, quote=hostile, source=hostile[:60])
    page = files_of(exported(world, claim))["index.html"].decode()
    assert html.escape(hostile) in page
    assert not re.search(r"<(script|img|iframe|object|link)\b", page)
    assert "default-src 'none'" in page
    links = [link for link in re.findall(r'href="([^"]*)"', page) if not link.startswith("#")]
    assert links
    assert all(link.startswith("data/") and link.endswith((".txt", ".png")) for link in links)


def test_page_for_people_names_items_as_the_board_does(world: World) -> None:
    claim = full_claim(world, is_published=False)
    page = files_of(exported(world, claim))["index.html"].decode()
    found = re.findall(r'<span class="number">(\d+)</span> <bdi>(.*?)</bdi></h3>', page)
    titles = {int(number): html.unescape(title) for number, title in found}
    assert titles == {item.row.number: item.title for item in evidence_board(claim, world.editor).items}
    assert "../../<b>map</b>.png" in titles.values()


@pytest.mark.parametrize(
    ("kind", "column", "value"),
    [
        ("claim", "statement", "The opposite."),
        ("evidence", "note", "Another note."),
        ("verdictversion", "rationale", "Another one."),
        ("capture", "captured_at", "2020-01-01T00:00:00+00:00"),
        ("source", "name", "Someone else"),
        ("publication", "headline", "Another headline"),
        ("review", "decision", "return"),
    ],
)
def test_changed_value_is_named(package: bytes, kind: str, column: str, value: str) -> None:
    def change(document: Any) -> None:
        row = document["rows"][kind][0]
        row["values"][column] = value

    errors = report_of(changed_json(package, "data/claim.json", change)).errors
    assert [error for error in errors if error.startswith(f"{kind} ") and "was changed" in error]


def test_changed_parts_are_named(package: bytes) -> None:
    def change(document: Any) -> None:
        document["rows"]["mention"][0]["chain"] = []
        document["rows"]["mention"][1]["spans"][0]["exact"] = "the scene had not been arranged"
        document["rows"]["evidence"][0]["number"] = 9

    errors = report_of(changed_json(package, "data/claim.json", change)).errors
    assert [error for error in errors if "spans differs" in error]
    assert [error for error in errors if "not at its place" in error]
    assert [error for error in errors if "number differs" in error]


def first_shown(document: Any) -> Any:
    return next(item for item in document["entries"] if "entry" in item)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: first_shown(d)["entry"].update(action="claim.edited"), "its hash does not match"),
        (lambda d: first_shown(d)["path"].__setitem__(0, "0" * 64), "is not in the signed tree"),
        (lambda d: d["trees"][0].update(root="0" * 64), "signature of the tree"),
        (lambda d: d["heads"][0].update(hash="0" * 64), "signature of the head"),
        (lambda d: d["keys"][0].update(public_key="0" * 64), "has the id of another key"),
        (lambda d: d["entries"].reverse(), "malformed"),
        (lambda d: d["entries"].append(d["entries"][0]), "malformed"),
        (lambda d: d.update(entries=7), "malformed"),
    ],
)
def test_changed_ledger_is_named(package: bytes, change: Any, message: str) -> None:
    errors = report_of(changed_json(package, "data/ledger.json", change)).errors
    assert [error for error in errors if message in error]


def test_entry_with_a_new_hash_is_in_no_signed_tree(package: bytes) -> None:
    """Someone who changes a row, its entry, and all hashes cannot sign the new root."""

    def change(document: Any) -> None:
        entry = first_shown(document)["entry"]
        entry["reason"] = "forged"
        entry["hash"] = entry_hash(entry["previous"], body_of(entry))

    errors = report_of(changed_json(package, "data/ledger.json", change)).errors
    assert [error for error in errors if "is not in the signed tree" in error]


def test_one_changed_byte_is_refused_in_each_file(package: bytes) -> None:
    """Also if the manifests match: the tools, the page, and the README are not part of the record."""
    for name, content in files_of(package).items():
        if not name.startswith(("data/texts/", "data/captures/", "data/copies/")):
            continue
        middle = len(content) // 3

        def change(files: dict[str, bytes], name: str = name, content: bytes = content, at: int = middle) -> None:
            files[name] = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]

        assert report_of(changed(package, change)).errors, name


def test_saved_heads_are_compared(world: World, package_of_claim: bytes) -> None:
    document = report_of(package_of_claim).ledger
    saved = {"trees": document["trees"]}
    assert [line for line in report_of(package_of_claim, saved=saved).verified if "saved heads" in line]
    saved = {"trees": [{**tree, "root": "0" * 64} for tree in document["trees"]]}
    assert [line for line in report_of(package_of_claim, saved=saved).errors if "saved heads" in line]


def test_bytes_are_those_of_the_store(package_of_claim: bytes, claim: Claim) -> None:
    files = files_of(package_of_claim)
    names = {name for name in files if name.startswith("data/captures/")}
    for capture in Capture.objects.exclude(media_type="application/warc"):
        if any(capture.sha256 in name for name in names):
            names -= {name for name in names if capture.sha256 in name}
    assert not names
    assert not any("map" in name or ".." in name for name in files)


def test_command_writes_a_new_file(world: World, claim: Claim, tmp_path: Path) -> None:
    file, out = tmp_path / "claim.zip", io.StringIO()
    number = claim.evidence.order_by("number")[0].number
    call_command("export_claim", claim.pk, file, "--as", world.editor.email, "--without-item", number, stdout=out)
    assert report_of(file.read_bytes()).errors == []
    assert file.stat().st_mode & 0o777 == 0o600
    assert ClaimExport.objects.get().sha256 in out.getvalue()
    with pytest.raises(CommandError, match="exists"):
        call_command("export_claim", claim.pk, file, "--as", world.editor.email)
    with pytest.raises(CommandError, match="There is no claim"):
        call_command("export_claim", 0, tmp_path / "other.zip", "--as", world.editor.email)
    with pytest.raises(CommandError, match="editor role"):
        call_command("export_claim", claim.pk, tmp_path / "other.zip", "--as", world.checker.email)
    assert [path.name for path in tmp_path.glob("*.zip*")] == ["claim.zip"]


def test_screen_downloads_the_package(world: World, claim: Claim, client: Client) -> None:
    client.force_login(world.editor)
    url = reverse("desk:claim-export", args=[claim.pk])
    item = claim.evidence.order_by("number")[0]
    others = [pk for pk in claim.evidence.values_list("pk", flat=True) if pk != item.pk]
    response = client.post(url, {"with_originals": "on", "items": others})
    content = response.getvalue()
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"] == f'attachment; filename="factcheck-claim-{claim.pk}.zip"'
    assert len(content) == int(response.headers["Content-Length"])
    report = report_of(content)
    assert report.errors == []
    assert f"Evidence [{item.number}] was left out by choice, with its copies." in report.unverified
    assert ClaimExport.objects.get().sha256 in client.get(url).content.decode()
    assert client.post(url, {"items": ["0"]}).status_code == 422


def test_damage_is_a_page_and_no_download(world: World, claim: Claim, client: Client, settings: Any) -> None:
    capture = claim.evidence.exclude(capture=None).get().capture
    path = path_of(Path(settings.CAPTURES_ROOT), capture.sha256)
    path.rename(path.with_suffix(".gone"))
    client.force_login(world.editor)
    try:
        items = list(claim.evidence.values_list("pk", flat=True))
        response = client.post(reverse("desk:claim-export", args=[claim.pk]), {"items": items})
    finally:
        path.with_suffix(".gone").rename(path)
    assert response.status_code == 500
    assert capture.sha256 in response.content.decode()
    assert not ClaimExport.objects.exists()


def test_api_exports_what_remains(world: World, claim: Claim) -> None:
    client = APIClient()
    client.force_login(world.editor)
    response = client.post(f"/api/v1/claims/{claim.pk}/export/", {"with_originals": False}, format="json")
    assert response.status_code == 200
    assert report_of(response.getvalue()).errors == []
    assert client.post(f"/api/v1/claims/{claim.pk}/export/", {"unknown": 1}, format="json").status_code == 422


def test_memory_is_bounded(world: World, tmp_path: Path) -> None:
    """A file of 32 MiB is not in memory as a whole."""
    claim = world.claim()
    with (tmp_path / "large.bin").open("wb+") as large:
        large.truncate(32 << 20)
        large.seek(0)
        attach(
            person=world.checker,
            claim=claim,
            stance="context",
            closeness="primary",
            quoted_from=FileLocator("large.bin", "application/octet-stream", large),
        )
    tracemalloc.start()
    try:
        with (tmp_path / "package.zip").open("wb+") as out:
            write_package(claim, out)
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()
    assert (tmp_path / "package.zip").stat().st_size > 32 << 20
