"""Exporting a claim in a browser, after the password is entered again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from factcheck.exchange.models import ClaimExport
from tests.browser.people import Desks
from tests.exchange.packages import report_of
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def page(desks: Desks, world: World) -> Page:
    return desks.of(world.editor)


def test_message_about_a_wrong_password_is_gone_when_the_download_begins(page: Page, world: World, settings: Any) -> None:
    settings.FRESH_MINUTES = -1
    page.goto(reverse("desk:claim-export", args=[world.open_claim.pk]))
    page.get_by_role("button", name="Export claim").click()
    password = page.get_by_label("Password")
    expect(password).to_be_focused()
    password.fill("not the password")
    page.keyboard.press("Enter")
    summary = page.locator(".summary")
    expect(summary).to_be_focused()
    settings.FRESH_MINUTES = 10
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    expect(summary).to_have_count(0)
    assert report_of(Path(download.value.path()).read_bytes()).errors == []
    assert ClaimExport.objects.get().created_by == world.editor
