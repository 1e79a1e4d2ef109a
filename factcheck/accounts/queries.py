"""Who works here, for the screens of administrators, and the tokens of one person."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from factcheck.accounts.models import Person, Token


def everybody() -> QuerySet[Person]:
    """All people with the number of their tokens in use (`tokens_in_use`); who may sign in first, then by name."""
    in_use = Count("tokens", filter=Q(tokens__revoked_at=None))
    return Person.objects.annotate(tokens_in_use=in_use).order_by("-is_active", "name", "pk")


def tokens_of(person: Person) -> QuerySet[Token]:
    """Tokens in use, newest first. Revoked ones open nothing and are not shown."""
    return person.tokens.filter(revoked_at=None).order_by("-created_at", "-pk")
