"""A claim with everything that a package can contain, and changes to packages."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from factcheck.claims.actions import NewMention, add_mention
from factcheck.claims.anchoring import find
from factcheck.claims.models import Claim
from factcheck.evidence.actions import attach
from factcheck.evidence.locators import FileLocator, PassageLocator
from factcheck.exchange.actions import export_claim
from factcheck.exchange.verification.command import verify_package
from factcheck.exchange.verification.contents import ZipContents
from factcheck.exchange.verification.report import Report
from tests.copies import archived_copy, page_item, pictured, provided_copy
from tests.world import World

PICTURE = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40


def full_claim(world: World, *, is_published: bool = True) -> Claim:
    """A claim with two mentions, a file, a passage, a fetched copy, a provided copy, a party, and a check."""
    claim = world.claim()
    second = world.second_article.current
    selector = find(second.text, "the scene had been arranged")
    add_mention(person=world.checker, claim=claim, mention=NewMention(second, [selector], "indirect", [world.minister]))
    passage = PassageLocator(second, find(second.text, "410 bodies"))
    attach(person=world.checker, claim=claim, stance="contradicts", closeness="primary", quoted_from=passage, note="The figure.")
    file = FileLocator("../../<b>map</b>.png", "image/png", PICTURE)
    attach(person=world.checker, claim=claim, stance="context", closeness="primary", quoted_from=file)
    pictured(world.checker, archived_copy(world.checker, page_item(world.checker, claim)))
    provided_copy(world.checker, page_item(world.checker, claim, address="https://news.example/b"))
    world.party_on(claim)
    if is_published:
        from factcheck.publishing.actions import publish

        publish(person=world.editor, verdict=world.approve(world.submit(world.ready(claim))))
    return claim


def exported(world: World, claim: Claim, **options: Any) -> bytes:
    """The bytes of the package."""
    package = export_claim(person=world.editor, claim=claim, **options)
    with package.file:
        return package.file.read()


def report_of(package: bytes, **options: Any) -> Report:
    return verify_package(ZipContents(io.BytesIO(package)), **options)


def unpacked(package: bytes, folder: Path) -> Path:
    """Unpack a package and return the folder of the bag."""
    with zipfile.ZipFile(io.BytesIO(package)) as file:
        file.extractall(folder)
        return folder / file.namelist()[0].partition("/")[0]


def files_of(package: bytes) -> dict[str, bytes]:
    """The files, without the folder."""
    with zipfile.ZipFile(io.BytesIO(package)) as file:
        return {name.partition("/")[2]: file.read(name) for name in file.namelist()}


def packed(files: dict[str, bytes], *, folder: str = "factcheck-claim-1") -> bytes:
    """A package with these files."""
    with io.BytesIO() as out:
        with zipfile.ZipFile(out, "w") as file:
            for name, content in files.items():
                file.writestr(f"{folder}/{name}", content)
        return out.getvalue()


def rehashed(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with manifests that match them, as someone would write them who changes a package."""

    def lines(names: list[str]) -> bytes:
        return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(names)).encode()

    manifests = ("manifest-sha256.txt", "tagmanifest-sha256.txt")
    files = {name: content for name, content in files.items() if name not in manifests}
    files[manifests[0]] = lines([name for name in files if name.startswith("data/")])
    files[manifests[1]] = lines([name for name in files if not name.startswith("data/")])
    return files


def changed(package: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """The package after a change to its files, with matching manifests."""
    files = files_of(package)
    change(files)
    return packed(rehashed(files))


def changed_json(package: bytes, name: str, change: Callable[[Any], object]) -> bytes:
    """The package after a change to one of its JSON files, with matching manifests."""

    def apply(files: dict[str, bytes]) -> None:
        value = json.loads(files[name])
        change(value)
        files[name] = json.dumps(value, ensure_ascii=False).encode()

    return changed(package, apply)
