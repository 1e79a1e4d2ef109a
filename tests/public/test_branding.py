"""The colors of the newsroom on public pages."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from factcheck.ledger.models import Entry
from factcheck.newsroom.actions import edit_newsroom
from factcheck.newsroom.colors import (
    DARK_SURFACE,
    LIGHT_SURFACE,
    MIN_CONTRAST,
    contrast,
    nearest_readable,
    read_color,
    style_sheet,
    text_color,
)
from factcheck.newsroom.models import Newsroom
from factcheck.newsroom.queries import the_newsroom
from factcheck.web.errors import Invalid
from tests.pages import field_errors, parsed, signed_in
from tests.world import World

COLORS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(COLORS)
def test_every_color_has_a_readable_text_and_readable_neighbors(color: str) -> None:
    assert contrast(color, text_color(color)) >= MIN_CONTRAST
    for surface in (LIGHT_SURFACE, DARK_SURFACE):
        found = nearest_readable(color, surface)
        assert contrast(found, surface) >= MIN_CONTRAST
        assert nearest_readable(found, surface) == found


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "#ffffff") < MIN_CONTRAST


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("#0D3B36", "#0d3b36"),
        ("0d3b36", "#0d3b36"),
        (" #036 ", "#003366"),
        ("red", None),
        ("#12345", None),
        ("#0d3b36;}", None),
        ("\uff10d3b36", None),
        ("", None),
    ],
)
def test_color_is_read_from_usual_spellings(text: str, color: str | None) -> None:
    assert read_color(text) == color


def test_surfaces_of_the_contrast_check_are_those_of_the_style_sheet() -> None:
    sheet = (settings.BASE_DIR / "static/css/public-base.css").read_text()
    light, _ = re.findall(r"--band: light-dark\((#\w+), (#\w+)\)", sheet)[0]
    _, dark = re.findall(r"--raised: light-dark\((#\w+), (#\w+)\)", sheet)[0]
    assert (light, dark) == (LIGHT_SURFACE, DARK_SURFACE)


@pytest.mark.parametrize(("brand", "accent"), [("red", ""), ("", "#ffff00"), ("#0D3B36", ""), ("#0d3b36}", "")])
def test_style_sheet_contains_valid_and_readable_colors_only(brand: str, accent: str) -> None:
    with pytest.raises(ValueError, match="not a color"):
        style_sheet(brand, accent)


@pytest.mark.django_db
def test_colors_reach_every_public_page_as_an_immutable_style_sheet(world: World, client: Client) -> None:
    assert world.published
    assert "/colors/" not in client.get("/").content.decode()
    edit_newsroom(
        person=world.administrator, newsroom=the_newsroom(), seen_version=None, brand_color="#FFD700", accent_color="7a1020"
    )
    check = "/checks/images-from-before-the-withdrawal-show-the-scene/"
    for address in ("/", "/corrections/", "/method/", check, f"{check}versions/1/"):
        sheets = [link.attributes["href"] for link in parsed(client.get(address)).all("link", rel="stylesheet")]
        assert sheets[-1] == "/colors/ffd700-7a1020.css", address
    response = client.get("/colors/ffd700-7a1020.css")
    css = response.content.decode()
    assert "--brand: #ffd700; --on-brand: #000000;" in css
    assert "--accent: light-dark(#7a1020, #" in css
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert client.get("/colors/ffd700-7a1020.css", headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert Entry.objects.latest("number").action == "newsroom.edited"


def test_addresses_of_other_colors_are_not_found(client: Client) -> None:
    for address in ("-ffff00.css", "red-.css", "0d3b36.css", "0D3B36-.css", "0d3b36-0b5d56.css/", "%0a-.css"):
        assert client.get(f"/colors/{address}").status_code == 404, address


@pytest.mark.django_db
def test_unreadable_accent_is_refused_with_the_nearest_readable_color(world: World) -> None:
    client = signed_in(world.administrator)
    page = parsed(client.get("/desk/newsroom/"))
    (picture,) = [image for image in page.all("img") if "data-color-preview" in image.attributes]
    assert client.get(picture.attributes["src"]).status_code == 200
    data = {"version": the_newsroom().version, "accent_color": "#ffd700", "brand_color": "#ffd700"}
    response = client.post("/desk/newsroom/", data)
    assert response.status_code == 422
    error = field_errors(response)["accent_color"]
    proposal = re.findall(r"#[0-9a-f]{6}", error)[-1]
    assert nearest_readable("#ffd700", LIGHT_SURFACE) == proposal
    assert the_newsroom().accent_color == ""
    edit_newsroom(person=world.administrator, newsroom=the_newsroom(), seen_version=None, accent_color=proposal)
    with pytest.raises(Invalid):
        edit_newsroom(person=world.administrator, newsroom=the_newsroom(), seen_version=None, brand_color="gold")
    assert Newsroom.objects.get().accent_color == proposal
