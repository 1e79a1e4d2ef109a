"""Notes for an editor about a document that is about to be published. They never block publishing. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factcheck.web.typography import in_quotes

SHORT_STATEMENT = 75
"""Length in code points above which services that read ClaimReview truncate a statement."""


_ABOUT_THE_VERSION = frozenset(
    {
        "shape",
        "number",
        "kind",
        "published_at",
        "corrections",
        "versions",
        "authors",
        "reviewer",
        "reviewed_at",
        "newsroom",
        "method",
    }
)
"""Keys of a document that differ between two versions with the same content."""


def prepublication_notes(document: Mapping[str, Any], current: Mapping[str, Any] | None = None) -> list[str]:
    """The notes, most important first; empty if there are none. `current` is the document that `document` replaces."""
    notes = []
    if current and current["kind"] != "retracted" and _content(document) == _content(current):
        notes.append(
            f"Readers will see no change from version {current['number']} except the notice. If a change is missing, return the"
            " verdict."
        )
    statement = document["claim"]["statement"]
    correction = document["corrections"][0] if document["kind"] == "corrected" else None
    if correction and correction["kind"] == "change_of_verdict":
        after = (correction["rating_after"], document["verdict"]["conclusion_words"])
        is_changed = current is not None and current["verdict"]["conclusion"] != document["verdict"]["conclusion"]
        last = current if current and is_changed else document
        before = (correction["rating_before"], last["verdict"]["conclusion_words"])
        notes.append(
            reason_for_change_of_verdict(before, after)
            if before != after
            else f"The correction is announced as a change of verdict, but the rating stays {after[0]}."
        )
    notes += _notes_on_unbacked_conclusion(document)
    if document["claim"]["claimant"]["kind"] == "unknown":
        notes.append(
            f"Whether {document['claim']['claimant']['name']} is a person or an organization is not recorded, so the data for "
            "search engines states neither. Open the claimant to record it."
        )
    notes += [
        f"Readers will see the statement of another claim that has no published check: “{relation['statement']}”"
        for relation in document["relations"]
        if not relation["slug"]
    ]
    notes += [f"An exception to the evidence gate becomes public: {e['line']}. {e['reason']}" for e in document["exceptions"]]
    untitled = {(a["outlet"], a["published_on"], a["address"]) for a in document["appearances"] if not a["title"]}
    if untitled:
        articles = "One article has" if len(untitled) == 1 else f"{len(untitled)} articles have"
        notes.append(f"{articles} no title, so readers see “untitled article.” Add the title in the details of the article.")
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


def reason_for_change_of_verdict(before: tuple[str, str], after: tuple[str, str]) -> str:
    """The sentence that says why readers see a correction as a change of verdict.

    `before` and `after` are the name of the rating and the label of its conclusion; one of the two differs.
    """
    changed = 0 if before[0] != after[0] else 1
    subject = ("rating", "conclusion")[changed]
    return (
        f"The {subject} changes from {in_quotes(before[changed])} to {in_quotes(after[changed], ',')} so readers will see"
        " “Change of verdict.”"
    )


def _content(document: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key not in _ABOUT_THE_VERSION}


def _notes_on_unbacked_conclusion(document: Mapping[str, Any]) -> list[str]:
    """A note if the page would state a conclusion for which it has no evidence."""
    needed = {"supported": ("supports",), "refuted": ("contradicts",), "conflicting": ("supports", "contradicts")}
    missing = [stance for stance in needed.get(document["verdict"]["conclusion"], ()) if not document["evidence"][stance]]
    if not missing:
        return []
    rating, conclusion = document["verdict"]["rating"], document["verdict"]["conclusion_words"]
    return [f"The rating {rating} maps to “{conclusion}”, but no evidence item {' or '.join(missing)} the claim."]
