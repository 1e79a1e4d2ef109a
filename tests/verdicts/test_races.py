"""Two people at once, with real transactions on real connections: exactly one wins, and nobody is left in between."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from factcheck.evidence.actions import PageLocator, attach
from factcheck.ledger.chain import first_break
from factcheck.ledger.models import Entry
from factcheck.verdicts.actions import approve, open_verdict, return_verdict, save_version, submit
from factcheck.verdicts.models import Review, Verdict
from factcheck.verdicts.queries import basis_of
from factcheck.web.errors import EditConflict, Refused
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Each act in a thread and on a connection of its own, started together. What it returned or raised, in the order given."""
    start = threading.Barrier(len(acts))
    answers: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            start.wait(timeout=20)
            answers[place] = act()
        except Exception as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
    return answers


def chain_is_whole() -> bool:
    entries = ((e.number, e.previous, e.hash, e.body()) for e in Entry.objects.order_by("number"))
    return first_break(entries) is None


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_editors_who_approve_and_return_exactly_one_wins(attempt: int, world: World) -> None:
    verdict, one, other = world.submitted, world.editor, world.other_editor
    version, basis = verdict.latest, basis_of(verdict.claim)
    answers = at_once(
        lambda: approve(person=one, verdict=verdict, version=version, basis=basis),
        lambda: return_verdict(person=other, verdict=verdict, reason="Name the source.", seen_version=verdict.version),
    )
    assert sorted(isinstance(answer, Review) for answer in answers) == [False, True]
    lost = next(answer for answer in answers if not isinstance(answer, Review))
    assert isinstance(lost, Refused)
    assert lost.status == 409
    won = Review.objects.get()
    assert Verdict.objects.get(pk=verdict.pk).state == {"approve": "approved", "return": "returned"}[won.decision]
    assert chain_is_whole()


def test_of_two_editors_who_approve_exactly_one_wins(world: World) -> None:
    verdict = world.submitted
    version, basis = verdict.latest, basis_of(verdict.claim)
    people = [world.editor, world.other_editor, world.administrator]
    answers = at_once(*[lambda p=p: approve(person=p, verdict=verdict, version=version, basis=basis) for p in people])
    assert [type(answer) for answer in answers].count(Review) == 1
    assert {answer.status for answer in answers if not isinstance(answer, Review)} == {409}
    assert Review.objects.count() == 1


@pytest.mark.parametrize("attempt", range(3))
def test_evidence_added_while_an_editor_approves_is_refused_or_shows_afterwards(attempt: int, world: World) -> None:
    """Either the approval saw the new evidence coming and was refused, or its basis is no longer the claim's."""
    verdict, editor, second, institute = world.submitted, world.editor, world.second_checker, world.institute
    version, basis = verdict.latest, basis_of(verdict.claim)
    page = PageLocator("https://institute.example/more", "Seen again on 19 March.")
    approved, added = at_once(
        lambda: approve(person=editor, verdict=verdict, version=version, basis=basis),
        lambda: attach(
            person=second, claim=verdict.claim, stance="supports", closeness="primary", quoted_from=page, source=institute
        ),
    )
    assert not isinstance(added, Exception)
    if isinstance(approved, Review):
        assert approved.basis != basis_of(verdict.claim)
    else:
        assert approved.status == 409
        assert Verdict.objects.get(pk=verdict.pk).state == "submitted"
    assert chain_is_whole()


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_who_save_the_next_version_one_gets_both_texts(attempt: int, world: World) -> None:
    verdict, one, other = world.draft, world.checker, world.second_checker
    seen = verdict.version
    answers = at_once(
        lambda: save_version(person=one, verdict=verdict, seen_version=seen, summary="The first text."),
        lambda: save_version(person=other, verdict=verdict, seen_version=seen, summary="The second text."),
    )
    lost = next(answer for answer in answers if isinstance(answer, Exception))
    won = next(answer for answer in answers if not isinstance(answer, Exception))
    assert isinstance(lost, EditConflict)
    assert {lost.current["summary"], lost.typed["summary"]} == {"The first text.", "The second text."}
    assert lost.current["summary"] == won.summary
    assert list(Verdict.objects.get(pk=verdict.pk).versions.values_list("number", flat=True)) == [2, 1]
    assert chain_is_whole()


def test_of_two_who_propose_a_verdict_one_is_told_who_was_first(world: World) -> None:
    claim, one, other = world.open_claim, world.checker, world.second_checker
    answers = at_once(
        lambda: open_verdict(person=one, claim=claim, summary="One."),
        lambda: open_verdict(person=other, claim=claim, summary="Other."),
    )
    assert {type(answer) for answer in answers} == {Verdict, Refused}
    assert Verdict.objects.count() == 1


def test_a_double_click_opens_one_verdict_and_both_clicks_get_it(world: World) -> None:
    claim, person, token = world.open_claim, world.checker, uuid.uuid4()
    answers = at_once(*[lambda: open_verdict(person=person, claim=claim, token=token, summary="One.")] * 3)
    assert {answer.pk for answer in answers} == {Verdict.objects.get().pk}


def test_a_version_saved_while_it_is_submitted_is_never_in_review_unseen(world: World) -> None:
    verdict, one, other = world.draft, world.checker, world.second_checker
    seen = verdict.version
    sent, saved = at_once(
        lambda: submit(person=one, verdict=verdict, seen_version=seen),
        lambda: save_version(person=other, verdict=verdict, seen_version=seen, summary="A later text."),
    )
    row = Verdict.objects.get(pk=verdict.pk)
    assert sorted([isinstance(sent, Refused), isinstance(saved, Refused)]) == [False, True]
    assert (row.state, row.latest.number) == (("submitted", 1) if isinstance(saved, Refused) else ("draft", 2))
