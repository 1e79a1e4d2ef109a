"""Template tags for claims in lists: a compact row, and a row of the list of all claims."""

from __future__ import annotations

from html import escape

from django import template
from django.template.defaultfilters import pluralize
from django.utils.safestring import SafeString

from factcheck.desk.claim_row import claim_row, claimant_name, isolated, pushed_to_end
from factcheck.desk.claims.queries import ClaimListRow
from factcheck.desk.work_row import WorkRow, labeled, rating_and_state, work_row
from factcheck.web.templatetags import parts

register = template.Library()


@register.simple_tag
def listed_claim(claim: ClaimListRow, is_current: bool = False) -> SafeString:
    """A claim in a narrow list."""
    facts = _facts(claim)
    if claim.conclusion:
        facts.append(parts.rating(claim.rating, claim.conclusion, claim.rating_status))
    return claim_row(
        claim.statement,
        claim.url,
        facts,
        link_attributes=' aria-current="true"' if is_current else "",
        before_facts=parts.tally(claim.supports, claim.contradicts, claim.context),
        after_facts=pushed_to_end(_state_label(claim)),
    )


@register.simple_tag
def claim_work_row(claim: ClaimListRow) -> SafeString:
    """A claim in the list of all claims."""
    rating = parts.rating(claim.rating, claim.conclusion, claim.rating_status) if claim.conclusion else ""
    state = _state_label(claim) or '<span class="quiet">no verdict yet</span>'
    return work_row(
        WorkRow(
            key=str(claim.pk),
            title=claim.statement,
            url=claim.url,
            facts=_facts(claim),
            rating=rating_and_state(rating, state),
            tally=parts.tally(claim.supports, claim.contradicts, claim.context),
            person=labeled("Added by", isolated(claim.added_by)),
            age=labeled("on", parts.when(claim.added_at, "day")),
        )
    )


def _facts(claim: ClaimListRow) -> list[str]:
    facts = [parts.layer(claim.layer), claimant_name(claim.claimant, is_party=claim.is_claimant_party)]
    if claim.said_on:
        facts.append(parts.when(claim.said_on, claim.said_precision))
    if claim.articles:
        facts.append(f"in {claim.articles} article{pluralize(claim.articles)}")
    return facts


def _state_label(claim: ClaimListRow) -> str:
    """The state of the verdict, or that the claim is closed and why."""
    if claim.closed_reason:
        return f'<span class="tag">closed: {escape(claim.closed_reason)}</span>'
    return parts.state(claim.state) if claim.state else ""
