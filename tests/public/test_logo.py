"""The logo on public pages, in structured data, in feeds, and in images."""

from __future__ import annotations

import json
from io import BytesIO
from xml.etree import ElementTree as xml

import pytest
from django.test import Client
from PIL import Image

from factcheck.archive.models import Capture
from factcheck.evidence.actions import FileLocator, attach
from factcheck.newsroom.queries import the_newsroom
from factcheck.publishing.logos.actions import remove_logo
from factcheck.publishing.sharing import images
from factcheck.publishing.sharing.drawing import HEIGHT
from tests.logos import add_logo, encoded, picture
from tests.pages import parsed
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister")]
CHECK = "/checks/images-from-before-the-withdrawal-show-the-scene/"
RED = (200, 30, 30, 255)


def address(world: World, **options: object) -> str:
    return f"/logos/{add_logo(world, **options).logo.capture.sha256}.png"  # type: ignore[arg-type]


def test_file_is_public_and_immutable(world: World, client: Client) -> None:
    url = address(world)
    response = client.get(url)
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in response.headers
    assert not response.cookies
    assert Image.open(BytesIO(response.content)).size == (320, 160)
    assert client.get(url, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_only_logos_are_served(world: World, client: Client) -> None:
    """Hashes of other captures, which may be evidence, are not found."""
    png = encoded(picture(color=RED))
    attach(
        person=world.checker,
        claim=world.open_claim,
        stance="context",
        closeness="primary",
        quoted_from=FileLocator("a.png", "image/png", png),
    )
    for sha256 in (Capture.objects.latest("id").sha256, "0" * 64, "A" * 64, "0" * 63):
        assert client.get(f"/logos/{sha256}.png").status_code == 404


def test_former_logo_keeps_its_address(world: World, client: Client) -> None:
    first, second = address(world), address(world, color=RED)
    remove_logo(person=world.administrator, newsroom=the_newsroom(), seen_version=None)
    assert first != second
    assert [client.get(url).status_code for url in (first, second)] == [200, 200]
    assert "/logos/" not in client.get("/").content.decode()


@pytest.mark.parametrize("contains_name", [False, True])
def test_header_of_every_public_page_has_the_logo(world: World, client: Client, contains_name: bool, settings) -> None:
    settings.EMBED_ORIGINS = ["https://example.org"]
    assert world.published
    article = world.published.claim.mentions.get().revision.article_id
    before = {page: client.get(page)["ETag"] for page in ("/", CHECK)}
    url = address(world, contains_name=contains_name)
    pages = ("/", "/corrections/", "/method/", CHECK, f"{CHECK}versions/1/", f"/articles/{article}/")
    for page in pages:
        (name,) = parsed(client.get(page)).all("a", class_="masthead-name")
        (image,) = name.all("img")
        expected = "The Factcheck newsroom" if contains_name else ""
        assert (image.attributes["src"], image.attributes["alt"]) == (url, expected), page
        assert (image.attributes["width"], image.attributes["height"]) == ("320", "160")
        assert name.text.strip() == ("" if contains_name else "The Factcheck newsroom")
    assert all(client.get(page)["ETag"] != etag for page, etag in before.items())
    (image,) = parsed(client.get(f"{CHECK}embed/")).all("img")
    assert image.attributes["src"] == url


def test_structured_data_names_the_logo_with_its_size(world: World, client: Client) -> None:
    assert world.published
    assert json.loads(client.get(f"{CHECK}claimreview.json").content)["publisher"]["logo"]["url"].endswith("favicon.svg")
    etag = client.get("/checks/data.json")["ETag"]
    url = f"http://testserver{address(world)}"
    expected = {"@type": "ImageObject", "url": url, "width": 320, "height": 160}
    review = json.loads(client.get(f"{CHECK}claimreview.json").content)
    (script,) = parsed(client.get(CHECK)).all("script", type="application/ld+json")
    feed = client.get("/checks/data.json", headers={"If-None-Match": etag})
    assert feed.status_code == 200
    item = json.loads(b"".join(feed.streaming_content))["dataFeedElement"][0]["item"]  # type: ignore[attr-defined]
    for found in (review, json.loads(script.raw), item):
        assert found["publisher"]["logo"] == found["author"]["logo"] == expected


def test_feeds_have_the_logo(world: World, client: Client) -> None:
    assert world.published
    atom = "{http://www.w3.org/2005/Atom}"
    assert xml.fromstring(client.get("/checks/feed.atom").content).find(f"{atom}logo") is None  # noqa: S314
    assert xml.fromstring(client.get("/checks/feed.rss").content).find("channel/image") is None  # noqa: S314
    url = f"http://testserver{address(world)}"
    feed = xml.fromstring(client.get("/checks/feed.atom").content)  # noqa: S314
    assert [child.tag for child in feed].count(f"{atom}logo") == 1
    assert feed.findtext(f"{atom}logo") == url
    image = xml.fromstring(client.get("/checks/feed.rss").content).find("channel/image")  # noqa: S314
    assert image is not None
    assert {child.tag: child.text for child in image} == {
        "url": url,
        "title": "The Factcheck newsroom: fact-checks",
        "link": "http://testserver/",
        "width": "144",
        "height": "72",
    }


def test_share_images_are_drawn_again_with_the_logo(world: World, client: Client) -> None:
    assert world.published
    assert images.draw_outdated() == (1, 0)
    assert not images.outdated().exists()
    without = client.get(f"{CHECK}share.png").content
    add_logo(world, color=RED)
    assert images.outdated().count() == 1
    assert images.draw_outdated() == (1, 0)
    found = Image.open(BytesIO(client.get(f"{CHECK}share.png").content)).convert("RGB")
    assert _is_red(found.getpixel((64 + 54, HEIGHT - 42)))
    assert not _is_red(Image.open(BytesIO(without)).convert("RGB").getpixel((64 + 54, HEIGHT - 42)))
    remove_logo(person=world.administrator, newsroom=the_newsroom(), seen_version=None)
    images.draw_outdated()
    assert client.get(f"{CHECK}share.png").content == without


def _is_red(color: object) -> bool:
    red, green, blue = color  # type: ignore[misc]
    return red > 150 and green < 90 and blue < 90
