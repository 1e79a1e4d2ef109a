"""Closing and reopening claims and articles, and the rule that nothing is written to a closed claim."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from factcheck.articles.actions import close_article, edit_article, reopen_article
from factcheck.claims import actions
from factcheck.claims.anchoring import find
from factcheck.claims.models import Claim, Mention
from factcheck.claims.new_mention import NewMention
from factcheck.evidence.actions import attach, change_evidence, log_search
from factcheck.evidence.locators import PageLocator, PassageLocator
from factcheck.evidence.models import SearchLogEntry
from factcheck.evidence.revisions import revise_article
from factcheck.ledger.models import Entry
from factcheck.operations.doctor import examine
from factcheck.verdicts.actions import move, open_verdict, save_version
from factcheck.verdicts.models import Verdict
from factcheck.web.errors import EditConflict, Invalid, NotAllowed, Refused
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister")]


def close(world: World, claim: Claim, closed_reason: str = "not_checkable", **options: Any) -> Claim:
    options = {"person": world.checker, "seen_version": claim.version, **options}
    return actions.close_claim(claim=claim, closed_reason=closed_reason, **options)


@pytest.mark.parametrize("reason", ["not_checkable", "ambiguous", "out_of_scope", "by_mistake"])
def test_claim_is_closed_with_a_reason_on_record(world: World, reason: str) -> None:
    claim = close(world, world.open_claim, reason, note="An opinion.")
    assert (claim.is_closed, claim.closed_reason, claim.closed_note) == (True, reason, "An opinion.")
    assert claim.closed_by == world.checker
    entry = Entry.objects.order_by("-number")[0]
    assert (entry.action, entry.object_id, entry.reason) == ("claim.closed", claim.pk, "An opinion.")
    assert entry.after["closed_reason"] == reason
    assert [finding for result in examine() for finding in result.findings] == []


def test_duplicate_names_an_open_claim(world: World) -> None:
    claim, other = world.open_claim, world.claim("Another.", quote="rejected the accusation")
    for duplicate_of in (None, claim):
        with pytest.raises(Invalid) as refused:
            close(world, claim, "duplicate", duplicate_of=duplicate_of)
        assert "duplicate_of" in refused.value.errors
    third = close(world, world.claim("A third.", quote="all was well"))
    with pytest.raises(Invalid):
        close(world, claim, "duplicate", duplicate_of=third)
    assert close(world, claim, "duplicate", duplicate_of=other).duplicate_of == other


@pytest.mark.parametrize("reason", ["", "merged", "nonsense"])
def test_other_reasons_are_refused(world: World, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        close(world, world.open_claim, reason)
    assert "closed_reason" in refused.value.errors


def test_closed_claim_is_reopened(world: World) -> None:
    closed = close(world, world.open_claim, note="An opinion.")
    claim = actions.reopen_claim(person=world.second_checker, claim=closed, seen_version=closed.version)
    claim.refresh_from_db()
    assert (claim.closed_at, claim.closed_by, claim.closed_reason, claim.closed_note) == (None, None, "", "")
    assert Entry.objects.order_by("-number")[0].action == "claim.reopened"
    world.evidence_on(claim)
    with pytest.raises(Refused, match="open"):
        actions.reopen_claim(person=world.checker, claim=claim, seen_version=None)


def test_stale_version_is_a_conflict(world: World) -> None:
    with pytest.raises(EditConflict):
        close(world, world.open_claim, seen_version=world.open_claim.version + 1)


def test_reader_cannot_close_or_reopen(world: World) -> None:
    with pytest.raises(NotAllowed):
        close(world, world.open_claim, person=world.reader)
    closed = close(world, world.open_claim)
    with pytest.raises(NotAllowed):
        actions.reopen_claim(person=world.reader, claim=closed, seen_version=None)


@pytest.mark.parametrize(
    ("state", "checker_may"), [("draft", True), ("returned", True), ("submitted", False), ("approved", False)]
)
def test_editor_closes_a_claim_whose_verdict_is_reviewed(world: World, state: str, checker_may: bool) -> None:
    claim = Claim.objects.get(pk=getattr(world, state).claim_id)
    if not checker_may:
        with pytest.raises(NotAllowed):
            close(world, claim)
    assert close(world, claim, person=world.checker if checker_may else world.editor).is_closed


def test_published_claim_cannot_be_closed(world: World) -> None:
    claim = Claim.objects.get(pk=world.published.claim_id)
    with pytest.raises(Refused, match="published"):
        close(world, claim, person=world.editor)


def test_database_does_not_close_a_published_claim(world: World) -> None:
    claim = world.published.claim
    with pytest.raises(IntegrityError, match="was published"), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(
            closed_at=timezone.now(), closed_by=world.editor, closed_reason="ambiguous", version=claim.version + 1
        )


@pytest.mark.parametrize(
    "columns",
    [{"closed_reason": "ambiguous"}, {"closed_note": "A note."}, {"closed_at": timezone.now()}],
    ids=["reason", "note", "time"],
)
def test_database_rejects_an_incomplete_closure(world: World, columns: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="claim_closed_with_reason"), transaction.atomic():
        Claim.objects.filter(pk=world.open_claim.pk).update(**columns, version=world.open_claim.version + 1)


def _new_mention(world: World) -> NewMention:
    revision = world.first_article.current
    return NewMention(revision, [find(revision.text, "all was well")], "indirect", ())


WRITES: dict[str, Callable[[World, Claim], Any]] = {
    "edit the claim": lambda w, c: actions.edit_claim(person=w.checker, claim=c, seen_version=None, place="Kathmandu"),
    "add a mention": lambda w, c: actions.add_mention(person=w.checker, claim=c, mention=_new_mention(w)),
    "change a mention": lambda w, c: actions.change_mention(
        person=w.checker, mention=c.mentions.get(), seen_version=None, mode="scare"
    ),
    "withdraw a mention": lambda w, c: actions.withdraw_mention(person=w.checker, mention=c.mentions.get(), reason="No."),
    "relate it": lambda w, c: actions.add_relation(
        person=w.checker, claim=c, relation_kind="denies", other=w.claim("They did it.", quote="rejected the accusation")
    ),
    "name a party": lambda w, c: actions.name_party(person=w.checker, claim=c, actor=w.minister, interest="Is accused."),
    "edit a party": lambda w, c: actions.edit_party(
        person=w.checker, party=c.parties.get(), interest="Is accused.", seen_version=None
    ),
    "attach evidence": lambda w, c: attach(
        person=w.checker,
        claim=c,
        stance="context",
        closeness="primary",
        quoted_from=PageLocator("https://institute.example/", "Words."),
    ),
    "change evidence": lambda w, c: change_evidence(person=w.checker, item=c.evidence.get(), seen_version=None, note="Another."),
    "log a search": lambda w, c: log_search(
        person=w.checker, claim=c, sought="supports", place="Archive", terms="words", searched_on=date(2022, 4, 10)
    ),
    "open a verdict": lambda w, c: open_verdict(person=w.checker, claim=c, summary="One."),
    "merge it": lambda w, c: _merge(w, c),
    "close it": lambda w, c: close(w, c),
}


def _merge(world: World, claim: Claim) -> Claim:
    from factcheck.merging.actions import merge_claims

    other = world.claim("They did it.", quote="rejected the accusation")
    return merge_claims(person=world.checker, claim=claim, into=other, seen_version=None)


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_write_to_a_closed_claim_is_refused(world: World, write: Callable[[World, Claim], Any]) -> None:
    world.evidence_on(world.open_claim)
    world.party_on(world.open_claim)
    close(world, world.open_claim)
    claim = Claim.objects.get(pk=world.open_claim.pk)
    with pytest.raises(Refused, match="closed") as refused:
        write(world, claim)
    assert refused.value.status == 409


def test_relation_to_a_closed_claim_is_refused(world: World) -> None:
    other = close(world, world.claim("They did it.", quote="rejected the accusation"))
    with pytest.raises(Invalid) as refused:
        actions.add_relation(person=world.checker, claim=world.open_claim, relation_kind="denies", other=other)
    assert "other" in refused.value.errors


def test_verdict_of_a_closed_claim_does_not_move(world: World) -> None:
    verdict = world.draft
    close(world, Claim.objects.get(pk=verdict.claim_id))
    verdict = Verdict.objects.get(pk=verdict.pk)
    with pytest.raises(Refused, match="closed"):
        move(person=world.checker, verdict=verdict, name="submit")
    with pytest.raises(Refused, match="closed"):
        save_version(person=world.checker, verdict=verdict, seen_version=verdict.version, summary="Another text.")
    with pytest.raises(DatabaseError, match="closed"), transaction.atomic():
        Verdict.objects.filter(pk=verdict.pk).update(state="submitted", version=verdict.version + 1)


def test_database_rejects_a_row_of_a_closed_claim(world: World) -> None:
    """As after a race: the action read the claim before it was closed."""
    stale = Claim.objects.get(pk=world.open_claim.pk)
    close(world, world.open_claim)
    with pytest.raises(DatabaseError, match="is closed"), transaction.atomic():
        world.search_on(stale)
    assert not SearchLogEntry.objects.exists()


def test_revision_still_places_the_mentions_of_a_closed_claim(world: World) -> None:
    close(world, world.open_claim)
    article = world.first_article
    content = ("New. " + article.current.text).encode()
    revise_article(person=world.checker, article=article, content=content)
    assert Mention.objects.get(claim=world.open_claim).anchor == "anchored"
    assert Mention.objects.get(claim=world.open_claim).revision.number == 2


def test_article_imported_by_mistake_is_closed_and_reopened(world: World) -> None:
    article = close_article(person=world.checker, article=world.first_article, note="A draft.", seen_version=None)
    assert (article.is_closed, article.closed_reason, article.closed_note) == (True, "by_mistake", "A draft.")
    assert Entry.objects.order_by("-number")[0].action == "article.closed"
    with pytest.raises(Refused, match="closed"):
        edit_article(person=world.checker, article=article, seen_version=None, title="Another")
    with pytest.raises(Refused, match="closed"):
        revise_article(person=world.checker, article=article, content=b"Another text.")
    with pytest.raises(Refused, match="closed"):
        world.claim()
    passage = PassageLocator(article.current, find(article.current.text, "all was well"))
    other = world.claim("It was repeated.", article=world.second_article, quote="Officials repeated")
    passage.revision.article = article
    with pytest.raises(Refused, match="closed"):
        attach(person=world.checker, claim=other, stance="context", closeness="primary", quoted_from=passage)
    reopened = reopen_article(person=world.checker, article=article, seen_version=article.version)
    assert not reopened.is_closed
    world.claim()
    assert [finding for result in examine() for finding in result.findings] == []


def test_article_with_an_open_claim_cannot_be_closed(world: World) -> None:
    claim, article = world.open_claim, world.first_article
    with pytest.raises(Refused, match="mentions"):
        close_article(person=world.checker, article=article, seen_version=None)
    close(world, claim)
    assert close_article(person=world.checker, article=article, seen_version=None).is_closed


def test_reader_cannot_close_an_article(world: World) -> None:
    with pytest.raises(NotAllowed):
        close_article(person=world.reader, article=world.first_article, seen_version=None)
