"""The title of a published check in pages, share texts, and feeds. Pure.

A rating applies to a claim, not to the headline. A title with a headline therefore names what is rated: “(claim rated False)”.
Documents that predate headlines keep their former title: the rating and the statement of the claim. A right-to-left text is
isolated, so that it does not reorder the text beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factcheck.web.typography import in_quotes, isolated

RETRACTED = "Retracted"
_RATED = {
    "proposition": "claim rated",
    "utterance": "claim about what was said, rated",
    "report": "claim about what was reported, rated",
}


def displayed_rating(document: Mapping[str, Any]) -> str:
    """The rating that readers see: "Retracted" for a retracted check."""
    return RETRACTED if document["kind"] == "retracted" else str(document["verdict"]["rating"])


def check_headline(document: Mapping[str, Any]) -> str:
    """The headline; empty in documents that predate headlines."""
    return str(document["verdict"].get("headline", ""))


def check_name(document: Mapping[str, Any]) -> str:
    """The headline, or the statement of the claim if there is none."""
    return check_headline(document) or str(document["claim"]["statement"])


def rated_layer(layer: str) -> str:
    """What a rating of a claim in this layer applies to, as the text before the rating: "claim rated"."""
    return _RATED.get(layer, _RATED["proposition"])


def share_title(document: Mapping[str, Any]) -> str:
    """The title with the rating and the layer of the claim, such as "It rained in May (claim rated False)"."""
    headline = check_headline(document)
    if not headline:
        return f"{isolated(displayed_rating(document))}: {isolated(str(document['claim']['statement']))}"
    if document["kind"] == "retracted":
        return f"{RETRACTED}: {isolated(headline)}"
    rating = isolated(str(document["verdict"]["rating"]))
    return f"{isolated(headline)} ({rated_layer(document['claim']['layer'])} {rating})"


def share_text(document: Mapping[str, Any]) -> str:
    """The description of a shared check: the summary, which follows what is rated if there is a headline.

    For a retracted check, the notice of the retraction.
    """
    if document["kind"] == "retracted":
        return str(document["corrections"][0]["notice"])
    verdict, claim = document["verdict"], document["claim"]
    if not check_headline(document):
        return str(verdict["summary"])
    rated = rated_layer(claim["layer"]).capitalize()
    statement = isolated(in_quotes(str(claim["statement"]), "."))
    return f"{rated} {isolated(str(verdict['rating']))}: {statement} {isolated(str(verdict['summary']))}"
