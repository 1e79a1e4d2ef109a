"""Parties to a claim: naming, editing, withdrawing, and their label wherever a party appears."""

from __future__ import annotations

import pytest
from django.urls import reverse

from factcheck.claims.actions import edit_actor, edit_party, name_party, withdraw_party
from factcheck.claims.models import Contribution, Party
from factcheck.claims.parties import claim_parties
from factcheck.evidence.parties import possible_parties
from factcheck.ledger.models import Entry
from factcheck.publishing.actions import draft_publication
from factcheck.verdicts.queries import basis_for, gate_record_for
from factcheck.web.errors import EditConflict, Invalid, NotAllowed, Refused
from tests.pages import signed_in, source_of
from tests.world import World

pytestmark = pytest.mark.django_db

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
