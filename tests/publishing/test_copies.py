"""The preserved copy of a web page in a published document, on the page, and in ClaimReview."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.test import Client

from factcheck.claims.models import Claim
from factcheck.evidence.actions import attach, change_evidence
from factcheck.evidence.copies.providing import provide_copy
from factcheck.evidence.copies.quotes import choose_place
from factcheck.evidence.custody.actions import hide_evidence
from factcheck.evidence.locators import FileLocator, PageLocator
from factcheck.evidence.models import Evidence
from factcheck.newsroom.actions import edit_newsroom
from factcheck.newsroom.queries import the_newsroom
from factcheck.publishing.actions import publish
from factcheck.publishing.models import Publication
from factcheck.verdicts.queries import basis_for, is_record_unchanged
from factcheck.web.errors import Invalid, Refused
from tests.copies import QUOTE, TEXT, collected, preserved_copy, provided_copy, warc_of
from tests.pages import parsed
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "institute", "editor")]

LONG = " ".join(f"w{n}" for n in range(200)) + f" {QUOTE} " + " ".join(f"v{n}" for n in range(200))


def page_item(world: World, claim: Claim, *, shows: bool = False) -> Evidence:
    locator = PageLocator("https://news.example/a", QUOTE, may_show_surroundings=shows)
    return attach(
        person=world.checker,
        claim=claim,
        stance="contradicts",
        closeness="secondary",
        quoted_from=locator,
        source="News Example",
        title="All was well",
    )


def published(world: World, claim: Claim) -> Publication:
    return publish(person=world.editor, verdict=world.approve(world.submit(world.ready(claim))))


def item_in(publication: Publication, item: Evidence) -> dict[str, Any]:
    items = [each for side in publication.document["evidence"].values() for each in side]
    return next(each for each in items if each["number"] == item.number)


def test_document_has_the_time_the_method_and_the_hash_of_a_fetched_copy(world: World) -> None:
    claim = world.claim()
    item = page_item(world, claim)
    copy = preserved_copy(world.checker, item)
    assert item_in(published(world, claim), item)["preserved"] == {
        "kept_at": "2022-04-10T12:00:00+00:00",
        "is_fetched": True,
        "media_type": "text/html",
        "size": copy.capture.size,
        "sha256": copy.capture.sha256,
        "quote_state": "found",
        "quote_state_words": "quote found",
        "before": "",
        "words": "",
        "after": "",
        "is_cut_before": False,
        "is_cut_after": False,
        "address": "",
    }


def test_document_has_when_a_provided_copy_was_added_but_not_how_a_person_made_it(world: World) -> None:
    claim = world.claim()
    item = page_item(world, claim)
    copy = provided_copy(world.checker, item)
    publication = published(world, claim)
    values = item_in(publication, item)["preserved"]
    assert (values["is_fetched"], values["kept_at"]) == (False, copy.created_at.isoformat())
    assert copy.made_how not in json.dumps(publication.document)


def test_reader_sees_that_a_provided_file_is_of_another_address(world: World) -> None:
    claim = world.claim()
    item = page_item(world, claim)
    other = "https://other.example/page"
    file = io.BytesIO(warc_of(b"<!doctype html><body><article><p>All was well, they said.</p></article></body>", other))
    provide_copy(person=world.checker, item=item, file=file, name="page.warc", made_how="Saved with a browser.")
    publication = published(world, claim)
    values = item_in(publication, item)["preserved"]
    assert (values["address"], values["is_fetched"]) == (other, False)
    page = Client().get(f"/checks/{publication.slug}/").content.decode()
    assert "of another address" in page
    assert other in page


def test_no_copy_of_a_former_address_and_none_of_a_file(world: World) -> None:
    claim = world.claim()
    item = page_item(world, claim)
    preserved_copy(world.checker, item)
    change_evidence(person=world.checker, item=item, seen_version=None, address="https://news.example/b")
    file = attach(
        person=world.checker,
        claim=claim,
        stance="context",
        closeness="primary",
        quoted_from=FileLocator("a.txt", "text/plain", b"bytes"),
    )
    publication = published(world, claim)
    assert (item_in(publication, item)["preserved"], item_in(publication, file)["preserved"]) == (None, None)


def test_words_around_the_quote_are_published_only_if_the_item_permits_it(world: World) -> None:
    claim = world.claim()
    silent, open_item = page_item(world, claim), page_item(world, claim, shows=True)
    for item in (silent, open_item):
        preserved_copy(world.checker, item, collected(LONG))
    publication = published(world, claim)
    assert item_in(publication, silent)["preserved"]["words"] == ""
    values = item_in(publication, open_item)["preserved"]
    assert values["before"].split() == [f"w{n}" for n in range(150, 200)]
    assert (values["words"], values["after"].split()) == (QUOTE, [f"v{n}" for n in range(50)])
    assert (values["is_cut_before"], values["is_cut_after"]) == (True, True)
    text = json.dumps(publication.document)
    assert ("w149" in text, "v50" in text) == (False, False)


def test_newsroom_can_forbid_the_words_around_quotes(world: World) -> None:
    edit_newsroom(person=world.administrator, newsroom=the_newsroom(), seen_version=None, quote_surroundings="never")
    claim = world.claim()
    item = page_item(world, claim, shows=True)
    preserved_copy(world.checker, item)
    assert item_in(published(world, claim), item)["preserved"]["words"] == ""


def test_no_words_without_a_place_of_the_quote(world: World) -> None:
    claim = world.claim()
    item = page_item(world, claim, shows=True)
    preserved_copy(world.checker, item, collected(f"{QUOTE}. {QUOTE}. One two three."))
    values = item_in(published(world, claim), item)["preserved"]
    assert (values["quote_state"], values["words"]) == ("several", "")


def test_chosen_place_is_the_one_whose_words_are_published(world: World) -> None:
    claim = world.claim()
    item = page_item(world, claim, shows=True)
    text = f"{QUOTE}, one two. {QUOTE}, three four."
    copy = preserved_copy(world.checker, item, collected(text))
    start = text.rindex(QUOTE)
    choose_place(person=world.checker, item=item, copy=copy, quote=QUOTE, start=start, end=start + len(QUOTE))
    assert item_in(published(world, claim), item)["preserved"]["after"] == ", three"


def test_permitting_the_words_after_the_approval_needs_another_approval(world: World) -> None:
    claim = world.claim()
    item = page_item(world, claim)
    preserved_copy(world.checker, item)
    verdict = world.approve(world.submit(world.ready(claim)))
    change_evidence(person=world.second_checker, item=item, seen_version=None, may_show_surroundings=True)
    with pytest.raises(Refused, match="changed after the approval"):
        publish(person=world.editor, verdict=verdict)


def test_setting_of_the_newsroom_is_no_change_of_the_record(world: World) -> None:
    claim = world.claim()
    preserved_copy(world.checker, page_item(world, claim, shows=True))
    before = basis_for(claim)
    edit_newsroom(person=world.administrator, newsroom=the_newsroom(), seen_version=None, quote_surroundings="never")
    assert basis_for(claim) == before


def test_only_pages_permit_the_words(world: World) -> None:
    quoted_from = FileLocator("a.txt", "text/plain", b"bytes")
    file = attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=quoted_from)
    with pytest.raises(Invalid) as caught:
        change_evidence(person=world.checker, item=file, seen_version=None, may_show_surroundings=True)
    assert caught.value.errors.keys() == {"may_show_surroundings"}


def test_page_shows_the_quote_once_in_the_words_of_the_copy(world: World) -> None:
    claim = world.claim()
    item = page_item(world, claim, shows=True)
    copy = preserved_copy(world.checker, item, collected(LONG))
    publication = published(world, claim)
    page = parsed(Client().get(f"/checks/{publication.slug}/"))
    (evidence,) = page.all(id=f"evidence-{item.number}")
    assert [mark.text for mark in evidence.all("mark") if mark.text == QUOTE] == [QUOTE]
    assert "From the copy kept on 10 April 2022" in evidence.text
    details = evidence.all("details")[0]
    assert copy.capture.sha256 in details.text
    assert "w149" not in page.text


def test_claimreview_cites_the_page_with_the_hash_of_its_copy(world: World) -> None:
    claim = world.claim()
    item = page_item(world, claim)
    copy = preserved_copy(world.checker, item)
    publication = published(world, claim)
    review = json.loads(Client().get(f"/checks/{publication.slug}/claimreview.json").content)
    assert review["citation"] == [
        {
            "@type": "WebPage",
            "position": item.number,
            "url": "https://news.example/a",
            "name": "All was well",
            "publisher": {"@type": "Organization", "name": "News Example"},
            "encoding": {
                "@type": "MediaObject",
                "dateCreated": "2022-04-10T12:00:00+00:00",
                "encodingFormat": "text/html",
                "contentSize": f"{copy.capture.size} B",
                "sha256": copy.capture.sha256,
            },
        }
    ]


def test_number_of_queries_does_not_depend_on_the_copies(world: World, django_assert_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from factcheck.publishing.actions import draft_publication

    def count(items: int) -> int:
        claim = world.claim(f"Claim with {items} copies.")
        for _ in range(items):
            preserved_copy(world.checker, page_item(world, claim, shows=True))
        verdict = world.approve(world.submit(world.ready(claim)))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            draft_publication(verdict)
        return len(captured)

    assert count(1) == count(3)


def test_approval_is_unchanged_by_reading_the_record_again(world: World) -> None:
    claim = world.claim()
    preserved_copy(world.checker, page_item(world, claim, shows=True), collected(TEXT))
    verdict = world.approve(world.submit(world.ready(claim)))
    review = verdict.approved.reviews.latest("pk")
    assert is_record_unchanged(review, claim)


def test_takedown_of_a_copy_hides_its_published_words_but_not_the_item(world: World) -> None:
    claim = world.claim()
    item = page_item(world, claim, shows=True)
    copy = preserved_copy(world.checker, item, collected(LONG))
    publication = published(world, claim)
    url = f"/checks/{publication.slug}/"
    assert "w199" in Client().get(url).content.decode()
    hide_evidence(person=world.editor, item=item, copy=copy, reason_code="copyright", reason="The site asked us.")
    text = Client().get(url).content.decode()
    assert ("w199" in text, QUOTE in text, copy.capture.sha256 in text) == (False, True, True)


def test_no_words_of_a_copy_that_a_takedown_hides_are_published(world: World) -> None:
    claim = world.claim()
    item = page_item(world, claim, shows=True)
    copy = preserved_copy(world.checker, item, collected(LONG))
    hide_evidence(person=world.editor, item=item, copy=copy, reason_code="copyright", reason="The site asked us.")
    assert item_in(published(world, claim), item)["preserved"]["words"] == ""
