"""Addresses and responses with which others share a check, and their agreement with its page."""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree as xml

import pytest
from django.test import Client
from django.utils.timezone import localdate

from factcheck.claims.actions import get_or_create_actor
from factcheck.formats.sitemap import MOST_ADDRESSES
from factcheck.newsroom.actions import edit_newsroom
from factcheck.newsroom.queries import the_newsroom
from factcheck.publishing.actions import correct, publish, retract
from factcheck.publishing.models import Publication
from factcheck.publishing.sharing import queries
from factcheck.publishing.sharing.images import draw_outdated
from factcheck.verdicts.actions import save_version
from factcheck.verdicts.models import Rating, Verdict
from tests.pages import parsed
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("published")]

SLUG = "images-from-before-the-withdrawal-show-the-scene"
PAGE = f"http://testserver/checks/{SLUG}/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def published(world: World) -> Verdict:
    return world.published


def corrected(world: World) -> Publication:
    verdict = world.published
    correct(person=world.checker, verdict=verdict, correction_kind="change_of_verdict", notice="The rating was too strong.")
    save_version(
        person=world.checker,
        verdict=Verdict.objects.get(pk=verdict.pk),
        seen_version=None,
        rating=Rating.objects.get(name="Mostly false"),
        headline="Images from before show most of the scene",
    )
    return publish(person=world.editor, verdict=world.approve(world.submit(Verdict.objects.get(pk=verdict.pk))))


def head_values(client: Client) -> dict[str, str]:
    """The metadata of the page of the check, by property or name."""
    page = parsed(client.get(f"/checks/{SLUG}/"))
    metas = [element.attributes for element in page.all("meta")]
    return {meta.get("property") or meta.get("name", ""): meta.get("content", "") for meta in metas}


def test_publisher_is_the_newsroom_of_today_and_the_author_that_of_the_publication(world: World, client: Client) -> None:
    assert world.published
    before = Publication.objects.get().document["newsroom"]
    edit_newsroom(person=world.administrator, newsroom=the_newsroom(), seen_version=None, name="The Renamed Newsroom")
    page = client.get(f"/checks/{SLUG}/").content.decode()
    assert "– The Renamed Newsroom</title>" in page
    assert '<meta property="og:site_name" content="The Renamed Newsroom">' in page
    feed = json.loads(b"".join(client.get("/checks/data.json")))
    reviews = [json_ld(client), client.get(f"/checks/{SLUG}/claimreview.json").json(), feed["dataFeedElement"][0]["item"]]
    for review in reviews:
        assert (review["publisher"]["name"], review["author"]["name"]) == ("The Renamed Newsroom", before)
    assert before in client.get(f"/checks/{SLUG}/versions/1/cite.ris").content.decode()


def json_ld(client: Client) -> dict[str, Any]:
    text = client.get(f"/checks/{SLUG}/").content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    review: dict[str, Any] = json.loads(found[1])
    return review


def page_words(client: Client) -> str:
    """The text of the page before the section “Share”."""
    text = client.get(f"/checks/{SLUG}/").content.decode().partition("<body")[2].partition('id="share"')[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", text)))


@pytest.mark.parametrize("state", ["first", "corrected", "retracted"])
def test_page_and_all_machine_readable_forms_agree(world: World, published: Verdict, client: Client, state: str) -> None:
    """Rating, claim, claimant, days, address, and state, in each place where a program reads them."""
    if state != "first":
        corrected(world)
    if state == "retracted":
        retract(person=world.editor, verdict=Verdict.objects.get(pk=published.pk), notice="The images were misdated.")
    now = Publication.objects.get(verdict=published, is_current=True)
    rating = {"first": "False", "corrected": "Mostly false", "retracted": "Retracted"}[state]
    claim, claimant = "The scene was arranged after the withdrawal.", "Mikhail Minister"
    words, meta, review = page_words(client), head_values(client), json_ld(client)

    assert now.publication_kind == state
    assert rating in words
    assert claim in words
    assert claimant in words
    assert review["reviewRating"]["alternateName"] == rating
    assert review["claimReviewed"] == claim
    assert review["itemReviewed"]["author"]["name"] == claimant
    assert review["url"] == meta["og:url"] == PAGE
    assert review["publisher"]["name"] == meta["og:site_name"] == "The Factcheck newsroom"
    assert review["publisher"]["logo"]["url"].startswith("http://testserver/")
    assert review["datePublished"] == meta["article:published_time"]
    assert review["dateModified"] == meta["article:modified_time"]
    assert datetime.fromisoformat(review["dateModified"]) == now.published_at
    assert rating in meta["og:title"]
    assert rating in meta["og:image:alt"]
    assert claim in meta["og:image:alt"]
    assert meta["og:image"] == f"{PAGE}share.png?v={now.number}"
    assert review["image"]["url"] == f"{PAGE}share.png"
    assert meta["twitter:card"] == "summary_large_image"
    assert ("creativeWorkStatus" in review) == (state == "retracted")

    data = json.loads(client.get("/checks/data.json").getvalue())
    (item,) = data["dataFeedElement"]
    assert {"@context": review["@context"], **item["item"]} == review == client.get(f"/checks/{SLUG}/claimreview.json").json()
    assert item["dateModified"] == review["dateModified"]

    entry = xml.fromstring(client.get("/checks/feed.atom").content).find("a:entry", ATOM)  # noqa: S314
    assert entry is not None
    row = xml.fromstring(client.get("/checks/feed.rss").content).find("channel/item")  # noqa: S314
    assert row is not None
    assert entry.find("a:link", ATOM).get("href") == row.findtext("link") == PAGE  # type: ignore[union-attr]
    assert entry.findtext("a:id", namespaces=ATOM) == row.findtext("guid")
    assert entry.findtext("a:title", namespaces=ATOM) == row.findtext("title")
    assert entry.findtext("a:summary", namespaces=ATOM) == row.findtext("description")
    updated = entry.findtext("a:updated", namespaces=ATOM)
    assert updated == row.findtext("a:updated", namespaces=ATOM)
    assert datetime.fromisoformat(updated or "") == now.published_at
    title = entry.findtext("a:title", namespaces=ATOM) or ""
    assert rating in title
    assert title.startswith({"first": "Images", "corrected": "Corrected: ", "retracted": "Retracted: "}[state])
    assert f"Claim by {claimant}: {claim}" in (entry.findtext("a:summary", namespaces=ATOM) or "")

    discovered = parsed(client.get(f"/checks/{SLUG}/")).all("link", type="application/json+oembed")[0].attributes["href"]
    embed = client.get(discovered).json()
    assert embed["title"] == meta["og:title"]
    assert embed["thumbnail_url"] == f"{PAGE}share.png"
    address = xml.fromstring(client.get("/sitemap.xml").getvalue()).find(f"s:url[s:loc='{PAGE}']", MAP)  # noqa: S314
    assert address is not None
    assert datetime.fromisoformat(address.findtext("s:lastmod", namespaces=MAP) or "") == now.published_at.replace(microsecond=0)


def test_feeds_are_the_same_for_all_and_have_a_self_link(published: Verdict, client: Client) -> None:
    channel = xml.fromstring(client.get("/checks/feed.rss").content).find("channel")  # noqa: S314
    assert channel is not None
    assert channel.find("a:link[@rel='self']", ATOM).get("href") == "http://testserver/checks/feed.rss"  # type: ignore[union-attr]
    assert channel.find("item/guid").get("isPermaLink") == "false"  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", ["topic", "claimant"])
def test_each_topic_and_claimant_has_feeds_of_its_checks(world: World, published: Verdict, client: Client, kind: str) -> None:
    other = world.claim(
        "Another claim.",
        topics=["Other"],
        claimant=get_or_create_actor(person=world.checker, name="Other Person", actor_kind="person")[0],
    )
    publish(person=world.editor, verdict=world.approve(world.submit(world.ready(other, headline="Another"))))
    folder = "/topics/examples" if kind == "topic" else "/claimants/mikhail-minister"
    page = parsed(client.get(f"{folder}/"))
    feeds = [link.attributes["href"] for link in page.all("link", rel="alternate") if folder in link.attributes["href"]]
    assert feeds == [f"{folder}/feed.atom", f"{folder}/feed.rss"]
    feed = xml.fromstring(client.get(feeds[0]).content)  # noqa: S314
    channel = xml.fromstring(client.get(feeds[1]).content).find("channel")  # noqa: S314
    assert channel is not None
    assert [entry.find("a:link", ATOM).get("href") for entry in feed.iterfind("a:entry", ATOM)] == [PAGE]  # type: ignore[union-attr]
    assert [item.findtext("link") for item in channel.iterfind("item")] == [PAGE]
    name = "Examples" if kind == "topic" else "Mikhail Minister"
    assert (
        feed.findtext("a:title", namespaces=ATOM) == channel.findtext("title") == f"The Factcheck newsroom: fact-checks: {name}"
    )
    ids = [
        xml.fromstring(client.get(address).content).findtext("a:id", namespaces=ATOM)  # noqa: S314
        for address in (feeds[0], "/checks/feed.atom", "/topics/other/feed.atom")
    ]
    assert len(set(ids)) == 3
    assert client.get(f"{folder}-2/feed.atom").status_code == 404


def test_block_has_no_script_and_none_of_its_words_can_become_wrong(world: World, published: Verdict, client: Client) -> None:
    def block() -> str:
        return parsed(client.get(f"/checks/{SLUG}/")).all("textarea", id="share-block")[0].raw

    first = block()
    number = Publication.objects.get(verdict=published).pk
    assert first.startswith(f'<a href="http://testserver/c/{number}/"><img src="{PAGE}share.png" alt="Fact-check by')
    assert "script" not in first
    assert "False" not in first
    assert "Images from before" not in first
    corrected(world)
    assert block() == first
    retract(person=world.editor, verdict=Verdict.objects.get(pk=published.pk), notice="The images were misdated.")
    assert block() == first


def test_short_address_stays_and_leads_to_the_check(world: World, published: Verdict, client: Client) -> None:
    number = Publication.objects.get(verdict=published).pk
    response = client.get(f"/c/{number}/")
    assert (response.status_code, response["Location"]) == (302, f"/checks/{SLUG}/")
    later = corrected(world)
    assert client.get(f"/c/{number}/")["Location"] == f"/checks/{SLUG}/"
    assert client.get(f"/c/{later.pk}/").status_code == 404  # only the first publication has one
    assert client.get("/c/99999999999999999999999/").status_code == 404


def test_image_is_revalidated_and_may_be_displayed_by_other_sites(published: Verdict, client: Client) -> None:
    draw_outdated()
    response = client.get(f"/checks/{SLUG}/share.png")
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.content.startswith(b"\x89PNG")
    again = client.get(f"/checks/{SLUG}/share.png", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/checks/nothing/share.png").status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://testserver/",
        "http://testserver/corrections/",
        "http://testserver/checks/nothing/",
        f"https://testserver/checks/{SLUG}/",
        f"http://testserver.example/checks/{SLUG}/",
        f"http://testserver@evil.example/checks/{SLUG}/",
        f"http://evil@testserver/checks/{SLUG}/",
        f"http://testserver:81/checks/{SLUG}/",
        f"//testserver/checks/{SLUG}/",
        f"/checks/{SLUG}/",
        f"http://testserver/checks/{SLUG}",
        "http://testserver/desk/",
        "http://[::1",
        "http://testserver/checks/%ff/",
        f"http://testserver/checks/{SLUG}/" + "a" * 3000,
    ],
)
def test_oembed_answers_only_for_pages_of_checks_on_this_site(published: Verdict, client: Client, url: str) -> None:
    assert client.get("/oembed/", {"url": url}).status_code == 404


def test_oembed_accepts_the_addresses_of_a_check(published: Verdict, client: Client) -> None:
    number = Publication.objects.get(verdict=published).pk
    answers = [
        client.get("/oembed/", {"url": url}).json()
        for url in (PAGE, f"{PAGE}#evidence-1", f"{PAGE}versions/1/", f"http://testserver/c/{number}/", PAGE.replace("-", "%2D"))
    ]
    answers += [client.get("/oembed/", {"url": f"{PAGE}?{query}"}).json() for query in ("utm_source=newsletter", "fbclid=1#top")]
    assert all(answer == answers[0] for answer in answers)
    assert (answers[0]["version"], answers[0]["type"]) == ("1.0", "rich")
    assert client.get("/oembed/", {"url": PAGE, "format": "xml"}).status_code == 501


@pytest.mark.parametrize(
    ("limits", "size"),
    [
        ({}, (600, 315)),
        ({"maxwidth": "400"}, (400, 210)),
        ({"maxwidth": "5000"}, (600, 315)),
        ({"maxheight": "100"}, (190, 99)),
        ({"maxwidth": "1"}, (1, 1)),
        ({"maxwidth": "-5", "maxheight": "x"}, (600, 315)),
        ({"maxwidth": "0"}, (600, 315)),
    ],
)
def test_oembed_respects_the_limits(published: Verdict, client: Client, limits: dict[str, str], size: tuple[int, int]) -> None:
    answer = client.get("/oembed/", {"url": PAGE, **limits}).json()
    assert (answer["width"], answer["height"]) == size
    assert f'width="{size[0]}" height="{size[1]}"' in answer["html"]


def test_no_page_can_be_framed_by_default(published: Verdict, client: Client) -> None:
    assert client.get(f"/checks/{SLUG}/embed/").status_code == 404
    assert not parsed(client.get(f"/checks/{SLUG}/")).all("textarea", id="share-frame")


@pytest.mark.unprepared
def test_only_the_embed_can_be_framed_and_only_by_the_named_sites(published: Verdict, client: Client, settings) -> None:
    settings.EMBED_ORIGINS = ["https://partner.example"]
    response = client.get(f"/checks/{SLUG}/embed/")
    assert response.status_code == 200
    policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    assert policy["frame-ancestors"] == "https://partner.example"
    assert policy["script-src"] == policy["form-action"] == policy["connect-src"] == policy["default-src"] == "'none'"
    assert "X-Frame-Options" not in response
    assert "<script" not in response.content.decode()
    frame = parsed(client.get(f"/checks/{SLUG}/")).all("textarea", id="share-frame")[0].raw
    assert 'sandbox="allow-same-origin ' in frame  # without it, browsers do not load the marks of ratings
    assert "allow-scripts" not in frame
    for address in ("/", f"/checks/{SLUG}/", f"/checks/{SLUG}/versions/1/", "/desk/", "/accounts/login/"):
        page = client.get(address)
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
        assert page["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("state", ["first", "corrected", "retracted"])
def test_embed_displays_the_current_state(world: World, published: Verdict, client: Client, settings, state: str) -> None:
    settings.EMBED_ORIGINS = ["*"]
    if state != "first":
        corrected(world)
    if state == "retracted":
        retract(person=world.editor, verdict=Verdict.objects.get(pk=published.pk), notice="The images were misdated.")
    text = client.get(f"/checks/{SLUG}/embed/").content.decode().partition("<body")[2]
    assert ("Corrected on" in text, "Retracted on" in text) == (state == "corrected", state == "retracted")
    assert ("The images were misdated." in text) == (state == "retracted")
    assert ("Mostly false" in text) == (state == "corrected")
    assert ("Is it so?" in text) == (state != "retracted")


@pytest.mark.parametrize("extension", ["txt", "bib", "ris", "json"])
def test_citations_name_the_version_and_today(world: World, published: Verdict, client: Client, extension: str) -> None:
    corrected(world)
    text = client.get(f"/checks/{SLUG}/versions/1/cite.{extension}").content.decode()
    assert f"{PAGE}versions/1/" in text
    today: date = localdate()
    assert re.search(rf"{today.year}(-|/|,\s*){today.month:02d}|{today.day} {today:%B %Y}|{today.year},\s+{today.month},", text)
    assert client.get(f"/checks/{SLUG}/versions/9/cite.{extension}").status_code == 404


def test_unknown_citation_format_gets_404(published: Verdict, client: Client) -> None:
    assert client.get(f"/checks/{SLUG}/versions/1/cite.exe").status_code == 404


def test_page_links_the_files_with_its_citation(published: Verdict, client: Client) -> None:
    text = client.get(f"/checks/{SLUG}/").content.decode()
    for extension in ("txt", "bib", "ris", "json"):
        assert f'href="/checks/{SLUG}/versions/1/cite.{extension}"' in text


def test_security_txt_exists_until_it_expires(client: Client, settings) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACTS, settings.SECURITY_EXPIRES = ["mailto:desk@example.org"], localdate()
    settings.PUBLIC_URL = "https://checks.example.org"
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert lines[0] == "Contact: mailto:desk@example.org"
    expires = next(line.removeprefix("Expires: ") for line in lines if line.startswith("Expires: "))
    assert datetime.fromisoformat(expires) == datetime.combine(localdate(), datetime.max.time(), UTC).replace(microsecond=0)
    assert "Canonical: https://checks.example.org/.well-known/security.txt" in lines
    settings.SECURITY_EXPIRES = date(2026, 1, 1)
    assert client.get("/.well-known/security.txt").status_code == 404


def test_robots_name_the_sitemap(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert text.endswith("\nSitemap: http://testserver/sitemap.xml\n")
    assert "Disallow: /desk/" in text


def test_many_checks_have_an_index_of_sitemaps(world: World, published: Verdict, client: Client, monkeypatch) -> None:
    publish(
        person=world.editor, verdict=world.approve(world.submit(world.ready(world.claim("Another claim."), headline="Another")))
    )
    assert queries.PART < MOST_ADDRESSES
    monkeypatch.setattr(queries, "PART", 1)  # as if each sitemap had room for one check
    index = xml.fromstring(client.get("/sitemap.xml").getvalue())  # noqa: S314
    assert index.tag.endswith("sitemapindex")
    parts = [element.text or "" for element in index.iterfind("s:sitemap/s:loc", MAP)]
    assert len(parts) == 2
    found = [
        address.text
        for part in parts
        for address in xml.fromstring(client.get(part).getvalue()).iterfind("s:url/s:loc", MAP)  # noqa: S314
    ]
    checks = [f"http://testserver/checks/{slug}/" for slug in Publication.objects.values_list("slug", flat=True)]
    lists = ["http://testserver/", "http://testserver/corrections/", "http://testserver/method/"]
    assert sorted(found) == sorted([*lists, *checks])


def test_only_sitemap_lists_the_pages_whatever_its_number(published: Verdict, client: Client, monkeypatch) -> None:
    monkeypatch.setattr(queries, "PART", 1)  # so that the only check is not in part 0
    pages = [e.text for e in xml.fromstring(client.get("/sitemap.xml").getvalue()).iterfind("s:url/s:loc", MAP)]  # noqa: S314
    assert pages == ["http://testserver/", "http://testserver/corrections/", "http://testserver/method/", PAGE]


@pytest.mark.unprepared
def test_sitemap_of_an_empty_site_lists_its_pages(world: World, client: Client) -> None:
    assert world.draft
    pages = [e.text for e in xml.fromstring(client.get("/sitemap.xml").getvalue()).iterfind("s:url/s:loc", MAP)]  # noqa: S314
    assert pages == ["http://testserver/", "http://testserver/corrections/", "http://testserver/method/"]
