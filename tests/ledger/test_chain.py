"""Whatever is done to a chain of entries, it shows."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from factcheck.ledger.chain import GENESIS, canonical, digest, entry_hash, first_break

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


def chained(found: list[dict[str, Any]]) -> Chain:
    rows, previous = [], GENESIS
    for number, body in enumerate(found, 1):
        body = {"number": number, **body}
        hashed = entry_hash(previous, body)
        rows.append((number, previous, hashed, body))
        previous = hashed
    return rows


@given(bodies)
def test_an_untouched_chain_has_no_break(found: list[dict[str, Any]]) -> None:
    assert first_break(chained(found)) is None


@given(bodies, st.data())
def test_a_changed_field_is_found_where_it_was_changed(found: list[dict[str, Any]], data: st.DataObject) -> None:
    chain = chained(found)
    at = data.draw(st.integers(0, len(chain) - 1))
    number, previous, hashed, body = copy.deepcopy(chain[at])
    field = data.draw(st.sampled_from(sorted(body)))
    value = data.draw(documents)
    # True == 1 in Python, but they are different JSON values and different bytes
    assume(canonical(value) != canonical(body[field]))
    chain[at] = (number, previous, hashed, {**body, field: value})
    found_break = first_break(chain)
    assert found_break is not None
    assert found_break[0] == number


@given(bodies, st.data())
def test_a_change_with_its_hash_made_anew_breaks_the_entry_after_it(found: list[dict[str, Any]], data: st.DataObject) -> None:
    chain = chained(found)
    assume(len(chain) > 1)
    at = data.draw(st.integers(0, len(chain) - 2))
    number, previous, _, body = chain[at]
    forged = {**body, "reason": body["reason"] + "!"}
    chain[at] = (number, previous, entry_hash(previous, forged), forged)
    assert first_break(chain) == (number + 1, f"entry {number + 1} does not continue entry {number}")


@given(bodies, st.data())
def test_a_removed_entry_is_missed(found: list[dict[str, Any]], data: st.DataObject) -> None:
    chain = chained(found)
    assume(len(chain) > 1)
    at = data.draw(st.integers(0, len(chain) - 2))
    del chain[at]
    assert first_break(chain) == (at + 1, f"entry {at + 1} is missing")


@given(bodies, st.data())
def test_two_entries_that_changed_places_are_found(found: list[dict[str, Any]], data: st.DataObject) -> None:
    chain = chained(found)
    assume(len(chain) > 1)
    at = data.draw(st.integers(0, len(chain) - 2))
    chain[at], chain[at + 1] = chain[at + 1], chain[at]
    assert first_break(chain) is not None


@given(bodies, st.data())
def test_contents_that_changed_places_are_found(found: list[dict[str, Any]], data: st.DataObject) -> None:
    chain = chained(found)
    assume(len(chain) > 1)
    at = data.draw(st.integers(0, len(chain) - 2))
    (n, p, h, one), (m, q, i, other) = chain[at], chain[at + 1]
    chain[at], chain[at + 1] = (n, p, h, {**other, "number": n}), (m, q, i, {**one, "number": m})
    assume({**one, "number": 0} != {**other, "number": 0})
    assert first_break(chain) is not None


@given(bodies)
def test_an_entry_put_in_between_is_found(found: list[dict[str, Any]]) -> None:
    chain = chained(found)
    number, _, hashed, body = chain[-1]
    more = {**body, "number": number}
    chain.append((number, hashed, entry_hash(hashed, more), more))
    assert first_break(chain) is not None


@given(documents)
def test_the_same_value_has_one_digest_whatever_the_order_of_its_keys(value: Any) -> None:
    def turned(inner: Any) -> Any:
        if isinstance(inner, dict):
            return {key: turned(inner[key]) for key in reversed(list(inner))}
        return [turned(one) for one in inner] if isinstance(inner, list) else inner

    assert digest(turned(value)) == digest(value)
