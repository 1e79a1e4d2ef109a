"""The label of a party to a claim beside the name of a source or actor."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from factcheck.claims.models import Actor
from factcheck.claims.parties import ClaimParties

register = template.Library()


@register.simple_tag
def party_label(parties: ClaimParties, named: Any) -> SafeString | str:
    """The label if `named`, a source or an actor, is one of the parties; otherwise empty."""
    party = parties.of_actor(named) if isinstance(named, Actor) else parties.of_source(named)
    return format_html(' <span class="tag is-party">{}</span>', "party to the dispute") if party else ""
