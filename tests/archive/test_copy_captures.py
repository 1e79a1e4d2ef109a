"""`manage.py copy_captures`."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from factcheck.archive.actions import store_bytes
from factcheck.archive.addresses import MARKER, name_of, path_of
from factcheck.archive.models import Capture
from tests.archive.bucket_server import Bucket
from tests.world import World

pytestmark = pytest.mark.django_db
PREFIX = "factcheck/captures/"


def use_folder(settings: Any) -> None:
    settings.STORAGES = {**settings.STORAGES, "captures": settings.STORAGES["captures-folder"]}


def copy_to(target: str) -> str:
    output = io.StringIO()
    call_command("copy_captures", f"--to={target}", stdout=output, stderr=output)
    return output.getvalue()


def hashes() -> set[str]:
    return set(Capture.objects.values_list("sha256", flat=True))


@pytest.fixture
def captures(bucket: Bucket, root: Path, world: World, settings: Any) -> set[str]:
    """The hashes of two captures in the folder. Another file has no capture."""
    use_folder(settings)
    assert world.first_article
    assert world.second_article
    store_bytes(b"of a refused request")
    assert len(hashes()) == 2
    return hashes()


def test_captures_are_copied_to_the_bucket_and_back(bucket: Bucket, root: Path, captures: set[str]) -> None:
    assert "2 copied, 0 already there, 0 failed." in copy_to("s3")
    assert bucket.names() == {PREFIX + MARKER, *(PREFIX + name_of(sha256) for sha256 in captures)}
    assert all(bucket.content(PREFIX + name_of(sha256)) == path_of(root, sha256).read_bytes() for sha256 in captures)
    assert "0 copied, 2 already there, 0 failed." in copy_to("s3")
    root.rename(root.parent / "former")
    assert "2 copied, 0 already there, 0 failed." in copy_to("folder")
    assert all(path_of(root, sha256).read_bytes() == path_of(root.parent / "former", sha256).read_bytes() for sha256 in captures)


def test_interrupted_copy_continues_and_repairs(bucket: Bucket, root: Path, captures: set[str]) -> None:
    copy_to("s3")
    missing, damaged = (PREFIX + name_of(sha256) for sha256 in sorted(captures))
    content = bucket.content(damaged)
    bucket.client.delete_object(Bucket=bucket.name, Key=missing)
    bucket.client.put_object(Bucket=bucket.name, Key=damaged, Body=content[:5])
    assert "2 copied, 0 already there, 0 failed." in copy_to("s3")
    assert bucket.content(damaged) == content
    assert missing in bucket.names()


def test_damaged_capture_is_not_copied(bucket: Bucket, root: Path, captures: set[str]) -> None:
    sha256, intact = sorted(captures)
    path_of(root, sha256).chmod(0o600)
    os.truncate(path_of(root, sha256), 3)
    output = io.StringIO()
    with pytest.raises(CommandError):
        call_command("copy_captures", "--to=s3", stdout=output, stderr=output)
    assert "1 copied, 0 already there, 1 failed." in output.getvalue()
    assert f"{sha256}: " in output.getvalue()
    assert bucket.names() == {PREFIX + MARKER, PREFIX + name_of(intact)}


def test_copy_needs_two_storages(settings: Any, world: World) -> None:
    with pytest.raises(CommandError, match="FACTCHECK_S3_BUCKET is not set"):
        copy_to("s3")
