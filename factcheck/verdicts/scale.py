"""The order of the rating scale: its numbers rise from refuted to supported. Pure.

ClaimReview publishes the number of a rating with the lowest and the highest number of the scale, and services that read it
display the highest as the truest. Ratings of the same conclusion may have equal numbers or any order. Ratings of different
conclusions may not have equal numbers, because a service that reads only the number could not distinguish them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_RANKS = {"refuted": 0, "conflicting": 1, "not_enough": 1, "supported": 2}
"""A higher rank needs a higher number. Between the two conclusions of the same rank, the order is free."""


@dataclass(frozen=True, slots=True)
class ScaledRating:
    """A rating in use. `number` is None if it has no place on the scale; such a rating never conflicts with another one."""

    name: str
    conclusion: str
    conclusion_label: str
    number: int | None


def order_error(rating: ScaledRating, others: Iterable[ScaledRating]) -> str:
    """The error message if `rating` and one of `others` are in the wrong order; empty if there is no such pair.

    Pairs of others do not matter, so that a scale from before this rule can be repaired one rating at a time.
    """
    for other in others:
        lower, higher = sorted((rating, other), key=lambda each: _RANKS[each.conclusion])
        if lower.number is None or higher.number is None or _RANKS[lower.conclusion] == _RANKS[higher.conclusion]:
            continue
        if lower.number >= higher.number:
            return (
                f"Numbers must rise from refuted to supported, but “{lower.name}” ({lower.conclusion_label}) has the number"
                f" {lower.number}, and “{higher.name}” ({higher.conclusion_label}) has {higher.number}."
            )
    return ""
