"""A full disk while a person provides a copy, and while a picture is made: nothing is stored in part, and it can be repeated."""

from __future__ import annotations

import errno
import tempfile
import uuid
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from factcheck.archive.models import Capture
from factcheck.archive.quota import remaining_bytes
from factcheck.evidence.copies.models import EvidenceCopy, PreservedText, QuotePlace
from factcheck.evidence.copies.pictures import make_picture, picture_of, request_picture, request_state
from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Entry
from factcheck.operations.doctor import examine
from factcheck.setup import browser
from tests.archive.faults import WRITE_FAULTS, files_of_at_most
from tests.archive.web_archives.samples import compressed, http, record
from tests.archive.web_archives.wacz_samples import files, package
from tests.copies import page_item, provided_copy
from tests.pages import signed_in
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_store")]

SENTENCES = b"".join(b"<p>All was well in place %d, the mayor said.</p>" % number for number in range(8_000))
PAGE = b"<!doctype html><html><body><article>%b</article></body></html>" % SENTENCES
HOW = "Saved with a browser."


def web_archive(page: bytes = PAGE) -> bytes:
    """A WACZ file that is much smaller than the page in it."""
    content = compressed(record(block=http(page, "Content-Type: text/html")))
    return package(files() | {"archive/data.warc.gz": content}, compression=zipfile.ZIP_DEFLATED)


def provide(client: Client, item: Evidence, content: bytes, token: str) -> HttpResponse:
    file = SimpleUploadedFile("page.wacz", content)
    client.raise_request_exception = False
    response: Any = client.post(
        reverse("desk:copy-add", args=[item.pk]), {"file": file, "made_how": HOW, "page_address": "", "token": token}
    )
    return response


def written(world: World) -> tuple[int, ...]:
    models = (Capture, EvidenceCopy, PreservedText, QuotePlace, Entry)
    return (*(model._default_manager.count() for model in models), remaining_bytes(world.checker))


def test_full_disk_at_each_step_of_providing_a_copy(world: World, settings: Any) -> None:
    item, client, token = page_item(world.checker, world.open_claim), signed_in(world.checker), str(uuid.uuid4())
    content, before = web_archive(), written(world)
    for failing_step in range(20):
        with WRITE_FAULTS.below(Path(settings.DATA_DIR), errno.ENOSPC, spared=failing_step):
            response = provide(client, item, content, token)
        if response.status_code == 303:
            break
        assert response.status_code == 507
        assert "The storage for files is full." in response.text
        assert "Nothing was saved." in response.text
        # Bytes that are stored already remain, and count: sending the file again stores only what is missing.
        assert written(world)[:-1] == before[:-1]
    assert failing_step >= 3
    assert provide(client, item, content, token).status_code == 303  # sent twice, added once
    copy = EvidenceCopy.objects.get(evidence=item)
    assert copy.text
    assert (copy.capture.size, copy.text.text.count("All was well")) == (len(PAGE), 8_000)
    assert before[-1] - remaining_bytes(world.checker) == len(content) + len(PAGE)
    assert [result.findings for result in examine() if result.findings] == []


def test_full_disk_while_the_page_is_taken_out_of_an_archive(world: World) -> None:
    """The disk has room for the uploaded file, but not for the page."""
    item, client, token = page_item(world.checker, world.open_claim), signed_in(world.checker), str(uuid.uuid4())
    content, before = web_archive(), written(world)
    with files_of_at_most(len(PAGE) // 2):
        response = provide(client, item, content, token)
    assert response.status_code == 507
    assert "The storage for files is full. Nothing was saved." in response.text
    assert written(world) == before
    assert provide(client, item, content, token).status_code == 303
    assert EvidenceCopy.objects.get(evidence=item).capture.size == len(PAGE)


@pytest.mark.slow
def test_full_disk_while_a_picture_is_made_and_stored(world: World, settings: Any) -> None:
    settings.PICTURE_BROWSER = str(browser.find())
    copy, client = provided_copy(world.checker, page_item(world.checker, world.open_claim)), signed_in(world.checker)
    before, problems = written(world), []
    for failing_step in range(20):
        request_picture(person=world.checker, copy=copy)
        with WRITE_FAULTS.below(Path(tempfile.gettempdir()), errno.ENOSPC, spared=failing_step):
            make_picture(copy.pk, world.checker.pk)
        if picture_of(copy):
            break
        problems.append(request_state(copy))
        assert written(world)[:-1] == before[:-1]
        page = client.get(reverse("desk:copy", args=[copy.pk])).text
        assert problems[-1] in page
        assert "Make a picture" in page
    assert problems[0] == "The browser could not be started: No space left on device."
    assert len(problems) >= 3
    assert all(problem.startswith("The picture could not be stored: The storage for files is full.") for problem in problems[1:])
    assert Capture.objects.get(parent=copy.capture) == picture_of(copy)
    assert cache.get(f"picture-of-copy-{copy.pk}") is None
    assert Entry.objects.filter(action="copy.pictured").count() == 1
    assert [result.findings for result in examine() if result.findings] == []
