"""Parties to a claim: naming, editing, withdrawing, and their label wherever a party appears."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from factcheck.articles.models import Source
from factcheck.claims.actions import edit_actor, edit_party, name_party, withdraw_party
from factcheck.claims.models import Actor, Contribution, Party
from factcheck.claims.parties import claim_parties
from factcheck.evidence.parties import possible_parties
from factcheck.ledger.models import Entry
from factcheck.publishing.actions import draft_publication
from factcheck.verdicts.gate_queries import gate_record_for
from factcheck.verdicts.queries import basis_for
from factcheck.web.errors import EditConflict, Invalid, NotAllowed, Refused
from tests.pages import field_errors, refused_fields, signed_in, source_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim")]

LABEL = "party to the dispute"


def test_party_is_named_on_the_record(world: World) -> None:
    party = name_party(person=world.second_checker, claim=world.open_claim, source=world.ministry, interest=" Is accused. ")
    entry = Entry.objects.latest("number")
    assert (party.interest, claim_parties(world.open_claim).rows) == ("Is accused.", (party,))
    assert (entry.action, entry.after) == (
        "party.named",
        {"claim": world.open_claim.pk, "source": world.ministry.pk, "actor": None, "interest": "Is accused."},
    )
    assert Contribution.objects.filter(claim=world.open_claim, person=world.second_checker).exists()


def test_party_needs_an_interest_and_is_named_once(world: World) -> None:
    with pytest.raises(Invalid):
        world.party_on(world.open_claim, interest="  ")
    world.party_on(world.open_claim)
    with pytest.raises(Invalid):
        world.party_on(world.open_claim)
    with pytest.raises(ValueError, match="either a source or an actor"):
        name_party(person=world.checker, claim=world.open_claim, interest="Both.", source=world.ministry, actor=world.minister)
    assert Party.objects.count() == 1


def test_readers_name_no_parties(world: World) -> None:
    with pytest.raises(NotAllowed):
        name_party(person=world.reader, claim=world.open_claim, source=world.ministry, interest="Is accused.")


def test_interest_is_edited_and_a_stale_edit_is_refused(world: World) -> None:
    party = world.party_on(world.open_claim)
    edited = edit_party(person=world.editor, party=party, interest="Is accused by the town.", seen_version=1)
    assert edited.interest == "Is accused by the town."
    assert Contribution.objects.filter(claim=world.open_claim, person=world.editor).exists()
    with pytest.raises(EditConflict):
        edit_party(person=world.checker, party=party, interest="Other.", seen_version=1)
    with pytest.raises(Invalid):
        edit_party(person=world.checker, party=party, interest=" ", seen_version=2)


def test_withdrawn_party_is_no_party_and_can_be_named_again(world: World) -> None:
    party = withdraw_party(person=world.checker, party=world.party_on(world.open_claim), reason="It has no interest.")
    assert claim_parties(world.open_claim).rows == ()
    with pytest.raises(Refused):
        edit_party(person=world.checker, party=party, interest="Other.", seen_version=2)
    again = world.party_on(world.open_claim)
    assert claim_parties(world.open_claim).rows == (again,)


def test_actor_and_the_source_that_it_represents_are_the_same_party(world: World) -> None:
    edit_actor(person=world.checker, actor=world.minister, seen_version=None, source=world.ministry)
    world.minister.refresh_from_db()
    by_source = world.party_on(world.open_claim)
    parties = claim_parties(world.open_claim)
    assert (parties.of_actor(world.minister), parties.of_source(world.ministry)) == (by_source, by_source)
    withdraw_party(person=world.checker, party=by_source, reason="Named as a person instead.")
    by_actor = world.party_on(world.open_claim, actor=world.minister)
    parties = claim_parties(world.open_claim)
    assert (parties.of_actor(world.minister), parties.of_source(world.ministry)) == (by_actor, by_actor)


def test_sources_and_actors_of_the_record_can_be_named(world: World) -> None:
    claim = world.open_claim
    world.evidence_on(claim, source=world.institute, origin=world.ministry)
    assert [choice.label for choice in possible_parties(claim)] == [
        "Mikhail Minister",
        "The Daily Example",
        "The Institute",
        "The Ministry",
    ]
    world.party_on(claim)
    assert "The Ministry" not in [choice.label for choice in possible_parties(claim)]


def test_gate_counts_origins_that_are_not_parties(world: World) -> None:
    verdict = world.draft
    world.evidence_on(verdict.claim, address="https://a.example/", source=world.outlet, origin=world.ministry)
    record = gate_record_for(verdict.claim, verdict.latest)
    assert (record.independent_origins, record.parties) == (2, 0)
    world.party_on(verdict.claim)
    record = gate_record_for(verdict.claim, verdict.latest)
    assert (record.independent_origins, record.parties) == (1, 1)


def test_party_named_after_an_approval_makes_it_stale(world: World) -> None:
    verdict = world.approved
    before = basis_for(verdict.claim)
    world.party_on(verdict.claim)
    assert basis_for(verdict.claim) != before
    with pytest.raises(Refused):
        draft_publication(verdict)


def test_document_labels_parties_wherever_they_appear(world: World) -> None:
    claim = world.claim()
    world.evidence_on(claim, "context", address="https://a.example/", source=world.outlet, origin=world.ministry)
    world.party_on(claim)
    world.party_on(claim, actor=world.minister, interest="Gave the order, according to the accusation.")
    document = draft_publication(world.approve(world.submit(world.ready(claim)))).document
    (item,) = document["evidence"]["context"]
    assert (item["source"]["is_party"], item["origin_is_party"], item["origin_interest"]) == (False, True, "Is accused itself.")
    assert (document["claim"]["claimant"]["is_party"], document["appearances"][0]["parties"]) == (True, ["Mikhail Minister"])
    assert (document["origins"]["context"], document["party_origins"]["context"]) == (0, 1)
    assert [party["name"] for party in document["parties"]] == ["The Ministry", "Mikhail Minister"]
    assert "from 1 independent origin and 1 party to the dispute" in " ".join(document["method"])


def test_claim_page_and_forms_name_edit_and_withdraw_a_party(world: World) -> None:
    claim, client = world.open_claim, signed_in(world.checker)
    world.evidence_on(claim, source=world.ministry)
    page, add = reverse("desk:claim", args=[claim.pk]), reverse("desk:party-add", args=[claim.pk])
    assert LABEL not in source_of(client.get(page))
    assert "The Ministry" in source_of(client.get(add))
    response = client.post(add, {"who": f"source-{world.ministry.pk}", "interest": "Is accused."})
    assert (response.status_code, response["Location"]) == (303, f"{page}#parties")
    assert LABEL in source_of(client.get(page))
    party = Party.objects.get()
    edit = reverse("desk:party", args=[party.pk])
    assert client.post(edit, {"interest": "Is accused by the town.", "version": 1}).status_code == 303
    assert "Is accused by the town." in source_of(client.get(page))
    withdrawal = reverse("desk:party-withdraw", args=[party.pk])
    assert client.post(withdrawal, {"reason": "It is not.", "version": 2}).status_code == 303
    assert LABEL not in source_of(client.get(page))


def test_choice_outside_the_record_is_refused(world: World) -> None:
    add = reverse("desk:party-add", args=[world.open_claim.pk])
    response = signed_in(world.checker).post(add, {"who": f"source-{world.institute.pk}", "interest": "None."})
    assert response.status_code == 422
    assert not Party.objects.exists()


def test_any_existing_source_or_actor_can_be_named_by_its_name(world: World) -> None:
    claim, client = world.claim(), signed_in(world.checker)
    add = reverse("desk:party-add", args=[claim.pk])
    assert world.institute.name not in [choice.label for choice in possible_parties(claim)]
    other = {"who": "other", "interest": "Paid for the report."}
    response = client.post(add, {**other, "source": " the  institute "})
    assert response.status_code == 303
    assert client.post(add, {"actor": world.minister.name, "interest": "Gave the order."}).status_code == 303
    named = [(party.source, party.actor, party.interest) for party in claim_parties(claim).rows]
    assert named == [(world.institute, None, "Paid for the report."), (None, world.minister, "Gave the order.")]
    again = client.post(add, {**other, "source": world.institute.name})
    assert (again.status_code, field_errors(again)) == (422, {"source": "This party has already been named for this claim."})


def test_unknown_name_of_a_party_is_refused_with_the_nearest_names(world: World) -> None:
    claim, client, institute = world.open_claim, signed_in(world.checker), world.institute
    add = reverse("desk:party-add", args=[claim.pk])
    response = client.post(add, {"source": "The Institut", "interest": "Paid for the report."})
    assert (response.status_code, refused_fields(response)) == (422, {"source"})
    assert field_errors(response) == {
        "source": "No source is named “The Institut.” Select the one that you mean, or enter another name."
    }
    assert 'name="source_as_0" value="=The Institute"' in source_of(response)
    assert "a new source" not in source_of(response)
    answer = {"source_asked_0": "The Institut", "source_as_0": "=The Institute"}
    assert client.post(add, {"source": "The Institut", "interest": "Paid for the report.", **answer}).status_code == 303
    assert [party.source for party in claim_parties(claim).rows] == [institute]
    for field, noun in (("source", "source"), ("actor", "person or organization")):
        response = client.post(add, {field: "Qwrtzp Xyzzy", "interest": "None."})
        assert field_errors(response) == {field: f"No {noun} is named “Qwrtzp Xyzzy.” Check the spelling."}
        response = client.post(
            add, {field: "Qwrtzp Xyzzy", "interest": "None.", f"{field}_asked_0": "Qwrtzp Xyzzy", f"{field}_as_0": "+"}
        )
        assert response.status_code == 422
    assert Source.objects.filter(name="Qwrtzp Xyzzy").count() == Actor.objects.filter(name="Qwrtzp Xyzzy").count() == 0


def test_exactly_one_party_is_named_at_a_time(world: World) -> None:
    claim, client = world.open_claim, signed_in(world.checker)
    add = reverse("desk:party-add", args=[claim.pk])
    outlet = f"source-{world.outlet.pk}"
    for data, field in (
        ({}, "who"),
        ({"who": "other"}, "who"),
        ({"who": outlet, "source": world.institute.name}, "source"),
        ({"source": world.institute.name, "actor": world.minister.name}, "actor"),
    ):
        response = client.post(add, {**data, "interest": "Is accused."})
        assert (response.status_code, refused_fields(response)) == (422, {field})
    assert not Party.objects.exists()


def test_repeated_request_names_a_party_once(world: World) -> None:
    claim, client = world.open_claim, signed_in(world.checker)
    add = reverse("desk:party-add", args=[claim.pk])
    for number, data in enumerate(({"who": f"source-{world.outlet.pk}"}, {"source": world.institute.name})):
        data |= {"interest": "Is accused.", "token": str(uuid.uuid4())}
        assert [client.post(add, data).status_code for _ in range(2)] == [303, 303]
        assert Party.objects.count() == number + 1
