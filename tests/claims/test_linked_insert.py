"""A new claim and its first mention, inserted in one statement."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from factcheck.claims.actions import add_claim
from factcheck.claims.anchoring import find
from factcheck.claims.models import Claim, Mention
from factcheck.claims.new_mention import NewMention
from factcheck.web.database.inserting import insert_linked
from tests.world import World

pytestmark = pytest.mark.django_db
QUOTE = "The scene was arranged"
KINDS = {"One": "person", "Two": "organization"}


def unsaved(world: World) -> tuple[Claim, Mention]:
    claim = Claim(claimant=world.minister, created_by=world.checker, statement="A new statement.", layer="proposition")
    return claim, Mention(revision=world.first_article.current, mode="direct", created_by=world.checker)


def test_claim_and_mention_are_inserted_in_one_statement_and_their_parts_in_another(world: World) -> None:
    revision = world.first_article.current
    mention = NewMention(revision, [find(revision.text, QUOTE)], mode="direct", chain=["One", "Two"])
    with CaptureQueriesContext(connection) as queries:
        claim = add_claim(
            person=world.checker, claimant=world.minister, mention=mention, statement="New.", layer="proposition", kinds=KINDS
        )
    inserts = [query["sql"] for query in queries if "INSERT INTO" in query["sql"]]
    of_claim = [sql for sql in inserts if '"claims_claim"' in sql]
    assert len(of_claim) == 1
    assert '"claims_mention"' in of_claim[0]
    of_parts = [sql for sql in inserts if "claims_span" in sql]
    assert len(of_parts) == 1
    assert "claims_attribution" in of_parts[0]
    stored = claim.mentions.get()
    assert [link.actor.name for link in stored.chain.order_by("position")] == ["One", "Two"]
    assert [span.exact for span in stored.spans.all()] == [QUOTE]


def test_rows_have_the_values_that_are_stored(world: World) -> None:
    claim, mention = unsaved(world)
    with transaction.atomic():
        insert_linked(claim, mention, "claim")
        assert mention.claim is claim
        for row in (claim, mention):
            stored = type(row)._default_manager.get(pk=row.pk)
            for field in row._meta.concrete_fields:
                assert getattr(row, field.attname) == getattr(stored, field.attname), field.name
        assert claim.closed_reason == ""  # the default is that of the database
        transaction.set_rollback(True)


def test_triggers_check_both_rows(world: World) -> None:
    claim, mention = unsaved(world)
    with transaction.atomic():
        insert_linked(claim, mention, "claim")
        with connection.cursor() as cursor:
            cursor.execute("SELECT person_id FROM claims_contribution WHERE claim_id = %s", [claim.pk])
            assert cursor.fetchall() == [(world.checker.pk,)]
        transaction.set_rollback(True)


def insert_without_entry(world: World) -> None:
    with transaction.atomic():
        insert_linked(*unsaved(world), "claim")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_rows_without_a_ledger_entry_are_rejected(world: World) -> None:
    with pytest.raises(DatabaseError, match="ledger"):
        insert_without_entry(world)
