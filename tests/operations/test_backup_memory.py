"""The memory of a restore does not depend on the size of the captures."""

from __future__ import annotations

import hashlib
import io
import tarfile
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from factcheck.archive import store
from factcheck.operations.backup.restoration import store_captures

MEGABYTE = 1024 * 1024
SIZE = 30 * MEGABYTE


@pytest.mark.django_db
def test_captures_are_stored_in_chunks(tmp_path: Path, settings: Any) -> None:
    settings.CAPTURES_ROOT = tmp_path / "captures"
    content = hashlib.sha256(b"seed").digest() * (SIZE // 32)
    sha256 = hashlib.sha256(content).hexdigest()
    with tarfile.open(tmp_path / "backup.tar", "w") as archive:
        info = tarfile.TarInfo(f"captures/{sha256}")
        info.size = SIZE
        archive.addfile(info, io.BytesIO(content))
    del content
    with (tmp_path / "backup.tar").open("rb") as file:
        tracemalloc.start()
        try:
            assert store_captures(file, accept_new_store=False) == 1
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert peak < 8 * MEGABYTE
    assert store.state_of(sha256) is store.BytesState.INTACT
