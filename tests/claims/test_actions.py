"""Adding, changing, and withdrawing claims, mentions, and relations: written rows and rejected input."""

from __future__ import annotations

import uuid

import pytest

from factcheck.articles.models import Revision
from factcheck.claims.actions import (
    NewMention,
    add_claim,
    add_mention,
    add_relation,
    change_mention,
    get_or_create_actor,
    withdraw_mention,
    withdraw_relation,
)
from factcheck.claims.anchoring import Selector, find
from factcheck.claims.models import Actor, Claim, Contribution, Mention, Relation
from factcheck.ledger.models import Entry
from factcheck.web.errors import EditConflict, Invalid, NotAllowed, Refused
from tests.verdicts.test_races import chain_is_intact, run_concurrently
from tests.world import World

pytestmark = pytest.mark.prepared("open_claim")

FIELDS = {"statement": "It was so.", "layer": "proposition"}


def mention_of(revision: Revision, *quotes: str) -> NewMention:
    return NewMention(revision, [find(revision.text, quote) for quote in quotes], "direct")


def test_claim_with_its_mention_writes_one_entry(world: World) -> None:
    revision, person, claimant = world.first_article.current, world.checker, world.minister
    before = Entry.objects.count()
    claim = add_claim(person=person, claimant=claimant, mention=mention_of(revision, "The mayor"), **FIELDS)
    assert Entry.objects.count() == before + 1
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.object_id, entry.person_id) == ("claim.added", claim.pk, person.pk)
    assert [(kind, version) for kind, _, version, _ in entry.touched] == [("claim", 1), ("mention", 1)]
    assert entry.after["mention"]["spans"] == [
        {
            "start": 169,
            "end": 178,
            "exact": "The mayor",
            "prefix": "town had been left on 30 March. ",
            "suffix": ", he added, had announced that a",
        }
    ]


@pytest.mark.unprepared
def test_claim_with_an_invalid_selection_is_not_added(world: World) -> None:
    revision, claimant = world.first_article.current, world.minister
    wrong = NewMention(revision, [Selector(0, 3, "Tha")], "direct")
    with pytest.raises(Invalid) as caught:
        add_claim(person=world.checker, claimant=claimant, mention=wrong, **FIELDS)
    assert set(caught.value.errors) == {"selection"}
    assert not Claim.objects.exists()


def test_adding_a_claim_or_mention_records_a_contributor(world: World) -> None:
    claim = world.open_claim
    add_mention(person=world.second_checker, claim=claim, mention=mention_of(world.second_article.current, "Officials"))
    assert set(Contribution.objects.filter(claim=claim).values_list("person_id", flat=True)) == {
        world.checker.pk,
        world.second_checker.pk,
    }


def test_reader_may_not_add_claims_actors_or_mentions(world: World) -> None:
    revision, claimant = world.first_article.current, world.minister
    with pytest.raises(NotAllowed):
        add_claim(person=world.reader, claimant=claimant, mention=mention_of(revision, "The mayor"), **FIELDS)
    with pytest.raises(NotAllowed):
        get_or_create_actor(person=world.reader, name="A New Actor")
    with pytest.raises(NotAllowed):
        add_mention(person=world.reader, claim=world.open_claim, mention=mention_of(revision, "The mayor"))


def test_actor_names_are_compared_without_case(world: World) -> None:
    assert (world.minister, False) == get_or_create_actor(person=world.checker, name="  mikhail   MINISTER ")
    assert Actor.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   ", "the FACTCHECK newsroom"])
def test_actor_name_must_not_be_empty_or_the_newsroom(world: World, name: str) -> None:
    with pytest.raises(Invalid) as caught:
        get_or_create_actor(person=world.checker, name=name)
    assert set(caught.value.errors) == {"claimant"}


def test_overlapping_and_nested_mentions_are_stored_unchanged(world: World) -> None:
    revision = world.first_article.current
    quotes = ["“The scene was arranged,” he told reporters", "scene was arranged", "he told reporters, and rejected"]
    for quote in quotes:
        add_mention(person=world.checker, claim=world.open_claim, mention=mention_of(revision, quote))
    stored = [span.exact for mention in Mention.objects.order_by("id") for span in mention.spans.all()]
    assert stored == ["The scene was arranged", *quotes]


def test_spans_are_in_the_order_of_the_text(world: World) -> None:
    revision = world.first_article.current
    mention = add_mention(person=world.checker, claim=world.open_claim, mention=mention_of(revision, "The mayor", "The minister"))
    assert [(span.position, span.exact) for span in mention.spans.all()] == [(0, "The minister"), (1, "The mayor")]


def test_mention_without_a_selection_is_rejected(world: World) -> None:
    with pytest.raises(Invalid):
        add_mention(person=world.checker, claim=world.open_claim, mention=NewMention(world.first_article.current, [], "direct"))


def test_unchanged_values_write_nothing(world: World) -> None:
    mention = world.mention
    before = Entry.objects.count()
    change_mention(
        person=world.checker,
        mention=mention,
        seen_version=1,
        mode="direct",
        selectors=[find(mention.revision.text, "The scene was arranged")],
    )
    assert (Entry.objects.count(), Mention.objects.get(pk=mention.pk).version) == (before, 1)


def test_changing_spans_does_not_affect_the_evidence_of_the_claim(world: World) -> None:
    mention, item = world.mention, world.evidence
    change_mention(
        person=world.second_checker,
        mention=mention,
        seen_version=1,
        selectors=[find(mention.revision.text, "scene was arranged")],
    )
    changed = Mention.objects.get(pk=mention.pk)
    assert [span.exact for span in changed.spans.all()] == ["scene was arranged"]
    assert list(changed.claim.evidence.all()) == [item]


def test_stale_version_of_a_mention_raises_an_edit_conflict(world: World) -> None:
    mention = world.mention
    change_mention(person=world.second_checker, mention=mention, seen_version=1, mode="scare")
    with pytest.raises(EditConflict):
        change_mention(person=world.checker, mention=mention, seen_version=1, mode="indirect")


def test_withdrawn_mention_has_a_reason_and_is_not_deleted(world: World) -> None:
    mention = world.mention
    with pytest.raises(Invalid):
        withdraw_mention(person=world.checker, mention=mention, reason="  ")
    withdraw_mention(person=world.checker, mention=mention, reason="Marked by mistake.")
    assert Mention.objects.get(pk=mention.pk).withdrawn_reason == "Marked by mistake."
    with pytest.raises(Refused):
        withdraw_mention(person=world.checker, mention=mention, reason="Again.")


def test_relation_is_unique_and_between_two_claims(world: World) -> None:
    claim, other = world.open_claim, world.claim("They did it.", quote="rejected the accusation")
    relation = add_relation(person=world.checker, claim=claim, relation_kind="denies", other=other)
    assert (relation.claim, relation.other) == (claim, other)
    with pytest.raises(Invalid):
        add_relation(person=world.second_checker, claim=claim, relation_kind="denies", other=other)
    with pytest.raises(Invalid):
        add_relation(person=world.checker, claim=claim, relation_kind="counters", other=claim)
    withdraw_relation(person=world.checker, relation=relation, reason="Wrong way round.")
    add_relation(person=world.checker, claim=claim, relation_kind="denies", other=other)
    assert Relation.objects.filter(withdrawn_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_concurrent_requests_with_one_key_add_one_claim() -> None:
    world, token = World(), uuid.uuid4()
    person, revision, claimant = world.checker, world.first_article.current, world.minister

    def send() -> Claim:
        return add_claim(person=person, claimant=claimant, mention=mention_of(revision, "The mayor"), token=token, **FIELDS)

    assert {result.pk for result in run_concurrently(send, send, send)} == {Claim.objects.get().pk}
    assert Mention.objects.count() == 1
    assert chain_is_intact()


@pytest.mark.django_db(transaction=True)
def test_concurrent_requests_with_one_new_name_add_one_actor(world: World) -> None:
    people = [world.checker, world.second_checker, world.editor]
    names = ["Brand New", "BRAND NEW", "Brand new"]
    results = run_concurrently(
        *[
            lambda person=person, name=name: get_or_create_actor(person=person, name=name)
            for person, name in zip(people, names, strict=True)
        ]
    )
    assert {actor.pk for actor, _ in results} == {Actor.objects.get().pk}
    assert sorted(is_new for _, is_new in results) == [False, False, True]
    assert Entry.objects.filter(action="actor.added").count() == 1
    assert chain_is_intact()
