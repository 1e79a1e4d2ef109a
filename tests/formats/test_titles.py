"""Titles of checks: the rating answers the claim, never the headline."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.formats.embedding import block_text
from factcheck.formats.titles import check_name, displayed_rating, share_text, share_title


def document(headline: str | None = "Bodies lay there before the withdrawal", **changes: Any) -> dict[str, Any]:
    verdict = {"rating": "Mostly false", "summary": "Images show it."} | ({} if headline is None else {"headline": headline})
    claim = {"statement": "The scene was arranged.", "layer": changes.pop("layer", "proposition")}
    return {"kind": "first", "verdict": verdict, "claim": claim, "corrections": [], **changes}


@pytest.mark.parametrize(
    ("layer", "rated"),
    [
        ("proposition", "claim rated Mostly false"),
        ("utterance", "claim about what was said, rated Mostly false"),
        ("report", "claim about what was reported, rated Mostly false"),
    ],
)
def test_title_with_a_headline_names_what_is_rated(layer: str, rated: str) -> None:
    check = document(layer=layer)
    assert share_title(check) == f"Bodies lay there before the withdrawal ({rated})"
    assert share_text(check) == f"{rated.capitalize()}: “The scene was arranged.” Images show it.".replace("mostly", "Mostly")


def test_claim_does_not_run_into_the_next_sentence() -> None:
    """Otherwise, both read as one sentence of the newsroom."""
    check = document()
    check["claim"]["statement"] = "The scene was arranged"
    assert share_text(check) == "Claim rated Mostly false: “The scene was arranged.” Images show it."
    expected = "Fact-check by The Newsroom of the claim “The scene was arranged.” The linked page has the current rating."
    assert block_text("The Newsroom", "The scene was arranged") == expected


@pytest.mark.parametrize("headline", [None, ""])
def test_document_without_a_headline_has_its_former_title(headline: str | None) -> None:
    check = document(headline)
    assert share_title(check) == "Mostly false: The scene was arranged."
    assert (share_text(check), check_name(check)) == ("Images show it.", "The scene was arranged.")


def test_retracted_check_has_no_rating_in_its_title() -> None:
    check = document(kind="retracted", corrections=[{"notice": "It was wrong."}])
    assert share_title(check) == "Retracted: Bodies lay there before the withdrawal"
    assert (share_text(check), displayed_rating(check)) == ("It was wrong.", "Retracted")
