"""Resolution of selectors in JSON: the error for an ambiguous quote."""

from __future__ import annotations

import pytest

from factcheck.claims.anchoring import MAX_OCCURRENCES, AmbiguousAnchor, find
from factcheck.claims.selectors import MAX_PLACES, AmbiguousQuote, SelectorInput, resolve_selector
from factcheck.desk.messages import ambiguous_quote

OCCURRENCES = [(2, "2"), (MAX_PLACES, "100"), (MAX_PLACES + 1, "more than 100"), (MAX_OCCURRENCES + 1, "more than 100")]


@pytest.mark.parametrize(("count", "number"), OCCURRENCES)
def test_error_states_the_number_of_occurrences_and_lists_the_first_ones(count: int, number: str) -> None:
    text = "It is so. " * count
    with pytest.raises(AmbiguousQuote, match=f"The quote occurs {number} times in the text") as refused:
        resolve_selector(text, SelectorInput("It is so."))
    assert [place["start"] for place in refused.value.places] == [10 * at for at in range(min(count, MAX_PLACES))]


@pytest.mark.parametrize(("count", "number"), [(2, "2"), (MAX_OCCURRENCES - 1, "999"), (MAX_OCCURRENCES + 1, "1,000 or more")])
def test_number_of_occurrences_is_limited(count: int, number: str) -> None:
    with pytest.raises(AmbiguousAnchor, match=f"occurs {number} times") as refused:
        find("It is so. " * count, "It is so.")
    assert f"appears {number} times" in ambiguous_quote(len(refused.value.starts))
