"""No page, response, feed, package, or message contains words of a hidden item, also not words that it quoted before."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from factcheck.desk.search.queries import search_everything
from factcheck.evidence.custody.actions import lift_takedown
from factcheck.evidence.custody.models import Takedown
from factcheck.merging.actions import split_claim
from factcheck.publishing.actions import correct, publish
from factcheck.publishing.hidden_items import hidden_items, without_hidden_items
from factcheck.verdicts.actions import return_verdict
from factcheck.verdicts.models import Verdict
from tests.hidden_words import (
    COPIED,
    FILE,
    FILE_BEFORE,
    OF_ARTICLE,
    PAGE,
    PAGE_AROUND,
    PAGE_BEFORE,
    PASSAGE,
    PASSAGE_BEFORE,
    WORDS,
    HiddenCase,
    addresses,
    api_addresses,
    displaying,
    hidden_case,
    in_package,
)
from tests.world import World

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.prepared("first_article", "minister", "institute", "editor", "other_editor", "administrator"),
]
SHOWN_ON = {"/desk/evidence/#/hidden/"}
"""The page on which editors ask for what is hidden."""
ARTICLE_PAGES = ("/desk/articles/", "/api/v#/articles/", "/api/v#/revisions/", "/api/v#/captures/#/content/")
"""Where the article itself is displayed. It stays in the library; a takedown hides its passage as evidence."""
OF_NEWSROOM = ("/desk/", "/api/")
"""Where the newsroom reads its articles, and the words beside those of a claim in them. Readers see no copied hidden quote."""


@pytest.fixture
def case(world: World) -> HiddenCase:
    return hidden_case(world)


def published(case: HiddenCase) -> Verdict:
    world = case.world
    verdict = world.approve(world.submit(world.ready(case.claim)))
    publish(person=world.editor, verdict=verdict, seen_version=verdict.version)
    return Verdict.objects.get(pk=verdict.pk)


def staff(client: Client, world: World) -> Client:
    client.force_login(world.administrator)
    return client


def everywhere(client: Client, case: HiddenCase) -> dict[str, set[str]]:
    """Where words of the items are displayed, except where the newsroom reads its articles and the claims in them."""

    def urls() -> Iterator[str]:
        yield from addresses(case)
        yield from api_addresses(client)

    found = displaying(client, urls(), (*WORDS, *OF_ARTICLE, COPIED))
    shown = {}
    for place, words in found.items():
        rest = words - set(OF_ARTICLE) if place.startswith(ARTICLE_PAGES) else words
        if place.startswith(OF_NEWSROOM):
            rest = rest - {COPIED}
        if rest:
            shown[place] = rest
    return shown


STATES = ("published", "changed", "returned", "submitted", "approved", "corrected")


def brought_to(case: HiddenCase, state: str) -> None:
    """A published check whose items were corrected, and a correction of it in this state."""
    world, verdict = case.world, published(case)
    if state == "published":
        return
    case.correct_items()
    if state == "changed":
        return
    correct(person=world.other_editor, verdict=verdict, correction_kind="clarification", notice="Other words.")
    verdict = world.submit(Verdict.objects.get(pk=verdict.pk))
    if state in ("returned", "submitted"):
        return_verdict(person=world.editor, verdict=verdict, reason="Name the source.")
    if state == "returned":
        case.revise("ruthenium")
    if state == "submitted":
        world.submit(Verdict.objects.get(pk=verdict.pk))
    if state in ("approved", "corrected"):
        verdict = world.approve(verdict)
    if state == "corrected":
        publish(person=world.editor, verdict=verdict, seen_version=verdict.version)


@pytest.mark.slow
@pytest.mark.parametrize("state", STATES)
def test_no_place_displays_words_of_hidden_items(case: HiddenCase, client: Client, state: str) -> None:
    brought_to(case, state)
    staff(client, case.world)
    before = displaying(client, (reverse("desk:evidence", args=[item.pk]) for item in case.items), WORDS)
    assert before["/desk/evidence/#/"] >= {PAGE_BEFORE if state == "published" else PAGE}
    if state == "corrected":
        everywhere(client, case)  # so that caches contain the words
    case.hide()
    after = everywhere(client, case)
    assert {place: words for place, words in after.items() if place not in SHOWN_ON} == {}
    assert after["/desk/evidence/#/hidden/"] >= {PAGE_BEFORE if state == "published" else PAGE}


def test_earlier_words_are_displayed_before_the_takedown(case: HiddenCase, client: Client) -> None:
    """So that the absence of these words proves something."""
    brought_to(case, "changed")
    verdict = Verdict.objects.get(claim=case.claim)
    staff(client, case.world)
    found = everywhere(client, case)
    assert len(found) > 20, sorted(found)
    both = {PAGE, PAGE_BEFORE, FILE, FILE_BEFORE, PASSAGE, PASSAGE_BEFORE}
    for place in ("/desk/verdicts/#/confirm/", "/api/v#/verdicts/#/changes/", "/desk/evidence/#/", "/desk/history/evidence/#/"):
        assert found[place] >= both, place
    assert PAGE_AROUND in found[reverse("public:check", args=[verdict.publications.get().slug])]
    assert in_package(case) >= both


def test_difference_says_that_hidden_words_changed(case: HiddenCase, client: Client) -> None:
    brought_to(case, "changed")
    case.hide()
    verdict = Verdict.objects.get(claim=case.claim)
    staff(client, case.world)
    rows = client.get(reverse("api:verdicts-changes", args=[verdict.pk])).json()["rows"]
    fields = [field for row in rows for field in row["values"] if field["field"] == "quote"]
    assert [(field["before"], field["after"]) for field in fields] == [("hidden by a takedown", "hidden by a takedown")] * 3
    assert client.get(reverse("desk:confirm", args=[verdict.pk])).content.decode().count("hidden by a takedown") >= 6


def test_passage_that_waits_after_a_revision(case: HiddenCase, client: Client) -> None:
    case.correct_items()
    case.revise("ruthenium")
    passage = case.items[2]
    passage.refresh_from_db()
    assert passage.changed_context
    staff(client, case.world)
    pages = [
        reverse("desk:revised", args=[case.article.pk, 2]),
        reverse("desk:evidence-keep", args=[passage.pk]),
        reverse("desk:board", args=[case.claim.pk]),
        reverse("desk:claim", args=[case.claim.pk]),
    ]
    assert {PASSAGE, "ruthenium"} <= set.union(*displaying(client, pages, (PASSAGE, "ruthenium")).values())
    case.hide()
    assert displaying(client, pages[1:], (PASSAGE, "ruthenium")) == {}
    decisions = client.get(pages[0]).content.decode().split('id="decisions"')[1].split("<h2", 2)[1]
    assert PASSAGE not in decisions
    assert "hidden by a takedown" in decisions
    assert client.get(reverse("api:evidence-proposals", args=[passage.pk])).status_code == 403


@pytest.mark.parametrize("is_published", [True, False])
def test_package_has_no_words_of_hidden_items(case: HiddenCase, is_published: bool) -> None:
    if is_published:
        brought_to(case, "corrected")
    else:
        case.correct_items()
    case.hide()
    assert in_package(case) == set()


def test_search_finds_no_words_of_items(case: HiddenCase) -> None:
    """Quotes are in no index, also before a takedown."""
    brought_to(case, "changed")
    for word in WORDS:
        assert search_everything(case.world.editor, word).all == []


@pytest.mark.django_db(transaction=True)
def test_refused_correction_does_not_return_the_words(case: HiddenCase, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    """A form that was opened before the takedown, and sent with other words."""
    case.correct_items()
    page = case.items[0]
    case.hide()
    client.force_login(case.world.checker)
    data = {"stance": "supports", "closeness": "primary", "address": page.address, "exact": "Mine.", "version": page.version}
    with caplog.at_level(logging.DEBUG):
        response = client.post(reverse("desk:evidence", args=[page.pk]), data)
        sent = client.patch(
            reverse("api:evidence-detail", args=[page.pk]),
            {"exact": "Mine.", "version": page.version},
            content_type="application/json",
        )
    assert (response.status_code, sent.status_code) == (409, 409)
    for content in (
        response.content.decode(),
        sent.content.decode(),
        caplog.text,
        *(str(each.message()) for each in mail.outbox),
    ):
        assert not [word for word in (*WORDS, *OF_ARTICLE) if word in content]


def test_everything_is_displayed_again_after_the_takedown_was_lifted(case: HiddenCase, client: Client) -> None:
    brought_to(case, "changed")
    staff(client, case.world)
    before = everywhere(client, case)
    case.hide()
    for takedown in Takedown.objects.all():
        lift_takedown(person=case.world.editor, takedown=takedown, reason="Nobody is in danger.", seen_version=1)
    case.takedowns.clear()
    assert everywhere(client, case) == before


class TestMovedItems:
    def test_document_of_the_former_claim_is_hidden_by_its_earlier_content(self, case: HiddenCase, client: Client) -> None:
        """After a split, the number belongs to another claim, and the quotes have changed."""
        verdict = published(case)
        split_claim(
            person=case.world.checker,
            claim=case.claim,
            evidence=case.items,
            statement="Another statement.",
            layer="proposition",
            claimant=case.world.minister,
        )
        case.correct_items()
        for item in case.items:
            assert item.claim_id != case.claim.pk
        slug = verdict.publications.get().slug
        pages = [reverse(f"public:{name}", args=[slug]) for name in ("check", "claimreview")] + [reverse("public:feed")]
        words = (PAGE_BEFORE, PAGE_AROUND, FILE_BEFORE, PASSAGE_BEFORE)
        assert set.union(*displaying(client, pages, words).values()) == set(words)
        case.hide()
        assert displaying(client, pages, (*WORDS, *OF_ARTICLE)) == {}
        staff(client, case.world)
        entries = [reverse("desk:history", args=["claim", case.claim.pk]), reverse("api:ledger-list") + "?page_size=100"]
        assert displaying(client, entries, (*WORDS, *OF_ARTICLE)) == {}
        assert in_package(case) == set()

    def test_document_without_numbers_is_hidden_by_its_earlier_content(self, case: HiddenCase) -> None:
        verdict = published(case)
        document = verdict.publications.get().document
        for items in document["evidence"].values():
            for item in items:
                del item["number"]
        case.correct_items()
        case.hide()
        shown = str(without_hidden_items(document, case.claim.pk, hidden_items()))
        assert not [word for word in (*WORDS, *OF_ARTICLE) if word in shown]
        assert "The mayor slept" in shown
