"""The action that publishes an availability notice."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from factcheck.accounts.models import Person
from factcheck.evidence.availability.actions import close_result
from factcheck.evidence.availability.models import AddressWatch
from factcheck.evidence.models import Evidence
from factcheck.ledger.actions import create_once, lock_chain, record
from factcheck.publishing.heads import sign_head_on_commit
from factcheck.publishing.models import AvailabilityNotice
from factcheck.publishing.notices.fields import MAX_TEXT, NO_DATE, NO_KIND, NO_TEXT, NoticeKind, text_too_long
from factcheck.publishing.notices.queries import public_place
from factcheck.publishing.notices.rules import NOT_PUBLIC
from factcheck.verdicts.models import Verdict
from factcheck.web.dates import require_not_future
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, Refused
from factcheck.web.text import text_error


@create_once(AvailabilityNotice)
def publish_notice(
    *,
    person: Person,
    item: Evidence,
    notice_kind: str,
    checked_on: date | None,
    text: str,
    token: uuid.UUID | None = None,
) -> AvailabilityNotice:
    """Tell readers what was found at the address of an item of a published check. The notice is public immediately.

    The check, its verdict, and its document do not change. An open result of a check of this address leaves the queue. Raises
    NotAllowed, Refused if readers do not see the address of the item, and Invalid with the names of invalid fields.
    """
    permit(person, "notice.publish", item)  # before the row is locked, and again when it cannot change
    Verdict.objects.select_for_update(no_key=True).only("pk").get(claim=item.claim_id)
    Evidence.objects.select_for_update(no_key=True).only("pk").get(pk=item.pk)
    permit(person, "notice.publish", item)
    day = _validated_day(notice_kind, checked_on, text)
    place = public_place(item)
    if place is None:
        raise Refused(NOT_PUBLIC)
    watch = AddressWatch.objects.filter(evidence=item, is_open=True).select_related("newest").first()
    if watch and watch.newest and watch.newest.address == place.address:
        close_result(watch.newest)  # the notice answers it
    lock_chain()  # before the row, so that the ids of notices follow the order of the commits
    notice = AvailabilityNotice.objects.create(
        publication=place.publication,
        evidence=item,
        item_number=place.number,
        address=place.address,
        notice_kind=notice_kind,
        checked_on=day,
        text=text.strip(),
        created_by=person,
    )
    after: dict[str, Any] = {
        "publication": place.publication.pk,
        "evidence": item.pk,
        "item_number": place.number,
        "address": place.address,
        "notice_kind": notice_kind,
        "checked_on": day,
        "text": notice.text,
    }
    record(person=person, action="notice.published", subject=notice, after=after)
    sign_head_on_commit()
    return notice


def _validated_day(notice_kind: str, checked_on: date | None, text: str) -> date:
    """The date, if all values are valid. Raises Invalid."""
    errors = {}
    if notice_kind not in [*NoticeKind]:
        errors["notice_kind"] = NO_KIND
    if checked_on is None:
        errors["checked_on"] = NO_DATE
    if problem := text_error(text):
        errors["text"] = problem
    elif not text.strip():
        errors["text"] = NO_TEXT
    elif len(text.strip()) > MAX_TEXT:
        errors["text"] = text_too_long(len(text.strip()))
    if errors or checked_on is None:
        raise Invalid(errors)
    require_not_future(checked_on=checked_on)
    return checked_on
