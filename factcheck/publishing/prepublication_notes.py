"""What an editor should know before a document becomes public. Nothing here stops anybody. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SHORT = 75
"""Code points of a statement that services which read ClaimReview show in full; a longer one gets a warning, never a cut."""


def prepublication_notes(document: Mapping[str, Any]) -> list[str]:
    """Sentences, most important first; none where there is nothing to say."""
    said = []
    statement = document["claim"]["statement"]
    correction = document["corrections"][0] if document["kind"] == "corrected" else None
    if correction and correction["rating_before"] != correction["rating_after"]:
        said.append(
            f"The rating changes from {correction['rating_before']} to {correction['rating_after']}, "
            "so the correction is announced as a change of verdict."
        )
    if correction and correction["kind"] == "change_of_verdict" and correction["rating_before"] == correction["rating_after"]:
        said.append(f"The correction is announced as a change of verdict, but the rating stays {correction['rating_after']}.")
    said += [
        f"Readers will see the statement of another claim that is not published itself: “{relation['statement']}”"
        for relation in document["relations"]
        if not relation["slug"]
    ]
    said += [f"An exception from the evidence gate becomes public: {e['line']}. {e['reason']}" for e in document["exceptions"]]
    unlocated = {(a["title"], a["outlet"], a["published_on"]) for a in document["appearances"] if not a["address"]}
    if unlocated:
        articles = "One article has" if len(unlocated) == 1 else f"{len(unlocated)} articles have"
        said.append(f"{articles} no address: readers cannot follow the words to the place where they appeared.")
    if len(statement) > SHORT:
        said.append(
            f"The statement has {len(statement)} characters. Search engines and other services that read ClaimReview "
            f"show about {SHORT} and may cut the rest; it is published whole."
        )
    return said
