"""The disk of the data folder is full: a small file system in memory contains the database, the captures, and the requests."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.setup.processes import eventually
from tests.setup.served_newsroom import ServedNewsroom, served_newsroom

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
SIZE = "400m"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0700", "factcheck-test", str(folder)]
    if os.getuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only a privileged user can mount a file system")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Occupy all space with one file."""
    file = folder / "filler"
    with file.open("wb", buffering=0) as output:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    output.write(b"x" * size)
            except OSError:
                continue
    return file


def test_readers_are_served_and_nothing_is_half_saved(small_disk: Path) -> None:
    with served_newsroom(small_disk) as newsroom:
        before = names(newsroom)
        filler = fill(small_disk)
        pages = [newsroom.request(path) for path in ("/", "/corrections/", "/checks/feed.atom", "/health/", "/robots.txt") * 2]
        refused = [newsroom.api("actors/", {"name": f"An actor {number} {'x' * 150}"}) for number in range(300)]
        pages += [newsroom.request("/") for _ in range(8)]
        filler.unlink()
        newsroom.start_database()  # PostgreSQL stops if it cannot write its log
        assert eventually(newsroom.responds, 60)
        assert newsroom.api("actors/", {"name": "An actor afterward"}).status == 201
        saved = {f"An actor {number} {'x' * 150}" for number, response in enumerate(refused) if response.status == 201}
        assert names(newsroom) - before == saved | {"An actor afterward"}
    assert {page.status for page in pages} <= {200, 503}
    assert all(page.seconds < 20 for page in pages)
    assert {response.status for response in refused} <= {201, 503, 507}
    assert {503, 507} & {response.status for response in refused}


def names(newsroom: ServedNewsroom) -> set[str]:
    with psycopg.connect(newsroom.url) as session:
        return {name for (name,) in session.execute("SELECT name FROM claims_actor")}
