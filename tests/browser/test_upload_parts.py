"""A package that the browser uploads in parts: progress, lost responses, an interrupted connection, leaving, and a large file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from factcheck.claims.models import Claim
from tests.browser.people import Desks
from tests.exchange.test_faults import package_of_another_newsroom
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

PARTS = 5
INTERRUPTED = "The upload was interrupted. Check your connection, then submit again: it continues where it stopped."


@pytest.fixture
def package(settings: Any, tmp_path: Path) -> bytes:
    """A package that is sent in five parts."""
    content = package_of_another_newsroom()
    settings.PACKAGE_FOLDER = tmp_path / "packages"
    settings.MAX_UPLOAD_BYTES = len(content) // PARTS + 1
    return content


@pytest.fixture
def page(desks: Desks, package: bytes, world: World) -> Page:
    """The form, opened by an editor."""
    page = desks.of(world.editor)
    page.goto(reverse("desk:package-upload"))
    return page


@pytest.fixture
def form(page: Page, package: bytes) -> Page:
    """The form with the file, before it is sent."""
    select(page, package)
    return page


def as_file(package: bytes) -> Any:
    return {"name": "claim.zip", "mimeType": "application/zip", "buffer": package}


def select(page: Page, package: bytes) -> None:
    page.locator("input[type=file]").set_input_files(as_file(package))
    expect(page.locator("[data-upload-state]")).to_have_text(f"{len(package) / 1024 / 1024:.1f} MB selected.")


def send(page: Page) -> None:
    page.get_by_role("button", name="Verify package").click()


class Connection:
    """What happens to each request for a part, in order: "pass", "lose" its response, "cut" it, or "hold" it."""

    def __init__(self, page: Page, *fates: str) -> None:
        self.page, self.fates, self.held, self.count = page, list(fates), list[Route](), 0
        page.route("**" + reverse("desk:package-part"), self)

    def __call__(self, route: Route) -> None:
        self.count += 1
        match self.fates.pop(0) if self.fates else "pass":
            case "pass":
                route.continue_()
            case "lose":
                route.fetch()
                route.abort("connectionreset")
            case "cut":
                route.abort("connectionreset")
            case "hold":
                self.held.append(route)


def received(folder: Path) -> list[int]:
    """The sizes of the files that the server keeps."""
    return sorted(file.stat().st_size for file in folder.iterdir()) if folder.is_dir() else []


def expect_verified(page: Page, package: bytes, folder: Path) -> None:
    page.wait_for_url("**/desk/packages/*/")
    expect(page.locator("main")).to_contain_text("verified")
    assert len(package) in received(folder)
    assert not Claim.objects.exists()  # nothing is imported before somebody confirms it


def test_progress_is_displayed_and_a_lost_response_is_made_up_for(form: Page, package: bytes, settings: Any) -> None:
    connection = Connection(form, "pass", "lose", "pass", "hold")
    send(form)
    progress, part = form.get_by_role("progressbar", name="Upload progress"), settings.MAX_UPLOAD_BYTES
    expect(form.locator("[data-upload-state]")).to_contain_text(f"Uploading {len(package) / 1024 / 1024:.1f} MB.")
    expect(progress).to_have_js_property("value", 2 * part)
    expect(progress).to_have_js_property("max", len(package))
    expect(form.get_by_role("button", name="Verify package")).to_be_disabled()
    assert received(settings.PACKAGE_FOLDER) == [2 * part]
    connection.held[0].continue_()
    expect_verified(form, package, settings.PACKAGE_FOLDER)
    assert connection.count == PARTS + 1


def test_interrupted_upload_says_so_and_continues_where_it_stopped(form: Page, package: bytes, settings: Any) -> None:
    connection, part = Connection(form, "pass", "pass", *["cut"] * 4), settings.MAX_UPLOAD_BYTES
    send(form)
    expect(form.locator("[data-upload-state]")).to_have_text(INTERRUPTED)
    expect(form.get_by_role("progressbar")).to_have_count(0)
    assert received(settings.PACKAGE_FOLDER) == [2 * part]
    connection.count = 0
    send(form)
    expect_verified(form, package, settings.PACKAGE_FOLDER)
    assert connection.count == PARTS - 1  # the first part, which tells where to continue, and the three that are missing


def test_upload_that_a_person_leaves_imports_nothing_and_can_be_repeated(form: Page, package: bytes, settings: Any) -> None:
    connection = Connection(form, "pass", "pass", "hold")
    send(form)
    expect(form.get_by_role("progressbar")).to_have_js_property("value", 2 * settings.MAX_UPLOAD_BYTES)
    form.get_by_role("link", name="Cancel").click()
    form.wait_for_url("**" + reverse("desk:claims"))
    assert connection.count == 3
    assert received(settings.PACKAGE_FOLDER) == [2 * settings.MAX_UPLOAD_BYTES]
    form.goto(reverse("desk:package-upload"))
    select(form, package)
    send(form)
    expect_verified(form, package, settings.PACKAGE_FOLDER)
    assert len(received(settings.PACKAGE_FOLDER)) == 2  # the package and its report: the parts of the first upload are gone


def test_file_over_the_limit_is_not_sent(page: Page, package: bytes, settings: Any) -> None:
    settings.MAX_PACKAGE_BYTES = len(package) - 1
    page.reload()
    connection = Connection(page)
    page.locator("input[type=file]").set_input_files(as_file(package))
    sentence = f"The file is {len(package):,} bytes; the limit is {len(package) - 1:,}."
    expect(page.locator("[data-upload-state]")).to_have_text(sentence)
    send(page)
    expect(page.locator("input[type=file]")).to_be_focused()
    assert (connection.count, received(settings.PACKAGE_FOLDER)) == (0, [])
