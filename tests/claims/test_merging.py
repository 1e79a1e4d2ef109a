"""Merging two sources or two actors: everything moves in one entry, published documents stay the same, and nothing is lost."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from factcheck.articles.actions import add_source, edit_source
from factcheck.articles.models import Article, KnownSourceName, Source
from factcheck.claims.actions import (
    NewMention,
    add_claim,
    edit_actor,
    get_or_create_actor,
    merge_actors,
    merge_sources,
    withdraw_party,
)
from factcheck.claims.anchoring import find
from factcheck.claims.models import Actor, Attribution, Claim, KnownActorName, Mention, Party
from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Entry
from factcheck.ledger.references import references_to
from factcheck.operations.doctor import examine
from factcheck.publishing.models import Publication
from factcheck.web.errors import EditConflict, Invalid, NotAllowed, Refused
from factcheck.web.known_names import MAX_OTHER_NAMES
from factcheck.web.names import row_named
from tests.pages import signed_in
from tests.verdicts.test_races import chain_is_intact, run_concurrently
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def another_source(world: World, name: str = "OHCHR", **fields: Any) -> Source:
    return add_source(person=world.checker, name=name, **fields)


def another_actor(world: World, name: str = "M. Minister", **fields: Any) -> Actor:
    return get_or_create_actor(person=world.checker, name=name, **fields)[0]


def column_values(model: Any, column: str, row: Any) -> int:
    return model._base_manager.filter(**{column: row.pk}).count()


def doctor_findings() -> dict[str, list[str]]:
    return {result.name: result.findings for result in examine() if result.findings}


def test_every_reference_to_a_source_moves(world: World) -> None:
    """A new foreign key to a source fails this test until the test has a row with it."""
    old, survivor = another_source(world), another_source(world, "Office of the High Commissioner")
    world.article("Text of its own.", outlet=old)
    another_actor(world, source=old)
    world.evidence_on(world.open_claim, source=old, origin=old)
    world.party_on(world.open_claim, old)
    world.reply_on(world.open_claim, actor=None, source=old)
    older = another_source(world, "OHCHR Geneva")
    merge_sources(person=world.checker, source=older, into=old)
    references = [(model, column) for model, columns in references_to(Source).items() for column in columns]
    assert {(model.__name__, column) for model, column in references if not column_values(model, column, old)} == set()
    merge_sources(person=world.checker, source=old, into=survivor)
    left = {(model.__name__, column) for model, column in references if column_values(model, column, old)}
    assert left == set()
    assert Source.objects.get(pk=older.pk).merged_into == survivor
    assert survivor.other_names == ["OHCHR", "OHCHR Geneva"]
    assert doctor_findings() == {}


def test_every_reference_to_an_actor_moves(world: World) -> None:
    survivor, old = another_actor(world), world.minister
    world.open_claim  # noqa: B018  (its claimant and the chain of its mention)
    world.party_on(world.open_claim, actor=old)
    world.reply_on(world.open_claim, actor=old)
    merge_actors(person=world.checker, actor=another_actor(world, "Minister M."), into=old)
    references = [(model, column) for model, columns in references_to(Actor).items() for column in columns]
    assert {(model.__name__, column) for model, column in references if not column_values(model, column, old)} == set()
    merge_actors(person=world.checker, actor=old, into=survivor)
    assert {(model.__name__, column) for model, column in references if column_values(model, column, old)} == set()
    assert Claim.objects.get(pk=world.open_claim.pk).claimant == survivor
    assert [link.actor for link in world.mention.chain.all()] == [survivor]
    assert Actor.objects.get(pk=survivor.pk).description == "foreign minister"
    assert doctor_findings() == {}


def test_one_entry_has_all_moved_rows_with_their_values(world: World) -> None:
    old, survivor = another_source(world), another_source(world, "Office")
    item = world.evidence_on(world.open_claim, source=old, origin=old)
    number = Entry.objects.count()
    merge_sources(person=world.checker, source=old, into=survivor)
    (entry,) = Entry.objects.filter(number__gt=number)
    assert (entry.action, entry.kind, entry.object_id) == ("source.merged", "source", survivor.pk)
    assert entry.before["rows"]["evidence"] == {str(item.pk): {"source": old.pk, "origin": old.pk}}
    assert entry.after["rows"]["evidence"] == {str(item.pk): {"source": survivor.pk, "origin": survivor.pk}}
    assert entry.after["other_names"] == ["OHCHR"]
    assert {(kind, pk) for kind, pk, *_ in entry.touched} == {
        ("source", old.pk),
        ("source", survivor.pk),
        ("evidence", item.pk),
    }
    row = Evidence.objects.get(pk=item.pk)
    assert row.version == 2
    assert (row.at_version(1).source, row.source) == (Source.objects.get(pk=old.pk), survivor)


def test_published_documents_do_not_change(world: World) -> None:
    verdict = world.published
    before = Publication.objects.get(verdict=verdict)
    merge_sources(person=world.checker, source=world.institute, into=another_source(world, "An Institute"))
    merge_actors(person=world.checker, actor=world.minister, into=another_actor(world))
    after = Publication.objects.get(verdict=verdict)
    assert (after.document, after.sha256, after.slug) == (before.document, before.sha256, before.slug)
    assert doctor_findings() == {}


def test_old_name_refers_to_the_survivor(world: World) -> None:
    old, survivor = another_source(world), another_source(world, "Office")
    merge_sources(person=world.checker, source=old, into=survivor)
    assert row_named(Source.objects.all(), "ohchr") == survivor
    item = world.evidence_on(world.open_claim, source="Ohchr", origin=Source.objects.get(pk=old.pk))
    assert (item.source, item.origin) == (survivor, survivor)
    with pytest.raises(Invalid, match="already exists"):
        add_source(person=world.checker, name="OHCHR")


def test_survivor_can_take_its_other_name(world: World) -> None:
    old, survivor = another_source(world), another_source(world, "Office")
    merge_sources(person=world.checker, source=old, into=survivor)
    edit_source(person=world.checker, source=survivor, seen_version=None, name="OHCHR", other_names=["Office"])
    assert Source.objects.get(pk=survivor.pk).other_names == ["Office"]
    assert row_named(Source.objects.all(), "OHCHR") == row_named(Source.objects.all(), "Office") == survivor


def test_of_two_parties_to_one_claim_the_merged_one_is_withdrawn(world: World) -> None:
    old, survivor = another_source(world), another_source(world, "Office")
    claim, other = world.open_claim, world.claim("Another claim.")
    first = world.party_on(claim, old, interest="Is accused.")
    world.party_on(claim, survivor, interest="Accuses others.")
    moved = world.party_on(other, old)
    merge_sources(person=world.checker, source=old, into=survivor)
    row = Party.objects.get(pk=first.pk)
    assert (row.source, row.interest, row.version) == (survivor, "Is accused.", 2)
    assert "OHCHR" in row.withdrawn_reason
    assert [party.interest for party in Party.objects.filter(claim=claim).active()] == ["Accuses others."]
    assert Party.objects.filter(claim=other).active().get() == moved
    assert doctor_findings() == {}


def test_withdrawn_party_moves_and_stays_withdrawn(world: World) -> None:
    old, survivor = another_source(world), another_source(world, "Office")
    party = world.party_on(world.open_claim, old)
    withdraw_party(person=world.checker, party=party, reason="A mistake.")
    world.party_on(world.open_claim, survivor)
    merge_sources(person=world.checker, source=old, into=survivor)
    row = Party.objects.get(pk=party.pk)
    assert (row.source, row.withdrawn_reason) == (survivor, "A mistake.")


def test_of_equal_neighbors_in_a_chain_one_remains(world: World) -> None:
    survivor = another_actor(world)
    revision = world.first_article.current
    chain = [survivor, world.minister, "Somebody", world.minister]
    mention = NewMention(revision, [find(revision.text, "The mayor")], "indirect", chain)
    claim = add_claim(person=world.checker, claimant=survivor, statement="A claim.", layer="report", mention=mention)
    merge_actors(person=world.checker, actor=world.minister, into=survivor)
    names = [link.actor.name for link in Attribution.objects.filter(mention__claim=claim).order_by("position")]
    assert names == ["M. Minister", "Somebody", "M. Minister"]
    row = Mention.objects.get(claim=claim)
    assert len(row.values_at(1)["chain"]) == 4
    assert doctor_findings() == {}


def test_empty_fields_are_filled_and_others_stay(world: World) -> None:
    old = another_source(world, country="Switzerland", address="https://ohchr.example/", interest="Has a mandate.")
    survivor = another_source(world, "Office", country="CH")
    merge_sources(person=world.checker, source=old, into=survivor)
    row = Source.objects.get(pk=survivor.pk)
    assert (row.country, row.address, row.interest) == ("CH", "https://ohchr.example/", "Has a mandate.")


def test_row_with_more_other_names_than_allowed_after_a_merge_can_be_edited(world: World) -> None:
    survivor = another_source(world, other_names=[f"Name {number}" for number in range(MAX_OTHER_NAMES)])
    merge_sources(person=world.checker, source=another_source(world, "OHCHR Geneva"), into=survivor)
    survivor.refresh_from_db()
    names = survivor.other_names
    assert len(names) == MAX_OTHER_NAMES + 1
    fields = {"name": survivor.name, "source_kind": survivor.source_kind, "other_names": "\n".join(names)}
    submitted = {**fields, "country": "Switzerland", "version": survivor.version, "token": uuid.uuid4()}
    response = signed_in(world.checker).post(f"/desk/sources/{survivor.pk}/", submitted)
    assert response.status_code == 303
    survivor.refresh_from_db()
    assert (survivor.country, survivor.other_names) == ("Switzerland", names)
    with pytest.raises(Invalid, match="At most 50"):
        edit_source(person=world.checker, source=survivor, seen_version=None, other_names=[*names, "One more"])
    edit_source(person=world.checker, source=survivor, seen_version=None, other_names=names[1:])


def test_merged_row_cannot_be_merged_edited_or_referred_to_again(world: World) -> None:
    old, survivor, third = another_source(world), another_source(world, "Office"), another_source(world, "Third")
    merge_sources(person=world.checker, source=old, into=survivor)
    for source, into in ((old, third), (third, old)):
        with pytest.raises(Refused, match="already merged"):
            merge_sources(person=world.checker, source=source, into=into)
    with pytest.raises(Invalid, match="Choose another"):
        merge_sources(person=world.checker, source=third, into=third)
    with pytest.raises(Refused, match=r"was merged into “Office\.”"):
        edit_source(person=world.checker, source=Source.objects.get(pk=old.pk), seen_version=None, country="CH")
    item = world.evidence_on(world.open_claim)
    with pytest.raises(OperationalError, match="was merged into"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE evidence_evidence SET source_id = %s, version = version + 1 WHERE id = %s", [old.pk, item.pk])


def test_permission_and_versions_are_checked(world: World) -> None:
    old, survivor = another_source(world), another_source(world, "Office")
    with pytest.raises(NotAllowed):
        merge_sources(person=world.reader, source=old, into=survivor)
    edit_source(person=world.checker, source=survivor, seen_version=1, country="CH")
    with pytest.raises(EditConflict):
        merge_sources(person=world.checker, source=old, into=survivor, seen_version=1, seen_into_version=1)
    merge_sources(person=world.checker, source=old, into=survivor, seen_version=1, seen_into_version=2)


@pytest.mark.parametrize("attempt", range(3))
def test_concurrent_merges_in_opposite_directions_have_one_winner(attempt: int, world: World) -> None:
    one, other = another_source(world), another_source(world, "Office")
    item = world.evidence_on(world.open_claim, source=one, origin=other)
    results = run_concurrently(
        lambda: merge_sources(person=world.checker, source=one, into=other),
        lambda: merge_sources(person=world.second_checker, source=other, into=one),
    )
    assert sorted(type(result).__name__ for result in results) == ["Refused", "Source"]
    survivor = Source.objects.get(merged_into=None, pk__in=[one.pk, other.pk])
    row = Evidence.objects.get(pk=item.pk)
    assert (row.source, row.origin) == (survivor, survivor)
    assert chain_is_intact()
    assert doctor_findings() == {}


@pytest.mark.parametrize("attempt", range(3))
def test_reference_that_is_added_during_a_merge_does_not_stay_with_the_merged_source(attempt: int, world: World) -> None:
    old, survivor = another_source(world), another_source(world, "Office")
    claim, checker = world.open_claim, world.second_checker
    results = run_concurrently(
        lambda: merge_sources(person=world.checker, source=old, into=survivor),
        lambda: world.evidence_on(claim, person=checker, source=old),
    )
    assert isinstance(results[0], Source)
    assert not isinstance(results[1], Exception) or "was merged into" in str(results[1])
    assert not Evidence.objects.filter(source=old).exists()
    assert doctor_findings() == {}


@pytest.mark.parametrize("attempt", range(3))
def test_two_people_who_add_one_new_name_share_the_row(attempt: int, world: World) -> None:
    claim, people = world.open_claim, [world.checker, world.second_checker]
    names = ["Zoë Agency", "ZOE\u0308\u00a0Agency"]
    addresses = ["https://a.example/", "https://b.example/"]
    items = run_concurrently(
        *[
            lambda person=person, name=name, address=address: world.evidence_on(
                claim, person=person, source=name, address=address
            )
            for person, name, address in zip(people, names, addresses, strict=True)
        ]
    )
    assert items[0].source == items[1].source
    assert KnownSourceName.objects.filter(key="zoë agency").count() == 1
    assert Article.objects.count() == 1


def test_other_names_are_unique_among_all_names(world: World) -> None:
    source = edit_source(
        person=world.checker, source=world.institute, seen_version=1, other_names=["TI", " ti ", "The  Institute"]
    )
    assert source.other_names == ["TI"]
    for change in ({"name": "T\u00adi"}, {"other_names": ["The Institute"]}, {"other_names": ["Ti"]}):
        with pytest.raises(Invalid, match="already"):
            edit_source(person=world.checker, source=world.ministry, seen_version=None, **change)
    with pytest.raises(IntegrityError, match="one_source_of_a_key"), transaction.atomic():
        KnownSourceName.objects.create(owner=world.ministry, name="TI")
    edit_source(person=world.checker, source=source, seen_version=None, other_names=[])
    edit_source(person=world.checker, source=world.ministry, seen_version=None, name="TI")


def test_names_of_actors_and_sources_are_independent(world: World) -> None:
    edit_actor(person=world.checker, actor=world.minister, seen_version=1, other_names=["The Institute"])
    assert KnownActorName.objects.get(is_alias=True).owner == world.minister
    assert row_named(Source.objects.all(), "The Institute") is None


def test_doctor_reports_names_that_bypass_the_actions(world: World) -> None:
    KnownSourceName.objects.create(owner=world.institute, name="Unrecorded")
    (finding,) = doctor_findings()["the other names of each source match its last ledger entry"]
    assert "Unrecorded" in finding
