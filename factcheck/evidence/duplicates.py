"""Finds an item that a claim already has."""

from __future__ import annotations

from urllib.parse import urlsplit

from factcheck.claims.models import Claim
from factcheck.evidence.locators import CopyLocator, PageLocator, PassageLocator, StoredFileLocator, StoredLocator
from factcheck.evidence.models import Evidence


def find_duplicate(claim: Claim, locator: StoredLocator) -> Evidence | None:
    """Return the active item of this claim with the same quote from the same page or passage, or with the same file."""
    active = Evidence.objects.filter(claim=claim, withdrawn_at=None).order_by("id")
    if isinstance(locator, CopyLocator):
        locator = PageLocator(locator.copy.item_address, locator.words.exact)
    match locator:
        case PageLocator(address=address, quote=quote):
            key = _comparable_url(address), _comparable_quote(quote)
            return next(
                (
                    row
                    for row in active.exclude(address="")
                    if (_comparable_url(row.address), _comparable_quote(row.exact)) == key
                ),
                None,
            )
        case StoredFileLocator(stored=stored):
            return active.filter(capture__sha256=stored.sha256).first()
        case PassageLocator(revision, selector):
            return active.filter(revision=revision, start=selector.start, end=selector.end).first()


def _comparable_url(address: str) -> str:
    """Return the address without the parts that do not identify a page: scheme, `www.`, fragment, and trailing slash."""
    parts = urlsplit(address)
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"


def _comparable_quote(quote: str) -> str:
    """Return the quote without differences in case and white space."""
    return " ".join(quote.casefold().split())
