"""Closed claims and articles on the screens: what leaves them out, and the screens that close, reopen, merge, and split."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.articles.actions import close_article
from factcheck.claims.actions import add_relation, close_claim
from factcheck.claims.models import Actor, Claim, Mention, Relation
from factcheck.desk.claim.candidates import MAX_CANDIDATES
from factcheck.evidence.models import Evidence
from factcheck.evidence.revisions import revise_article
from factcheck.merging.actions import merge_claims
from factcheck.verdicts.models import Verdict
from tests.pages import field_errors, values
from tests.world import FIRST, World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister")]

SAME = "After the withdrawal, the scene was arranged."


def close(world: World, claim: Claim, **options: Any) -> Claim:
    claim = Claim.objects.get(pk=claim.pk)
    options = {"closed_reason": "ambiguous", "person": world.editor, **options}
    return close_claim(claim=claim, seen_version=claim.version, **options)


def links(response: Any) -> str:
    return str(response.content.decode())


def text_of(response: Any) -> str:
    """The page without tags: the search marks the words that match."""
    return re.sub("<[^>]+>", "", links(response))


LISTS = {
    "the list of claims": lambda w, c: reverse("desk:claims"),
    "the search": lambda w, c: f"{reverse('desk:search')}?q=arranged",
    "the queue": lambda w, c: reverse("desk:queue"),
    "the reading desk": lambda w, c: reverse("desk:article", args=[w.first_article.pk]),
    "the plain reading desk": lambda w, c: f"{reverse('desk:article', args=[w.first_article.pk])}?plain=1",
    "the options for a mention": lambda w, c: f"{reverse('desk:claim-options')}?q=arranged",
    "the candidates for a relation": lambda w, c: reverse("desk:relation-add", args=[w.claim("Another.").pk]),
    "the actor": lambda w, c: reverse("desk:actor", args=[w.minister.pk]),
}


@pytest.mark.parametrize("url", LISTS.values(), ids=LISTS)
def test_closed_claim_is_left_out(world: World, client: Any, url: Any) -> None:
    claim = Verdict.objects.get(pk=world.submitted.pk).claim
    client.force_login(world.editor)
    address = url(world, claim)
    assert claim.statement in text_of(client.get(address))
    close(world, claim)
    assert claim.statement not in text_of(client.get(address))


@pytest.mark.parametrize("url", ["/desk/claims/?closed=1", "/desk/search/?q=arranged&closed=1"])
def test_filter_shows_closed_claims(world: World, client: Any, url: str) -> None:
    claim = close(world, world.open_claim)
    client.force_login(world.checker)
    assert claim.statement in text_of(client.get(url))


def test_library_and_search_leave_out_closed_articles(world: World, client: Any) -> None:
    article = world.article("A mistaken import about herrings.", title="Imported by mistake")
    client.force_login(world.checker)
    library, search = reverse("desk:library"), f"{reverse('desk:search')}?q=mistake"
    assert all(article.title in text_of(client.get(url)) for url in (library, search, f"{reverse('desk:search')}?q=herrings"))
    close_article(person=world.checker, article=article, seen_version=1, note="A draft.")
    for url in (library, search, f"{reverse('desk:search')}?q=herrings"):
        assert f"/desk/articles/{article.pk}/" not in links(client.get(url))
    assert article.title in text_of(client.get(f"{library}?closed=on"))
    assert article.title in text_of(client.get(f"{search}&closed=1"))
    details = links(client.get(reverse("desk:article-edit", args=[article.pk])))
    assert "data-closed" in details
    assert "A draft." in details


def test_claim_page_states_the_reason_and_reopens(world: World, client: Any) -> None:
    other = world.claim("Another.", quote="rejected the accusation")
    claim = close(world, world.open_claim, closed_reason="duplicate", duplicate_of=other, note="Same words.")
    client.force_login(world.checker)
    page = links(client.get(reverse("desk:claim", args=[claim.pk])))
    assert "data-closed" in page
    assert "duplicate of another claim" in page
    assert "Same words." in page
    assert reverse("desk:claim", args=[other.pk]) in page
    response = client.post(reverse("desk:claim-reopen", args=[claim.pk]), {"version": claim.version})
    assert response.status_code == 303
    assert not Claim.objects.get(pk=claim.pk).is_closed


def test_claim_is_closed_as_a_duplicate(world: World, client: Any) -> None:
    other = world.claim("Another.", quote="rejected the accusation")
    claim = world.open_claim
    client.force_login(world.checker)
    url = reverse("desk:claim-close", args=[claim.pk])
    response = client.post(url, {"closed_reason": "duplicate", "version": claim.version, "note": "Same."})
    assert response.status_code == 422
    response = client.post(
        url, {"closed_reason": "duplicate", "duplicate_of": other.pk, "version": claim.version, "note": "Same."}
    )
    assert response.status_code == 303
    claim.refresh_from_db()
    assert (claim.closed_reason, claim.duplicate_of_id, claim.closed_note) == ("duplicate", other.pk, "Same.")


def test_write_to_a_closed_claim_is_a_conflict_with_the_reason(world: World, client: Any) -> None:
    claim = close(world, world.open_claim)
    client.force_login(world.checker)
    response = client.post(
        reverse("desk:claim-edit", args=[claim.pk]),
        {"statement": "Another.", "layer": "proposition", "claimant": "Mikhail Minister", "version": claim.version},
    )
    assert response.status_code == 409
    assert "This claim is closed" in links(response)


def test_address_of_a_merged_claim_leads_to_the_remaining_claim(world: World, client: Any) -> None:
    survivor, loser = world.open_claim, world.claim(SAME)
    merge_claims(person=world.checker, claim=loser, into=survivor, seen_version=None)
    client.force_login(world.checker)
    response = client.get(reverse("desk:claim", args=[loser.pk]))
    assert (response.status_code, response["Location"]) == (303, reverse("desk:claim", args=[survivor.pk]))
    article = reverse("desk:article", args=[world.first_article.pk])
    assert survivor.statement in links(client.get(f"{article}?claim={loser.pk}"))
    history = links(client.get(reverse("desk:history", args=["claim", loser.pk])))
    assert SAME in history
    merged = links(client.get(reverse("desk:history", args=["claim", survivor.pk])))
    assert "Claims merged" in merged
    assert "merged into" in merged.lower()
    assert "contributors" not in merged


def test_same_as_leads_to_the_merge(world: World, client: Any) -> None:
    survivor, loser = world.open_claim, world.claim(SAME)
    client.force_login(world.checker)
    response = client.post(reverse("desk:relation-add", args=[loser.pk]), {"relation_kind": "same_as", "other": survivor.pk})
    merge = f"{reverse('desk:claim-merge', args=[loser.pk])}?other={survivor.pk}"
    assert (response.status_code, response["Location"]) == (303, merge)
    response = client.post(merge, {"other": survivor.pk, "stays": survivor.pk, "versions": "1-1"})
    assert (response.status_code, response["Location"]) == (303, reverse("desk:claim", args=[survivor.pk]))
    assert Claim.objects.get(pk=loser.pk).merged_into_id == survivor.pk
    assert not Relation.objects.active().exists()


def test_same_as_says_why_a_merge_is_not_possible(world: World, client: Any) -> None:
    first, second = world.ready().claim, world.ready(world.claim(SAME)).claim
    client.force_login(world.checker)
    response = client.post(reverse("desk:relation-add", args=[first.pk]), {"relation_kind": "same_as", "other": second.pk})
    page = links(client.get(response["Location"]))
    assert "data-impossible" in page
    assert "Both claims have a verdict" in page
    assert Relation.objects.active().count() == 1


def test_only_the_claim_with_the_verdict_may_stay(world: World, client: Any) -> None:
    with_verdict, without = world.ready().claim, world.claim(SAME)
    client.force_login(world.checker)
    url = f"{reverse('desk:claim-merge', args=[with_verdict.pk])}?other={without.pk}"
    page = links(client.get(url))
    assert page.count('name="stays"') == 1
    versions = f"{Claim.objects.get(pk=with_verdict.pk).version}-1"
    response = client.post(url, {"other": without.pk, "stays": without.pk, "versions": versions})
    assert response.status_code == 422
    response = client.post(url, {"other": without.pk, "stays": with_verdict.pk, "versions": versions})
    assert response.status_code == 303
    assert Claim.objects.get(pk=without.pk).merged_into_id == with_verdict.pk


def test_stale_merge_is_a_conflict(world: World, client: Any) -> None:
    survivor, loser = world.open_claim, world.claim(SAME)
    client.force_login(world.checker)
    url = f"{reverse('desk:claim-merge', args=[loser.pk])}?other={survivor.pk}"
    response = client.post(url, {"other": survivor.pk, "stays": survivor.pk, "versions": "7-1"})
    assert response.status_code == 409
    assert not Claim.objects.get(pk=loser.pk).is_closed


def test_claim_is_split_on_its_screen(world: World, client: Any) -> None:
    claim, item, mention = world.open_claim, world.evidence, world.mention
    client.force_login(world.checker)
    url = reverse("desk:claim-split", args=[claim.pk])
    values = {"statement": "A new statement.", "layer": "proposition", "claimant": "Mikhail Minister", "version": claim.version}
    response = client.post(url, values)
    assert response.status_code == 422
    assert "Select at least one" in links(response)
    response = client.post(url, {**values, "mentions": [mention.pk], "statement": claim.statement})
    assert response.status_code == 422
    assert "has the same statement" in field_errors(response)["statement"]
    response = client.post(url, {**values, "mentions": [mention.pk], "evidence": [item.pk]})
    added = Claim.objects.get(statement="A new statement.")
    assert (response.status_code, response["Location"]) == (303, reverse("desk:claim", args=[added.pk]))
    assert Mention.objects.get(pk=mention.pk).claim == added
    assert Evidence.objects.get(pk=item.pk).claim == added


@pytest.mark.parametrize("kind", ["person", "organization"])
def test_stated_kind_of_a_new_claimant_is_stored_with_the_split(world: World, client: Any, kind: str) -> None:
    claim, mention = world.open_claim, world.mention
    client.force_login(world.checker)
    url = reverse("desk:claim-split", args=[claim.pk])
    page = client.get(url)
    assert values(page, "types") == claim.types
    assert values(page, "topics") == ["Examples"]
    data = {"statement": "A new statement.", "layer": "proposition", "claimant": "Olga Speaker", "version": claim.version}
    data |= {"mentions": [mention.pk], "types": values(page, "types"), "topics": "Examples"}
    asked = client.post(url, data)
    assert asked.status_code == 422
    assert not Actor.objects.filter(name="Olga Speaker").exists()
    assert client.post(url, {**data, "claimant_asked_0": "Olga Speaker", "claimant_as_0": f"+{kind}"}).status_code == 303
    added = Claim.objects.get(statement="A new statement.")
    assert (added.claimant.name, added.claimant.actor_kind) == ("Olga Speaker", kind)
    assert (added.types, added.topics) == (claim.types, claim.topics)


def test_merge_screen_takes_a_constant_number_of_queries(world: World, client: Any) -> None:
    survivor, loser = world.open_claim, world.claim(SAME)
    client.force_login(world.checker)
    url = f"{reverse('desk:claim-merge', args=[loser.pk])}?other={survivor.pk}"

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    client.get(url)
    before = queries()
    for number in range(3):
        world.evidence_on(loser, quote=f"Words {number}.")
    assert queries() == before


def test_relation_to_another_claim_is_still_saved_on_the_claim_page(world: World, client: Any) -> None:
    claim, other = world.open_claim, world.claim("They did it.", quote="rejected the accusation")
    add_relation(person=world.checker, claim=claim, relation_kind="same_as", other=other)
    client.force_login(world.checker)
    assert f"{reverse('desk:claim-merge', args=[claim.pk])}?other={other.pk}" in links(
        client.get(reverse("desk:claim", args=[claim.pk]))
    )


@pytest.mark.parametrize("plain", ["", "plain=1&"])
def test_reading_desk_counts_closed_claims_and_lists_them_on_request(world: World, client: Any, plain: str) -> None:
    claim = close(world, world.open_claim)
    client.force_login(world.reader)
    url = reverse("desk:article", args=[world.first_article.pk])
    page = client.get(f"{url}?{plain}")
    assert "Show 1 closed claim" in text_of(page)
    assert claim.statement not in text_of(page)
    listed = client.get(f"{url}?{plain}closed=1")
    assert reverse("desk:claim", args=[claim.pk]) in links(listed)
    assert claim.statement in text_of(listed)


def test_reading_desk_without_closed_claims_has_no_link_to_them(world: World, client: Any) -> None:
    assert world.open_claim
    client.force_login(world.reader)
    assert "closed claim" not in text_of(client.get(reverse("desk:article", args=[world.first_article.pk])))


def test_page_of_a_closed_claim_does_not_offer_a_verdict(world: World, client: Any) -> None:
    claim = world.open_claim
    client.force_login(world.checker)
    url = reverse("desk:claim", args=[claim.pk])
    assert "Propose a verdict" in text_of(client.get(url))
    close(world, claim)
    page = text_of(client.get(url))
    assert "Propose a verdict" not in page
    assert "Evidence gate" not in page
    assert "Reopen it to propose a verdict." in page


def test_page_after_a_revision_leaves_out_closed_claims(world: World, client: Any) -> None:
    closed = world.claim("The town was left.", quote="the town had been left on 30 March")
    close(world, closed)
    other = world.claim("All was well.", quote="announced that all was well")
    changed = FIRST.replace("30 March", "31 March").replace("all was well", "all was fine")
    revise_article(person=world.checker, article=world.first_article, content=changed.encode())
    client.force_login(world.checker)
    page = client.get(reverse("desk:revised", args=[world.first_article.pk, 2]))
    assert page.context["outcome"].counts.all == 1
    assert other.statement in text_of(page)
    assert closed.statement not in text_of(page)


@pytest.mark.parametrize("screen", ["relation-add", "claim-merge", "claim-close"])
def test_choice_of_another_claim_says_that_more_claims_match(world: World, client: Any, screen: str) -> None:
    claim = world.open_claim
    for number in range(MAX_CANDIDATES):
        world.claim(f"Another statement, number {number}.")
    client.force_login(world.editor)
    url, sentence = reverse(f"desk:{screen}", args=[claim.pk]), "Only the first 20 claims are listed."
    assert sentence not in text_of(client.get(url))
    world.claim("One more statement.")
    assert sentence in text_of(client.get(url))
    assert sentence not in text_of(client.get(url, {"q": "One more"}))


def test_impossible_merge_has_each_reason_once_and_no_warning(world: World, client: Any) -> None:
    claim, other = world.submitted.claim, world.claim("He said so.", layer="utterance")
    client.force_login(world.editor)
    page = client.get(reverse("desk:claim-merge", args=[claim.pk]), {"other": other.pk})
    assert text_of(page).count("so they are different claims.") == 1
    assert "data-lost-reviews" not in links(page)
    same = world.claim("After the withdrawal, the scene was arranged.")
    possible = client.get(reverse("desk:claim-merge", args=[claim.pk]), {"other": same.pk})
    assert "If you merge this claim, you become a contributor to" in text_of(possible)


def test_evidence_to_split_has_its_number(world: World, client: Any) -> None:
    claim = world.submitted.claim
    client.force_login(world.checker)
    page = text_of(client.get(reverse("desk:claim-split", args=[claim.pk])))
    numbers = Evidence.objects.filter(claim=claim).values_list("number", flat=True)
    assert all(f"[{number}]" in page for number in numbers)
    assert len(numbers) > 0
