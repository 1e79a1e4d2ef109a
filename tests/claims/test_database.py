"""What the database itself refuses about claims, mentions and spans, whatever code asks for it."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from factcheck.articles.models import Source
from factcheck.claims.actions import add_relation, change_mention, get_or_create_actor
from factcheck.claims.anchoring import find
from factcheck.claims.models import Actor, Span
from factcheck.ledger.actions import record
from tests.sql import refused
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "to",
    ["exact = 'other words'", "start = start + 1", '"end" = "end" - 1', '"end" = 100000', "exact = lower(exact)"],
)
def test_a_span_always_quotes_its_slice(world: World, to: str) -> None:
    span = world.mention.spans.get()
    assert "the quote is not what stands at" in refused(f"UPDATE claims_span SET {to} WHERE id = %s", span.pk)


def test_a_span_is_never_empty(world: World) -> None:
    span = world.mention.spans.get()
    assert refused("UPDATE claims_span SET \"end\" = start, exact = '' WHERE id = %s", span.pk)


@pytest.mark.parametrize(
    "statement",
    [
        # another exact slice of the same text: true as a quotation, but nobody marked it
        "UPDATE claims_span SET \"end\" = start + 3, exact = substr(exact, 1, 3), suffix = ''",
        "UPDATE claims_span SET position = 9 - position",
        "DELETE FROM claims_span WHERE position = 1",
        "DELETE FROM claims_span",
        "DELETE FROM claims_attribution",
        "UPDATE claims_attribution SET actor_id = (SELECT max(id) FROM claims_actor)",
        "INSERT INTO claims_attribution (mention_id, position, actor_id) SELECT mention_id, 5, actor_id FROM claims_attribution",
        'INSERT INTO claims_span (mention_id, position, start, "end", exact, prefix, suffix)'
        " SELECT mention_id, 5, start, \"end\", exact, '', '' FROM claims_span LIMIT 1",
    ],
)
def test_words_and_chain_do_not_change_without_an_entry(world: World, statement: str) -> None:
    mention = world.mention
    get_or_create_actor(person=world.checker, name="Somebody Else")
    text = mention.revision.text
    change_mention(
        person=world.checker,
        mention=mention,
        seen_version=mention.version,
        selectors=[find(text, "The scene was arranged"), find(text, "The mayor")],
    )
    assert "are not those of its ledger entry" in refused(statement)


def test_words_do_not_move_to_another_mention(world: World) -> None:
    other = world.claim("Other.", quote="The mayor").mentions.get()
    assert "are not those of its ledger entry" in refused(
        "UPDATE claims_span SET mention_id = %s, position = 1 WHERE mention_id = %s", other.pk, world.mention.pk
    )


def test_a_version_of_a_mention_carries_its_words_in_the_entry(world: World) -> None:
    """Even with an entry of its own, a write does not change other words than that entry says."""
    mention = world.mention

    def write() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            mention.version += 1
            mention.save(update_fields=["version"])
            cursor.execute("DELETE FROM claims_attribution WHERE mention_id = %s", [mention.pk])
            record(person=world.checker, action="mention.changed", subject=mention, after={"mode": mention.mode})
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(DatabaseError, match="are not those of its ledger entry"):
        write()


def test_a_span_counts_code_points_and_not_bytes_or_units(world: World) -> None:
    article = world.article("👩\u200d👧 sagt e\u0301: ja.\n")
    claim = world.claim(article=article, quote="ja")
    span = Span.objects.get(mention__claim=claim)
    assert span.start == len("👩\u200d👧 sagt e\u0301: ")
    assert refused('UPDATE claims_span SET start = start + 1, "end" = "end" + 1 WHERE id = %s', span.pk)


@pytest.mark.parametrize("table", ["claim", "mention", "relation", "actor"])
def test_no_row_of_the_record_is_deleted(world: World, table: str) -> None:
    world.mention  # noqa: B018  made on first use
    if table == "relation":
        add_relation(
            person=world.checker, claim=world.open_claim, relation_kind="denies", other=world.claim("Other.", quote="The mayor")
        )
    assert "Cannot delete" in refused(f"DELETE FROM claims_{table}")


@pytest.mark.parametrize("table", ["claim", "mention", "actor"])
def test_a_write_without_an_entry_does_not_commit(world: World, table: str) -> None:
    world.mention  # noqa: B018  made on first use
    assert "has no ledger entry" in refused(f"UPDATE claims_{table} SET version = version + 1")
    assert "to the next" in refused(f"UPDATE claims_{table} SET version = version")


def test_a_withdrawn_mention_has_a_reason(world: World) -> None:
    assert "mention_withdrawn_with_reason" in refused(
        "UPDATE claims_mention SET withdrawn_at = now(), version = version + 1 WHERE id = %s", world.mention.pk
    )


def test_a_claim_is_not_related_to_itself(world: World) -> None:
    claim = world.open_claim
    assert "relation_has_two_claims" in refused(
        "INSERT INTO claims_relation (version, claim_id, relation_kind, other_id, created_at, created_by_id, withdrawn_reason)"
        " VALUES (1, %s, 'denies', %s, now(), %s, '')",
        claim.pk,
        claim.pk,
        world.checker.pk,
    )


def test_a_contribution_stays(world: World) -> None:
    claim = world.open_claim
    assert "Cannot update or delete" in refused("DELETE FROM claims_contribution WHERE claim_id = %s", claim.pk)
    assert "Cannot update or delete" in refused(
        "UPDATE claims_contribution SET person_id = %s WHERE claim_id = %s", world.second_checker.pk, claim.pk
    )


@pytest.mark.parametrize(("kind", "table"), [("actor", "claims_actor"), ("source", "articles_source")])
def test_names_that_differ_in_case_alone_are_one(world: World, kind: str, table: str) -> None:
    row = world.minister if kind == "actor" else world.institute
    other = world.ministry if kind == "source" else get_or_create_actor(person=world.checker, name="Somebody Else")
    assert f"one_{kind}_of_a_name" in refused(
        f"UPDATE {table} SET name = upper(%s), version = version + 1 WHERE id = %s", row.name, other.pk
    )


@pytest.mark.parametrize(("model", "index"), [(Actor, "one_actor_of_a_name"), (Source, "one_source_of_a_name")])
def test_names_are_looked_up_by_their_index(model: type[Actor] | type[Source], index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        assert index in model.objects.filter(name__iexact="the institute").order_by().explain()
