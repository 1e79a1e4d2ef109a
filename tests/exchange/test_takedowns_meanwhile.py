"""A takedown, or a mark as protected, while a package is written: the package does not leave."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from factcheck.evidence.actions import change_evidence
from factcheck.evidence.custody.actions import hide_evidence, lift_takedown
from factcheck.evidence.models import Evidence
from factcheck.exchange import packing
from factcheck.exchange.actions import CHANGED, export_claim
from factcheck.exchange.models import ClaimExport
from factcheck.ledger.models import Entry
from factcheck.web.errors import Refused
from tests.copies import page_item, provided_copy
from tests.world import World


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def item(world: World) -> Evidence:
    item = page_item(world.checker, world.open_claim)
    provided_copy(world.checker, item)
    return item


def hide(world: World, item: Evidence) -> None:
    hide_evidence(person=world.editor, item=item, reason_code="court_order", reason="A court forbids it.")


def hide_elsewhere(world: World, item: Evidence) -> None:
    """Another item has the same bytes."""
    other = page_item(world.checker, world.claim(), address="https://news.example/b")
    provided_copy(world.checker, other)
    hide(world, other)


def protect(world: World, item: Evidence) -> None:
    change_evidence(person=world.checker, item=item, seen_version=item.version, protection="privacy")


def when_texts_are_written(monkeypatch: pytest.MonkeyPatch, action: Callable[[], object]) -> None:
    """Run an action after the rows of the package were read, and before its files are complete."""
    write = packing._add_texts

    def later(*arguments: Any) -> None:
        action()
        write(*arguments)

    monkeypatch.setattr(packing, "_add_texts", later)


@pytest.mark.django_db
@pytest.mark.parametrize("change", [hide, hide_elsewhere, protect])
def test_package_does_not_leave(
    world: World, item: Evidence, client: Client, monkeypatch: pytest.MonkeyPatch, change: Callable[[World, Evidence], None]
) -> None:
    when_texts_are_written(monkeypatch, lambda: change(world, item))
    client.force_login(world.editor)
    page = client.post(reverse("desk:claim-export", args=[item.claim_id]), {"with_originals": "on", "items": [item.pk]})
    assert page.status_code == 409
    assert CHANGED in page.content.decode()
    assert "Content-Disposition" not in page.headers
    assert not ClaimExport.objects.exists()
    assert not Entry.objects.filter(action="claim.exported").exists()
    monkeypatch.undo()
    again = export_claim(person=world.editor, claim=item.claim)
    again.file.close()
    assert again.row.left_out


@pytest.mark.django_db
def test_other_changes_do_not_matter(world: World, item: Evidence, monkeypatch: pytest.MonkeyPatch) -> None:
    """Items that were hidden or protected before are left out anyway, and a lifted takedown hides nothing."""
    hidden, protected = (page_item(world.checker, item.claim, address=f"https://news.example/{name}") for name in "xy")
    hide(world, hidden)
    protect(world, protected)
    takedown = hidden.takedowns.get()
    when_texts_are_written(monkeypatch, lambda: lift_takedown(person=world.editor, takedown=takedown, reason="It was lifted."))
    package = export_claim(person=world.editor, claim=item.claim)
    package.file.close()
    assert len(package.row.left_out) >= 2


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_export_waits_for_a_takedown_that_is_being_recorded(
    world: World, item: Evidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was not committed when the export began to be recorded, so the export has to wait for it."""
    outcomes: list[str] = []

    def export() -> None:
        try:
            export_claim(person=world.editor, claim=item.claim).file.close()
            outcomes.append("exported")
        except Refused as error:
            outcomes.append(error.message)
        finally:
            connection.close()

    thread = threading.Thread(target=export)
    with transaction.atomic():
        hide(world, item)
        thread.start()
        thread.join(timeout=5)
        assert outcomes == []
    thread.join(timeout=60)
    assert outcomes == [CHANGED]
    assert not ClaimExport.objects.exists()
