"""Editing a claim, its mentions, its relations, and its actors."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.claims.actions import add_relation, edit_actor, edit_claim
from factcheck.claims.models import Actor, Claim, Mention, Relation
from factcheck.evidence.revisions import revise_article
from factcheck.ledger.models import Entry
from factcheck.publishing.actions import retract
from tests.pages import alerts, control_names, field_errors, post, refused_fields, values
from tests.world import FIRST, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_checker"), pytest.mark.prepared("open_claim")]


def claim_data(**changed: Any) -> dict[str, Any]:
    data = {"statement": "The scene was arranged.", "layer": "proposition", "claimant": "Mikhail Minister", "said": "April 2022"}
    return {**data, "version": 1, **changed}


def test_edit_of_a_claim_writes_one_entry(client: Client, world: World) -> None:
    claim = world.open_claim
    before = Entry.objects.count()
    response = post(
        client, "desk:claim-edit", claim.pk, claim_data(topics="Bucha, Images", types=["event", "causal"], place="Moscow")
    )
    assert (response.status_code, response["Location"]) == (303, reverse("desk:claim", args=[claim.pk]))
    row = Claim.objects.get(pk=claim.pk)
    assert (row.statement, row.said_precision, row.topics, row.place) == (
        "The scene was arranged.",
        "month",
        ["Bucha", "Images"],
        "Moscow",
    )
    assert Entry.objects.count() == before + 1


def test_missing_layer_is_a_validation_error(client: Client, world: World) -> None:
    response = post(client, "desk:claim-edit", world.open_claim.pk, claim_data(layer=""))
    assert refused_fields(response) == {"layer"}
    assert set(field_errors(response)) == {"layer"}


def test_edit_conflict_of_a_claim_returns_409_with_both_texts_and_input(client: Client, world: World) -> None:
    claim = world.open_claim
    edit_claim(person=world.second_checker, claim=claim, seen_version=1, statement="What the other one wrote.")
    response = post(client, "desk:claim-edit", claim.pk, claim_data(statement="What I typed."))
    assert response.status_code == 409
    (alert,) = alerts(response)
    assert "What the other one wrote." in alert
    assert "What I typed." in alert
    assert (values(response, "statement"), values(response, "version")) == (["What I typed."], ["2"])
    assert post(client, "desk:claim-edit", claim.pk, claim_data(statement="What I typed.", version=2)).status_code == 303
    assert Claim.objects.get(pk=claim.pk).statement == "What I typed."


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("statement", "x" * 501),
        ("statement", "with \x00 in it"),
        ("statement", "   "),
        ("claimant", "x" * 201),
        ("claimant", "\ud800"),
        ("context", "x" * 4001),
        ("said", "the day before"),
        ("layer", "lie"),
        ("types", "rumour"),
        ("topics", "x" * 61),
        ("version", ""),
        ("claimant", "The Factcheck newsroom"),
    ],
)
def test_invalid_input_returns_422_with_the_field_name(client: Client, world: World, field: str, value: str) -> None:
    data = "&".join(f"{k}={v}" for k, v in claim_data(**{field: value}).items() if k != field)
    raw = value.encode("utf-8", "surrogatepass")
    body = data.encode() + f"&{field}=".encode() + raw
    address = reverse("desk:claim-edit", args=[world.open_claim.pk])
    response = client.post(address, body, content_type="application/x-www-form-urlencoded")
    assert refused_fields(response) == {field}
    assert Claim.objects.get(pk=world.open_claim.pk).version == 1


def test_mode_and_chain_of_a_mention_change_without_its_quote(client: Client, world: World) -> None:
    mention = world.mention
    data = {"mode": "indirect", "chain": "The Daily Example\r\nMikhail Minister\r\n", "version": 1}
    assert post(client, "desk:mention", mention.pk, data).status_code == 303
    row = Mention.objects.get(pk=mention.pk)
    assert (row.mode, row.version) == ("indirect", 2)
    assert [link.actor.name for link in row.chain.select_related("actor")] == ["The Daily Example", "Mikhail Minister"]
    assert [span.exact for span in row.spans.all()] == ["The scene was arranged"]


def test_quote_of_a_mention_is_replaced_by_another_quote(client: Client, world: World) -> None:
    mention = world.mention
    data = {"mode": "direct", "chain": "", "version": 1, "revision": 1, "quote": "rejected the accusation"}
    assert post(client, "desk:mention", mention.pk, data).status_code == 303
    assert [span.exact for span in mention.spans.all()] == ["rejected the accusation"]


def test_orphan_is_anchored_in_the_newest_revision(client: Client, world: World) -> None:
    mention = world.mention
    changed = FIRST.replace("The scene was arranged", "The whole scene was arranged by others")
    revise_article(person=world.checker, article=world.first_article, content=changed.encode())
    start = changed.index("The whole")
    page = client.get(reverse("desk:mention", args=[mention.pk])).content.decode()
    assert "newer revision, number 2" in page
    data = {"mode": "direct", "chain": "", "version": 2, "revision": 2, "quote": "The whole scene was arranged by others"}
    assert post(client, "desk:mention", mention.pk, data).status_code == 303
    row = Mention.objects.select_related("revision").get(pk=mention.pk)
    span = row.spans.get()
    assert (row.anchor, row.revision.number, span.start) == ("anchored", 2, start)
    assert row.revision.text[span.start : span.end] == span.exact


def test_orphan_is_not_anchored_in_the_old_revision(client: Client, world: World) -> None:
    mention = world.mention
    revise_article(person=world.checker, article=world.first_article, content=b"Nothing of it is left.")
    data = {"mode": "direct", "chain": "", "version": 2, "revision": 1, "quote": "The scene was arranged"}
    response = post(client, "desk:mention", mention.pk, data)
    assert response.status_code == 409
    assert Mention.objects.get(pk=mention.pk).anchor == "orphan"


def test_ambiguous_quote_asks_for_the_occurrence(client: Client, world: World) -> None:
    mention = world.mention
    data = {"mode": "direct", "chain": "", "version": 1, "revision": 1, "quote": "The"}
    response = post(client, "desk:mention", mention.pk, data)
    assert response.status_code == 422
    assert "occurrence" in control_names(response)
    start = FIRST.index("The mayor")
    assert post(client, "desk:mention", mention.pk, {**data, "occurrence": start}).status_code == 303
    assert mention.spans.get().start == start


def test_edit_conflict_of_a_mention_returns_409(client: Client, world: World) -> None:
    mention = world.mention
    post(client, "desk:mention", mention.pk, {"mode": "indirect", "chain": "", "version": 1})
    response = post(client, "desk:mention", mention.pk, {"mode": "headline", "chain": "", "version": 1})
    assert response.status_code == 409
    assert any("Indirect speech" in alert for alert in alerts(response))
    assert values(response, "mode") == ["headline"]


def test_mention_is_withdrawn_once_with_a_reason(client: Client, world: World) -> None:
    mention = world.mention
    assert post(client, "desk:mention-withdraw", mention.pk, {"reason": " ", "version": 1}).status_code == 422
    assert post(client, "desk:mention-withdraw", mention.pk, {"reason": "Nobody saw what."}).status_code == 422
    assert post(client, "desk:mention-withdraw", mention.pk, {"reason": "Wrong words.", "version": 1}).status_code == 303
    assert post(client, "desk:mention-withdraw", mention.pk, {"reason": "Again.", "version": 2}).status_code == 409
    assert Mention.objects.get(pk=mention.pk).withdrawn_reason == "Wrong words."


def test_relation_is_added_once(client: Client, world: World) -> None:
    claim, other = world.open_claim, world.claim("They did it.", quote="rejected the accusation")
    page = client.get(reverse("desk:relation-add", args=[claim.pk]), {"q": "They did it"}).content.decode()
    assert "They did it." in page
    data = {"relation_kind": "denies", "other": other.pk}
    assert post(client, "desk:relation-add", claim.pk, data).status_code == 303
    again = post(client, "desk:relation-add", claim.pk, data)
    assert again.status_code == 422
    assert len(alerts(again)) == 1
    assert Relation.objects.count() == 1


@pytest.mark.parametrize("other", ["", "0", "nobody", "99999999999999999999", "itself"])
def test_relation_without_another_claim_returns_422(client: Client, world: World, other: str) -> None:
    claim = world.open_claim
    data = {"relation_kind": "denies", "other": str(claim.pk) if other == "itself" else other}
    assert post(client, "desk:relation-add", claim.pk, data).status_code == 422


def test_repeated_request_adds_one_relation(client: Client, world: World) -> None:
    claim, other = world.open_claim, world.claim("They did it.", quote="rejected the accusation")
    data = {"relation_kind": "denies", "other": other.pk, "token": "8b0a3c8e-6f0d-4c5e-9a55-0c5d8a3a7a01"}
    assert [post(client, "desk:relation-add", claim.pk, data).status_code for _ in range(2)] == [303, 303]
    assert Relation.objects.count() == 1


def test_relation_is_withdrawn_once(client: Client, world: World) -> None:
    other = world.claim("They did it.", quote="rejected the accusation")
    relation = add_relation(person=world.checker, claim=world.open_claim, relation_kind="denies", other=other)
    responses = [
        post(client, "desk:relation-withdraw", relation.pk, {"reason": "A mistake.", "version": 1}).status_code for _ in range(2)
    ]
    assert responses == [303, 409]


def test_actor_is_edited_and_edit_conflict_displays_both_values(client: Client, world: World) -> None:
    actor = world.minister
    fields = {"name": actor.name, "actor_kind": "person", "description": "former minister", "version": 1}
    assert post(client, "desk:actor", actor.pk, {**fields, "same_as": "https://www.wikidata.org/wiki/Q1"}).status_code == 303
    edit_actor(person=world.second_checker, actor=Actor.objects.get(pk=actor.pk), seen_version=2, description="what is saved")
    response = post(client, "desk:actor", actor.pk, {**fields, "version": 2})
    assert response.status_code == 409
    assert "what is saved" in alerts(response)[0]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://x.example/", "x" * 600])
def test_identifying_address_of_an_actor_must_be_a_web_address(client: Client, world: World, address: str) -> None:
    fields = {"name": "Mikhail Minister", "actor_kind": "person", "version": 1, "same_as": address}
    response = post(client, "desk:actor", world.minister.pk, fields)
    assert refused_fields(response) == {"same_as"}


@pytest.mark.parametrize(
    ("state", "warning"),
    [("published", "Readers see the published text."), ("approved", "an editor has to review"), ("draft", "")],
)
def test_edit_screen_warns_about_an_existing_verdict(world: World, state: str, warning: str) -> None:
    client = Client()
    client.force_login(world.second_checker)
    page = client.get(reverse("desk:claim-edit", args=[getattr(world, state).claim_id])).content.decode()
    assert warning in page
    assert ("is-caution" in page) is bool(warning)


def test_edit_page_of_a_retracted_check_promises_no_correction(client: Client, world: World) -> None:
    verdict = world.published
    url = reverse("desk:claim-edit", args=[verdict.claim_id])
    assert "only through a" in client.get(url).content.decode()
    retract(person=world.editor, verdict=verdict, notice="The images showed another place.")
    page = client.get(url).content.decode()
    assert "Changes here do not appear on its public page." in page
    assert "only through a" not in page
