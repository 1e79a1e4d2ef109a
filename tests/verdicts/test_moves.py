"""Each move of the table is available in every interface: permission, route, button, API operation, ledger, history."""

from __future__ import annotations

import string
import uuid
from typing import Any

import pytest
from django.urls import resolve, reverse

from factcheck.accounts.models import Person
from factcheck.desk.history.labels import action_label
from factcheck.ledger.models import Entry
from factcheck.publishing.actions import correct, recheck, retract
from factcheck.verdicts.actions import approve, return_verdict
from factcheck.verdicts.actions import move as make_move
from factcheck.verdicts.models import Verdict, VerdictState
from factcheck.verdicts.moves import Move, MoveRole, Screen
from factcheck.verdicts.queries import basis_for, previous_state
from factcheck.verdicts.states import EDITABLE, STATES, State, any_of
from factcheck.verdicts.workflow import MOVES, InvalidMove, next_state, require_source
from factcheck.web.decisions import Denied, can
from factcheck.web.templatetags.parts import STATE_LABELS
from tests.api.calls import Caller
from tests.api.document import document
from tests.pages import links, parsed, signed_in
from tests.world import World

pytestmark = pytest.mark.prepared("published", "other_editor")

ROWS = [
    pytest.param(move, source, id=f"{move.name} from {source.value}")
    for move in MOVES.values()
    for source in sorted(move.sources)
]
PLAIN = [row for row in ROWS if isinstance(row.values[0], Move) and row.values[0].is_plain]
each_move = pytest.mark.parametrize("move", MOVES.values(), ids=list(MOVES))


def verdict_in_state(world: World, state: State, move: Move | None = None) -> Verdict:
    """A verdict in the state. If `move` needs a publication, it was published before."""
    if move and move.needs_publication and state not in (State.PUBLISHED, State.CORRECTING, State.RETRACTED):
        return rechecked(world, state)
    match state:
        case State.CORRECTING:
            correct(person=world.editor, verdict=world.published, correction_kind="typo", notice="One letter.")
        case State.RETRACTED:
            retract(person=world.editor, verdict=world.published, notice="It was wrong.")
        case _:
            verdict: Verdict = getattr(world, state.value)
            return verdict
    return Verdict.objects.get(pk=world.published.pk)


def rechecked(world: World, state: State) -> Verdict:
    """A retracted check in a state of its new check."""
    verdict = world.published
    retract(person=world.editor, verdict=verdict, notice="It was wrong.")
    verdict = Verdict.objects.get(pk=verdict.pk)
    recheck(person=world.checker, verdict=verdict, notice="The images were dated again.")
    verdict = Verdict.objects.get(pk=verdict.pk)
    if state is State.DRAFT:
        return verdict
    world.submit(verdict)
    if state is State.RETURNED:
        return_verdict(person=world.other_editor, verdict=verdict, reason="Name the source of the images.")
    if state is State.APPROVED:
        approve(person=world.other_editor, verdict=verdict, version=verdict.latest, basis=basis_for(verdict.claim))
    return Verdict.objects.get(pk=verdict.pk)


def person_for(world: World, move: Move) -> Person:
    """A person with the role for the move. `world.checker` is the author of every verdict."""
    return world.checker if move.role in (MoveRole.AUTHOR, MoveRole.AUTHOR_OR_EDITOR, MoveRole.CHECKER) else world.administrator


def url_of(move: Move, verdict: Verdict) -> str:
    return reverse(f"desk:{move.name}", args=[verdict.pk])


def test_choices_and_labels_are_the_states_of_the_workflow() -> None:
    assert VerdictState.values == list(State)
    assert list(STATE_LABELS) == list(State)


@pytest.mark.django_db
@pytest.mark.parametrize("state", sorted(set(State) - EDITABLE))
def test_refusal_to_save_names_the_editable_states(world: World, state: State) -> None:
    decision = can(world.checker, "verdict.save", verdict_in_state(world, state))
    assert isinstance(decision, Denied)
    assert decision.for_now
    assert decision.reason.endswith(f" only while it is {any_of(EDITABLE)}.")
    assert all(STATES[state].phrase in any_of(EDITABLE) for state in EDITABLE)


@each_move
def test_move_has_all_texts(move: Move) -> None:
    texts = (move.label, move.participle, move.history, move.description)
    assert all(texts)
    assert bool(move.success_message) == (move.screen is not Screen.PUBLISHING)
    names = {name for text in (move.label, move.success_message) for _, name, _, _ in string.Formatter().parse(text) if name}
    assert names <= {"author", "version"}


def test_action_words_and_history_labels_are_unique() -> None:
    assert len({move.action for move in MOVES.values()}) == len({move.history for move in MOVES.values()}) == len(MOVES)


@each_move
def test_move_has_a_permission(move: Move, db: None, world: World) -> None:
    assert not can(world.reader, move.permission, world.draft)


@each_move
def test_move_has_a_route_with_its_name(move: Move) -> None:
    url = reverse(f"desk:{move.name}", args=[1])
    assert url == f"/desk/verdicts/1/{move.name}/"
    assert resolve(url).url_name == move.name


@each_move
def test_move_has_an_api_operation(move: Move) -> None:
    operation = document()["paths"][f"/api/v1/verdicts/{{id}}/{move.name}/"]["post"]
    assert operation["operationId"] == f"verdicts_{move.name}"
    assert operation["description"].startswith(f"{move.description}\n\nRequired scope: ")


@each_move
def test_move_has_a_label_in_the_history(move: Move) -> None:
    assert action_label(move.action) == move.history


@pytest.mark.django_db
@pytest.mark.parametrize(("move", "source"), ROWS)
def test_verdict_page_has_the_button_of_the_move(world: World, move: Move, source: State) -> None:
    verdict = verdict_in_state(world, source, move)
    response = signed_in(person_for(world, move)).get(reverse("desk:verdict", args=[verdict.claim_id]))
    page, url = parsed(response), url_of(move, verdict)
    buttons = [button for form in page.all("form", action=url) for button in form.all("button", type="submit")]
    # A submission is part of the form with the text.
    buttons += [button for button in page.all("button", formaction=url) if button.attributes["form"] == "verdict-form"]
    has_button = move.has_button and move.screen is Screen.VERDICT
    label = "Save and submit Ctrl ⇧ ↵" if move.takes_waivers else move.label  # the button saves the text as well
    assert [button.text for button in buttons] == [label] * has_button
    assert (url in links(response)) == (move.has_button and move.screen is not Screen.VERDICT)


@pytest.mark.django_db
@pytest.mark.parametrize(("move", "source"), PLAIN)
@pytest.mark.parametrize("interface", ["action", "desk", "api"])
def test_plain_move_is_made_and_recorded(world: World, move: Move, source: State, interface: str) -> None:
    verdict = verdict_in_state(world, source)
    expected = next_state(source, move, previous_state(verdict))
    person, seen = person_for(world, move), verdict.version
    reason = {"reason": "A new image came in."} if move.needs_reason else {}
    if interface == "action":
        make_move(person=person, verdict=verdict, name=move.name, seen_version=seen, **reason)
    elif interface == "desk":
        assert signed_in(person).post(url_of(move, verdict), {"version": seen, **reason}).status_code == 303
    else:
        response = Caller(person).post(f"verdicts/{verdict.pk}/{move.name}/", {"version": seen, **reason})
        assert (response.status_code, response.json()["state"]) == (200, expected.value)
    entry = Entry.objects.order_by("-number")[0]
    assert (entry.action, entry.person, entry.before["state"], entry.after) == (
        move.action,
        person,
        source.value,
        {"state": expected.value},
    )
    assert Verdict.objects.get(pk=verdict.pk).state == expected.value


@pytest.mark.django_db
@pytest.mark.parametrize(("move", "source"), PLAIN)
def test_repeated_request_of_a_plain_move_returns_the_first_outcome(world: World, move: Move, source: State) -> None:
    verdict = verdict_in_state(world, source)
    client = signed_in(person_for(world, move))
    data = {"version": verdict.version, "reason": "A new image came in.", "token": str(uuid.uuid4())}
    assert [client.post(url_of(move, verdict), data).status_code for _ in range(2)] == [303, 303]
    assert Entry.objects.filter(action=move.action).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("move", [move for move in MOVES.values() if move.needs_reason], ids=lambda move: move.name)
def test_move_requires_its_reason(world: World, move: Move) -> None:
    verdict = verdict_in_state(world, min(move.sources))
    if move.name == "confirm":
        world.evidence_on(verdict.claim, person=world.second_checker, quote="Seen again.")
    body: dict[str, Any] = {"version": verdict.version, "reason": " "}
    if move.name == "confirm":
        body["basis"] = basis_for(verdict.claim)
    if move.takes_person:
        body["to"] = world.second_checker.pk
    response = Caller(person_for(world, move)).post(f"verdicts/{verdict.pk}/{move.name}/", body)
    assert move.reason
    assert (response.status_code, response.json()["errors"]) == (422, {"reason": [move.reason.missing]})
    assert Verdict.objects.get(pk=verdict.pk).version == verdict.version


@pytest.mark.django_db
def test_previous_state_is_the_one_before_the_last_move(world: World) -> None:
    assert previous_state(world.draft) is None
    assert previous_state(world.submitted) == "draft"
    assert previous_state(world.submit(world.returned)) == "returned"


@pytest.mark.parametrize(
    ("state", "move", "message"),
    [
        ("draft", "approve", "The verdict is a draft. It can be approved only while it is waiting for review."),
        (
            "published",
            "submit",
            "The verdict is published. It can be submitted only while it is a draft, returned to its author, or being corrected.",
        ),
        ("correcting", "correct", "The verdict is already being corrected."),
    ],
)
def test_message_about_the_state_is_idiomatic(state: str, move: str, message: str) -> None:
    with pytest.raises(InvalidMove) as caught:
        require_source(state, MOVES[move])
    assert str(caught.value) == message
