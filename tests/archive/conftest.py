"""Fixtures for stored bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:  # pytest imports this file before Django is set up
    from tests.archive.bucket_server import Bucket


@pytest.fixture
def root(settings: Any, tmp_path: Path) -> Path:
    """The folder of captures, which does not exist yet."""
    settings.CAPTURES_ROOT = tmp_path / "mounted" / "captures"
    return Path(settings.CAPTURES_ROOT)


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    from tests.archive.bucket_server import running_server

    with running_server() as endpoint:
        yield endpoint


@pytest.fixture
def bucket(s3_endpoint: str, settings: Any, root: Path) -> Iterator[Bucket]:
    """An empty bucket, which is the storage of captures."""
    from tests.archive.bucket_server import new_bucket

    new = new_bucket(s3_endpoint)
    backend = {"BACKEND": "factcheck.archive.storage.bucket.BucketCaptures", "OPTIONS": new.options}
    settings.STORAGES = {**settings.STORAGES, "captures-s3": backend, "captures": backend}
    yield new
    new.client.close()
