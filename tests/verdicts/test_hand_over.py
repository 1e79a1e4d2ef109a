"""Handing a verdict over to another author, in every state before publication."""

from __future__ import annotations

import pytest
from django.urls import reverse

from factcheck.accounts.actions import change_person
from factcheck.claims.models import Contribution
from factcheck.ledger.models import Entry
from factcheck.operations.doctor import examine, listings
from factcheck.publishing.actions import publish
from factcheck.verdicts.actions import approve, hand_over, save_version, submit
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.queries import basis_for
from factcheck.verdicts.states import State
from factcheck.verdicts.workflow import MOVES
from factcheck.web.errors import Invalid, NotAllowed, Refused
from tests.pages import control_names, signed_in
from tests.verdicts.test_moves import verdict_in_state
from tests.world import World

pytestmark = pytest.mark.django_db

OPEN = sorted(MOVES["hand_over"].sources)


def handed_over(world: World, verdict: Verdict) -> Verdict:
    hand_over(person=world.editor, verdict=verdict, to=world.second_checker, reason="Chris is on leave.")
    return Verdict.objects.get(pk=verdict.pk)


def listed() -> list[str]:
    """The verdicts without an active author, as `doctor` lists them."""
    return next(list(result.findings) for result in listings() if "no longer sign in" in result.name)


@pytest.mark.parametrize("state", OPEN)
def test_new_author_gets_the_verdict_in_its_state(world: World, state: State) -> None:
    verdict = verdict_in_state(world, state)
    row = handed_over(world, verdict)
    assert (row.author, row.state) == (world.second_checker, state)
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.before, entry.after, entry.reason) == (
        "verdict.handed_over",
        {"author": world.checker.pk},
        {"author": world.second_checker.pk},
        "Chris is on leave.",
    )
    assert [result for result in examine() if result.findings] == []


@pytest.mark.parametrize("state", sorted(set(State) - set(OPEN)))
def test_finished_verdict_is_not_handed_over(world: World, state: State) -> None:
    with pytest.raises(Refused):
        handed_over(world, verdict_in_state(world, state))


def test_new_author_submits_the_verdict_of_an_author_who_left(world: World) -> None:
    verdict = world.draft
    change_person(by=world.administrator, person=world.checker, is_active=False)
    assert listed() == [f"verdict {verdict.pk}, draft, of Chris Checker"]
    row = handed_over(world, verdict)
    assert listed() == []
    with pytest.raises(NotAllowed):
        submit(person=world.editor, verdict=row)
    assert submit(person=world.second_checker, verdict=row).state == "submitted"


def test_former_author_stays_a_contributor_and_the_new_one_cannot_approve(world: World) -> None:
    submitted = world.submitted
    hand_over(person=world.checker, verdict=submitted, to=world.other_editor, reason="You know the subject.")
    row = Verdict.objects.get(pk=submitted.pk)
    assert Contribution.objects.filter(claim=row.claim, person=world.checker).exists()
    for person in (world.other_editor, world.checker):
        with pytest.raises(NotAllowed):
            approve(person=person, verdict=row, version=row.latest, basis=basis_for(row.claim))
    assert world.approve(row).state == "approved"


def test_approval_does_not_cover_another_author(world: World) -> None:
    row = handed_over(world, world.approved)
    with pytest.raises(Refused):
        publish(person=world.editor, verdict=row)


def test_correction_of_an_author_who_left_is_finished(world: World) -> None:
    verdict = verdict_in_state(world, State.CORRECTING)
    change_person(by=world.administrator, person=world.checker, is_active=False)
    row = handed_over(world, verdict)
    save_version(person=world.second_checker, verdict=row, seen_version=None, summary="A better sentence.")
    row = submit(person=world.second_checker, verdict=row)
    approve(person=world.other_editor, verdict=row, version=row.latest, basis=basis_for(row.claim))
    publish(person=world.other_editor, verdict=row)
    assert Verdict.objects.get(pk=row.pk).state == "published"


def test_invalid_new_author_is_refused(world: World) -> None:
    inactive = change_person(by=world.administrator, person=world.second_checker, is_active=False)
    for person in (world.checker, world.reader, inactive):
        with pytest.raises(Invalid) as refusal:
            hand_over(person=world.editor, verdict=world.draft, to=person, reason="On leave.")
        assert set(refusal.value.errors) == {"to"}
    with pytest.raises(Invalid) as refusal:
        hand_over(person=world.editor, verdict=world.draft, to=world.other_editor, reason=" ")
    assert set(refusal.value.errors) == {"reason"}


def test_other_checkers_cannot_hand_over(world: World) -> None:
    with pytest.raises(NotAllowed):
        hand_over(person=world.second_checker, verdict=world.draft, to=world.second_checker, reason="Mine now.")


def test_form_names_the_new_author_and_keeps_the_input(world: World) -> None:
    verdict, client = world.draft, signed_in(world.checker)
    assert world.second_checker
    page = reverse("desk:verdict", args=[verdict.claim_id])
    assert {"to", "reason"} <= control_names(client.get(page))
    url = reverse("desk:hand_over", args=[verdict.pk])
    assert client.post(url, {"version": verdict.version, "reason": "On leave."}).status_code == 422
    data = {"version": verdict.version, "reason": "On leave.", "to": world.second_checker.pk}
    assert client.post(url, data).status_code == 303
    assert "Handed over to Sam Second." in client.get(page).content.decode()
