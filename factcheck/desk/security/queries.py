"""Queries for the lists of security events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from factcheck.accounts import security_log
from factcheck.accounts.models import EventKind, Person, Role, SecurityEvent
from factcheck.desk.security.event_texts import event_details, kind_label
from factcheck.web.dates import newsroom_zone

OWN_EVENTS = 10
"""Number of events on the profile page."""


@dataclass(frozen=True, slots=True)
class EventFilters:
    """The filters of the security log. `first` and `last` are days in the time zone of the newsroom, both inclusive."""

    person: int | None = None
    kind: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def is_any(self) -> bool:
        return self != EventFilters()

    def rows(self) -> QuerySet[SecurityEvent]:
        since = _start_of(self.first) if self.first else None
        until = _start_of(self.last + timedelta(days=1)) if self.last else None
        return security_log.events(person=self.person, kind=self.kind, since=since, until=until)


@dataclass(frozen=True, slots=True)
class ListedEvent:
    event: SecurityEvent
    label: str
    person: Person | None
    details: list[str]


def read_filters(query: Any) -> EventFilters:
    """The filters in the parameters of a URL. Parameters that are not valid are ignored."""
    person, kind = query.get("person", ""), query.get("kind", "")
    return EventFilters(
        person=int(person) if person.isascii() and person.isdigit() and len(person) < 19 else None,
        kind=kind if kind in EventKind.values else "",
        first=_day(query.get("first", "")),
        last=_day(query.get("last", "")),
    )


def listed(events: Iterable[SecurityEvent]) -> list[ListedEvent]:
    """The events with the names of all people in them. One query."""
    rows = list(events)
    ids = {row.person_id for row in rows} | {row.details.get("by") for row in rows}
    people = Person.objects.only("id", "name", "email").in_bulk([pk for pk in ids if pk is not None])
    names = {pk: person.name for pk, person in people.items()}
    return [ListedEvent(row, kind_label(row.kind), people.get(row.person_id or 0), event_details(row, names)) for row in rows]


def newest_of(person: Person) -> list[ListedEvent]:
    """The newest events that concern the person; for editors, these include all retractions. At most three queries."""
    found = list(security_log.events(person=person.pk).order_by("-at", "-id")[:OWN_EVENTS])
    if person.is_at_least(Role.EDITOR):
        retractions = security_log.events(kind=EventKind.CHECK_RETRACTED).exclude(person=person.pk)
        found += retractions.order_by("-at", "-id")[:OWN_EVENTS]
        found.sort(key=lambda event: (event.at, event.pk), reverse=True)
    return listed(found[:OWN_EVENTS])


def people_to_filter() -> list[tuple[int, str]]:
    """(id, name) of everyone, in the order of their names."""
    return [(pk, name or email) for pk, name, email in Person.objects.order_by("name", "pk").values_list("pk", "name", "email")]


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year < 9999 else None


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()), newsroom_zone())
