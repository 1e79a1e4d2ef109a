"""Checks with headlines in other scripts: every URL that leads to them, as programs and people send it."""

from __future__ import annotations

import json
import socket
import unicodedata
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from xml.etree import ElementTree as xml

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from factcheck.publishing.actions import correct, publish
from factcheck.publishing.models import Publication
from factcheck.verdicts.actions import save_version
from factcheck.verdicts.models import Verdict
from tests.api.calls import Caller
from tests.pages import parsed
from tests.sql import without_triggers
from tests.world import World

pytestmark = pytest.mark.prepared("first_article", "minister", "institute", "editor")

HEADLINES = {
    "Міст має 300 метрів, а не 30": "міст-має-300-метрів-а-не-30",
    "عدد الجسور 12 جسرًا": "عدد-الجسور-12-جسرًا",
    "卫生部长没有这么说": "卫生部长没有这么说",
    "पुल 300 मीटर लंबा है": "पुल-300-मीटर-लंबा-है",
}
NS = {"a": "http://www.w3.org/2005/Atom"}


def publish_check(world: World, headline: str) -> Publication:
    return publish(
        person=world.editor, verdict=world.approve(world.submit(world.ready(world.claim(headline), headline=headline)))
    )


def raw_status(live_server: Any, target: bytes) -> bytes:
    """The status line of the response to a request whose target is not percent-encoded."""
    address = urlsplit(live_server.url)
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(b"GET " + target + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        return connection.makefile("rb").readline().strip()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("headline", "slug"), HEADLINES.items())
def test_server_accepts_encoded_and_raw_urls(world: World, live_server: Any, headline: str, slug: str) -> None:
    assert publish_check(world, headline).slug == slug
    for path in (f"/checks/{slug}/", f"/checks/{slug}/versions/1/", f"/checks/{slug}/claimreview.json"):
        forms = [quote(path), quote(path).lower(), quote(unicodedata.normalize("NFD", path)), path]
        assert {form: raw_status(live_server, form.encode()) for form in forms} == dict.fromkeys(forms, b"HTTP/1.1 200 OK")
    for path in (f"/checks/{slug}x/", f"/checks/{slug}\u202e/", "/checks/%FF%FE/", "/checks/%00/", "/checks/a%2Fb/"):
        assert raw_status(live_server, path.encode()) == b"HTTP/1.1 404 Not Found", path


@pytest.mark.django_db
@pytest.mark.parametrize(("headline", "slug"), HEADLINES.items())
def test_links_are_percent_encoded_everywhere(world: World, client: Client, headline: str, slug: str) -> None:
    publish_check(world, headline)
    path = f"/checks/{quote(slug)}/"
    url = f"http://testserver{path}"
    page = parsed(client.get(path))
    assert [link.attributes["href"] for link in page.all("link", rel="canonical")] == [url]
    assert [meta.attributes["content"] for meta in page.all("meta", property="og:url")] == [url]
    links = [link.text for link in page.all("a", href=url)]
    assert links == [f"http://testserver/checks/{slug}/"]
    for listing in ("/", "/corrections/"):
        assert all(link.attributes["href"].isascii() for link in parsed(client.get(listing)).all("a"))
    assert parsed(client.get("/")).all("a", href=path)
    review = client.get(f"{path}claimreview.json").json()
    assert review["url"] == url
    feed = json.loads(client.get("/checks/data.json").getvalue())
    assert [item["item"]["url"] for item in feed["dataFeedElement"]] == [url]
    entry = xml.fromstring(client.get("/checks/feed.atom").content).find("a:entry", NS)  # noqa: S314
    assert entry is not None
    assert entry.find("a:link", NS).get("href") == url  # type: ignore[union-attr]
    assert unquote(url).endswith(f"/{slug}/")


@pytest.mark.django_db
def test_api_returns_and_filters_by_the_readable_slug(world: World) -> None:
    (headline, slug), call = next(iter(HEADLINES.items())), Caller(world.reader)
    published = publish_check(world, headline)
    (row,) = call.get("publications/", slug=slug).json()["results"]
    assert (row["id"], row["slug"]) == (published.pk, slug)


@pytest.mark.django_db
def test_slug_of_a_published_check_never_changes(world: World, client: Client) -> None:
    """Slugs from before this rule, such as “check-2” or “kbenhavn”, stay as they are."""
    headline, slug = next(iter(HEADLINES.items()))
    first = publish_check(world, headline)
    verdict = Verdict.objects.get(pk=first.verdict_id)
    correct(person=world.checker, verdict=verdict, correction_kind="clarification", notice="The headline was shortened.")
    save_version(person=world.checker, verdict=verdict, seen_version=None, headline="Міст має 300 метрів")
    second = publish(person=world.editor, verdict=world.approve(world.submit(Verdict.objects.get(pk=verdict.pk))))
    assert (second.headline, second.slug) == ("Міст має 300 метрів", slug)
    assert client.get(reverse("public:check", args=[slug])).status_code == 200
    again = publish_check(world, headline)
    assert again.slug == f"{slug}-2"


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["a b", "a/b", "a.b", "a%20b", "a?b", "", "a\u00a0b", "a\nb"])
def test_database_refuses_a_slug_that_is_no_path_segment(world: World, slug: str) -> None:
    published = publish_check(world, "A")
    values = {field.attname: getattr(published, field.attname) for field in Publication._meta.fields}
    del values["id"]
    # Without the trigger that requires an approval.
    with without_triggers(), pytest.raises(IntegrityError, match="slug_is_one_path_segment"), transaction.atomic():
        Publication.objects.create(**{**values, "slug": slug, "is_current": False, "number": 2})
