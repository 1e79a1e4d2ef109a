"""Who works here, what staff may read of the history of people, and the tokens of one person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from factcheck.accounts.models import Person, Role, Token
from factcheck.ledger.models import Entry


def people(viewer: Person, words: str = "", *, most: int = 200) -> tuple[list[Person], int]:
    """At most `most` people with the number of their tokens in use (`tokens_in_use`), and how many there are.

    Active accounts come first, then the order is by name. With `words` those who have them in their name, or, where `viewer` is
    an administrator, in their email address: anybody else could find out an address by searching for parts of it.
    """
    in_use = Token.objects.filter(person=OuterRef("pk"), revoked_at=None).order_by().values("person").annotate(number=Count("pk"))
    rows = Person.objects.annotate(tokens_in_use=Coalesce(Subquery(in_use.values("number")), 0)).order_by(
        "-is_active", "name", "pk"
    )
    if words:
        by_address = Q(email__icontains=words) if viewer.is_at_least(Role.ADMINISTRATOR) else Q()
        rows = rows.filter(Q(name__icontains=words) | by_address)
    found: list[Any] = list(rows[: most + 1])
    return found[:most], len(found) if len(found) <= most else rows.count()


def without_addresses(entries: Iterable[Entry], viewer: Person) -> list[Entry]:
    """The entries, unsaved copies where `viewer` may not see the email addresses in them. Only entries about people have any.

    `withheld` of each names what was left out, as "after.email". The hash of such an entry cannot be recomputed without it.
    """
    shown = []
    for entry in entries:
        entry.withheld = []
        if entry.kind == "person" and not viewer.is_at_least(Role.ADMINISTRATOR):
            for side in ("before", "after"):
                values = getattr(entry, side)
                if values and "email" in values:
                    setattr(entry, side, {name: value for name, value in values.items() if name != "email"})
                    entry.withheld.append(f"{side}.email")
        shown.append(entry)
    return shown


def tokens_of(person: Person) -> QuerySet[Token]:
    """Tokens in use, newest first. Revoked ones open nothing and are not shown."""
    return person.tokens.filter(revoked_at=None).order_by("-created_at", "-pk")
