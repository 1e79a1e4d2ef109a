"""Permissions for custody. A takedown and a hold are possible in every state of the claim and of the item."""

from __future__ import annotations

from typing import Any

from factcheck.accounts.models import Person, Role
from factcheck.accounts.rules import at_least
from factcheck.evidence.custody.fields import HIDDEN
from factcheck.web.decisions import Decision, Denied, rule


@rule("evidence.verify")
def may_verify(person: Person, subject: Any) -> Decision:
    """Whether the person may record a verification of stored bytes."""
    return at_least(person, Role.CHECKER, "verify stored files")


@rule("evidence.export")
def may_export(person: Person, subject: Any) -> Decision:
    """Whether the person may hand over a file to somebody outside."""
    decision = at_least(person, Role.CHECKER, "export evidence")
    return Denied(HIDDEN, for_now=True) if decision and subject is not None and subject.is_hidden else decision


@rule("evidence.hide")
def may_hide(person: Person, subject: Any) -> Decision:
    """Whether the person may hide an item, lift a takedown, and see what it hides."""
    return at_least(person, Role.EDITOR, "hide evidence")


@rule("evidence.hold")
def may_hold(person: Person, subject: Any) -> Decision:
    """Whether the person may put an item or a claim under a legal hold, and end it."""
    return at_least(person, Role.EDITOR, "put evidence under a legal hold")
