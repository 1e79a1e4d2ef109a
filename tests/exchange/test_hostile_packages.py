"""Packages that are made to cost time or memory while they are verified. Their manifests match."""

from __future__ import annotations

import copy
import io
import json
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest

from factcheck.exchange.actions import export_claim
from factcheck.exchange.incoming import verified_report
from factcheck.exchange.models import ClaimExport
from factcheck.exchange.verification import documents, members
from factcheck.exchange.verification.contents import ZipContents
from factcheck.web.errors import Invalid, Refused
from tests.exchange.packages import changed, exported, full_claim
from tests.world import World

pytestmark = pytest.mark.django_db
MEMBER = "archive/data.warc.gz"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def package(world: World) -> bytes:
    return exported(world, full_claim(world, is_published=False))


def refusal(package: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        verified_report(io.BytesIO(package), trusted=[])
    return str(refused.value)


def peak_of(package: bytes) -> int:
    """The most bytes in memory while the package is verified, besides its own."""
    file = io.BytesIO(package)
    tracemalloc.start()
    try:
        with pytest.raises(Invalid):
            verified_report(file, trusted=[])
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def with_wacz(package: bytes, wacz: bytes, named: list[dict[str, str]]) -> bytes:
    """The package with one more WACZ file, and a row that names files."""

    def change(files: dict[str, bytes]) -> None:
        files["data/copies/other.wacz"] = wacz
        claim = json.loads(files["data/claim.json"])
        claim["rows"]["capture"][0]["files"] = named
        files["data/claim.json"] = json.dumps(claim).encode()

    return changed(package, change)


def wacz_of(names: list[str], content: bytes) -> bytes:
    """A ZIP file whose directory has all of these names for the same content."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(MEMBER, content)
        for name in names:
            same = copy.copy(file.filelist[0])
            same.filename = name
            file.filelist.append(same)
    return out.getvalue()


def test_member_is_hashed_once(package: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    read = 0
    open_file = ZipContents.open

    def counted(contents: ZipContents, name: str) -> Any:
        nonlocal read
        read += name == "data/copies/other.wacz"
        return open_file(contents, name)

    monkeypatch.setattr(ZipContents, "open", counted)
    names = [MEMBER, *(f"archive/{number}" for number in range(300))]
    named = [{"path": "data/copies/other.wacz", "member": name} for name in names for _ in range(3)]
    assert "does not contain the bytes" in refusal(with_wacz(package, wacz_of(names[1:], b"x" * 100_000), named))
    assert read == 2  # once for the manifest, and once for its member


def test_named_files_are_limited(package: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "MAX_FILES", 100)
    named = [{"path": "data/copies/other.wacz", "member": MEMBER}] * 101
    assert "name more than 100 files" in refusal(with_wacz(package, wacz_of([], b"x"), named))


def test_directory_of_a_wacz_file_is_limited(package: bytes) -> None:
    wacz = wacz_of([f"{number:x}" for number in range(60_000)], b"x")
    hostile = with_wacz(package, wacz, [{"path": "data/copies/other.wacz", "member": MEMBER}])
    assert "does not contain the bytes" in refusal(hostile)
    assert peak_of(hostile) < 8 << 20


@pytest.mark.parametrize("pattern", [b"{},", b"[[]],", b'{"a":1},', b'"",', b"7,"])
def test_values_of_json_are_limited(package: bytes, pattern: bytes) -> None:
    def change(files: dict[str, bytes]) -> None:
        for name in ("data/claim.json", "data/ledger.json", "data/custody.json"):
            body = json.dumps(json.loads(files[name])).encode()
            count = (documents.MAX_JSON - len(body) - 100) // len(pattern)
            files[name] = body[:-1] + b', "more": [' + pattern * count + b"0]}"

    hostile = changed(package, change)
    assert "brackets, commas, and colons" in refusal(hostile)
    assert peak_of(hostile) < 48 << 20


def test_memory_below_the_limit(package: bytes) -> None:
    """The most expensive values that are accepted: short keys that all differ."""
    keys = ",".join(f'"{number:x}":"{number}"' for number in range(240_000))

    def change(files: dict[str, bytes]) -> None:
        for name in ("data/claim.json", "data/ledger.json", "data/custody.json"):
            files[name] = json.dumps(json.loads(files[name])).encode()[:-1] + f', "more": {{{keys}}}}}'.encode()
        claim = json.loads(files["data/claim.json"])
        claim["rows"]["claim"][0]["values"]["statement"] = "Changed."
        files["data/claim.json"] = json.dumps(claim).encode()

    assert peak_of(changed(package, change)) < 256 << 20


def test_package_that_its_verifier_would_refuse_is_not_exported(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = full_claim(world, is_published=False)
    monkeypatch.setattr(documents, "MAX_VALUES", 100)
    with pytest.raises(Refused, match="larger than its verifier reads"):
        export_claim(person=world.editor, claim=claim)
    assert not ClaimExport.objects.exists()
