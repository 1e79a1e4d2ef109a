"""The memory of a worker and all of its child processes together, while it captures hostile pages at the same time."""

from __future__ import annotations

import gzip
import os
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from factcheck.articles.readers import isolation
from tests.archive.fetching.servers import Answer, endless, response, sending, serving
from tests.articles.readers.files import word
from tests.articles.readers.test_hostile_files import REFUSED as HOSTILE_FILES
from tests.articles.readers.test_hostile_files import page
from tests.evidence.bombs import ZEROS
from tests.operations.newsrooms import SeparateNewsroom, migrated_template, separate_newsroom
from tests.setup.processes import descendants_of

pytestmark = [pytest.mark.timeout(300), pytest.mark.slow, pytest.mark.usefixtures("django_db_setup")]

MIB = 1 << 20
WORKER = 320 * MIB
"""What docs/running.md says that a worker needs, without its child processes."""
CHILDREN = 2 * isolation.LIMITS.memory
"""Two child processes read texts at the same time."""
PREPARE = """
from factcheck.accounts.actions import add_person
from factcheck.claims.actions import add_claim, get_or_create_actor
from factcheck.evidence.actions import attach
from factcheck.evidence.copies.actions import request_copy
from factcheck.evidence.locators import PageLocator
person = add_person(by=None, email="checker@newsroom.example", name="Checker", role="checker")
mayor, _ = get_or_create_actor(person=person, name="The mayor")
claim = add_claim(person=person, statement="All was well.", claimant=mayor)
for address in ADDRESSES:
    page = PageLocator(address, "All was well")
    item = attach(person=person, claim=claim, stance="supports", closeness="primary", quoted_from=page)
    request_copy(person=person, item=item)
"""


def of_type(body: bytes, media_type: str) -> Answer:
    return sending(response(body, Content_Type=media_type))


def hostile_pages() -> dict[str, tuple[Answer, str, str]]:
    """Answers of servers, with the state of the request afterward and words of the reason."""
    docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    operators, _ = HOSTILE_FILES["PDF of operators"]
    bomb = gzip.compress(bytes(ZEROS))
    large = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    return {
        "nested markup": (of_type(page(b"<div>" * 100_000 + b"Text"), "text/html"), "kept", "nested too deeply"),
        "less-than signs": (of_type(page(b"<" * 3_000_000), "text/html"), "kept", "the limit is 1,000,000"),
        "PDF of operators": (of_type(operators(), "application/pdf"), "kept", "exceeds the limits"),
        "Word bomb": (of_type(word("a" * ZEROS), docx), "kept", "too large after decompression"),
        "compressed bomb": (sending(response(bomb, Content_Encoding="gzip")), "failed", ""),
        "endless page": (endless(large, bytes(MIB)), "failed", ""),
        "page of 19 MiB": (of_type(page(b"<p>All was well.</p>" * 950_000), "text/html"), "kept", ""),
    }


class Memory(threading.Thread):
    """Measures a process and its descendants until it has ended."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.own, self.all, self.most_children = pid, 0, 0, 0

    def run(self) -> None:
        while own := resident(self.pid):
            children = [size for pid in descendants_of(self.pid) if (size := resident(pid))]
            self.own, self.all = max(self.own, own), max(self.all, own + sum(children))
            self.most_children = max(self.most_children, len(children))
            time.sleep(0.02)


def resident(pid: int) -> int:
    """The resident bytes of a process, or 0 if it has ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[SeparateNewsroom]:
    with separate_newsroom(tmp_path / "newsroom", like=migrated_template()) as newsroom:
        yield newsroom


def test_worker_that_captures_hostile_pages_stays_within_its_memory(newsroom: SeparateNewsroom) -> None:
    pages = hostile_pages()
    with ExitStack() as stack:
        # Each page has a host of its own: requests to one host would wait for each other.
        servers = [
            stack.enter_context(serving(answer, host=f"127.0.0.{number}"))
            for number, (answer, _, _) in enumerate(pages.values(), 1)
        ]
        permitted = ",".join(f"{server.host}:{server.port}" for server in servers)
        newsroom.variables = {"FACTCHECK_TESTING": "1", "FACTCHECK_FETCH_TEST_SERVERS": permitted}
        newsroom.succeed("shell", "-v", "0", "-c", PREPARE.replace("ADDRESSES", repr([server.url() for server in servers])))
        with newsroom.start("worker", "--once", "--concurrency", "4") as worker:
            memory = Memory(worker.pid)
            memory.start()
            assert worker.wait(200) == 0
        memory.join(10)
    found = newsroom.query(
        "SELECT progress.state, progress.detail, coalesce(copy.unread_because, '') FROM evidence_copyprogress progress"
        " LEFT JOIN evidence_evidencecopy copy ON copy.id = progress.copy_id ORDER BY progress.request_id"
    )
    for (name, (_, state, words)), (found_state, detail, reason) in zip(pages.items(), found, strict=True):
        assert found_state == state, (name, detail)
        assert words in reason, name
    assert 32 * MIB < memory.own < WORKER
    assert memory.own < memory.all < WORKER + CHILDREN
    assert 1 <= memory.most_children <= 2
