"""Before a form adds a source or an actor, it offers existing names, asks for the kind, and keeps all input."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.articles.actions import add_source, edit_source
from factcheck.articles.models import Source
from factcheck.claims.actions import get_or_create_actor
from factcheck.claims.models import Actor, Claim
from factcheck.desk import name_fields
from factcheck.evidence.models import Evidence
from tests.desk.reading import address, form_data
from tests.pages import parsed, signed_in
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim")]


def evidence_page(world: World, **data: Any) -> Any:
    body = {
        "token": uuid.uuid4(),
        "stance": "contradicts",
        "closeness": "primary",
        "address": "https://page.example/",
        "quote": "The quote of the page.",
        "note": "A long note.",
        **data,
    }
    return signed_in(world.checker).post(f"/desk/claims/{world.open_claim.pk}/evidence/add/?kind=page", body)


def claim_form(world: World, **data: Any) -> Any:
    row = world.open_claim
    body = {"version": row.version, "statement": row.statement, "layer": row.layer, "token": uuid.uuid4(), **data}
    return signed_in(world.checker).post(f"/desk/claims/{row.pk}/edit/", body)


def questions(response: Any) -> list[list[tuple[str, str]]]:
    """The choices of each question as (name of the control, value)."""
    page = parsed(response)
    fieldsets = [element for element in page.all("fieldset") if "data-name-question" in element.attributes]
    return [
        [
            (each.attributes["name"], each.attributes["value"])
            for each in fieldset.walk()
            if each.attributes.get("type") == "radio"
        ]
        for fieldset in fieldsets
    ]


def test_new_source_with_a_similar_name_is_not_added_without_an_answer(world: World) -> None:
    world.institute  # noqa: B018
    response = evidence_page(world, source="The Institut", origin="Quite different")
    assert response.status_code == 422
    assert questions(response) == [[("source_as_0", "=The Institute"), ("source_as_0", "+")]]
    text = response.content.decode()
    assert all(entered in text for entered in ("The Institut", "Quite different", "A long note.", "The quote of the page."))
    assert not Source.objects.filter(name__in=["The Institut", "Quite different"]).exists()
    assert not Evidence.objects.exists()


def test_chosen_source_is_used(world: World) -> None:
    world.institute  # noqa: B018
    response = evidence_page(world, source="The Institut", source_asked_0="The Institut", source_as_0="=The Institute")
    assert response.status_code == 303
    assert Evidence.objects.get().source == world.institute


def test_new_source_is_added_after_an_explicit_answer(world: World) -> None:
    world.institute  # noqa: B018
    response = evidence_page(world, source="The Institut", source_asked_0="The Institut", source_as_0="+")
    assert response.status_code == 303
    assert Evidence.objects.get().source.name == "The Institut"


def test_answer_about_another_text_does_not_count(world: World) -> None:
    world.institute  # noqa: B018
    response = evidence_page(world, source="The Institutes", source_asked_0="The Institut", source_as_0="+")
    assert response.status_code == 422
    response = evidence_page(world, source="The Institut", source_asked_0="The Institut", source_as_0="+organization")
    assert response.status_code == 422


def test_answer_stays_in_a_form_with_another_error(world: World) -> None:
    world.institute  # noqa: B018
    response = evidence_page(world, quote="", source="The Institut", source_asked_0="The Institut", source_as_0="+")
    assert response.status_code == 422
    (radio,) = [each for each in parsed(response).all("input") if each.attributes.get("value") == "+"]
    assert "checked" in radio.attributes


def test_other_name_is_not_new(world: World) -> None:
    edit_source(person=world.checker, source=world.institute, seen_version=None, other_names=["TI"])
    assert evidence_page(world, source="ti").status_code == 303
    assert Evidence.objects.get().source == world.institute


def test_name_that_another_person_adds_meanwhile_is_not_new(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up = name_fields.known_among

    def look_up_and_add(model: Any, names: Any) -> Any:
        found = looked_up(model, names)
        if model is Source and names and not found:
            add_source(person=world.editor, name=names[0])
        return found

    monkeypatch.setattr(name_fields, "known_among", look_up_and_add)
    assert evidence_page(world, source="The Institute for Dates").status_code == 303
    assert Evidence.objects.get().source == Source.objects.get(name="The Institute for Dates")


def test_name_that_resembles_nothing_is_added_at_once(world: World) -> None:
    assert evidence_page(world, source="Reuters").status_code == 303
    assert Evidence.objects.get().source.name == "Reuters"


def test_source_form_links_to_similar_sources(world: World) -> None:
    client = signed_in(world.checker)
    body = {"token": uuid.uuid4(), "name": "Institute", "source_kind": "research", "country": "Nepal"}
    world.institute  # noqa: B018
    response = client.post("/desk/sources/add/", body)
    assert response.status_code == 422
    assert f'href="/desk/sources/{world.institute.pk}/"' in response.content.decode()
    assert questions(response) == [[("name_as_0", "+")]]
    body |= {"name_asked_0": "Institute", "name_as_0": "+"}
    assert client.post("/desk/sources/add/", body).status_code == 303
    assert Source.objects.get(name="Institute").country == "Nepal"


def test_kind_of_a_new_claimant_is_required(world: World) -> None:
    response = claim_form(world, claimant="Olga Speaker")
    assert response.status_code == 422
    assert questions(response) == [[("claimant_as_0", "+person"), ("claimant_as_0", "+organization")]]
    assert not Actor.objects.filter(name="Olga Speaker").exists()
    response = claim_form(world, claimant="Olga Speaker", claimant_asked_0="Olga Speaker", claimant_as_0="+organization")
    assert response.status_code == 303
    assert Claim.objects.get().claimant.actor_kind == "organization"


def test_kind_is_derived_from_the_source_with_this_name(world: World) -> None:
    world.claim()
    assert claim_form(world, claimant="the daily EXAMPLE").status_code == 303
    actor = Claim.objects.get(pk=world.open_claim.pk).claimant
    assert (actor.actor_kind, actor.source) == ("organization", world.outlet)


@pytest.mark.parametrize(
    ("source_kind", "stated", "expected"),
    [
        ("outlet", None, ("organization", True)),
        ("person", None, ("person", True)),
        ("outlet", "person", ("person", False)),
        ("", None, ("unknown", False)),
        ("", "person", ("person", False)),
    ],
)
def test_kind_of_actors_from_programs(world: World, source_kind: str, stated: str | None, expected: tuple[str, bool]) -> None:
    if source_kind:
        source = add_source(person=world.checker, name="Another Name", source_kind=source_kind)
        edit_source(person=world.checker, source=source, seen_version=None, other_names=["Some Name"])
    fields = {"actor_kind": stated} if stated else {}
    actor, _ = get_or_create_actor(person=world.checker, name="some  name", **fields)
    assert (actor.actor_kind, actor.source is not None) == expected


def test_each_new_name_of_a_chain_has_its_own_question(world: World) -> None:
    mention = world.mention
    data = {"mode": "indirect", "chain": "Mikhail Minster\nThe Daily Example\nNew Person", "version": mention.version}
    client = signed_in(world.checker)
    response = client.post(f"/desk/mentions/{mention.pk}/", data)
    assert response.status_code == 422
    first, second = questions(response)
    assert ("chain_as_0", "=Mikhail Minister") in first
    assert second == [("chain_as_2", "+person"), ("chain_as_2", "+organization")]
    data |= {"chain_asked_0": "Mikhail Minster", "chain_as_0": "=Mikhail Minister"}
    data |= {"chain_asked_2": "New Person", "chain_as_2": "+person"}
    assert client.post(f"/desk/mentions/{mention.pk}/", data).status_code == 303
    assert [(link.actor.name, link.actor.actor_kind) for link in mention.chain.all()] == [
        ("Mikhail Minister", "person"),
        ("The Daily Example", "organization"),
        ("New Person", "person"),
    ]


@pytest.mark.unprepared
@pytest.mark.parametrize("answer", ["", "=Mikhail Minister", "+organization"])
def test_name_in_two_fields_has_one_question(world: World, answer: str) -> None:
    world.minister  # noqa: B018
    data = form_data(claimant="Mikhail Minster", chain="The Daily Example\r\nMikhail Minster")
    data |= {"claimant_asked_0": "Mikhail Minster", "claimant_as_0": answer, "token": uuid.uuid4()}
    response = signed_in(world.checker).post(address(world, "claim-add"), data)
    if not answer:
        assert response.status_code == 422
        assert {name for choices in questions(response) for name, _ in choices} == {"claimant_as_0"}
        assert not Claim.objects.exists()
        return
    assert response.status_code == 303
    claim = Claim.objects.get()
    assert [link.actor for link in claim.mentions.get().chain.all()][1] == claim.claimant
    assert (claim.claimant == world.minister) == answer.startswith("=")
    assert claim.claimant.actor_kind == ("person" if answer.startswith("=") else "organization")


def test_origin_repeats_no_question_about_the_source(world: World) -> None:
    world.institute  # noqa: B018
    response = evidence_page(world, source="The Institut", origin="the  institut")
    assert len(questions(response)) == 1
    response = evidence_page(
        world, source="The Institut", origin="the  institut", source_asked_0="The Institut", source_as_0="=The Institute"
    )
    assert response.status_code == 303
    item = Evidence.objects.get()
    assert item.source == item.origin == world.institute


def test_error_summary_links_to_the_question_which_takes_the_focus_alone(world: World) -> None:
    world.institute  # noqa: B018
    for quote, takes_focus in (("The quote.", True), ("", False)):
        page = parsed(evidence_page(world, quote=quote, source="The Institut"))
        (link,) = [each for each in page.all("a") if each.attributes.get("href", "").endswith("_question_0")]
        (choice,) = [each for each in page.all("input") if f"#{each.attributes.get('id')}" == link.attributes["href"]]
        assert choice.attributes["value"] == "=The Institute"
        assert ("data-focus" in choice.attributes) == takes_focus
        (summary,) = [
            each for each in page.all("div") if each.attributes.get("role") == "alert" and "tabindex" in each.attributes
        ]
        assert ("data-focus" in summary.attributes) == (not takes_focus)


def test_merge_screen(world: World, client: Client) -> None:
    old = add_source(person=world.checker, name="Institut", country="Nepal")
    world.evidence_on(world.open_claim, source=old)
    world.party_on(world.open_claim, old, interest="Is accused.")
    world.party_on(world.open_claim, world.institute, interest="Accuses others.")
    client = signed_in(world.checker)
    url = f"/desk/sources/{old.pk}/merge/"
    assert "The Institute" in client.get(url).content.decode()
    assert client.get(url, {"into": "Nobody"}).status_code == 422
    assert client.get(url, {"into": "institut"}).status_code == 422
    text = client.get(url, {"into": "The Institute"}).content.decode()
    for expected in ("1 claim.", "1 item of evidence", "Is accused.", "Accuses others.", "Nepal"):
        assert expected in text
    body = {"token": uuid.uuid4(), "into": world.institute.pk, "version": 1, "into_version": 9}
    assert client.post(url, body).status_code == 409
    body |= {"into_version": 1, "token": uuid.uuid4()}
    for _ in range(2):
        response = client.post(url, body)
        assert (response.status_code, response["Location"]) == (303, f"/desk/sources/{world.institute.pk}/")
    for path in (url, f"/desk/sources/{old.pk}/"):
        assert client.get(path)["Location"] == f"/desk/sources/{world.institute.pk}/"
    assert "Institut" in client.get(f"/desk/sources/{world.institute.pk}/").content.decode()
    assert client.post(f"/desk/sources/{old.pk}/", {"name": "X", "source_kind": "outlet", "version": 2}).status_code == 409


def test_error_summary_of_a_new_claim_has_the_order_of_the_page(world: World) -> None:
    url = reverse("desk:claim-add", args=[world.first_article.pk])
    data = {"claimant": "A new person", "chain": "Another new person", "statement": "", "revision": "1"}
    page = parsed(signed_in(world.checker).post(url, data))
    (summary,) = page.all("div", class_="summary")
    ids = [element.attributes.get("id") for element in page.walk()]
    places = [ids.index(link.attributes["href"][1:]) for link in summary.all("a") if link.attributes["href"][1:] in ids]
    assert len(places) > 3
    assert places == sorted(places)
