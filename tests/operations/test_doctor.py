"""`doctor` reports each kind of damage by someone who has the password of the database and disables the triggers."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from factcheck.accounts.models import Person
from factcheck.archive.addresses import path_of
from factcheck.articles.actions import add_source, close_article
from factcheck.claims.actions import close_claim, merge_sources
from factcheck.evidence.actions import withdraw_evidence
from factcheck.evidence.revisions import revise_article
from factcheck.ledger.chain import digest
from factcheck.ledger.invariants import AUTHOR_FIELDS, recorded_models
from factcheck.ledger.models import Entry
from factcheck.ledger.verifier import GENESIS, entry_hash
from factcheck.merging.actions import merge_claims
from factcheck.operations.doctor import examine
from factcheck.publishing.actions import correct, drop, publish
from factcheck.publishing.models import Publication
from factcheck.verdicts.actions import return_verdict, save_version
from factcheck.verdicts.models import Verdict
from tests.sql import as_owner, without_triggers
from tests.world import World

pytestmark = pytest.mark.django_db


def violations() -> dict[str, list[str]]:
    return {result.name: result.findings for result in examine() if result.findings}


def execute_without_triggers(sql: str, *values: object) -> None:
    with without_triggers() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql, values)
        assert cursor.rowcount > 0
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def world() -> World:
    world = World()
    assert world.published.state == "published"
    return world


def test_consistent_newsroom_has_no_violations(world: World) -> None:
    assert [verdict.state for verdict in (world.submitted, world.returned, world.draft)] == ["submitted", "returned", "draft"]
    assert violations() == {}


def test_command_exits_with_an_error_and_the_number_of_violated_invariants(world: World) -> None:
    out = io.StringIO()
    call_command("doctor", stdout=out)
    assert "All invariants hold." in out.getvalue()
    execute_without_triggers("UPDATE claims_claim SET statement = 'Something else'")
    out = io.StringIO()
    with pytest.raises(CommandError, match="2 invariants are violated"):
        call_command("doctor", stdout=out)
    assert "statement is 'Something else'" in out.getvalue()


DIGEST = "each row has the digest of its last ledger entry"
ASSIGNED = "each number of evidence was assigned by its claim"
ONE_ENTRY = "each editorial write has exactly one ledger entry"
FORGED = {
    "publishing_publication": {"rating": "'True'", "statement": "'x'", "published_at": "now()", "slug": "'x'"},
    "verdicts_verdictversion": {"rationale": "'x'", "summary": "'x'", "conclusion": "'supported'", "as_of": "'2020-01-01'"},
    "verdicts_review": {"reason": "'x'", "basis": "'x'", "created_at": "now() + interval '1 day'"},
    "archive_capture": {"name": "'x'", "media_type": "'x'", "captured_at": "now()"},
    "articles_revision": {"imported_at": "now()", "reader_version": "NULL"},
    "evidence_evidence": {"created_at": "now()", "created_by_id": "(SELECT max(id) FROM accounts_person)"},
    "verdicts_rating": {"description": "'x'"},
}
"""Columns that no other invariant covers."""
DAMAGE: dict[str, tuple[str, str]] = {
    "the reason of an entry": ("UPDATE ledger_entry SET reason = 'x' WHERE number = 2", "the hash chain of the ledger is intact"),
    "the person of an entry": (
        "UPDATE ledger_entry SET person_id = NULL WHERE number = (SELECT max(number) FROM ledger_entry)",
        "the hash chain of the ledger is intact",
    ),
    "the newest entry": (
        "DELETE FROM ledger_entry WHERE number = (SELECT max(number) FROM ledger_entry)",
        "the hash chain of the ledger is intact",
    ),
    "a row version": (
        "DELETE FROM ledger_touch WHERE kind = 'claim'",
        ONE_ENTRY,
    ),
    "a row without an entry": (
        "UPDATE claims_claim SET version = version + 1",
        ONE_ENTRY,
    ),
    "a row": ("DELETE FROM evidence_search", ONE_ENTRY),
    "evidence": ("UPDATE evidence_evidence SET stance = 'supports'", "each row has the values of its last ledger entry"),
    "a number": ("UPDATE evidence_evidence SET number = 20 - number", "each row has the values of its last ledger entry"),
    "an unassigned number": (
        "UPDATE evidence_evidence SET number = number + 90",
        "each number of evidence was assigned by its claim",
    ),
    "a counter": ("DELETE FROM evidence_numbering", "each number of evidence was assigned by its claim"),
    "a quote": ("UPDATE claims_span SET exact = 'other words'", "each mention quotes the text at its offsets"),
    "the start of a quote": ("UPDATE claims_span SET start = start + 1", "each mention quotes the text at its offsets"),
    "the end of a quote": (
        'UPDATE claims_span SET "end" = start + 3, exact = substr(exact, 1, 3)',
        "each mention matches its last ledger entry",
    ),
    "who is quoted": ("DELETE FROM claims_attribution", "each mention matches its last ledger entry"),
    "how it is quoted": (
        "UPDATE claims_mention SET mode = 'scare'",
        "each mention matches its last ledger entry",
    ),
    "a text": ("UPDATE articles_revision SET text = text || 'more'", "the text of each revision matches its hash"),
    "the reader of a text": ("UPDATE articles_revision SET reader = 'x'", "the reader of each revision is installed"),
    "who approved": (
        "UPDATE verdicts_review SET created_by_id = (SELECT author_id FROM verdicts_verdict LIMIT 1)",
        "no verdict is approved by someone who contributed to it",
    ),
    "a published document": (
        "UPDATE publishing_publication SET document = jsonb_set(document, '{forged}', '1')",
        "each published document matches its hash",
    ),
    **{
        f"{column} of a {table.split('_')[1]}": (f"UPDATE {table} SET {column} = {value}", DIGEST)
        for table, columns in FORGED.items()
        for column, value in columns.items()
    },
    "a document with its hash": (
        f"UPDATE publishing_publication SET document = '{{\"forged\": 1}}', sha256 = '{digest({'forged': 1})}'",
        DIGEST,
    ),
    "the text before a quote": (
        "UPDATE claims_span SET prefix = 'He lied: '",
        "each mention quotes the text at its offsets",
    ),
    "which publication is current": (
        "UPDATE publishing_publication SET is_current = false",
        "each public verdict has exactly one current publication",
    ),
}


APPROVALS = {"no verdict is approved by someone who contributed to it", "each publication was approved by another person"}


def insert_contribution(world: World, person_id: int, offset: int) -> None:
    """Insert the person as a contributor to the published claim, at an offset from the ledger entry of the approval."""
    execute_without_triggers(
        "INSERT INTO claims_contribution (claim_id, person_id, since, entry)"
        " SELECT %s, %s, r.created_at, t.entry_id + %s FROM verdicts_review r"
        " JOIN ledger_touch t ON t.kind = 'review' AND t.object_id = r.id WHERE r.verdict_version_id = %s",
        *(world.published.claim_id, person_id, offset, world.published.approved_id),
    )


def test_doctor_reports_an_approval_by_an_earlier_contributor(world: World) -> None:
    insert_contribution(world, world.editor.pk, -1)
    assert set(violations()) == APPROVALS


def test_contribution_after_the_approval_is_no_violation(world: World) -> None:
    insert_contribution(world, world.editor.pk, 1)
    assert violations() == {}


@pytest.mark.parametrize("damage", DAMAGE)
def test_doctor_reports_damage(world: World, damage: str) -> None:
    sql, invariant = DAMAGE[damage]
    execute_without_triggers(sql)
    assert invariant in violations()


def test_doctor_reports_a_decision_on_own_work_even_without_the_contribution_row(world: World) -> None:
    verdict = world.submit(world.ready(world.claim("Another statement.")))
    world.evidence_on(verdict.claim, person=world.editor)
    execute_without_triggers("DELETE FROM claims_contribution WHERE person_id = %s", world.editor.pk)
    world.approve(verdict)
    assert set(violations()) == {
        "according to the ledger, no one approved their own work",
        "according to the ledger, everyone who edited a check is recorded as a contributor",
    }


def test_return_by_a_contributor_is_no_violation(world: World) -> None:
    verdict = world.submitted
    world.evidence_on(verdict.claim, person=world.editor)
    return_verdict(person=world.editor, verdict=verdict, reason="Look at the new item.")
    assert violations() == {}


def test_doctor_reports_a_return_by_the_author(world: World) -> None:
    verdict = world.submitted
    return_verdict(person=world.editor, verdict=verdict, reason="Name the source.")
    execute_without_triggers("UPDATE verdicts_review SET created_by_id = %s", verdict.author_id)
    assert "no verdict was returned by its author" in violations()


def test_doctor_reports_an_undone_withdrawal(world: World) -> None:
    withdraw_evidence(
        person=world.checker, item=world.evidence_on(world.published.claim, quote="Another."), reason="It is a copy."
    )
    execute_without_triggers(
        "UPDATE evidence_evidence SET withdrawn_at = NULL, withdrawn_by_id = NULL, withdrawn_reason = ''"
        " WHERE withdrawn_at IS NOT NULL"
    )
    assert DIGEST in violations()


@pytest.mark.parametrize(
    "damage", [lambda file: file.write_bytes(b"other"), lambda file: file.unlink()], ids=["changed", "missing"]
)
def test_doctor_reports_damaged_files(world: World, damage: Callable[[Path], object]) -> None:
    revision = world.first_article.current
    file = path_of(Path(settings.CAPTURES_ROOT), revision.original.sha256)
    original = file.read_bytes()
    file.chmod(0o600)
    try:
        damage(file)
        assert set(violations()) == {
            "the bytes of all stored files are intact",
            "the text of each revision can be reproduced from its original bytes",
        }
    finally:
        file.write_bytes(original)


def test_examination_changes_nothing(world: World) -> None:
    before = (Entry.objects.count(), Publication.objects.values_list("sha256", flat=True)[0])
    list(examine())
    assert (Entry.objects.count(), Publication.objects.values_list("sha256", flat=True)[0]) == before


def test_editor_who_published_a_correction_may_approve_the_next_one(world: World) -> None:
    verdict = world.published
    for notice in ("The date was wrong.", "The place was wrong."):
        correct(person=world.checker, verdict=verdict, correction_kind="clarification", notice=notice)
        verdict = Verdict.objects.get(pk=verdict.pk)
        save_version(person=world.checker, verdict=verdict, seen_version=None, summary=notice)
        publish(person=world.editor, verdict=world.approve(world.submit(verdict)))
    assert violations() == {}


def test_merging_the_sources_of_a_check_is_no_contribution(world: World) -> None:
    verdict = world.ready()
    source = world.evidence_on(verdict.claim, quote="Another.").source
    assert source is not None
    survivor = add_source(person=world.editor, name="The same institute", source_kind="research")
    merge_sources(person=world.editor, source=source, into=survivor)
    world.approve(world.submit(verdict))
    assert violations() == {}


def test_doctor_reports_a_removed_contributor_who_decided_nothing(world: World) -> None:
    claim, other = world.open_claim, world.second_checker
    item = world.evidence_on(claim)
    withdraw_evidence(person=other, item=item, reason="It is a copy.")
    execute_without_triggers("DELETE FROM claims_contribution WHERE person_id = %s", other.pk)
    number = Entry.objects.get(action="evidence.withdrawn").number
    assert violations() == {
        "according to the ledger, everyone who edited a check is recorded as a contributor": [
            f"person {other.pk} edited claim {claim.pk} or its check (entry {number}), but is not recorded as a contributor"
        ]
    }


def rewrite_person(number: int, person_id: int) -> None:
    """Change the person of an entry and recompute all hashes from there to the head, as an attacker would."""
    execute_without_triggers("UPDATE ledger_entry SET person_id = %s WHERE number = %s", person_id, number)
    previous = GENESIS
    for entry in Entry.objects.order_by("number"):
        recomputed = entry_hash(previous, entry.body())
        execute_without_triggers(
            "UPDATE ledger_entry SET previous = %s, hash = %s WHERE number = %s", previous, recomputed, entry.number
        )
        previous = recomputed
    execute_without_triggers("UPDATE ledger_head SET hash = %s", previous)


PERSON_OF_ENTRY = "each row names the person of the entry that added it"
REWRITTEN = {
    "verdict.approved": PERSON_OF_ENTRY,
    "verdict.published": PERSON_OF_ENTRY,
    "evidence.added": PERSON_OF_ENTRY,
    "article.imported": PERSON_OF_ENTRY,
    "article.revised": PERSON_OF_ENTRY,
    "evidence.withdrawn": "withdrawn_by of each evidence is the person of its entry",
    "claim.closed": "closed_by of each claim is the person of its entry",
    "article.closed": "closed_by of each article is the person of its entry",
    "verdict.dropped": "closed_by of each correction is the person of its entry",
}


@pytest.mark.parametrize("action", REWRITTEN)
def test_doctor_reports_another_person_in_a_chain_that_was_written_again(world: World, action: str) -> None:
    verdict = world.published
    withdraw_evidence(person=world.checker, item=world.evidence_on(verdict.claim, quote="Another."), reason="It is a copy.")
    close_claim(person=world.editor, claim=world.claim("Another statement."), closed_reason="not_checkable", seen_version=None)
    close_article(person=world.editor, article=world.second_article, seen_version=None)
    revise_article(person=world.checker, article=world.first_article, content=b"A revised text.", seen_version=None)
    correct(person=world.checker, verdict=verdict, correction_kind="typo", notice="A letter.")
    drop(person=world.checker, verdict=verdict, reason="It was right.")
    assert violations() == {}
    entry = Entry.objects.filter(action=action).latest("number")
    rewrite_person(entry.number, world.administrator.pk)
    assert REWRITTEN[action] in violations()


def test_unreadable_table_does_not_prevent_the_other_checks(world: World) -> None:
    execute_without_triggers("UPDATE claims_claim SET statement = 'Something else'")
    with as_owner() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE publishing_signedhead RENAME COLUMN hash TO renamed")
    found = violations()
    (finding,) = found["each signed head matches the ledger"]
    assert finding.startswith("the database cannot read this: column publishing_signedhead.hash does not exist")
    assert (
        "column publishing_signedhead.hash is missing"
        in found["tables, constraints, triggers, and functions are those of the code"]
    )
    assert DIGEST in found
    out = io.StringIO()
    with pytest.raises(CommandError, match="6 invariants are violated"):
        call_command("doctor", stdout=out)
    assert "listed publications and notices that no signed head covers" not in out.getvalue()


def test_every_person_in_a_recorded_row_is_compared_with_an_entry() -> None:
    """`author` and `requested_by` are among the values of their entries. The others have an invariant (`person_of_last`)."""
    found = {f.name for model in recorded_models() for f in model._meta.concrete_fields if f.related_model is Person}
    assert found - AUTHOR_FIELDS == {"author", "closed_by", "ended_by", "requested_by", "withdrawn_by"}


def test_merging_the_claim_that_a_closed_claim_repeats_is_no_second_closing(world: World) -> None:
    kept, merged, duplicate = (world.claim(f"Statement {number}.") for number in range(3))
    close_claim(person=world.editor, claim=duplicate, closed_reason="duplicate", duplicate_of=merged, seen_version=None)
    merge_claims(person=world.checker, claim=merged, into=kept, seen_version=None, note="The same statement.")
    duplicate.refresh_from_db()
    assert (duplicate.duplicate_of_id, duplicate.closed_by_id) == (kept.pk, world.editor.pk)
    assert violations() == {}
