"""The security log: rows of `SecurityEvent`, and the same events as lines of JSON on the logger `factcheck.security`.

Events never contain passwords, secrets, links, or the email addresses of unknown accounts.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from factcheck.accounts.models import MIN_RETENTION_DAYS, EventKind, Person, SecurityEvent
from factcheck.accounts.networks import client_network
from factcheck.accounts.notices import enqueue_notices
from factcheck.accounts.signin_limits import account_of
from factcheck.web.current_request import current_request, request_id

ORDER = ("at", "id")
"""The order of events, for `keyset_page`."""
EXPORT_BATCH = 1000
log = logging.getLogger("factcheck.security")
problems = logging.getLogger(__name__)


def record_event(kind: EventKind, person: Person | None = None, **details: Any) -> SecurityEvent | None:
    """Record an event about `person`, with the network and the id of the current request, and enqueue the notices about it.

    In a transaction, the event is recorded if that commits, and any error ends the transaction. Outside of one, the caller has
    no write that could fail with it: if the database refuses the row, the line of JSON remains. Returns None in that case.
    """
    event = SecurityEvent(
        at=timezone.now(),
        kind=kind,
        person=person,
        network=client_network(current_request()),
        request_id=request_id(),
        details=details,
    )
    if connection.in_atomic_block:
        event.save(force_insert=True)
        transaction.on_commit(lambda: log.info(event_line(event)))
        enqueue_notices(event)
        return event
    stored = True
    try:
        event.save(force_insert=True)
    except DatabaseError:
        problems.exception("A security event was not stored")
        stored = False
    log.info(event_line(event))
    if not stored:
        return None
    enqueue_notices(event)
    return event


def event_values(event: SecurityEvent) -> dict[str, Any]:
    """The values of an event, as in exports and log lines. Times are in UTC."""
    return {
        "id": event.pk,
        "at": event.at.isoformat(),
        "kind": str(event.kind),
        "person": event.person_id,
        "network": event.network,
        "request_id": event.request_id,
        "details": event.details,
    }


def event_line(event: SecurityEvent) -> str:
    """An event as one line of JSON in ASCII, without the line break."""
    return json.dumps(event_values(event))


def login_digest(login: str) -> str:
    """A keyed digest of an entered address, which identifies repeated attempts but does not reveal the address."""
    return salted_hmac("factcheck.accounts.security_log", account_of(login), algorithm="sha256").hexdigest()[:16]


def known_or_digest(login: str) -> dict[str, Any]:
    """The keyword arguments of an event for an entered address: the `person` with this address, or its digest as `login`."""
    person = Person.objects.filter(email__iexact=account_of(login)).first() if login else None
    return {"person": person} if person else {"login": login_digest(login)}


class RepeatedEvents:
    """Counts repeated events in this process, so that a flood of refused requests does not become a flood of writes.

    Of the events with the same key in one minute, the first, the tenth, the hundredth, and so on are recorded.
    """

    most_keys = 10_000

    def __init__(self) -> None:
        self._counts: OrderedDict[tuple[Any, ...], int] = OrderedDict()
        self._minute = 0
        self._lock = threading.Lock()

    def count(self, *key: Any) -> int:
        """Count an event. Returns its number in this minute if it has to be recorded, and 0 otherwise."""
        minute = int(time.monotonic() // 60)
        with self._lock:
            if minute != self._minute:
                self._minute, self._counts = minute, OrderedDict()
            number = self._counts[key] = self._counts.get(key, 0) + 1
            if len(self._counts) > self.most_keys:
                self._counts.popitem(last=False)
        return number if str(number).strip("0") == "1" else 0

    def clear(self) -> None:
        with self._lock:
            self._counts.clear()


repeated = RepeatedEvents()


def record_repeated(kind: EventKind, person: Person | None = None, *, about: str, **details: Any) -> None:
    """Record an event that a client can cause at will: once a minute for a person (or a network) and `about`, such as a route.

    The tenth, hundredth, … event of the minute is recorded with its number as `count`.
    """
    network = client_network(current_request())
    number = repeated.count(str(kind), person.pk if person else network, about)
    if not number:
        return
    if number == 1 and _is_recorded(kind, person, network, about):
        return  # by another process
    record_event(kind, person, about=about, **details, **({"count": number} if number > 1 else {}))


def _is_recorded(kind: EventKind, person: Person | None, network: str, about: str) -> bool:
    minute = timezone.now() - timedelta(minutes=1)
    events = SecurityEvent.objects.filter(kind=kind, person=person, at__gt=minute, details__about=about)
    try:
        return (events if person else events.filter(network=network)).exists()
    except DatabaseError:
        return False


def is_from_known_network(person: Person) -> bool:
    """Whether the person signed in from the current network in the last 90 days."""
    since = timezone.now() - timedelta(seconds=settings.SIGN_IN_NETWORK_SECONDS)
    earlier = SecurityEvent.objects.filter(person=person, kind=EventKind.SIGN_IN, at__gt=since)
    return earlier.filter(network=client_network(current_request())).exists()


def events(
    *, person: int | None = None, kind: str = "", since: datetime | None = None, until: datetime | None = None
) -> QuerySet[SecurityEvent]:
    """The events that match all given filters. `since` is inclusive, `until` is exclusive."""
    rows = SecurityEvent.objects.all()
    if person is not None:
        rows = rows.filter(person=person)
    if kind:
        rows = rows.filter(kind=kind)
    if since is not None:
        rows = rows.filter(at__gte=since)
    if until is not None:
        rows = rows.filter(at__lt=until)
    return rows


def exported(rows: QuerySet[SecurityEvent]) -> Iterator[dict[str, Any]]:
    """The values of all `rows`, newest first. Reads them in batches, each from an index."""
    last: SecurityEvent | None = None
    while True:
        batch = rows.order_by("-at", "-id")
        if last is not None:
            batch = batch.filter(Q(at__lt=last.at) | Q(id__lt=last.pk), at__lte=last.at)
        found = list(batch[:EXPORT_BATCH])
        for event in found:
            yield event_values(event)
        if len(found) < EXPORT_BATCH:
            return
        last = found[-1]


def delete_old_events() -> int:
    """Delete the events that are older than FACTCHECK_SECURITY_LOG_DAYS. Returns their number."""
    days = max(settings.SECURITY_LOG_DAYS, MIN_RETENTION_DAYS)
    return SecurityEvent.objects.filter(at__lt=timezone.now() - timedelta(days=days)).delete()[0]
