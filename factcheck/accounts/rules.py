"""Who may do what with people. Also the two questions by role that the rules of every noun ask."""

from __future__ import annotations

from typing import Any

from factcheck.accounts.models import Person, Role
from factcheck.web.decisions import Allowed, Decision, Denied, rule


def at_least(person: Person, role: Role, act: str) -> Decision:
    """Allowed where the person's role reaches `role`; the reason names what the role would need to be."""
    if person.is_at_least(role):
        return Allowed()
    return Denied(f"To {act} you need the role {role.label.lower()}; yours is {Role(person.role).label.lower()}.")


@rule("people.manage")
def may_manage_people(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.ADMINISTRATOR, "manage people")


@rule("person.change")
def may_change_person(person: Person, subject: Person) -> Decision:
    if subject.pk == person.pk:
        return Denied("You cannot change your own role or switch yourself off. Ask another administrator.")
    return at_least(person, Role.ADMINISTRATOR, "manage people")


@rule("token.issue")
def may_issue_token(person: Person, subject: Any) -> Decision:
    """Everybody may hold tokens of their own: a token can do no more than its person."""
    return Allowed()
