"""`first_break` detects every modification of a chain of entries."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from factcheck.ledger.chain import digest
from factcheck.ledger.verifier import GENESIS, canonical, entry_hash, first_break

values = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=6)
documents = st.recursive(
    values, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
)
bodies = st.lists(
    st.fixed_dictionaries(
        {
            "at": st.just("2022-04-04T10:00:00+00:00"),
            "person": st.none() | st.integers(1, 9),
            "action": st.sampled_from(["evidence.added", "verdict.saved"]),
            "kind": st.sampled_from(["evidence", "verdict"]),
            "object_id": st.integers(1, 99),
            "reason": st.text(max_size=6),
            "before": documents,
            "after": documents,
            "touched": st.just([["evidence", 1, 1]]),
        }
    ),
    min_size=1,
    max_size=6,
)
Chain = list[tuple[int, str, str, dict[str, Any]]]


def chain_of(bodies: list[dict[str, Any]]) -> Chain:
    chain, previous = [], GENESIS
    for number, body in enumerate(bodies, 1):
        body = {"number": number, **body}
        new_hash = entry_hash(previous, body)
        chain.append((number, previous, new_hash, body))
        previous = new_hash
    return chain


def break_in(chain: Chain) -> tuple[int, str] | None:
    return first_break({**body, "previous": previous, "hash": stored_hash} for _, previous, stored_hash, body in chain)


@given(bodies)
def test_unmodified_chain_has_no_break(bodies: list[dict[str, Any]]) -> None:
    assert break_in(chain_of(bodies)) is None


@given(bodies, st.data())
def test_changed_field_is_detected_at_its_entry(bodies: list[dict[str, Any]], data: st.DataObject) -> None:
    chain = chain_of(bodies)
    index = data.draw(st.integers(0, len(chain) - 1))
    number, previous, stored_hash, body = copy.deepcopy(chain[index])
    field = data.draw(st.sampled_from(sorted(body)))
    value = data.draw(documents)
    # True == 1 in Python, but their JSON values and canonical bytes differ
    assume(canonical(value) != canonical(body[field]))
    chain[index] = (number, previous, stored_hash, {**body, field: value})
    error = break_in(chain)
    assert error is not None
    assert error[0] == number


@given(bodies, st.data())
def test_change_with_a_recomputed_hash_breaks_the_next_entry(bodies: list[dict[str, Any]], data: st.DataObject) -> None:
    chain = chain_of(bodies)
    assume(len(chain) > 1)
    index = data.draw(st.integers(0, len(chain) - 2))
    number, previous, _, body = chain[index]
    forged = {**body, "reason": body["reason"] + "!"}
    chain[index] = (number, previous, entry_hash(previous, forged), forged)
    assert break_in(chain) == (number + 1, f"entry {number + 1} does not continue entry {number}")


@given(bodies, st.data())
def test_removed_entry_is_detected(bodies: list[dict[str, Any]], data: st.DataObject) -> None:
    chain = chain_of(bodies)
    assume(len(chain) > 1)
    index = data.draw(st.integers(0, len(chain) - 2))
    del chain[index]
    assert break_in(chain) == (index + 1, f"entry {index + 1} is missing")


@given(bodies, st.data())
def test_swapped_entries_are_detected(bodies: list[dict[str, Any]], data: st.DataObject) -> None:
    chain = chain_of(bodies)
    assume(len(chain) > 1)
    index = data.draw(st.integers(0, len(chain) - 2))
    chain[index], chain[index + 1] = chain[index + 1], chain[index]
    assert break_in(chain) is not None


@given(bodies, st.data())
def test_swapped_contents_are_detected(bodies: list[dict[str, Any]], data: st.DataObject) -> None:
    chain = chain_of(bodies)
    assume(len(chain) > 1)
    index = data.draw(st.integers(0, len(chain) - 2))
    (n, p, h, first), (m, q, i, second) = chain[index], chain[index + 1]
    chain[index], chain[index + 1] = (n, p, h, {**second, "number": n}), (m, q, i, {**first, "number": m})
    assume({**first, "number": 0} != {**second, "number": 0})
    assert break_in(chain) is not None


@given(bodies)
def test_inserted_entry_is_detected(bodies: list[dict[str, Any]]) -> None:
    chain = chain_of(bodies)
    number, _, last_hash, body = chain[-1]
    inserted = {**body, "number": number}
    chain.append((number, last_hash, entry_hash(last_hash, inserted), inserted))
    assert break_in(chain) is not None


@given(documents)
def test_digest_does_not_depend_on_the_order_of_keys(value: Any) -> None:
    def with_reversed_keys(inner: Any) -> Any:
        if isinstance(inner, dict):
            return {key: with_reversed_keys(inner[key]) for key in reversed(list(inner))}
        return [with_reversed_keys(item) for item in inner] if isinstance(inner, list) else inner

    assert digest(with_reversed_keys(value)) == digest(value)
