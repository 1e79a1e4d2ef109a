"""Database constraints and triggers of claims, mentions, and spans, tested with SQL."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from factcheck.articles.models import KnownSourceName
from factcheck.claims.actions import add_relation, change_mention, get_or_create_actor
from factcheck.claims.anchoring import find
from factcheck.claims.models import KnownActorName, Span
from factcheck.ledger.actions import record
from factcheck.web.known_names import KnownName
from tests.sql import refused
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim")]


@pytest.mark.parametrize(
    "assignment",
    ["exact = 'other words'", "start = start + 1", '"end" = "end" - 1', '"end" = 100000', "exact = lower(exact)"],
)
def test_span_must_quote_the_text_at_its_offsets(world: World, assignment: str) -> None:
    span = world.mention.spans.get()
    assert "the quote is not what stands at" in refused(f"UPDATE claims_span SET {assignment} WHERE id = %s", span.pk)


def test_span_must_not_be_empty(world: World) -> None:
    span = world.mention.spans.get()
    assert refused("UPDATE claims_span SET \"end\" = start, exact = '' WHERE id = %s", span.pk)


@pytest.mark.parametrize(
    "statement",
    [
        # a valid quote of the same text that no one selected
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
def test_spans_and_chain_do_not_change_without_an_entry(world: World, statement: str) -> None:
    mention = world.mention
    get_or_create_actor(person=world.checker, name="Another Actor")
    text = mention.revision.text
    change_mention(
        person=world.checker,
        mention=mention,
        seen_version=mention.version,
        selectors=[find(text, "The scene was arranged"), find(text, "The mayor")],
    )
    assert "are not those of its ledger entry" in refused(statement)


def test_spans_do_not_move_to_another_mention(world: World) -> None:
    other = world.claim("Other.", quote="The mayor").mentions.get()
    assert "are not those of its ledger entry" in refused(
        "UPDATE claims_span SET mention_id = %s, position = 1 WHERE mention_id = %s", other.pk, world.mention.pk
    )


def test_spans_and_chain_must_match_the_entry_of_a_new_version(world: World) -> None:
    """An entry for the new version does not permit a change that the entry does not contain."""
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


def test_span_offsets_are_code_points(world: World) -> None:
    article = world.article("👩\u200d👧 sagt e\u0301: ja.\n")
    claim = world.claim(article=article, quote="ja")
    span = Span.objects.get(mention__claim=claim)
    assert span.start == len("👩\u200d👧 sagt e\u0301: ")
    assert refused('UPDATE claims_span SET start = start + 1, "end" = "end" + 1 WHERE id = %s', span.pk)


@pytest.mark.parametrize("table", ["claim", "mention", "relation", "actor"])
def test_rows_cannot_be_deleted(world: World, table: str) -> None:
    world.mention  # noqa: B018  created on first access
    if table == "relation":
        add_relation(
            person=world.checker, claim=world.open_claim, relation_kind="denies", other=world.claim("Other.", quote="The mayor")
        )
    assert "Cannot delete" in refused(f"DELETE FROM claims_{table}")


@pytest.mark.parametrize("table", ["claim", "mention", "actor"])
def test_write_without_an_entry_does_not_commit(world: World, table: str) -> None:
    world.mention  # noqa: B018  created on first access
    assert "has no ledger entry" in refused(f"UPDATE claims_{table} SET version = version + 1")
    assert "to the next" in refused(f"UPDATE claims_{table} SET version = version")


def test_withdrawn_mention_must_have_a_reason(world: World) -> None:
    assert "mention_withdrawn_with_reason" in refused(
        "UPDATE claims_mention SET withdrawn_at = now(), version = version + 1 WHERE id = %s", world.mention.pk
    )


def test_claim_cannot_be_related_to_itself(world: World) -> None:
    claim = world.open_claim
    assert "relation_has_two_claims" in refused(
        "INSERT INTO claims_relation (version, claim_id, relation_kind, other_id, created_at, created_by_id, withdrawn_reason)"
        " VALUES (1, %s, 'denies', %s, now(), %s, '')",
        claim.pk,
        claim.pk,
        world.checker.pk,
    )


def test_contribution_is_immutable(world: World) -> None:
    claim = world.open_claim
    assert "Cannot delete" in refused("DELETE FROM claims_contribution WHERE claim_id = %s", claim.pk)
    changes = {"person_id": world.second_checker.pk, "claim_id": world.claim("Another statement.").pk}
    for column, value in changes.items():
        assert "Cannot update" in refused(f"UPDATE claims_contribution SET {column} = %s WHERE claim_id = %s", value, claim.pk)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert "Cannot update" in refused("UPDATE claims_contribution SET entry = entry + 1 WHERE claim_id = %s", claim.pk)


@pytest.mark.parametrize(("kind", "table"), [("actor", "claims_actor"), ("source", "articles_source")])
def test_names_are_unique_regardless_of_case(world: World, kind: str, table: str) -> None:
    row = world.minister if kind == "actor" else world.institute
    other = world.ministry if kind == "source" else get_or_create_actor(person=world.checker, name="Another Actor")[0]
    assert f"one_{kind}_of_a_key" in refused(
        f"UPDATE {table} SET name = upper(%s), version = version + 1 WHERE id = %s", row.name, other.pk
    )


@pytest.mark.parametrize(("names", "index"), [(KnownActorName, "actor_known_key"), (KnownSourceName, "source_known_key")])
def test_name_lookup_uses_the_index_on_keys(names: type[KnownName], index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        assert index in names.objects.filter(key="the institute").explain()
