"""Permissions for copies, and the setting that applies to an item."""

from __future__ import annotations

from typing import Any

from factcheck.accounts.models import Person, Role
from factcheck.accounts.rules import at_least
from factcheck.claims.rules import on_open_claim
from factcheck.evidence.custody.fields import HIDDEN
from factcheck.evidence.models import Evidence, ItemFetching
from factcheck.newsroom.models import Fetching
from factcheck.newsroom.queries import stored_fetching
from factcheck.web.decisions import Decision, Denied, rule

NO_PAGE = "Only a web page has copies. A passage is part of an article, and a file is already preserved."
NEVER_HERE = "The page of this item is never fetched. Provide a copy that you saved, or change the setting of the item."
NEVER_AT_ALL = (
    "The newsroom setting “Copies of web pages” is “never fetched”. Provide a copy that you saved, or ask an administrator to"
    " change the setting."
)
_OF_NEWSROOM = {
    Fetching.AUTOMATIC: ItemFetching.AUTOMATIC,
    Fetching.ON_REQUEST: ItemFetching.ON_REQUEST,
    Fetching.NEVER: ItemFetching.NEVER,
}


def of_newsroom() -> ItemFetching:
    """The setting of the newsroom. One query."""
    return _OF_NEWSROOM[stored_fetching()]


def effective_fetching(item: Evidence) -> ItemFetching:
    """The setting of the item, or else that of the newsroom. If the newsroom never fetches, no item does. One query."""
    default = of_newsroom()
    own = ItemFetching(item.fetching)
    return default if own is ItemFetching.NEWSROOM or default is ItemFetching.NEVER else own


@rule("evidence.provide_copy")
def may_provide_copy(person: Person, subject: Any) -> Decision:
    """Whether the person may add a copy that somebody saved."""
    decision = on_open_claim(at_least(person, Role.CHECKER, "preserve pages"), subject)
    if not decision or subject is None:
        return decision
    if subject.withdrawn_at is not None:
        return Denied("This evidence was withdrawn.", for_now=True)
    if subject.is_hidden:
        return Denied(HIDDEN, for_now=True)
    if not subject.address:
        return Denied(NO_PAGE, for_now=True)
    return decision


@rule("evidence.preserve")
def may_preserve(person: Person, subject: Any) -> Decision:
    """Whether the person may request a copy of the page of an item. Takes one query if the item has no own setting."""
    decision = may_provide_copy(person, subject)
    if decision and subject is not None and effective_fetching(subject) is ItemFetching.NEVER:
        return Denied(NEVER_HERE if subject.fetching == ItemFetching.NEVER else NEVER_AT_ALL, for_now=True)
    return decision
