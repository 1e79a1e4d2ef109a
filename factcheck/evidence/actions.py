"""Attaching evidence, changing its stance or note, withdrawing it, and logging searches."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.archive.actions import capture_bytes
from factcheck.archive.models import Method
from factcheck.articles.models import Revision
from factcheck.claims.actions import contribute
from factcheck.claims.anchoring import Selector, Unanchored, verify
from factcheck.claims.models import Claim
from factcheck.evidence.models import Evidence, Search
from factcheck.ledger.actions import expect_version, record, revise
from factcheck.web.addresses import expect_http
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid
from factcheck.web.models import Once

CHANGEABLE = (
    "stance",
    "closeness",
    "source",
    "origin",
    "note",
    "available_since",
    "available_precision",
    "evidence_set",
    "locator",
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a library revision, in code points."""

    revision: Revision
    selector: Selector


@dataclass(frozen=True, slots=True)
class Page:
    """A web address with the words quoted from it."""

    address: str
    quote: str


@dataclass(frozen=True, slots=True)
class File:
    """An uploaded file, kept byte for byte."""

    name: str
    media_type: str
    content: bytes
    quote: str = ""


Locator = Passage | Page | File


@transaction.atomic
def attach(
    *,
    person: Person,
    claim: Claim,
    stance: str,
    closeness: str,
    found: Locator,
    token: uuid.UUID | None = None,
    method: Method | str = Method.UPLOAD,
    **fields: Any,
) -> Evidence:
    """Attach one item to a claim. `fields` are any of CHANGEABLE. Raises Invalid with the field at fault."""
    permit(person, "evidence.attach", claim)
    once = Once(person, token, "evidence", {"claim": claim, "stance": stance, "closeness": closeness, "found": found, **fields})
    if made := once.first(Evidence):
        return made
    touched = []
    match found:
        case Passage(revision, selector):
            try:
                fitting = verify(revision.text, selector)
            except Unanchored as error:
                raise Invalid({"selection": str(error)}) from error
            place = {
                "revision": revision,
                "start": fitting.start,
                "end": fitting.end,
                "exact": fitting.exact,
                "prefix": fitting.prefix,
                "suffix": fitting.suffix,
            }
        case Page(address, quote):
            expect_http(address=address)
            if not quote.strip():
                raise Invalid({"exact": "Quote the words of the page that bear on the claim."})
            place = {"address": address, "exact": quote}
        case File(name, media_type, content, quote):
            if not content:
                raise Invalid({"file": "The file is empty."})
            if len(content) > settings.MOST_UPLOAD_BYTES:
                raise Invalid(
                    {"file": f"The file has {len(content):,} bytes; at most {settings.MOST_UPLOAD_BYTES:,} can be attached."}
                )
            capture = capture_bytes(person=person, content=content, media_type=media_type, name=name, method=method)
            touched.append(capture)
            place = {"capture": capture, "exact": quote}
    item = Evidence.objects.create(claim=claim, stance=stance, closeness=closeness, created_by=person, **place, **fields)
    once.done(item)
    record(
        person=person,
        action="evidence.added",
        subject=item,
        touched=touched,
        after={"claim": claim.pk, **values(item), **place, **({"sha256": touched[0].sha256} if touched else {})},
    )
    return item


@transaction.atomic
def change(*, person: Person, item: Evidence, seen_version: int | None, **fields: Any) -> Evidence:
    """Change any of CHANGEABLE, the stance among them. What was quoted from where never changes: withdraw and attach anew."""
    row = Evidence.objects.select_for_update(no_key=True).get(pk=item.pk)
    permit(person, "evidence.change", row)
    expect_version(row, seen_version, typed=fields, what="evidence")
    before, after = revise(row, **fields)
    if after:
        contribute(row.claim_id, person)
        record(person=person, action="evidence.changed", subject=row, before=before, after=after)
    return row


@transaction.atomic
def withdraw(*, person: Person, item: Evidence, reason: str, seen_version: int | None = None) -> Evidence:
    """Withdraw with a reason; the row and its bytes stay."""
    row = Evidence.objects.select_for_update(no_key=True).get(pk=item.pk)
    permit(person, "evidence.change", row)
    expect_version(row, seen_version, typed={"reason": reason}, what="evidence")
    if not reason.strip():
        raise Invalid({"reason": "Say why this evidence is withdrawn."})
    revise(row, withdrawn_at=timezone.now(), withdrawn_by=person, withdrawn_reason=reason.strip())
    contribute(row.claim_id, person)
    record(person=person, action="evidence.withdrawn", subject=row, before=values(row), reason=reason.strip())
    return row


@transaction.atomic
def log_search(
    *,
    person: Person,
    claim: Claim,
    sought: str,
    place: str,
    terms: str,
    searched_on: date,
    is_found: bool = False,
    note: str = "",
    token: uuid.UUID | None = None,
) -> Search:
    """Enter what was looked for, where, and whether anything was found."""
    permit(person, "search.log", claim)
    fields = {"sought": sought, "place": place, "terms": terms, "searched_on": searched_on, "is_found": is_found, "note": note}
    once = Once(person, token, "search", {"claim": claim, **fields})
    if made := once.first(Search):
        return made
    line = Search.objects.create(claim=claim, created_by=person, **fields)
    once.done(line)
    record(person=person, action="search.logged", subject=line, after={"claim": claim.pk, **fields})
    return line


def values(item: Evidence) -> dict[str, Any]:
    return {field: getattr(item, field) for field in CHANGEABLE}
