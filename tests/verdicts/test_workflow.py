"""The workflow of a verdict has exactly the transitions of TABLE."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factcheck.verdicts.moves import PREVIOUS, MoveRole
from factcheck.verdicts.states import EDITABLE, QUEUED, STATES, State
from factcheck.verdicts.workflow import MOVES, InvalidMove, next_state, targets, transitions

TABLE = {
    ("draft", "submit"): "submitted",
    ("returned", "submit"): "submitted",
    ("correcting", "submit"): "submitted",
    ("submitted", "return"): "returned",
    ("approved", "return"): "returned",
    ("submitted", "approve"): "approved",
    ("approved", "reopen"): "draft",
    ("approved", "publish"): "published",
    ("published", "correct"): "correcting",
    ("retracted", "recheck"): "draft",
    **{(state.value, "retract"): "retracted" for state in State if state is not State.RETRACTED},
}


TAKEN_BACK = ("draft", "returned", "correcting")
"""The states to which taking back a submission leads: the one before the submission."""
DROPPED = ("published", "retracted")
"""The states to which dropping a correction or new check leads: that of the current publication."""


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("name", list(MOVES))
def test_each_move_follows_the_table(state: State, name: str) -> None:
    if (state.value, name) == ("submitted", "take_back"):
        assert [next_state(state, MOVES[name], before).value for before in TAKEN_BACK] == list(TAKEN_BACK)
    elif name == "drop" and state in MOVES[name].sources:
        assert [next_state(state, MOVES[name], public).value for public in DROPPED] == list(DROPPED)
    elif name in ("hand_over", "confirm") and state in MOVES[name].sources:
        assert next_state(state, MOVES[name]) == state
    elif (state.value, name) in TABLE:
        assert next_state(state, MOVES[name]).value == TABLE[state.value, name]
    else:
        with pytest.raises(InvalidMove, match=f"The verdict is (already )?{STATES[state].phrase}"):
            next_state(state, MOVES[name])


def test_trigger_has_exactly_the_transitions_of_the_table() -> None:
    taken_back = {("submitted", target) for target in TAKEN_BACK}
    dropped = {(start.value, target) for start in MOVES["drop"].sources for target in DROPPED}
    assert transitions() == sorted({(start, target) for (start, _), target in TABLE.items()} | taken_back | dropped)


def test_target_may_depend_on_the_source() -> None:
    by_source = {State.SUBMITTED: State.DRAFT, State.APPROVED: State.SUBMITTED}
    move = replace(MOVES["reopen"], sources=frozenset(by_source), target=by_source)
    assert [next_state(source, move) for source in by_source] == list(by_source.values())


def test_move_to_the_previous_state_leads_to_each_state_that_can_come_before() -> None:
    move = replace(MOVES["reopen"], sources=frozenset({State.SUBMITTED}), target=PREVIOUS)
    before = [State.DRAFT, State.RETURNED, State.CORRECTING]
    assert targets(move, State.SUBMITTED) == before
    assert [next_state(State.SUBMITTED, move, state) for state in before] == before


@pytest.mark.parametrize("previous", [None, "approved"])
def test_move_to_the_previous_state_needs_one_that_can_come_before(previous: str | None) -> None:
    move = replace(MOVES["reopen"], sources=frozenset({State.SUBMITTED}), target=PREVIOUS)
    with pytest.raises(InvalidMove, match="no earlier state"):
        next_state(State.SUBMITTED, move, previous)


def test_only_reviewers_who_did_not_contribute_decide() -> None:
    roles = {name: move.role for name, move in MOVES.items() if move.role in (MoveRole.REVIEWER, MoveRole.APPROVER)}
    assert roles == {"approve": MoveRole.APPROVER, "return": MoveRole.REVIEWER}


def test_text_is_editable_only_outside_of_review() -> None:
    assert {State.DRAFT, State.RETURNED, State.CORRECTING} == EDITABLE


def test_queue_contains_each_state_that_an_author_or_editor_has_to_act_on() -> None:
    assert QUEUED == (State.SUBMITTED, State.APPROVED, State.RETURNED, State.CORRECTING, State.DRAFT)


@pytest.mark.parametrize("state", list(State))
def test_each_state_that_is_not_edited_has_a_sentence(state: State) -> None:
    assert bool(STATES[state].sentence.format(latest=2, approved=1)) == (state not in EDITABLE)
