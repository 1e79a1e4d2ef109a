"""Bombs in web archives and Word files are refused, or preserved unopened, in a process whose memory does not grow."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection

from factcheck.archive.models import Capture
from factcheck.articles.readers import isolation
from factcheck.evidence.copies.actions import request_copy
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.operations.doctor import examine
from factcheck.setup.environment import ROOT
from tests.archive.fetching.servers import by_path, response, serving
from tests.articles.readers.files import word
from tests.copies import page_item
from tests.evidence.bombs import MIB, ZEROS, pages_in_web_archives, web_archives, word_files
from tests.world import World

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SPARE = 24 * MIB
"""Bytes that the process may use in addition to those that it has before each file: less than any of the bombs."""
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
assert SPARE < ZEROS

PROGRAM = """
import json, resource, sys
import django
django.setup()
from factcheck.accounts.models import Person
from factcheck.evidence.copies.job import preserve_page
from factcheck.evidence.copies.models import CopyProgress
from factcheck.evidence.copies.providing import provide_copy
from factcheck.evidence.models import Evidence
from factcheck.web.errors import Invalid

def peak():
    return next(int(line.split()[1]) * 1024 for line in open("/proc/self/status") if line.startswith("VmHWM"))

def outcome(task):
    if isinstance(task, int):
        preserve_page(task)
        progress = CopyProgress.objects.select_related("copy__text").get(pk=task)
        return [progress.state, progress.copy.text.text if progress.copy.text else progress.copy.unread_because]
    person, item = Person.objects.get(pk=task["person"]), Evidence.objects.get(pk=task["item"])
    try:
        with open(task["file"], "rb") as file:
            copy = provide_copy(person=person, item=item, file=file, name="page.wacz", made_how="Saved with a browser.")
    except Invalid as error:
        return ["refused", " ".join(error.errors["file"])]
    return [copy.capture.media_type, copy.unread_because]

for task in json.load(sys.stdin):
    open("/proc/self/clear_refs", "w").write("5")  # the peak becomes what the process has now
    before = peak()
    result = outcome(task)
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    print(json.dumps([*result, peak() - before, children]))
"""


def run(tasks: list[Any], **variables: str) -> list[tuple[str, str]]:
    """The outcomes of these tasks in a process of their own, except the first one, which loads what the others need."""
    url = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}"))
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "factcheck.settings", **variables}
    environment["FACTCHECK_DATA"] = str(settings.DATA_DIR)
    process = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=json.dumps(tasks),
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert process.returncode == 0, process.stderr
    outcomes = [json.loads(line) for line in process.stdout.splitlines()][1:]
    assert len(outcomes) == len(tasks) - 1
    for number, (_, _, grown, children) in enumerate(outcomes):
        assert grown < SPARE, (number, outcomes[number])
        assert children < isolation.LIMITS.memory
    return [(state, text) for state, text, _, _ in outcomes]


def provide(world: World, contents: dict[str, bytes], folder: Path) -> dict[str, tuple[str, str]]:
    item = page_item(world.checker, world.open_claim)
    tasks = []
    for number, content in enumerate([b"<!doctype html><p>All was well.", *contents.values()]):
        file = folder / str(number)
        file.write_bytes(content)
        tasks.append({"person": world.checker.pk, "item": item.pk, "file": str(file)})
    return dict(zip(contents, run(tasks), strict=True))


def test_bomb_in_a_web_archive_is_refused_or_not_opened(world: World, tmp_path: Path) -> None:
    assert world.open_claim
    captures, refused, opaque = Capture.objects.count(), web_archives(), pages_in_web_archives()
    outcomes = provide(world, refused | opaque, tmp_path)
    for name, words in {
        "member": "more than 200 times its size",
        "nested member": "contains another archive",
        "nested member in a nested member": "contains another archive",
        "record": "header of a record",
        "record that is compressed twice": "supported version",
        "body": "more than 200 times its size",
        "body that is compressed twice": "more than 200 times its size",
    }.items():
        assert outcomes[name][0] == "refused", name
        assert words in outcomes[name][1], name
    for name in opaque:
        media_type, reason = outcomes[name]
        assert media_type == "application/octet-stream"
        assert reason.startswith("This copy is a file of the type application/octet-stream")
    # The first file is no bomb. The others that are kept have two captures: the archive, and its page.
    assert EvidenceCopy.objects.count() == 1 + len(opaque)
    assert Capture.objects.count() == captures + 1 + 2 * len(opaque)
    assert [result.findings for result in examine() if result.findings] == []


def test_bomb_in_a_fetched_word_file_is_not_read(world: World) -> None:
    bombs = word_files()
    numbered = {str(number): response(bomb, Content_Type=DOCX) for number, bomb in enumerate(bombs.values())}
    with serving(by_path(root=response(word("Text."), Content_Type=DOCX), **numbered)) as server:
        addresses = [server.url(), *(server.url(f"/{number}") for number in numbered)]
        items = [page_item(world.checker, world.open_claim, address=address) for address in addresses]
        requests = [request_copy(person=world.checker, item=item).pk for item in items]
        outcomes = run(requests, FACTCHECK_FETCH_TEST_SERVERS=f"127.0.0.1:{server.port}")
    found = dict(zip(bombs, outcomes, strict=True))
    assert {state for state, _ in outcomes} == {"kept"}
    for name, words in {
        "text": "too large after decompression",
        "text with a false size": "damaged",
        "another part": "too large after decompression",
        "1,000 parts": "too large after decompression",
        "nested file": "All was well, the mayor said.",
        "nested file that is named as a part": "All was well, the mayor said.",
    }.items():
        assert words in found[name][1], name


@pytest.fixture(autouse=True)
def _closed_connection() -> Iterator[None]:
    yield
    connection.close()
