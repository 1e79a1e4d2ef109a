"""The stored record of the newsroom from which a claim was imported: no takedown reaches into it, so its bytes never leave."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from factcheck.accounts.models import Person
from factcheck.archive.queries import read_capture
from factcheck.evidence.actions import attach, change_evidence
from factcheck.evidence.custody.actions import hide_evidence
from factcheck.evidence.locators import FileLocator, PageLocator
from factcheck.evidence.models import Evidence
from factcheck.exchange.importing import import_claim
from factcheck.exchange.models import ClaimImport
from factcheck.exchange.packing import RECORD_OF_OTHERS
from tests.api.calls import Caller
from tests.exchange.packages import exported, files_of, full_claim, report_of
from tests.world import World

pytestmark = pytest.mark.django_db
SECRET = "Zebra name of the minor"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def imported(world: World) -> ClaimImport:
    """A claim that was imported from another newsroom, with an item whose quote and title contain SECRET."""
    with transaction.atomic():
        other = World()
        claim = full_claim(other, is_published=False)
        page = PageLocator("https://leak.example/", SECRET)
        attach(person=other.checker, claim=claim, stance="supports", closeness="secondary", title=SECRET, quoted_from=page)
        package = exported(other, claim)
        transaction.set_rollback(True)
    return import_claim(person=world.editor, file=io.BytesIO(package), same_names="use")


def hide(world: World, item: Evidence) -> dict[str, Any]:
    hide_evidence(person=world.editor, item=item, reason_code="court_order", reason="A court forbids it.")
    return {}


def leave_out(world: World, item: Evidence) -> dict[str, Any]:
    return {"without_items": [item.pk]}


def protect(world: World, item: Evidence) -> dict[str, Any]:
    change_evidence(person=world.checker, item=item, seen_version=item.version, protection="privacy")
    return {}


@pytest.mark.parametrize("change", [hide, leave_out, protect])
def test_item_of_an_imported_claim_stays(world: World, imported: ClaimImport, change: Any) -> None:
    options = change(world, Evidence.objects.get(claim=imported.claim, exact=SECRET))
    package = exported(world, imported.claim, **options)
    assert [name for name, content in files_of(package).items() if SECRET.encode() in content] == []
    report = report_of(package)
    assert report.errors == []
    for capture in (imported.record, imported.ledger):
        assert RECORD_OF_OTHERS.format(capture=capture.pk) in report.unverified
        assert not any(capture.sha256 in name for name in files_of(package))


def test_nobody_downloads_the_record(world: World, imported: ClaimImport, client: Client) -> None:
    people: list[Person] = [world.reader, world.checker, world.editor, world.administrator]
    for capture in (imported.record, imported.ledger):
        for person in people:
            response: Any = Caller(person).get(f"captures/{capture.pk}/content/")
            assert response.status_code == 403
            assert "record of another newsroom" in json.dumps(response.json())
    client.force_login(world.reader)
    page = client.get(reverse("desk:claim-origin", args=[imported.claim_id]))
    assert page.status_code == 200
    assert "Their entry 1" in page.content.decode()


def test_same_bytes_elsewhere_stay_too(world: World, imported: ClaimImport) -> None:
    with read_capture(imported.record) as stored:
        file = FileLocator("claim.json", "application/json", stored.read())
    item = attach(person=world.checker, claim=imported.claim, stance="context", closeness="primary", quoted_from=file)
    assert item.capture is not None
    assert Caller(world.editor).get(f"captures/{item.capture.pk}/content/").status_code == 403
    options = leave_out(world, Evidence.objects.get(claim=imported.claim, exact=SECRET))
    assert not any(SECRET.encode() in content for content in files_of(exported(world, item.claim, **options)).values())
