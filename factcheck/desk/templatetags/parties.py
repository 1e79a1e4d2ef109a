"""The label of a party to a claim beside the name of a source or actor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from factcheck.claims.models import Actor, Claim
from factcheck.claims.parties import ClaimParties

register = template.Library()


def party_tag(*, is_party: bool) -> SafeString:
    """The label of a party to a claim, to follow its name; empty if it is no party."""
    return mark_safe(' <span class="tag is-party">party to the dispute</span>' if is_party else "")  # noqa: S308  a constant


@register.simple_tag
def party_label(parties: ClaimParties, named: Any) -> SafeString | str:
    """The label if `named`, a source or an actor, is one of the parties; otherwise empty."""
    party = parties.of_actor(named) if isinstance(named, Actor) else parties.of_source(named)
    return party_tag(is_party=party is not None)


@register.simple_tag
def claimant_label(claim: Claim) -> SafeString | str:
    """The label if the claimant is a party to the claim; otherwise empty. One query, unless the claim has the value."""
    return party_tag(is_party=claim.is_claimant_party)


@register.simple_tag
def row_label(row: Any) -> SafeString | str:
    """The label if `row`, a row of a list or the values of a search hit, has a true `is_claimant_party`; otherwise empty."""
    return party_tag(is_party=row["is_claimant_party"] if isinstance(row, Mapping) else row.is_claimant_party)
