"""What `manage.py doctor` says about stored bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from factcheck.archive.actions import store_bytes
from factcheck.archive.addresses import name_of, path_of, sha256_of
from factcheck.operations.doctor import examine, listings
from tests.logos import add_logo
from tests.world import World

pytestmark = pytest.mark.django_db
INTACT = "the bytes of all stored files are intact"


def findings() -> list[str]:
    return next(result.findings for result in examine() if result.name == INTACT)


def listed(beginning: str) -> list[str]:
    return next(result.findings for result in listings() if result.name.startswith(beginning))


def test_changed_and_missing_files_are_named(root: Path, world: World) -> None:
    first, second = world.first_article.current.original, world.second_article.current.original
    assert findings() == []
    path_of(root, first.sha256).chmod(0o600)
    os.truncate(path_of(root, first.sha256), 3)
    path_of(root, second.sha256).unlink()
    assert set(findings()) == {
        f"the bytes of capture {first.pk} ({first.sha256[:12]}) are changed",
        f"the bytes of capture {second.pk} ({second.sha256[:12]}) are missing",
    }


def test_logos_and_their_bytes_are_verified(root: Path, world: World) -> None:
    logo = add_logo(world).logo
    add_logo(world, contains_name=True)
    assert [result for result in examine() if result.findings] == []
    path_of(root, logo.capture.sha256).unlink()
    assert {line.partition(" (")[2] for line in findings()} == {"logo.png) are missing"}


def test_files_without_a_capture_are_listed(root: Path, world: World) -> None:
    assert world.first_article
    store_bytes(b"of a refused request")
    (root / "note.txt").write_text("left by someone")
    assert sorted(listed("stored files that belong to no capture")) == sorted(
        [name_of(sha256_of(b"of a refused request")), "note.txt"]
    )
    assert findings() == []


def test_many_files_without_a_capture_are_counted(root: Path) -> None:
    store_bytes(b"first")
    for number in range(120):
        (root / f"note-{number}").touch()
    lines = listed("stored files that belong to no capture")
    assert (len(lines), lines[-1]) == (101, "and 21 more")


def test_repaired_files_are_listed(root: Path) -> None:
    sha256 = store_bytes(b"found").sha256
    path_of(root, sha256).unlink()
    path_of(root, sha256).write_bytes(b"other")
    store_bytes(b"found")
    (line,) = listed("damaged files that were replaced")
    assert line.startswith(f".damaged/{sha256}.")


def test_missing_folder_is_reported(root: Path, world: World) -> None:
    capture = world.first_article.current.original
    root.rename(root.parent / "elsewhere")
    (finding,) = findings()
    assert finding.startswith(f"the bytes of capture {capture.pk} ({capture.sha256[:12]}) cannot be read: ")
    assert listed("stored files that belong to no capture")[0].startswith("the storage cannot be read: ")
