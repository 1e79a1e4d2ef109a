"""Concurrent actions on verdicts, in real transactions on separate connections: exactly one succeeds."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from factcheck.accounts.actions import change_person
from factcheck.evidence.actions import PageLocator, attach
from factcheck.ledger.models import Entry
from factcheck.ledger.verifier import first_break
from factcheck.verdicts.actions import approve, open_verdict, return_verdict, save_version, submit
from factcheck.verdicts.models import Review, Verdict
from factcheck.verdicts.queries import basis_for
from factcheck.web.errors import EditConflict, Refused
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def run_concurrently(*actions: Callable[[], Any]) -> list[Any]:
    """Run each action in its own thread and connection, started together. Returns each result or exception, in order."""
    start = threading.Barrier(len(actions))
    results: list[Any] = [None] * len(actions)

    def run(index: int, action: Callable[[], Any]) -> None:
        try:
            start.wait(timeout=20)
            results[index] = action()
        except Exception as error:
            results[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
    return results


def chain_is_intact() -> bool:
    entries = (entry.exported() for entry in Entry.objects.order_by("number"))
    return first_break(entries) is None


@pytest.mark.parametrize("attempt", range(3))
def test_concurrent_approval_and_return_have_one_winner(attempt: int, world: World) -> None:
    verdict, one, other = world.submitted, world.editor, world.other_editor
    version, basis = verdict.latest, basis_for(verdict.claim)
    results = run_concurrently(
        lambda: approve(person=one, verdict=verdict, version=version, basis=basis),
        lambda: return_verdict(person=other, verdict=verdict, reason="Name the source.", seen_version=verdict.version),
    )
    assert sorted(isinstance(result, Review) for result in results) == [False, True]
    lost = next(result for result in results if not isinstance(result, Review))
    assert isinstance(lost, Refused)
    assert lost.status == 409
    won = Review.objects.get()
    assert Verdict.objects.get(pk=verdict.pk).state == {"approve": "approved", "return": "returned"}[won.decision]
    assert chain_is_intact()


@pytest.mark.parametrize("attempt", range(3))
def test_verdict_opened_while_its_author_is_deactivated_is_handed_over_or_refused(attempt: int, world: World) -> None:
    claim, other, administrator, successor = world.claim(), world.draft, world.administrator, world.second_checker
    run_concurrently(
        lambda: open_verdict(person=world.checker, claim=claim, conclusion="refuted"),
        lambda: change_person(by=administrator, person=world.checker, hand_over_to=successor, is_active=False),
    )
    inactive = Verdict.objects.filter(author__is_active=False).exclude(state__in=["published", "retracted"])
    assert (Verdict.objects.filter(pk=other.pk).exists(), list(inactive)) == (True, [])
    assert chain_is_intact()


def test_concurrent_approvals_have_one_winner(world: World) -> None:
    verdict = world.submitted
    version, basis = verdict.latest, basis_for(verdict.claim)
    people = [world.editor, world.other_editor, world.administrator]
    results = run_concurrently(*[lambda p=p: approve(person=p, verdict=verdict, version=version, basis=basis) for p in people])
    assert [type(result) for result in results].count(Review) == 1
    assert {result.status for result in results if not isinstance(result, Review)} == {409}
    assert Review.objects.count() == 1


@pytest.mark.parametrize("attempt", range(3))
def test_evidence_added_during_an_approval_blocks_it_or_changes_the_basis(attempt: int, world: World) -> None:
    """Either the approval is refused because of the new evidence, or its basis no longer matches the record."""
    verdict, editor, second, institute = world.submitted, world.editor, world.second_checker, world.institute
    version, basis = verdict.latest, basis_for(verdict.claim)
    page = PageLocator("https://institute.example/more", "Seen again on 19 March.")
    approved, added = run_concurrently(
        lambda: approve(person=editor, verdict=verdict, version=version, basis=basis),
        lambda: attach(
            person=second, claim=verdict.claim, stance="supports", closeness="primary", quoted_from=page, source=institute
        ),
    )
    assert not isinstance(added, Exception)
    if isinstance(approved, Review):
        assert approved.basis != basis_for(verdict.claim)
    else:
        assert approved.status == 409
        assert Verdict.objects.get(pk=verdict.pk).state == "submitted"
    assert chain_is_intact()


@pytest.mark.parametrize("attempt", range(3))
def test_concurrent_saves_return_both_texts_to_the_loser(attempt: int, world: World) -> None:
    verdict, one, other = world.draft, world.checker, world.second_checker
    seen = verdict.version
    results = run_concurrently(
        lambda: save_version(person=one, verdict=verdict, seen_version=seen, summary="The first text."),
        lambda: save_version(person=other, verdict=verdict, seen_version=seen, summary="The second text."),
    )
    lost = next(result for result in results if isinstance(result, Exception))
    won = next(result for result in results if not isinstance(result, Exception))
    assert isinstance(lost, EditConflict)
    assert {lost.current["summary"], lost.typed["summary"]} == {"The first text.", "The second text."}
    assert lost.current["summary"] == won.summary
    assert list(Verdict.objects.get(pk=verdict.pk).versions.values_list("number", flat=True)) == [2, 1]
    assert chain_is_intact()


def test_concurrent_open_requests_create_one_verdict(world: World) -> None:
    claim, one, other = world.open_claim, world.checker, world.second_checker
    results = run_concurrently(
        lambda: open_verdict(person=one, claim=claim, summary="One."),
        lambda: open_verdict(person=other, claim=claim, summary="Other."),
    )
    assert {type(result) for result in results} == {Verdict, Refused}
    assert Verdict.objects.count() == 1


def test_repeated_open_requests_return_the_same_verdict(world: World) -> None:
    claim, person, token = world.open_claim, world.checker, uuid.uuid4()
    results = run_concurrently(*[lambda: open_verdict(person=person, claim=claim, token=token, summary="One.")] * 3)
    assert {result.pk for result in results} == {Verdict.objects.get().pk}


def test_concurrent_save_and_submission_have_one_winner(world: World) -> None:
    verdict, one, other = world.draft, world.checker, world.second_checker
    seen = verdict.version
    sent, saved = run_concurrently(
        lambda: submit(person=one, verdict=verdict, seen_version=seen),
        lambda: save_version(person=other, verdict=verdict, seen_version=seen, summary="A later text."),
    )
    row = Verdict.objects.get(pk=verdict.pk)
    assert sorted([isinstance(sent, Refused), isinstance(saved, Refused)]) == [False, True]
    assert (row.state, row.latest.number) == (("submitted", 1) if isinstance(saved, Refused) else ("draft", 2))
