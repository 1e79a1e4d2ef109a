"""The screen of the logo, and the ledger entries of its changes."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from factcheck.archive.models import Capture
from factcheck.archive.queries import read_capture
from factcheck.ledger.models import Entry
from factcheck.newsroom.actions import edit_newsroom
from factcheck.newsroom.models import Logo
from factcheck.newsroom.queries import branding, the_newsroom
from factcheck.publishing.logos import limits
from tests.logos import add_logo, encoded, picture
from tests.pages import alerts, field_errors, parsed, signed_in
from tests.world import World

pytestmark = pytest.mark.django_db
SCREEN = "/desk/newsroom/logo/"


def upload(client: Client, content: bytes, *, name: str = "logo.png", **more: Any) -> Any:
    data = {"version": the_newsroom().version, "file": SimpleUploadedFile(name, content), **more}
    return client.post(SCREEN, data)


def test_logo_is_stored_and_recorded(world: World) -> None:
    client = signed_in(world.administrator)
    response = upload(client, encoded(picture()), contains_name="on")
    assert (response.status_code, response["Location"]) == (303, SCREEN)
    row = the_newsroom()
    added, changed = Entry.objects.order_by("number")[Entry.objects.count() - 2 :]
    assert (added.action, changed.action, changed.before, changed.after) == (
        "logo.added",
        "newsroom.logo",
        {"logo": None},
        {"logo": row.logo_id},
    )
    capture = row.logo.capture
    assert (capture.name, capture.media_type, capture.captured_by) == ("logo.png", "image/png", world.administrator)
    assert len(b"".join(read_capture(capture))) == capture.size
    logo = branding().logo
    assert logo == (capture.sha256, 320, 160, True)


def test_replaced_logo_stays_and_can_come_back(world: World) -> None:
    first = add_logo(world).logo
    second = add_logo(world, color=(200, 30, 30, 255)).logo
    assert Logo.objects.count() == 2
    captures = Capture.objects.count()
    assert add_logo(world).logo == first != second
    assert (Logo.objects.count(), Capture.objects.count()) == (2, captures)
    version = the_newsroom().version
    add_logo(world)
    assert the_newsroom().version == version, "the same logo again is no change"


def test_removed_logo_stays_in_the_history(world: World) -> None:
    logo = add_logo(world).logo
    client = signed_in(world.administrator)
    page = parsed(client.get(SCREEN))
    assert "Remove logo" in page.text
    response = client.post(reverse("desk:newsroom-logo-remove"), {"version": the_newsroom().version})
    assert response.status_code == 303
    assert the_newsroom().logo is None
    assert branding().logo is None
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.before, entry.after) == ("newsroom.logo_removed", {"logo": logo.pk}, {"logo": None})
    assert "Remove logo" not in parsed(client.get(SCREEN)).text
    history = parsed(client.get("/desk/history/newsroom/1/")).text
    assert "logo.png" in history
    assert "removed the logo" in history


@pytest.mark.parametrize("role", ["reader", "checker", "editor"])
def test_only_administrators_change_the_logo(world: World, role: str) -> None:
    add_logo(world)
    version = the_newsroom().version
    client = signed_in(getattr(world, role))
    response = client.get(SCREEN)
    assert response.status_code == 200
    buttons = [button for button in parsed(response).all("button") if "logo" in button.text]
    assert {button.attributes.get("aria-disabled", "") for button in buttons} == {"true"}
    assert upload(client, encoded(picture(color=(200, 30, 30, 255)))).status_code == 403
    assert client.post(f"{SCREEN}remove/", {"version": version}).status_code == 403
    assert the_newsroom().version == version


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (encoded(picture(100, 100)), limits.too_small(100, 100)),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", limits.IS_SVG),
        (b"MZ\x90\x00", limits.WRONG_TYPE),
        (bytes(limits.MAX_BYTES + 1), "the limit is 2,097,152"),
        (b"", "The file is empty."),
    ],
    ids=range(5),
)
def test_refused_file_is_explained_beside_its_field(world: World, content: bytes, reason: str) -> None:
    captures = Capture.objects.count()
    response = upload(signed_in(world.administrator), content)
    assert response.status_code == 422
    assert reason in field_errors(response)["file"]
    assert the_newsroom().logo is None
    assert Capture.objects.count() == captures


def test_declared_type_and_suffix_do_not_count(world: World) -> None:
    client = signed_in(world.administrator)
    assert upload(client, encoded(picture(mode="RGB"), "JPEG"), name="logo.svg").status_code == 303
    assert upload(client, b"plain words", name="logo.png").status_code == 422


def test_second_of_two_administrators_sees_the_change_of_the_first(world: World) -> None:
    client = signed_in(world.administrator)
    seen = the_newsroom().version
    other = add_logo(world, color=(200, 30, 30, 255)).logo
    response = upload(client, encoded(picture()), version=seen)
    assert response.status_code == 409
    assert "newer version" in " ".join(alerts(response))
    assert "Select the file again" in " ".join(alerts(response))
    assert the_newsroom().logo == other
    response = client.post(f"{SCREEN}remove/", {"version": seen})
    assert response.status_code == 409
    assert the_newsroom().logo == other


def test_double_click_stores_one_logo(world: World) -> None:
    client = signed_in(world.administrator)
    (token,) = {field.attributes["value"] for field in parsed(client.get(SCREEN)).all("input", name="token")}
    version = the_newsroom().version
    for _ in range(2):
        assert upload(client, encoded(picture()), token=token, version=version).status_code == 303
    assert the_newsroom().version == version + 1


def test_settings_show_the_look_and_warn_of_an_invisible_logo(world: World) -> None:
    client = signed_in(world.administrator)
    assert "Upload a logo" in parsed(client.get("/desk/newsroom/")).text
    logo = add_logo(world, color=(20, 24, 26, 255)).logo
    page = parsed(client.get("/desk/newsroom/"))
    panels = page.all("svg", role="img")
    assert [panel.attributes["aria-label"] for panel in panels] == ["On the band", "On light paper", "On dark paper"]
    address = f"/logos/{logo.capture.sha256}.png"
    assert [image.attributes["href"] for panel in panels for image in panel.all("image")] == [address] * 3
    text = " ".join(page.text.split())
    assert "A large part of the logo has almost the color of the band." in text
    assert "The logo is visible on light paper." in text
    assert "A large part of the logo has almost the color of dark paper." in text
    assert "Links on dark paper have a contrast of" in text


def test_other_settings_keep_the_logo(world: World) -> None:
    logo = add_logo(world).logo
    edit_newsroom(person=world.administrator, newsroom=the_newsroom(), seen_version=None, name="The Gazette")
    assert the_newsroom().logo == logo
