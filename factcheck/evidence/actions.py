"""Actions that attach, change, and withdraw evidence, and that log searches."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django.conf import settings
from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.archive.actions import add_capture, store_bytes
from factcheck.archive.addresses import size_of
from factcheck.archive.models import Capture, Method
from factcheck.articles.actions import resolve_sources
from factcheck.articles.models import Precision
from factcheck.claims.actions import contribute
from factcheck.claims.actions.mentions import require_newest_revision
from factcheck.claims.anchoring import AnchorError, verify
from factcheck.claims.models import Claim
from factcheck.evidence.availability.actions import forget_address
from factcheck.evidence.copies.actions import automatic_request, request_after_correction
from factcheck.evidence.copies.quotes import search_again
from factcheck.evidence.copies.selecting import add_selected_copy, require_words
from factcheck.evidence.duplicates import find_duplicate
from factcheck.evidence.fields import (
    ADDRESS_OF_PAGES_ONLY,
    EVIDENCE,
    NO_ADDRESS,
    NO_QUOTE,
    OF_PAGES_ONLY,
    OTHER_ARTICLE,
    PASSAGE_IS_SELECTED,
    QUOTATION,
    SEARCH,
    UNKNOWN_FETCHING,
    file_too_large,
)
from factcheck.evidence.locators import (
    CopyLocator,
    FileLocator,
    Locator,
    PageLocator,
    PassageLocator,
    StoredFileLocator,
    StoredLocator,
)
from factcheck.evidence.media_types import declared_media_type
from factcheck.evidence.models import Evidence, ItemFetching, SearchLogEntry
from factcheck.evidence.numbers import next_number
from factcheck.ledger.actions import NewEntry, change_once, create_once, edit, record, record_many
from factcheck.ledger.actions import withdraw as withdraw_row
from factcheck.web.dates import require_not_future
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid
from factcheck.web.http_urls import require_http_urls, user_information_error
from factcheck.web.text import normalize_texts

_SOURCES = ("source", "origin")
_PAST_DATES = ("available_since", "published_on", "accessed_on", "event_on")


class AlreadyAttached(Invalid):
    """The evidence is already attached to the claim as `duplicate` (422)."""

    def __init__(self, duplicate: Evidence) -> None:
        super().__init__({"again": f"This evidence is already attached to the claim as “{duplicate.get_stance_display()}.”"})
        self.duplicate = duplicate


def attach(
    *,
    person: Person,
    claim: Claim,
    stance: str,
    closeness: str,
    quoted_from: Locator,
    token: uuid.UUID | None = None,
    method: Method | str = Method.UPLOAD,
    allow_duplicate: bool = True,
    **fields: Any,
) -> Evidence:
    """Attach one item of evidence to a claim. `fields` are fields of EVIDENCE.

    Sources may be names; sources that do not exist yet are added. The item gets the next number of the claim. For a web page,
    the date accessed is today, and for words in a copy the day on which its bytes were collected, unless `fields` contains
    another one. Words in a copy also give the item that copy and the place of its quote, in the same entry. Raises Invalid with
    the name of the invalid field, Refused if words differ from the text of their copy, and AlreadyAttached if the claim has the
    same item (`evidence.duplicates.find_duplicate`), unless `allow_duplicate` is true.
    """
    permit(person, "evidence.attach", claim)
    return _attach(
        person=person,
        claim=claim,
        stance=stance,
        closeness=closeness,
        quoted_from=_store_file(quoted_from, person) if isinstance(quoted_from, FileLocator) else quoted_from,
        token=token,
        method=method,
        allow_duplicate=allow_duplicate,
        **fields,
    )


@create_once(Evidence)
def _attach(
    *,
    person: Person,
    claim: Claim,
    stance: str,
    closeness: str,
    quoted_from: StoredLocator,
    token: uuid.UUID | None,
    method: Method | str,
    allow_duplicate: bool,
    **fields: Any,
) -> Evidence:
    if isinstance(quoted_from, PassageLocator):
        require_newest_revision(quoted_from.revision)  # a concurrent revision would not place this passage
    if isinstance(quoted_from, CopyLocator):
        require_words(claim, quoted_from.copy, quoted_from.words)
        if quoted_from.copy.collected_at:
            fields.setdefault("accessed_on", timezone.localdate(quoted_from.copy.collected_at))
    columns = _locator_columns(quoted_from)
    if isinstance(quoted_from, PageLocator):
        fields.setdefault("accessed_on", timezone.localdate())
    fields |= _event_precision(fields)
    _validate_dates(fields)
    if not allow_duplicate:
        _require_not_attached(claim, quoted_from)
    fields, entries = resolve_sources(fields, _SOURCES, person=person)
    capture: Capture | None = None
    if isinstance(quoted_from, StoredFileLocator):
        capture = add_capture(
            person=person, stored=quoted_from.stored, media_type=quoted_from.media_type, name=quoted_from.name, method=method
        )
        columns = {"capture": capture, **columns}
    number = next_number(claim)
    item = Evidence.objects.create(
        claim=claim,
        number=number,
        stance=stance,
        closeness=closeness,
        is_copy_expected=True,
        created_by=person,
        **columns,
        **fields,
    )
    selected = (
        add_selected_copy(item, quoted_from.copy, quoted_from.words, person) if isinstance(quoted_from, CopyLocator) else ()
    )
    entry = NewEntry(
        action="evidence.added",
        subject=item,
        touched=[*([capture] if capture else []), *selected],
        after={
            "claim": claim.pk,
            "number": number,
            **EVIDENCE.values_of(item),
            **columns,
            **({"sha256": capture.sha256} if capture else {}),
            **({"selected_in": selected[0].copied_from_id, "sha256": selected[0].capture.sha256} if selected else {}),
        },
    )
    requested = [] if selected else automatic_request(item, person)
    record_many(person=person, entries=[*entries, entry, *requested])
    return item


@change_once("evidence.change", "item")
def change_evidence(
    *,
    person: Person,
    item: Evidence,
    seen_version: int | None,
    passage: PassageLocator | None = None,
    token: uuid.UUID | None = None,
    **fields: Any,
) -> Evidence:
    """Correct an item. `fields` are fields of EVIDENCE and QUOTATION; `passage` is another passage of the same article.

    The address and the quote of a web page can be corrected, and the quote from a file. The file itself and the kind of the item
    never change: withdraw the item and attach another one. The earlier values stay in the history. Sources may be names; sources
    that do not exist yet are added. Raises EditConflict if the item is no longer at version `seen_version`, and Invalid with the
    name of the invalid field.
    """
    fields = normalize_texts(fields, QUOTATION)
    if passage:
        _require_same_article(item, passage)
        columns = _locator_columns(passage)
        if any(getattr(item, name) != value for name, value in columns.items()):
            require_newest_revision(passage.revision)  # a concurrent revision would not place this passage
            fields |= {**columns, "anchor": "", "changed_context": [], "stays_in_revision": False}
    else:
        _require_quotation(item, fields)
    fields |= _event_precision(fields, item)
    entries: list[NewEntry] = []

    def follow(row: Evidence) -> None:
        """Runs before the entry is appended: other writers wait from then on, and searching a long text takes a while."""
        contribute([row.claim_id], person)
        if row.address != item.address:
            forget_address(row)
            entries.extend(request_after_correction(row, person))
        if row.address and (row.address, row.exact) != (item.address, item.exact):
            entries.extend(search_again(row, person))

    row = edit(
        item,
        person=person,
        permission="evidence.change",
        action="evidence.changed",
        seen_version=seen_version,
        fields=fields,
        validate=_validate_dates,
        resolve=partial(resolve_sources, names=_SOURCES, person=person),
        on_change=follow,
    )
    record_many(person=person, entries=entries)
    return row


@change_once("evidence.withdraw", "item")
def withdraw_evidence(
    *, person: Person, item: Evidence, reason: str, seen_version: int | None = None, token: uuid.UUID | None = None
) -> Evidence:
    """Withdraw an item with a reason. The row and its bytes are not deleted."""
    return withdraw_row(
        item,
        person=person,
        permission="evidence.withdraw",
        action="evidence.withdrawn",
        reason=reason,
        seen_version=seen_version,
        before=EVIDENCE.values_of,
        on_change=lambda row: contribute([row.claim_id], person),
        withdrawn_by=person,
    )


@create_once(SearchLogEntry)
def log_search(
    *,
    person: Person,
    claim: Claim,
    searched_on: date,
    is_found: bool = False,
    note: str = "",
    token: uuid.UUID | None = None,
    **fields: Any,
) -> SearchLogEntry:
    """Add an entry to the search log of a claim. `fields` are the other fields of SEARCH.

    The optional fields have their defaults in the signature, so that a request that omits a field has the same digest as a
    request with its default value.
    """
    permit(person, "search.log", claim)
    require_not_future(searched_on=searched_on)
    fields = {**fields, "searched_on": searched_on, "is_found": is_found, "note": note}
    row = SearchLogEntry.objects.create(claim=claim, created_by=person, **fields)
    record(person=person, action="search.logged", subject=row, after={"claim": claim.pk, **SEARCH.values_of(row)})
    return row


def _store_file(file: FileLocator, person: Person) -> StoredFileLocator:
    """Validate the size of a file and store its bytes, before the transaction. Raises Invalid(file) and QuotaExceeded."""
    size, limit = size_of(file.content), settings.MAX_UPLOAD_BYTES
    if not size:
        raise Invalid({"file": "The file is empty."})
    if size > limit:
        raise Invalid({"file": file_too_large(size, limit)})
    return StoredFileLocator(
        file.name, declared_media_type(file.media_type), store_bytes(file.content, uploaded_by=person), file.quote
    )


def _require_not_attached(claim: Claim, quoted_from: StoredLocator) -> None:
    """Raise AlreadyAttached for a duplicate. Locks the claim, so that a concurrent request does not attach the same item."""
    Claim.objects.select_for_update(no_key=True).only("pk").get(pk=claim.pk)
    if duplicate := find_duplicate(claim, quoted_from):
        raise AlreadyAttached(duplicate)


def _locator_columns(quoted_from: StoredLocator) -> dict[str, Any]:
    """Return the columns of the locator, except the capture of a file. Raises Invalid with the name of the invalid field."""
    match quoted_from:
        case PassageLocator(revision, selector):
            try:
                verified = verify(revision.text, selector)
            except AnchorError as error:
                raise Invalid({"selection": str(error)}) from error
            return {
                "revision": revision,
                "start": verified.start,
                "end": verified.end,
                "exact": verified.exact,
                "prefix": verified.prefix,
                "suffix": verified.suffix,
            }
        case PageLocator(address, quote, fetching):
            if not address.strip():
                raise Invalid({"address": NO_ADDRESS})
            require_http_urls(address=address)
            if problem := user_information_error(address):
                raise Invalid({"address": problem})
            if not quote.strip():
                raise Invalid({"exact": NO_QUOTE})
            if fetching not in ItemFetching.values:
                raise Invalid({"fetching": UNKNOWN_FETCHING})
            return quoted_from.columns
        case CopyLocator(copy, words):
            own = {"fetching": copy.evidence.fetching} if copy.evidence.fetching else {}
            return {"address": copy.item_address, "exact": words.exact, **own}
        case StoredFileLocator(quote=quote):
            return {"exact": quote}


def _require_quotation(item: Evidence, fields: Mapping[str, Any]) -> None:
    """Raise Invalid unless `fields` contains only an address and a quote that an item of this kind can have."""
    kind = item.locator_kind
    if kind != "address" and fields.get("address", item.address) != item.address:
        raise Invalid({"address": ADDRESS_OF_PAGES_ONLY})
    if kind == "passage" and fields.get("exact", item.exact) != item.exact:
        raise Invalid({"exact": PASSAGE_IS_SELECTED})
    if kind != "address" and (errors := {name: problem for name, problem in OF_PAGES_ONLY.items() if fields.get(name)}):
        raise Invalid(errors)
    if kind == "address":
        values = (fields.get(name, getattr(item, name)) for name in ("address", "exact", "fetching"))
        _locator_columns(PageLocator(*values))


def _require_same_article(item: Evidence, passage: PassageLocator) -> None:
    if item.revision is None or item.revision.article_id != passage.revision.article_id:
        raise Invalid({"selection": OTHER_ARTICLE})


def _event_precision(fields: Mapping[str, Any], item: Evidence | None = None) -> dict[str, str]:
    """The precision of the date of the event, if `fields` contain one of the two: by default a day, and empty without a date."""
    if "event_on" not in fields and "event_precision" not in fields:
        return {}
    day = fields.get("event_on", item.event_on if item else None)
    precision = fields.get("event_precision", item.event_precision if item else "")
    return {"event_precision": str(precision or Precision.DAY) if day else ""}


def _validate_dates(fields: Mapping[str, Any]) -> None:
    require_not_future(**{name: fields.get(name) for name in _PAST_DATES})
