"""The public index: order, filters, and pagination."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck.public.kept_content import KEPT
from factcheck.public.templatetags.public_parts import headed
from factcheck.publishing import listing
from factcheck.publishing.actions import correct, publish, retract
from factcheck.publishing.models import Publication
from factcheck.verdicts.actions import save_version
from factcheck.verdicts.models import Rating, Verdict
from tests.pages import parsed
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "institute", "editor")]


def publish_claim(world: World, statement: str, **text: object) -> Verdict:
    fields = {key: text.pop(key) for key in ("topics", "claimant") if key in text}
    text = {"headline": statement, **text}
    verdict = world.approve(world.submit(world.ready(world.claim(statement, **fields), **text)))
    publish(person=world.editor, verdict=verdict)
    return Verdict.objects.get(pk=verdict.pk)


def listed(client: Client, query: str = "") -> list[str]:
    response = client.get("/" + query)
    assert response.status_code == 200
    return re.findall(r"<h2><a [^>]*><bdi>(.*?)</bdi></a></h2>", response.content.decode())


def test_empty_index_has_a_message(client: Client) -> None:
    assert "No checks have been published yet." in client.get("/").content.decode()


def test_newest_check_is_first_and_corrections_keep_the_order(world: World, client: Client) -> None:
    first = publish_claim(world, "One.")
    publish_claim(world, "Two.")
    correct(person=world.checker, verdict=first, correction_kind="typo", notice="A comma.")
    save_version(person=world.checker, verdict=Verdict.objects.get(pk=first.pk), seen_version=None, summary="Better.")
    publish(person=world.editor, verdict=world.approve(world.submit(Verdict.objects.get(pk=first.pk))))
    assert listed(client) == ["Two.", "One."]


def test_each_filter_selects_matching_checks(world: World, client: Client) -> None:
    from factcheck.claims.actions import get_or_create_actor

    publish_claim(world, "Refuted one.", topics=["War"])
    other, _ = get_or_create_actor(person=world.checker, name="Olena Other")
    true = Rating.objects.get(name="True")
    publish_claim(world, "Supported one.", topics=["Peace"], claimant=other, rating=true, conclusion="supported")
    days = [timezone.localdate(publication.first_published_at) for publication in Publication.objects.order_by("pk")]
    tomorrow, yesterday = days[-1] + timedelta(days=1), days[0] - timedelta(days=1)
    expected = {
        "?rating=True": ["Supported one."],
        "?rating=True&rating=False": ["Supported one.", "Refuted one."],
        "?rating=Unknown": [],
        "?retracted=1": [],
        "?q=supported": ["Supported one."],
        "?q=olena": ["Supported one."],
        "?q=supporting+-refuted": ["Supported one."],
        "?q=supported+or+refuted": ["Supported one.", "Refuted one."],
        "?q=one&topic=war": ["Refuted one."],
        "?q=nothing": [],
        "?q=%22supported+refuted%22": [],
        "?q=...": [],
        "?topic=Peace": ["Supported one."],
        "?claimant=olena+other": ["Supported one."],
        f"?since={days[0]}&until={days[-1]}": ["Supported one.", "Refuted one."],
        f"?since={tomorrow}": [],
        f"?until={yesterday}": [],
        "?rating=False&topic=Peace": [],
        "?topic=nothing": [],
    }
    assert {query: listed(client, query) for query in expected} == expected


def test_filter_without_matches_has_a_message(world: World, client: Client) -> None:
    assert world.published
    page = client.get("/?topic=nothing").content.decode()
    assert "No checks match." in page
    assert "No checks have been published yet." not in page


def test_retracted_check_is_listed_but_matches_no_rating(world: World, client: Client) -> None:
    retract(person=world.editor, verdict=publish_claim(world, "Withdrawn."), notice="It was wrong.")
    assert listed(client) == ["Withdrawn."]
    assert listed(client, "?retracted=1") == ["Withdrawn."]
    assert listed(client, "?retracted=1&rating=False") == ["Withdrawn."]
    assert listed(client, "?rating=False") == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("?since=yesterday", "since"),
        ("?until=9999-12-31", "until"),
        ("?since=0001-01-01", "since"),
        ("?topic=" + "x" * 61, "topic"),
        ("?claimant=%00", "claimant"),
        ("?q=%00", "q"),
        ("?q=" + "x" * 201, "q"),
        ("?rating=%00", "rating"),
        ("?rating=" + "x" * 500, "rating"),
        ("?" + "&".join(f"rating=r{n}" for n in range(30)), "rating"),
        ("?page=nonsense", "page"),
    ],
)
def test_invalid_filter_gets_422_with_its_field(world: World, client: Client, query: str, field: str) -> None:
    response = client.get("/" + query)
    assert response.status_code == 422
    assert field in response.content.decode()


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("?since=2026-13-45", "since", "Published from: Enter a valid date."),
        ("?q=" + "x" * 201, "q", "Search the checks: "),
        ("?rating=" + "x" * 500, "", "Rating: A rating has at most"),
    ],
)
def test_invalid_filter_is_explained_in_the_form(world: World, client: Client, query: str, field: str, message: str) -> None:
    """The page of an error is for staff: it offers neither the search nor the checks."""
    assert world.published
    page = parsed(client.get("/" + query, headers={"accept": "text/html"}))
    assert "This search is not valid." in page.text
    assert message in page.text
    assert "input is still there" not in page.text
    if field:
        [control] = page.all("input", name=field)
        assert control.attributes["value"] == query.partition("=")[2]
        assert page.all("p", id=control.attributes["aria-describedby"])


@pytest.mark.parametrize("address", ["/?page=abc", "/corrections/?page=abc", "/topics/examples/?page=abc"])
def test_unknown_page_of_a_list_leads_to_its_first_page(world: World, client: Client, address: str) -> None:
    assert world.published
    response = client.get(address)
    assert response.status_code == 422
    [link] = [link for link in parsed(response).all("a") if link.text == "Start again from the first page"]
    assert client.get(address.partition("?")[0] + link.attributes["href"]).status_code == 200


def test_unknown_kind_of_correction_is_explained(world: World, client: Client) -> None:
    response = client.get("/corrections/?kind=nonsense")
    assert response.status_code == 422
    assert "There is no such kind of correction." in response.content.decode()


def test_index_offers_each_name_once(world: World, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_claim(world, "One.", topics=["A rare topic"])
    assert client.get("/").content.decode().count('value="A rare topic"') == 1
    monkeypatch.setattr("factcheck.public.forms.MAX_FILTER_OPTIONS", 1)  # as if there were more than a select has
    KEPT.clear()
    page = client.get("/").content.decode()
    assert page.count('value="A rare topic"') == 1
    assert '<datalist id="topics">' in page


def test_claim_in_place_of_a_headline_is_labeled() -> None:
    """Documents that predate headlines have none."""
    assert headed("", "It <rained>.") == '<span class="quiet">Claim:</span> <bdi>It &lt;rained&gt;.</bdi>'
    assert headed("It did not", "It rained.") == "<bdi>It did not</bdi>"


def test_pages_follow_each_other_and_keep_the_filter(world: World, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing.index, "__kwdefaults__", None)
    monkeypatch.setattr(listing.index, "__defaults__", ("", 2))
    for number in range(5):
        publish_claim(world, f"Claim {number}.")
    address, pages = "?topic=Examples", []
    for _ in range(3):
        response = client.get("/" + address)
        page = response.content.decode()
        pages.append(re.findall(r"<h2><a [^>]*><bdi>(.*?)</bdi></a></h2>", page))
        older = re.search(r'href="(\?[^"]*)"[^>]*>Older|rel="next"\s+href="(\?[^"]*)"', page)
        older = re.search(r'rel="next"\s+href="(\?[^"]*)"', page)
        address = older.group(1).replace("&amp;", "&") if older else ""
    assert pages == [["Claim 4.", "Claim 3."], ["Claim 2.", "Claim 1."], ["Claim 0."]]
    assert address == ""


def test_claimant_that_is_a_party_is_labeled(world: World, client: Client) -> None:
    publish_claim(world, "One.")
    claim = world.claim("Two.")
    world.party_on(claim, actor=world.minister)
    publish(person=world.editor, verdict=world.approve(world.submit(world.ready(claim, headline="Two."))))
    rows = parsed(client.get("/")).all("li", class_="check-row")
    assert ["Mikhail Minister party to the dispute" in row.text for row in rows] == [True, False]
    with CaptureQueriesContext(connection) as captured:
        client.get("/")
    assert not [query for query in captured if "claims_" in query["sql"]]


def test_number_of_queries_does_not_depend_on_the_number_of_checks(world: World, client: Client) -> None:
    def counted(address: str) -> int:
        with CaptureQueriesContext(connection) as queries_run:
            assert client.get(address).status_code == 200
        return len(queries_run)

    addresses = ("/", "/corrections/", "/checks/feed.atom")
    retract(person=world.editor, verdict=publish_claim(world, "One."), notice="Wrong.")
    counts = {address: counted(address) for address in addresses}
    for statement in ("Two.", "Three."):
        retract(person=world.editor, verdict=publish_claim(world, statement), notice="Wrong.")
    assert {address: counted(address) for address in addresses} == counts
    assert counts["/"] <= 6  # three of them gather what the filters offer, once after each publication


def test_filter_options_are_cached_until_the_next_publication(world: World, client: Client) -> None:
    publish_claim(world, "One.", topics=["War"])
    assert listing.filter_options().topics == ("War",)
    with CaptureQueriesContext(connection) as queries_run:
        assert client.get("/").status_code == 200
    assert len(queries_run) == 3  # the newsroom's name, the rows, and the time of the last change
    verdict = publish_claim(world, "Two.", topics=["Peace"])
    assert listing.filter_options() == listing.FilterOptions(
        ratings=(listing.RatingOption("False", "refuted", 2),),
        retracted=0,
        claimants=("Mikhail Minister",),
        topics=("Peace", "War"),
    )
    assert '<option value="Peace">' in client.get("/").content.decode()
    retract(person=world.editor, verdict=verdict, notice="It was wrong.")
    retract(person=world.editor, verdict=Verdict.objects.exclude(pk=verdict.pk).get(), notice="It was wrong too.")
    assert (listing.filter_options().ratings, listing.filter_options().retracted) == ((), 2)


def test_cached_check_needs_one_query(world: World, client: Client) -> None:
    assert world.published
    address = "/checks/images-from-before-the-withdrawal-show-the-scene/"
    client.get(address)
    with CaptureQueriesContext(connection) as queries_run:
        assert client.get(address).status_code == 200
    assert len(queries_run) == 1
