"""Handing a verdict over to another author, in every state before publication."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.urls import reverse

from factcheck.accounts.actions import change_person
from factcheck.accounts.models import Person
from factcheck.claims.models import Contribution
from factcheck.ledger.models import Entry
from factcheck.operations.doctor import examine
from factcheck.publishing.actions import publish
from factcheck.verdicts.actions import approve, hand_over, save_version, submit
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.queries import basis_for
from factcheck.verdicts.states import State
from factcheck.verdicts.workflow import MOVES
from factcheck.web.errors import Invalid, NotAllowed, Refused
from tests.pages import control_names, parsed, signed_in
from tests.sql import without_triggers
from tests.verdicts.test_moves import verdict_in_state
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "institute", "second_checker")]

OPEN = sorted(MOVES["hand_over"].sources)


def handed_over(world: World, verdict: Verdict) -> Verdict:
    hand_over(person=world.editor, verdict=verdict, to=world.second_checker, reason="Chris is on leave.")
    return Verdict.objects.get(pk=verdict.pk)


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


def deactivate(world: World, to: Person | None = None) -> None:
    change_person(by=world.administrator, person=world.checker, hand_over_to=to, is_active=False)


def test_deactivating_a_person_hands_over_their_open_verdicts(world: World) -> None:
    draft, submitted, public = world.draft, world.submitted, world.published
    deactivate(world, world.second_checker)
    authors = {v.pk: v.author for v in Verdict.objects.select_related("author")}
    assert authors == {draft.pk: world.second_checker, submitted.pk: world.second_checker, public.pk: world.checker}
    entries = Entry.objects.order_by("number").filter(action__in=["person.changed", "verdict.handed_over"])
    assert [(e.action, e.object_id, e.reason) for e in entries] == [
        ("person.changed", world.checker.pk, ""),
        *(("verdict.handed_over", v.pk, "The account of Chris Checker was deactivated.") for v in (draft, submitted)),
    ]
    row = Verdict.objects.get(pk=draft.pk)
    with pytest.raises(NotAllowed):
        submit(person=world.editor, verdict=row)
    assert submit(person=world.second_checker, verdict=row).state == "submitted"
    assert [result for result in examine() if result.findings] == []


@pytest.mark.parametrize("to", [None, "checker", "reader"])
@pytest.mark.parametrize("change", [{"is_active": False}, {"role": "reader"}])
def test_person_with_open_verdicts_cannot_leave_without_a_successor(world: World, to: str | None, change: dict[str, Any]) -> None:
    assert world.draft
    successor = getattr(world, to) if to else None
    with pytest.raises(Invalid) as refusal:
        change_person(by=world.administrator, person=world.checker, hand_over_to=successor, **change)
    assert set(refusal.value.errors) == {"hand_over_to"}
    assert Person.objects.get(pk=world.checker.pk).is_active


def test_person_without_open_verdicts_can_leave(world: World) -> None:
    assert world.published
    deactivate(world)
    assert not Person.objects.get(pk=world.checker.pk).is_active


def test_form_asks_who_continues_the_work(world: World) -> None:
    client, page = signed_in(world.administrator), reverse("desk:person", args=[world.checker.pk])
    assert "hand_over_to" not in control_names(client.get(page))
    verdict = world.draft
    assert "hand_over_to" in control_names(client.get(page))
    data = {"name": "Chris Checker", "role": "checker", "version": world.checker.version}
    refused = client.post(page, data)
    assert refused.status_code == 422
    assert "Chris Checker has 1 open verdict. Choose who continues this work." in refused.content.decode()
    assert client.post(page, {**data, "hand_over_to": world.second_checker.pk}).status_code == 303
    assert Verdict.objects.get(pk=verdict.pk).author == world.second_checker


def offered(page: str, world: World, control: str) -> list[str]:
    """The people whom the form offers to the administrator."""
    (select,) = parsed(signed_in(world.administrator).get(page)).all("select", name=control)
    return [option.text for option in select.all("option") if option.attributes["value"]]


def test_forms_do_not_offer_the_person_who_has_the_work(world: World) -> None:
    verdict = world.draft
    others = [world.second_checker.name, world.administrator.name, world.editor.name]  # checkers first
    assert offered(reverse("desk:person", args=[world.checker.pk]), world, "hand_over_to") == others
    assert offered(reverse("desk:verdict", args=[verdict.claim_id]), world, "to") == others


def test_double_click_hands_over_once(world: World) -> None:
    verdict, client = world.draft, signed_in(world.checker)
    url = reverse("desk:hand_over", args=[verdict.pk])
    data = {"version": verdict.version, "reason": "On leave.", "to": world.second_checker.pk, "token": str(uuid.uuid4())}
    assert [client.post(url, data).status_code for _ in range(2)] == [303, 303]


def test_doctor_reports_an_open_verdict_of_an_author_who_left_before(world: World) -> None:
    verdict = world.draft
    with without_triggers() as cursor:
        cursor.execute("UPDATE accounts_person SET is_active = FALSE WHERE id = %s", [world.checker.pk])
    found = [finding for result in examine() if "no longer sign in" in result.name for finding in result.findings]
    assert found == [
        f"verdict {verdict.pk} (draft) belongs to Chris Checker, who can no longer sign in: hand it over on its page"
    ]
    assert handed_over(world, verdict).author == world.second_checker


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
    deactivate(world, world.second_checker)
    row = Verdict.objects.get(pk=verdict.pk)
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
