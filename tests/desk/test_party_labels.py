"""The label of a claimant that is a party to its claim, on the screens that name the claimant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from factcheck.claims.actions import add_relation, get_or_create_actor, withdraw_party
from factcheck.claims.models import Actor, Claim
from factcheck.claims.parties import claim_parties
from factcheck.publishing.actions import publish
from factcheck.verdicts.actions import set_recheck_date
from tests.desk.test_changed_checks import edit_institute, second_check
from tests.pages import parsed, post, signed_in, source_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "ministry")]

LABEL = '<bdi>Mikhail Minister</bdi> <span class="tag is-party">party to the dispute</span>'


def pages_of(world: World, claim: Claim) -> dict[str, str]:
    verdict = claim.verdict
    names = ("claim-merge", "relation-add", "claim-close", "claim-split", "evidence-add", "party-add", "search-add")
    return {
        "desk:claim": reverse("desk:claim", args=[claim.pk]),
        "desk:verdict": reverse("desk:verdict", args=[claim.pk]),
        "desk:review": reverse("desk:review", args=[verdict.pk]),
        "desk:article": reverse("desk:article", args=[world.first_article.pk]) + f"?claim={claim.pk}",
        **{name: reverse(f"desk:{name}", args=[claim.pk]) for name in names},
    }


def test_claimant_is_labeled_on_each_screen_of_its_claim(world: World) -> None:
    claim = world.draft.claim
    client = signed_in(world.administrator)
    for name, url in pages_of(world, claim).items():
        assert LABEL not in " ".join(source_of(client.get(url)).split()), name
    party = world.party_on(claim, actor=world.minister)
    for name, url in pages_of(world, claim).items():
        assert LABEL in " ".join(source_of(client.get(url)).split()), name
    withdraw_party(person=world.checker, party=party, reason="It is no party.", seen_version=party.version)
    assert LABEL not in source_of(client.get(reverse("desk:verdict", args=[claim.pk])))


def test_claimant_is_labeled_in_the_response_to_a_refused_move(world: World) -> None:
    verdict = world.draft
    world.party_on(verdict.claim, actor=world.minister)
    response = post(signed_in(world.checker), "desk:submit", verdict.pk, {"version": 0})
    assert response.status_code == 409
    assert LABEL in source_of(response)


def test_candidates_are_labeled(world: World) -> None:
    claim, other = world.claim(), world.claim("Another scene was arranged.")
    world.party_on(other, actor=world.minister)
    client = signed_in(world.checker)
    for name in ("claim-merge", "relation-add", "claim-close"):
        page = parsed(client.get(reverse(f"desk:{name}", args=[claim.pk])))
        assert len(page.all("span", class_="is-party")) == 1, name


@pytest.mark.parametrize("name", ["desk:verdict", "desk:claim-merge"])
def test_label_needs_no_query(world: World, name: str) -> None:
    claim, other = world.claim(), world.claim("Another scene was arranged.")
    client = signed_in(world.checker)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(name, args=[claim.pk])).status_code == 200
        assert not [query for query in captured if '"answer"' in query["sql"]]  # a query for the label of one claim
        return len(captured)

    for row in (claim, other):
        world.party_on(row, world.institute)  # another party: a page without any does not read them
    before = queries()
    for row in (claim, other):
        world.party_on(row, actor=world.minister)
    assert queries() == before


def list_pages(world: World, claim: Claim) -> dict[str, tuple[Any, str]]:
    """Lists that name the claimant of `claim`, each with the person who reads it."""
    article = reverse("desk:article", args=[world.first_article.pk])
    related = claim.related.get().claim
    return {
        "relations": (world.checker, reverse("desk:claim", args=[related.pk])),
        "reading": (world.checker, article),
        "plain": (world.checker, f"{article}?plain=1"),
        "all claims": (world.checker, reverse("desk:claims")),
        "options": (world.checker, reverse("desk:claim-options") + "?q=scene"),
        "search": (world.checker, reverse("desk:search") + "?q=scene"),
    }


def labels(person: Any, url: str) -> int:
    response = signed_in(person).get(url)
    assert response.status_code == 200, url
    return " ".join(source_of(response).split()).count(LABEL)


def queries_of(person: Any, url: str) -> int:
    client = signed_in(person)
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)


def test_claimant_is_labeled_in_each_list_without_another_query(world: World) -> None:
    claim, other = world.open_claim, world.claim("Another claim.")
    add_relation(person=world.checker, claim=other, relation_kind="part_of", other=claim)
    pages = list_pages(world, claim)
    before = {name: (labels(*page), queries_of(*page)) for name, page in pages.items()}
    world.party_on(claim, actor=world.minister)
    after = {name: (labels(*page), queries_of(*page)) for name, page in pages.items()}
    # on the reading desk, in the heading of the sentence and in the row; the style sheet displays one of them
    times = {name: 2 if name in ("reading", "plain") else 1 for name in before}
    assert after == {name: (number + times[name], queries) for name, (number, queries) in before.items()}
    assert {number for number, _ in before.values()} == {0}


@pytest.mark.parametrize(("name", "field"), [("claim-options", "q"), ("nearest-claims", "statement")])
def test_claimant_is_labeled_in_the_lists_that_the_forms_load(world: World, name: str, field: str) -> None:
    claim = world.open_claim
    world.party_on(claim, actor=world.minister)
    client, data = signed_in(world.checker), {field: claim.statement}
    response = client.get(reverse(f"desk:{name}"), data, headers={"HX-Request": "true"})
    assert "<html" not in response.content.decode()
    assert LABEL in " ".join(source_of(response).split())


def test_claimant_is_labeled_among_the_layers_of_the_same_words(world: World) -> None:
    claim = world.open_claim
    report = world.claim("The minister stated that the scene was arranged.", layer="report")
    page = (world.checker, reverse("desk:claim", args=[report.pk]))
    assert "Layers of the same words" in source_of(signed_in(world.checker).get(page[1]))
    before = (labels(*page), queries_of(*page))
    world.party_on(claim, actor=world.minister)
    assert (before[0], labels(*page), queries_of(*page)) == (0, 1, before[1])


@pytest.mark.parametrize("part", ["mine", "changed", "due"])
def test_claimant_is_labeled_in_the_queue(world: World, part: str) -> None:
    verdict = world.submitted if part == "mine" else world.published
    if part == "changed":
        world.evidence_on(verdict.claim, person=world.second_checker, quote="Meanwhile.")
    if part == "due":
        set_recheck_date(person=world.checker, verdict=verdict, recheck_on=localdate() + timedelta(days=1))
    with time_machine.travel(datetime.now(UTC) + timedelta(days=2)):
        page = (world.editor, reverse("desk:queue") + f"?part={part}")
        before = (labels(*page), queries_of(*page))
        world.party_on(verdict.claim, actor=world.minister)
        assert (before[0], labels(*page), queries_of(*page)) == (0, 1, before[1])


def test_claimant_is_labeled_among_the_checks_that_share_a_changed_row(world: World) -> None:
    world.party_on(world.draft.claim, actor=world.minister)
    verdict = world.draft
    publish(person=world.editor, verdict=world.approve(world.submit(verdict)))
    second_check(world)
    edit_institute(world)
    client, url = signed_in(world.editor), reverse("desk:confirm-shared", args=["source", world.institute.pk])
    with CaptureQueriesContext(connection) as captured:
        page = " ".join(source_of(client.get(url)).split())
    assert page.count(LABEL) == 1
    assert not [query for query in captured if '"answer"' in query["sql"]]  # a query for the label of one claim


def of_ministry(world: World, name: str) -> Actor:
    return get_or_create_actor(person=world.checker, name=name, actor_kind="person", source=world.ministry)[0]


def test_property_agrees_with_the_parties_of_the_claim(world: World) -> None:
    spokesperson, colleague = of_ministry(world, "Sofia Spokesperson"), of_ministry(world, "Carl Colleague")
    claims = [world.claim(f"Scene {number}.", claimant=spokesperson) for number in range(5)]
    world.party_on(claims[0])
    world.party_on(claims[1], actor=spokesperson)
    world.party_on(claims[2], actor=colleague)
    world.party_on(claims[3], source=world.institute)
    expected = [True, True, True, False, False]
    assert [claim_parties(claim).of_actor(spokesperson) is not None for claim in claims] == expected
    assert [claim.is_claimant_party for claim in claims] == expected
    loaded = Claim.objects.filter(pk__in=[claim.pk for claim in claims]).with_claimant_party().order_by("pk")
    assert [claim.is_claimant_party for claim in loaded] == expected
