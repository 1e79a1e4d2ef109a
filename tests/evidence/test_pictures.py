"""Pictures of copies: asking for one, the job, and the screen."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from factcheck.accounts.actions import change_person
from factcheck.archive.models import Capture
from factcheck.archive.queries import read_capture
from factcheck.evidence.copies import pictures
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.copies.pictures import NO_BROWSER, NOT_ALLOWED, NOT_HTML, make_picture, picture_of, request_picture
from factcheck.evidence.copies.providing import provide_copy
from factcheck.evidence.custody.actions import hide_evidence
from factcheck.ledger.models import Entry
from factcheck.operations.doctor import examine
from factcheck.setup import browser
from factcheck.web.errors import NotAllowed, Refused
from tests.copies import page_item, pictured, provided_copy
from tests.pages import signed_in
from tests.verdicts.test_races import run_concurrently
from tests.world import World

pytestmark = pytest.mark.prepared("open_claim")


@pytest.fixture
def copy(world: World, settings: Any) -> EvidenceCopy:
    settings.PICTURE_BROWSER = str(browser.find())
    return provided_copy(world.checker, page_item(world.checker, world.open_claim))


@pytest.mark.django_db
def test_picture_is_a_capture_that_names_its_bytes_and_its_tool(world: World, copy: EvidenceCopy) -> None:
    request_picture(person=world.checker, copy=copy)
    request_picture(person=world.checker, copy=copy)
    job = ProcrastinateJob.objects.get(task_name=pictures.PICTURE_TASK)
    assert job.args == {"copy_id": copy.pk, "person_id": world.checker.pk}
    assert pictures.request_state(copy) == pictures.IN_PROGRESS
    make_picture(copy.pk, world.checker.pk)
    picture = picture_of(copy)
    assert picture
    assert (picture.parent, picture.method, picture.media_type) == (copy.capture, "derived", "image/png")
    assert re.fullmatch(r"Chrom\w+ [0-9.]+, 1,280 × [0-9,]+ pixels", picture.tool)
    with read_capture(picture) as file:
        assert file.read(8) == b"\x89PNG\r\n\x1a\n"
    entry = Entry.objects.get(action="copy.pictured")
    assert (entry.person, entry.object_id) == (world.checker, picture.pk)
    assert entry.after == {
        "evidence": copy.evidence_id,
        "copy": copy.pk,
        "sha256": picture.sha256,
        "size": picture.size,
        "tool": picture.tool,
    }
    assert pictures.request_state(copy) == ""
    make_picture(copy.pk, world.checker.pk)
    assert Capture.objects.filter(parent=copy.capture).get() == picture
    assert [result.findings for result in examine() if result.findings] == []


@pytest.mark.django_db
def test_only_html_becomes_a_picture_and_only_with_a_browser(world: World, copy: EvidenceCopy, settings: Any) -> None:
    text = provide_copy(person=world.checker, item=copy.evidence, file=io.BytesIO(b"Words."), name="a.txt", made_how="Typed.")
    with pytest.raises(Refused) as refusal:
        request_picture(person=world.checker, copy=text)
    assert refusal.value.message == NOT_HTML
    settings.PICTURE_BROWSER = ""
    with pytest.raises(Refused) as refusal:
        request_picture(person=world.checker, copy=copy)
    assert refusal.value.message == NO_BROWSER
    assert not ProcrastinateJob.objects.filter(task_name=pictures.PICTURE_TASK).exists()


@pytest.mark.django_db
def test_reader_may_see_the_picture_but_not_ask_for_one(world: World, copy: EvidenceCopy) -> None:
    with pytest.raises(NotAllowed):
        request_picture(person=world.reader, copy=copy)
    change_person(by=world.administrator, person=world.checker, role="reader", seen_version=None)
    make_picture(copy.pk, world.checker.pk)
    assert picture_of(copy) is None
    assert pictures.request_state(copy) == NOT_ALLOWED


@pytest.mark.django_db
def test_page_displays_the_picture_or_why_there_is_none(world: World, copy: EvidenceCopy, settings: Any) -> None:
    client, page, address = (
        signed_in(world.checker),
        reverse("desk:copy", args=[copy.pk]),
        reverse("desk:copy-picture", args=[copy.pk]),
    )
    assert "Make a picture" in client.get(page).text
    assert client.get(address).status_code == 404
    assert client.post(address, {"token": "6f0f1d9e-58f5-4f0e-a7a1-9f7e0b9a86f0"}).status_code == 303
    assert "The picture is being made." in client.get(page).text
    settings.PICTURE_BROWSER = "/bin/false"
    make_picture(copy.pk, world.checker.pk)
    assert "There is no picture. The browser ended" in client.get(page).text
    pictured(world.checker, copy)
    text = client.get(page).text
    assert "Browser 1, 1 × 1 pixels" in text
    assert "Make a picture" not in text
    response = client.get(address)
    assert response["Content-Type"] == "image/png"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.getvalue().startswith(b"\x89PNG")


@pytest.mark.django_db
def test_takedown_hides_the_picture(world: World, copy: EvidenceCopy) -> None:
    pictured(world.checker, copy)
    client, address = signed_in(world.editor), reverse("desk:copy-picture", args=[copy.pk])
    assert client.get(address).getvalue().startswith(b"\x89PNG")
    hide_evidence(person=world.editor, item=copy.evidence, reason_code="safety", reason="A person is in danger.")
    assert client.get(address).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_two_jobs_at_once_add_one_picture(world: World, settings: Any) -> None:
    copy = provided_copy(world.checker, page_item(world.checker, world.open_claim))
    outcomes = run_concurrently(*[lambda: pictured(world.checker, copy)] * 3)
    assert {outcome.pk for outcome in outcomes} == {Capture.objects.get(parent=copy.capture).pk}
    assert Entry.objects.filter(action="copy.pictured").count() == 1
