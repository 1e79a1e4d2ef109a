"""Permissions for checks of addresses, and the interval that applies to an item."""

from __future__ import annotations

from typing import Any

from factcheck.accounts.models import Person, Role
from factcheck.accounts.rules import at_least
from factcheck.claims.rules import on_open_claim
from factcheck.evidence.availability.models import AddressInterval
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.copies.rules import NO_PAGE, effective_fetching, of_newsroom
from factcheck.evidence.custody.fields import HIDDEN
from factcheck.evidence.models import Evidence, ItemFetching
from factcheck.newsroom.queries import stored_check_days
from factcheck.web.decisions import Decision, Denied, rule

WITHDRAWN = "This evidence was withdrawn."
NEVER_FETCHED = "The page of this item is never fetched, so its address is not checked again."
NEVER_AT_ALL = (
    "The newsroom setting “Copies of web pages” is “never fetched”. No address is checked again until an administrator changes"
    " it."
)
NOTHING_TO_COMPARE = "There is no copy of this page with a text to compare with. Add a copy first."


def item_days(item: Evidence) -> int | None:
    """The item’s own interval: a number of days, 0 for never, or None for the newsroom’s. One query."""
    return AddressInterval.objects.filter(evidence=item).order_by("-id").values_list("days", flat=True).first()


def scheduled_days(item: Evidence) -> int:
    """The interval in days at which the address of an item is checked now; 0 if it is not checked. Loads the claim.

    Checked are the pages of items that were neither withdrawn nor hidden, under open claims whose verdict is in progress or
    published. If the page is never fetched, it is never checked either. The interval of an item applies even if the newsroom has
    none.
    """
    if item.withdrawn_at is not None or item.is_hidden or not item.address or item.claim.closed_at is not None:
        return 0
    verdict: Any = getattr(item.claim, "verdict", None)  # by the name of the relation: evidence must not import verdicts
    if verdict is None or verdict.state == "retracted" or effective_fetching(item) is ItemFetching.NEVER:
        return 0
    own = item_days(item)
    return (stored_check_days() or 0) if own is None else own


def never_checked_because(item: Evidence) -> str:
    """The setting because of which the address of an item is never checked, as a sentence; empty if none. One query."""
    if of_newsroom() is ItemFetching.NEVER:
        return NEVER_AT_ALL
    return NEVER_FETCHED if item.fetching == ItemFetching.NEVER else ""


def has_text_to_compare(item: Evidence) -> bool:
    """Whether a person added a copy of the current address that has a text."""
    copies = EvidenceCopy.objects.filter(evidence=item, item_address=item.address, text__isnull=False)
    return copies.filter(created_by__isnull=False).exists()


@rule("evidence.set_check_interval")
def may_set_interval(person: Person, subject: Any) -> Decision:
    return _on_page(on_open_claim(at_least(person, Role.CHECKER, "change how often addresses are checked"), subject), subject)


@rule("evidence.check_address")
def may_check_address(person: Person, subject: Any) -> Decision:
    """Whether the person may have the address of an item checked now. At most two queries."""
    decision = _on_page(on_open_claim(at_least(person, Role.CHECKER, "check addresses again"), subject), subject)
    if not decision or subject is None:
        return decision
    if reason := never_checked_because(subject):
        return Denied(reason, for_now=True)
    if not has_text_to_compare(subject):
        return Denied(NOTHING_TO_COMPARE, for_now=True)
    return decision


@rule("evidence.answer_check")
def may_answer_check(person: Person, subject: Any) -> Decision:
    """Whether the person may state that readers need not be told about the result of a check."""
    return _on_page(on_open_claim(at_least(person, Role.EDITOR, "decide what readers are told"), subject), subject)


def _on_page(decision: Decision, subject: Any) -> Decision:
    """Deny for now what `decision` allows if the item is not an active web page."""
    if not decision or subject is None:
        return decision
    if subject.withdrawn_at is not None:
        return Denied(WITHDRAWN, for_now=True)
    if subject.is_hidden:
        return Denied(HIDDEN, for_now=True)
    return decision if subject.address else Denied(NO_PAGE, for_now=True)
