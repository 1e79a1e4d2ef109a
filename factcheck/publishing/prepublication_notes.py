"""Notes for an editor about a document that is about to be published. They never block publishing. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SHORT_STATEMENT = 75
"""Length in code points above which services that read ClaimReview truncate a statement."""


def prepublication_notes(document: Mapping[str, Any]) -> list[str]:
    """The notes, most important first; empty if there are none."""
    notes = []
    statement = document["claim"]["statement"]
    correction = document["corrections"][0] if document["kind"] == "corrected" else None
    if correction and correction["rating_before"] != correction["rating_after"]:
        notes.append(
            f"The rating changes from {correction['rating_before']} to {correction['rating_after']}, "
            "so the correction is announced as a change of verdict."
        )
    if correction and correction["kind"] == "change_of_verdict" and correction["rating_before"] == correction["rating_after"]:
        notes.append(f"The correction is announced as a change of verdict, but the rating stays {correction['rating_after']}.")
    notes += _notes_on_unbacked_conclusion(document)
    notes += [
        f"Readers will see the statement of another claim that has no published check: “{relation['statement']}”"
        for relation in document["relations"]
        if not relation["slug"]
    ]
    notes += [f"An exception to the evidence gate becomes public: {e['line']}. {e['reason']}" for e in document["exceptions"]]
    unlocated = {(a["title"], a["outlet"], a["published_on"]) for a in document["appearances"] if not a["address"]}
    if unlocated:
        articles = "One article has" if len(unlocated) == 1 else f"{len(unlocated)} articles have"
        notes.append(f"{articles} no web address, so readers cannot see the quote in its original context.")
    if len(statement) > SHORT_STATEMENT:
        notes.append(
            f"The statement has {len(statement)} characters. It is published in full, but search engines and other services "
            f"that read ClaimReview may cut it off after about {SHORT_STATEMENT}."
        )
    return notes


def _notes_on_unbacked_conclusion(document: Mapping[str, Any]) -> list[str]:
    """A note if the page would state a conclusion for which it has no evidence."""
    needed = {"supported": ("supports",), "refuted": ("contradicts",), "conflicting": ("supports", "contradicts")}
    missing = [stance for stance in needed.get(document["verdict"]["conclusion"], ()) if not document["evidence"][stance]]
    if not missing:
        return []
    rating, conclusion = document["verdict"]["rating"], document["verdict"]["conclusion_words"]
    return [f"The rating {rating} maps to “{conclusion}”, but no evidence item {' or '.join(missing)} the claim."]
