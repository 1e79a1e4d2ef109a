"""A published document as schema.org ClaimReview. Pure.

Shape: https://schema.org/ClaimReview and the Data Commons feed, https://datacommons.org/factcheck/download.

A retracted check keeps its ClaimReview under the same `url`, so that services replace the stored one. Its rating is
"Retracted" without a number; the explanation of the rating is the public notice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from factcheck.formats.titles import RETRACTED, check_headline, displayed_rating, share_title
from factcheck.ledger.verifier import canonical

_PRECISION = {"year": 4, "month": 7, "day": 10}
_AUTHOR_TYPES = {"person": "Person", "organization": "Organization"}
_SCRIPT_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


class Publisher(NamedTuple):
    """The newsroom of today. `home` is the absolute URL of the public index, `logo` that of its logo, or empty.

    `name` is empty for the name at the time of the publication. `size` is the size of the logo in pixels, or None if it has none.
    """

    home: str
    logo: str = ""
    name: str = ""
    size: tuple[int, int] | None = None


def build_claim_review(
    document: Mapping[str, Any], *, url: str, publisher: Publisher, zone: tzinfo, image: str = ""
) -> dict[str, Any]:
    """The ClaimReview of a published document. `url` is the absolute URL of the check, `image` that of its share image.

    The author is the newsroom as it was named at the time of the publication. Times have the offset of `zone`, so that a service
    that reads only their date displays the same day as the page.
    """
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": url,
        "datePublished": time_in_zone(document["first_published_at"], zone),
        "dateModified": time_in_zone(modified_at(document), zone),
        **_titles(document),
        "claimReviewed": document["claim"]["statement"],
        "author": _organization(document["newsroom"], publisher),
        "publisher": _organization(publisher.name or document["newsroom"], publisher),
        "reviewRating": _review_rating(document),
        "itemReviewed": _reviewed_claim(document),
        "inLanguage": "en",
    }
    if image:
        review["image"] = {"@type": "ImageObject", "url": image, "width": 1200, "height": 630}
    if document["kind"] == "retracted":
        review["creativeWorkStatus"] = RETRACTED
    cited = [item for items in document["evidence"].values() for item in items if item.get("preserved") or item.get("notices")]
    if cited:
        review["citation"] = [_citation(item) for item in sorted(cited, key=lambda item: item.get("number", 0))]
    if document["corrections"]:
        review["correction"] = [
            {"@type": "CorrectionComment", "text": correction["notice"], "datePublished": time_in_zone(correction["at"], zone)}
            for correction in document["corrections"]
        ]
    return review


def modified_at(document: Mapping[str, Any]) -> str:
    """When the document or its availability notices changed last: a time of the document (ISO 8601)."""
    times: list[str] = [document["published_at"], *(notice["at"] for notice in document.get("notices", [])[:1])]
    return max(times, key=datetime.fromisoformat)


def time_in_zone(value: str, zone: tzinfo) -> str:
    """A time of a document with the offset of `zone`, in ISO 8601. Its first ten characters are the day in this zone."""
    return datetime.fromisoformat(value).astimezone(zone).isoformat()


def claim_review_json(document: Mapping[str, Any], *, url: str, publisher: Publisher, zone: tzinfo, image: str = "") -> bytes:
    """The ClaimReview as canonical JSON, for download."""
    return canonical(build_claim_review(document, url=url, publisher=publisher, zone=zone, image=image))


def json_in_page(value: Any) -> str:
    """JSON that is safe inside a script element: it cannot close the element, open a comment, or end a line of script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_SCRIPT_ESCAPES)


def _titles(document: Mapping[str, Any]) -> dict[str, str]:
    """The headline, and as the name the headline with what is rated; empty for documents that predate headlines."""
    headline = check_headline(document)
    return {"name": share_title(document), "headline": headline} if headline else {}


def _organization(name: str, publisher: Publisher) -> dict[str, Any]:
    organization: dict[str, Any] = {"@type": "Organization", "name": name, "url": publisher.home}
    if publisher.logo:
        size = dict(zip(("width", "height"), publisher.size or (), strict=False))
        organization["logo"] = {"@type": "ImageObject", "url": publisher.logo, **size}
    return organization


def _review_rating(document: Mapping[str, Any]) -> dict[str, Any]:
    verdict = document["verdict"]
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": displayed_rating(document)}
    if document["kind"] == "retracted":
        return {**rating, "ratingExplanation": document["corrections"][0]["notice"]}
    if verdict["number"] is not None:
        rating |= {"ratingValue": verdict["number"], "worstRating": verdict["worst"], "bestRating": verdict["best"]}
    return {**rating, "ratingExplanation": verdict["summary"]}


def _reviewed_claim(document: Mapping[str, Any]) -> dict[str, Any]:
    published = document["claim"]
    claim: dict[str, Any] = {"@type": "Claim"}
    if published["said_on"]:
        claim["datePublished"] = published["said_on"][: _PRECISION[published["said_precision"]]]
    claim["author"] = _claim_author(published["claimant"])
    dated = [a for a in document["appearances"] if a["published_on"]]
    first = min(dated, key=lambda a: a["published_on"], default=None)
    if first and first["address"]:
        claim["firstAppearance"] = _creative_work(first)
    if appearances := [_creative_work(a) for a in document["appearances"] if a["address"] and a is not first]:
        claim["appearance"] = appearances
    return claim


def _citation(item: Mapping[str, Any]) -> dict[str, Any]:
    """A web page among the evidence, with the hash and the length of its preserved copy, and with its availability notices.

    The bytes of the copy have no public address.
    """
    page: dict[str, Any] = {"@type": "WebPage", "position": item["number"], "url": item["address"]}
    if item["title"]:
        page["name"] = item["title"]
    if item["source"]:
        page["publisher"] = {"@type": "Organization", "name": item["source"]["name"]}
    if item["published_on"]:
        page["datePublished"] = item["published_on"]
    if copy := item.get("preserved"):
        page["encoding"] = {
            "@type": "MediaObject",
            "dateCreated": copy["kept_at"],
            "encodingFormat": copy["media_type"],
            "contentSize": f"{copy['size']} B",
            "sha256": copy["sha256"],
        }
    if notices := item.get("notices"):
        page["comment"] = [
            {"@type": "Comment", "dateCreated": each["checked_on"], "text": f"{each['sentence']} {each['text']}"}
            for each in notices
        ]
    return page


def _claim_author(claimant: Mapping[str, Any]) -> dict[str, Any]:
    """The claimant. schema.org expects a Person or an Organization; of a claimant of unknown kind, only Thing is true."""
    is_person = claimant["kind"] == "person"
    values: dict[str, Any] = {"@type": _AUTHOR_TYPES.get(claimant["kind"], "Thing"), "name": claimant["name"]}
    if claimant["description"]:
        values["jobTitle" if is_person else "description"] = claimant["description"]
    if claimant["same_as"]:
        values["sameAs"] = claimant["same_as"]
    return values


def _creative_work(appearance: Mapping[str, Any]) -> dict[str, Any]:
    work = {"@type": "CreativeWork", "url": appearance["address"]}
    if appearance["title"]:
        work["name"] = appearance["title"]
    return {**work, "datePublished": appearance["published_on"]} if appearance["published_on"] else work
