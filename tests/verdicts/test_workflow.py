"""The state machine of a verdict has exactly the transitions of this table."""

from __future__ import annotations

import pytest

from factcheck.verdicts.workflow import MOVES, OPEN, Impossible, State, Who, after, transitions

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
    **{(state.value, "retract"): "retracted" for state in State if state is not State.RETRACTED},
}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("move", list(MOVES))
def test_each_move_leads_where_the_table_says_or_nowhere(state: State, move: str) -> None:
    if (state.value, move) in TABLE:
        assert after(state, move).value == TABLE[state.value, move]
    else:
        with pytest.raises(Impossible, match=f"The verdict is {state.value}"):
            after(state, move)


def test_an_unknown_move_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        after("draft", "delete")


def test_the_trigger_knows_exactly_the_pairs_of_the_table() -> None:
    assert transitions() == sorted({(start, target) for (start, _), target in TABLE.items()})


def test_only_reviewers_who_did_not_contribute_decide() -> None:
    assert {move.name for move in MOVES.values() if move.who is Who.REVIEWER} == {"approve", "return"}


def test_text_is_written_only_where_nobody_decides() -> None:
    assert set(OPEN) == {State.DRAFT, State.RETURNED, State.CORRECTING}
