"""A published document as schema.org ClaimReview, and as JSON that can stand inside a page. Pure.

Shape: https://schema.org/ClaimReview and the Data Commons feed, https://datacommons.org/factcheck/download.

A retracted check keeps its one ClaimReview, under the same `url`, so that whoever stored the earlier one replaces it: its rating
is the word that readers see, "Retracted", without a number, and its explanation is the public notice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

SHORT = 75
"""Code points of a statement that the readers of ClaimReview show whole; a longer one is worth a warning, never a cut."""

RETRACTED = "Retracted"
_PRECISION = {"year": 4, "month": 7, "day": 10}
_BREAKS_OUT = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def claim_review(document: Mapping[str, Any], *, url: str, home: str) -> dict[str, Any]:
    """The ClaimReview of a published document. `url` is the check's own page, `home` the newsroom's, both absolute."""
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": url,
        "datePublished": document["first_published_at"][:10],
        "dateModified": document["published_at"],
        "claimReviewed": document["claim"]["statement"],
        "author": {"@type": "Organization", "name": document["newsroom"], "url": home},
        "reviewRating": _rating(document),
        "itemReviewed": _claim(document),
        "inLanguage": "en",
    }
    if document["kind"] == "retracted":
        review["creativeWorkStatus"] = RETRACTED
    if document["corrections"]:
        review["correction"] = [
            {"@type": "CorrectionComment", "text": said["notice"], "datePublished": said["at"]}
            for said in document["corrections"]
        ]
    return review


def data_feed_item(document: Mapping[str, Any], *, url: str, home: str) -> dict[str, Any]:
    """The check as one element of a DataFeed."""
    review = claim_review(document, url=url, home=home)
    del review["@context"]
    return {
        "@type": "DataFeedItem",
        "dateCreated": document["first_published_at"],
        "dateModified": document["published_at"],
        "item": review,
    }


def shown_rating(document: Mapping[str, Any]) -> str:
    """The verdict in the word that readers see."""
    return RETRACTED if document["kind"] == "retracted" else str(document["verdict"]["rating"])


def json_in_page(value: Any) -> str:
    """JSON that may stand inside a script element: nothing in it can end the element, open a comment, or end a line of script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_BREAKS_OUT)


def _rating(document: Mapping[str, Any]) -> dict[str, Any]:
    verdict = document["verdict"]
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": shown_rating(document)}
    if document["kind"] == "retracted":
        return {**rating, "ratingExplanation": document["corrections"][0]["notice"]}
    if verdict["number"] is not None:
        rating |= {"ratingValue": verdict["number"], "worstRating": verdict["worst"], "bestRating": verdict["best"]}
    return {**rating, "ratingExplanation": verdict["summary"]}


def _claim(document: Mapping[str, Any]) -> dict[str, Any]:
    said = document["claim"]
    claim: dict[str, Any] = {"@type": "Claim"}
    if said["said_on"]:
        claim["datePublished"] = said["said_on"][: _PRECISION[said["said_precision"]]]
    claim["author"] = _claimant(said["claimant"])
    dated = [a for a in document["appearances"] if a["published_on"]]
    first = min(dated, key=lambda a: a["published_on"], default=None)
    if first and first["address"]:
        claim["firstAppearance"] = _work(first)
    if appearances := [_work(a) for a in document["appearances"] if a["address"] and a is not first]:
        claim["appearance"] = appearances
    return claim


def _claimant(claimant: Mapping[str, Any]) -> dict[str, Any]:
    is_person = claimant["kind"] == "person"
    values: dict[str, Any] = {"@type": "Person" if is_person else "Organization", "name": claimant["name"]}
    if claimant["description"]:
        values["jobTitle" if is_person else "description"] = claimant["description"]
    if claimant["same_as"]:
        values["sameAs"] = claimant["same_as"]
    return values


def _work(appearance: Mapping[str, Any]) -> dict[str, Any]:
    work = {"@type": "CreativeWork", "url": appearance["address"], "name": appearance["title"]}
    return {**work, "datePublished": appearance["published_on"]} if appearance["published_on"] else work
