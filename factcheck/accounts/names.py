"""The names of people: a new name must not imitate that of another person, because readers identify an approver by it."""

from __future__ import annotations

from django.db import connection

from factcheck.accounts.models import Person
from factcheck.accounts.name_imitation import imitation_key, looks_like_address
from factcheck.web.errors import Invalid

LOCK = 0x6E616D65
"""Key of the advisory lock that orders changes of names."""
ADDRESS = "A name can’t contain an email address."


def require_own_name(name: str, *, of: Person | None = None) -> None:
    """Raise Invalid(name) if the name is an email address, or imitates that of a person other than `of`.

    Holds a lock until the transaction ends, so that two people cannot take the same name at once. Deactivated accounts count,
    because their names are on the record. An unchanged name is valid, even if two people have had it for a long time.
    """
    if of is not None and name == of.name:
        return
    if looks_like_address(name):
        raise Invalid({"name": ADDRESS})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    key = imitation_key(name)
    others = Person.objects.exclude(pk=of.pk) if of is not None else Person.objects.all()
    names = others.values_list("name", flat=True)
    similar = next((other for other in names.iterator() if key and imitation_key(other) == key), None)
    if similar is not None:
        raise Invalid(
            {"name": f"This name is the same as that of {similar}, or looks like it. Add something that tells them apart."}
        )
