"""Actions on the place of a quote in a copy: searching for it, and choosing one of several places."""

from __future__ import annotations

import uuid

from factcheck.accounts.models import Person
from factcheck.claims.actions import contribute
from factcheck.evidence.copies.models import EvidenceCopy, QuotePlace
from factcheck.evidence.copies.queries import copy_to_open, counting_copy
from factcheck.evidence.copies.quote_search import QuoteSearch, QuoteState, search_quote
from factcheck.evidence.models import Evidence
from factcheck.ledger.actions import NewEntry, create_once, record
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, Refused

ANOTHER_COPY = "A newer copy of this page with a text was added. Choose the place of the quote in that copy."
ANOTHER_QUOTE = "The quote was corrected in the meantime. Choose its place again."
ANOTHER_ADDRESS = "The address of the item was corrected after this copy was added. Add a copy of the new address."
NOT_A_PLACE = "The quote is not at this place. Choose one of the listed places."


def searched_place(item: Evidence, copy: EvidenceCopy, person: Person) -> tuple[QuotePlace, NewEntry]:
    """Search a copy for the quote of its locked item, and add the result. Returns it with the entry to record.

    A copy of a former address of the item is not searched, because it is another page.
    """
    search = QuoteSearch(QuoteState.NOT_CHECKED)
    if copy.text and copy.item_address == item.address:
        search = search_quote(copy.text.text, item.exact)
    found = search.places[0] if search.state is QuoteState.FOUND else None
    place = QuotePlace.objects.create(
        evidence=item,
        copy=copy,
        quote=item.exact,
        state=search.state,
        start=found.start if found else None,
        end=found.end if found else None,
        exact=found.exact if found else "",
        created_by=person,
    )
    return place, place_entry(place, "quote.searched")


def search_again(item: Evidence, person: Person) -> list[NewEntry]:
    """Search the copy that counts of a locked item whose quote or address was corrected (`queries.copy_to_open`).

    Returns the entries that the caller’s action records.
    """
    copy = counting_copy(item) or copy_to_open(item)
    return [searched_place(item, copy, person)[1]] if copy else []


@create_once(QuotePlace)
def choose_place(
    *, person: Person, item: Evidence, copy: EvidenceCopy, quote: str, start: int, end: int, token: uuid.UUID | None = None
) -> QuotePlace:
    """Choose the place of the quote in the copy that counts: one of several, or one that differs only in typography.

    `quote` is the quote that the person saw. Raises Refused if it was corrected or a newer copy was added meanwhile, and Invalid
    for offsets that the search does not propose.
    """
    permit(person, "evidence.change", item)  # before the row is locked, and again when it cannot change
    row = Evidence.objects.select_for_update(of=("self",), no_key=True).select_related("claim").get(pk=item.pk)
    permit(person, "evidence.change", row)
    if copy.item_address != row.address:
        raise Refused(ANOTHER_ADDRESS)
    counting = counting_copy(row)
    if counting is None or counting.text is None:
        raise Invalid({"place": NOT_A_PLACE})
    if counting.pk != copy.pk:
        raise Refused(ANOTHER_COPY)
    if row.exact != quote:
        raise Refused(ANOTHER_QUOTE)
    search = search_quote(counting.text.text, row.exact)
    chosen = next((place for place in search.places if (place.start, place.end) == (start, end)), None)
    if chosen is None:
        raise Invalid({"place": NOT_A_PLACE})
    place = QuotePlace.objects.create(
        evidence=row,
        copy=counting,
        quote=row.exact,
        state=QuoteState.FOUND,
        start=chosen.start,
        end=chosen.end,
        exact=chosen.exact,
        is_decision=True,
        created_by=person,
    )
    contribute([row.claim_id], person)
    entry = place_entry(place, "quote.placed")
    record(person=person, action=entry.action, subject=place, after=entry.after)
    return place


def place_entry(place: QuotePlace, action: str) -> NewEntry:
    values = {"evidence": place.evidence_id, "copy": place.copy_id, "quote": place.quote, "state": place.state}
    if place.start is not None:
        values |= {"start": place.start, "end": place.end, "exact": place.exact}
    return NewEntry(action, place, after=values)
