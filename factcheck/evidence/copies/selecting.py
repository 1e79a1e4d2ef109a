"""Words that a person selects in the text of a copy: as the quote of a new item, or as the quote of the item of the copy."""

from __future__ import annotations

import uuid

from factcheck.accounts.models import Person
from factcheck.claims.actions import contribute
from factcheck.claims.anchoring import AnchorError, Selector, cut_figures, verify
from factcheck.claims.models import Claim
from factcheck.evidence.copies.models import EvidenceCopy, QuotePlace
from factcheck.evidence.copies.queries import counting_copy
from factcheck.evidence.copies.quote_search import QuoteState
from factcheck.evidence.copies.quotes import ANOTHER_ADDRESS, ANOTHER_COPY, place_entry
from factcheck.evidence.fields import MAX_QUOTE_LENGTH
from factcheck.evidence.models import Evidence
from factcheck.ledger.actions import NewEntry, create_once, lock_row, record_many, save_next_version
from factcheck.web.errors import Invalid, Refused

WORDS_DIFFER = (
    "The selected words are not the words of the copy at this place. A translator or another browser extension may have changed"
    " the page. Select the words again."
)
NOT_WHOLE = "The selection begins or ends within a character. Select whole characters."
CUT_FIGURE = "The selection begins or ends within a figure. Select the whole figure: “410” is not a quote of “1,410.”"
NO_TEXT = "This copy has no text."
OF_ANOTHER_CLAIM = "This copy belongs to another claim."
ALREADY_FOUND = (
    "The quote of this item was found in the meantime. To quote other words, attach them as new evidence, or correct the quote on"
    " the page of the item."
)
TOO_LONG = f"A quote can have at most {MAX_QUOTE_LENGTH:,} characters."


def require_words(claim: Claim, copy: EvidenceCopy, words: Selector) -> None:
    """Require that `words` are exactly the text of the copy at their offsets (code points), and that the copy is of `claim`.

    Raises Refused (409) if the text differs or the copy is of a former address, and Invalid(selection) for other selections.
    """
    if copy.evidence.claim_id != claim.pk:
        raise Invalid({"selection": OF_ANOTHER_CLAIM})
    if copy.is_of_former_address:
        raise Refused(ANOTHER_ADDRESS)
    _require_exact(copy, words)


def add_selected_copy(item: Evidence, source: EvidenceCopy, words: Selector, person: Person) -> tuple[EvidenceCopy, QuotePlace]:
    """Add the bytes and the text of `source` as the first copy of the new `item`, and the place of its quote as a decision.

    Part of the action that attaches the item, whose entry lists both rows.
    """
    copy = EvidenceCopy.objects.create(
        evidence=item,
        number=1,
        item_address=item.address,
        capture=source.capture,
        text=source.text,
        address=source.address,
        collected_at=source.collected_at,
        checks=source.checks,
        made_how=source.made_how,
        copied_from=source.copied_from or source,
        created_by=person,
    )
    return copy, _place(item, copy, words, person)


@create_once(QuotePlace)
def quote_words(
    *,
    person: Person,
    item: Evidence,
    copy: EvidenceCopy,
    words: Selector,
    seen_version: int | None,
    token: uuid.UUID | None = None,
) -> QuotePlace:
    """Make words of the newest copy the quote of an item whose quote was not found in it, at exactly this place.

    The quote is corrected if it differs. Raises EditConflict if the item is no longer at version `seen_version`, Refused (409) if
    the quote was found or a newer copy was added meanwhile or the words differ from the text, and Invalid(selection).
    """
    row = lock_row(
        item,
        person=person,
        permission="evidence.change",
        seen_version=seen_version,
        typed={"exact": words.exact},
        rows=Evidence.objects.select_related("claim"),
    )
    if copy.item_address != row.address:
        raise Refused(ANOTHER_ADDRESS)
    newest = counting_copy(row)
    if newest is None or newest.pk != copy.pk:
        raise Refused(ANOTHER_COPY)
    current = QuotePlace.objects.filter(evidence=row, copy=copy, quote=row.exact).order_by("-id").first()
    if current and current.state == QuoteState.FOUND:
        raise Refused(ALREADY_FOUND)
    _require_exact(newest, words)
    before, after = save_next_version(row, exact=words.exact)
    corrected = [NewEntry("evidence.changed", row, before=before, after=after)] if after else []
    contribute([row.claim_id], person)
    place = _place(row, newest, words, person)
    record_many(person=person, entries=[*corrected, place_entry(place, "quote.placed")])
    return place


def _require_exact(copy: EvidenceCopy, words: Selector) -> None:
    if copy.text is None:
        raise Refused(copy.unread_because or NO_TEXT)
    text = copy.text.text
    if len(words.exact) > MAX_QUOTE_LENGTH:
        raise Invalid({"selection": TOO_LONG})
    try:
        verified = verify(text, words)
    except AnchorError:
        raise Refused(WORDS_DIFFER) from None
    if (verified.start, verified.end) != (words.start, words.end):
        raise Invalid({"selection": NOT_WHOLE})
    if cut_figures(text, words.start, words.end):
        raise Invalid({"selection": CUT_FIGURE})


def _place(item: Evidence, copy: EvidenceCopy, words: Selector, person: Person) -> QuotePlace:
    return QuotePlace.objects.create(
        evidence=item,
        copy=copy,
        quote=words.exact,
        state=QuoteState.FOUND,
        start=words.start,
        end=words.end,
        exact=words.exact,
        is_decision=True,
        created_by=person,
    )
