"""The permission to publish an availability notice."""

from __future__ import annotations

from typing import Any

from factcheck.accounts.models import Person, Role
from factcheck.accounts.rules import at_least
from factcheck.publishing.models import PublicationKind
from factcheck.publishing.notices.queries import public_place
from factcheck.web.consent import Consent, needs_consent
from factcheck.web.decisions import Decision, Denied, rule

NOT_PUBLIC = "Readers do not see the address of this item: no published check contains it."
RETRACTED = "The check was retracted. Its notice says that it no longer applies."

needs_consent({"notice.publish": "publish a notice"}, level=Consent.PASSWORD)


@rule("notice.publish")
def may_publish_notice(person: Person, item: Any) -> Decision:
    """Takes one query for an item, if the person is an editor."""
    decision = at_least(person, Role.EDITOR, "publish a notice")
    if not decision or item is None:
        return decision
    place = public_place(item)
    if place is None:
        return Denied(NOT_PUBLIC, for_now=True)
    if place.publication.publication_kind == PublicationKind.RETRACTED:
        return Denied(RETRACTED, for_now=True)
    return decision
