"""What a share image says: a published document in the form in which it is drawn. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from factcheck.publishing.answers import change_words, place_on_scale, question
from factcheck.web.days import day_text

OUTCOMES = {
    "supported": "Supported by the evidence",
    "refuted": "Contradicted by the evidence",
    "conflicting": "The evidence conflicts",
    "not_enough": "Not enough evidence",
}
"""Words for a conclusion where the name of the rating cannot be drawn."""


@dataclass(frozen=True, slots=True)
class ShareWords:
    """The texts of a share image, complete: drawing fits them into their places.

    `state` says when the check was corrected or retracted, and is empty for a first publication. `step` and `steps` place the
    rating on its scale, from 1; both are 0 for a rating without a number. `label` is "Claim" or "Report", and `claimant` a name.
    """

    question: str
    rating: str
    mark: str
    """the conclusion, or `retracted`"""
    step: int
    steps: int
    headline: str
    label: str
    claimant: str
    claim: str
    state: str
    newsroom: str
    published: str

    @property
    def attribution(self) -> str:
        return f"{self.label} by {self.claimant}"

    @property
    def alternative(self) -> str:
        """The texts as one paragraph, for people who do not see the image."""
        rating = f"{self.question} {self.rating}." if self.question else f"{self.rating}."
        parts = (rating, self.state, self.headline, f"{self.attribution}: {self.claim}", f"{self.newsroom}, {self.published}")
        return " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts if part)


def share_words(document: Mapping[str, Any], zone: tzinfo) -> ShareWords:
    """The texts for a published document. Days are in `zone`.

    A retracted check has no rating, and the notice of the retraction in place of the headline. A document that predates headlines
    has the claim as its headline.
    """
    claim, verdict = document["claim"], document["verdict"]
    is_retracted = document["kind"] == "retracted"
    place = None if is_retracted else place_on_scale(verdict["number"], verdict["worst"], verdict["best"])
    step, steps = place or (0, 0)
    latest = document["corrections"][0] if document["corrections"] else None
    headline = latest["notice"] if is_retracted and latest else verdict.get("headline", "")
    return ShareWords(
        question="" if is_retracted else question(claim["layer"]),
        rating="Retracted" if is_retracted else verdict["rating"],
        mark="retracted" if is_retracted else verdict["conclusion"],
        step=step,
        steps=steps,
        headline=headline,
        label="Report" if claim["layer"] == "report" else "Claim",
        claimant=claim["claimant"]["name"],
        claim=claim["statement"],
        state=_state(document["kind"], latest, zone),
        newsroom=document["newsroom"],
        published=f"Fact-check · {_day(document['first_published_at'], zone)}",
    )


def _state(kind: str, latest: Mapping[str, Any] | None, zone: tzinfo) -> str:
    if kind == "first" or latest is None:
        return ""
    return f"{change_words(kind, latest['kind']).capitalize()} {_day(latest['at'], zone)}"


def _day(value: str, zone: tzinfo) -> str:
    return day_text(datetime.fromisoformat(value).astimezone(zone))
