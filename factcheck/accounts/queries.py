"""Who works here, what staff may read of the history of people, and the tokens of one person."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from factcheck.accounts.models import Person, Role, Token
from factcheck.ledger.models import Entry


def everybody() -> QuerySet[Person]:
    """All people with the number of their tokens in use (`tokens_in_use`); who may sign in first, then by name."""
    in_use = Count("tokens", filter=Q(tokens__revoked_at=None))
    return Person.objects.annotate(tokens_in_use=in_use).order_by("-is_active", "name", "pk")


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
