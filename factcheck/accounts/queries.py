"""Queries for people, the part of their history that the viewer may see, and tokens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from factcheck.accounts.models import Person, Role, StaffSession, Token
from factcheck.ledger.models import Entry
from factcheck.web.names import name_order
from factcheck.web.search import SearchKey
from factcheck.web.search_key import search_key

DAYS_AFTER_END = 30
"""Days for which the lists of tokens contain a token after its end."""
MOST_ENDED = 20


def people(viewer: Person, text: str = "", *, most: int = 200) -> tuple[list[Person], int]:
    """At most `most` people, annotated with the number of their active tokens (`tokens_in_use`), and the total number of people.

    Active accounts come first, ordered by name. With `text`, only people whose name contains it. Administrators also search the
    email addresses; anyone else could discover an address by searching for parts of it.
    """
    in_use = Token.objects.usable().filter(person=OuterRef("pk")).order_by().values("person").annotate(number=Count("pk"))
    rows = Person.objects.annotate(tokens_in_use=Coalesce(Subquery(in_use.values("number")), 0)).order_by(
        "-is_active", name_order("name"), "name", "pk"
    )
    if text:
        by_address = Q(email__icontains=text) if viewer.is_at_least(Role.ADMINISTRATOR) else Q()
        key = search_key(text)
        by_name = Q(name_key__contains=key) if key else Q(name__icontains=text)
        rows = rows.alias(name_key=SearchKey("name")).filter(by_name | by_address)
    page: list[Any] = list(rows[: most + 1])
    return page[:most], len(page) if len(page) <= most else rows.count()


def without_addresses(entries: Iterable[Entry], viewer: Person) -> list[Entry]:
    """The entries without the email addresses that `viewer` may not see. Only entries about people contain addresses.

    The attribute `withheld` of each entry lists the removed values, such as "after.email". Without them, the hash of the entry
    cannot be recomputed. The entries are changed in memory and must not be saved.
    """
    redacted = []
    for entry in entries:
        entry.withheld = []
        if entry.kind == "person" and not viewer.is_at_least(Role.ADMINISTRATOR):
            for side in ("before", "after"):
                values = getattr(entry, side)
                if values and "email" in values:
                    setattr(entry, side, {name: value for name, value in values.items() if name != "email"})
                    entry.withheld.append(f"{side}.email")
        redacted.append(entry)
    return redacted


def tokens_of(person: Person) -> list[Token]:
    """The usable tokens of a person, newest first, and then those that ended in the last DAYS_AFTER_END days, the last one first.

    Of the latter, at most MOST_ENDED.
    """
    since = timezone.now() - timedelta(days=DAYS_AFTER_END)
    ended = person.tokens.exclude(pk__in=person.tokens.usable()).annotate(end=Least("expires_at", "revoked_at"))
    recent = ended.filter(end__gt=since).order_by("-end", "-pk")[:MOST_ENDED]
    return [*person.tokens.usable().order_by("-created_at", "-pk"), *recent]


def sessions_of(person: Person) -> QuerySet[StaffSession]:
    """The current sessions of a person, the one with the newest request first."""
    return person.sessions.filter(expire_date__gt=timezone.now()).order_by("-seen_at", "handle")
