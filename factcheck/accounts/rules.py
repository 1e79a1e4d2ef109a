"""Who may do what with people. Also the two questions by role that the rules of every noun ask."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone

from factcheck.accounts.models import Person, Role, Token
from factcheck.accounts.sponsorship import sponsorship_by, sponsorship_of
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


@rule("person.rename")
def may_rename(person: Person, subject: Person) -> Decision:
    return Allowed() if subject.pk == person.pk else Denied("Only they themselves or an administrator can change this name.")


@rule("token.issue")
def may_issue_token(person: Person, subject: Any) -> Decision:
    """Everybody may hold tokens of their own: a token can do no more than its person."""
    return Allowed()


@rule("token.revoke")
def may_revoke_token(person: Person, subject: Token) -> Decision:
    if subject.person_id == person.pk or person.is_at_least(Role.ADMINISTRATOR):
        return Allowed()
    return Denied("Only its owner or an administrator can revoke a token.")


@rule("people.view")
def may_view_people(person: Person, subject: Any) -> Decision:
    """Everybody who works here sees who does, and who gave them their role; only administrators see addresses."""
    return Allowed()


@rule("person.vouch")
def may_vouch(person: Person, subject: Person) -> Decision:
    """Whether `person` may state on record that a colleague, and not their sponsor, uses the account of `subject`."""
    decision = at_least(person, Role.EDITOR, "vouch for an account")
    if not decision:
        return decision
    if subject.pk == person.pk:
        return Denied("You cannot vouch for your own account.")
    if settings.COOLING_OFF_DAYS == 0:
        return Denied("The cooling-off period is turned off here, so nobody needs to vouch for an account.", for_now=True)
    found = sponsorship_of(subject, settings.COOLING_OFF_DAYS)
    if found is None:
        return Denied(
            "Nobody gave this account its role in the cooling-off period, so nobody needs to vouch for it.", for_now=True
        )
    if found.sponsor.pk == person.pk:
        return Denied(f"You {found.verb} this person, so another editor has to vouch for the account.")
    if found.vouchings().filter(person=person).exists():
        return Denied("You have vouched for this account already.", for_now=True)
    if given := sponsorship_by(person, settings.COOLING_OFF_DAYS):
        end = timezone.localtime(given.until(settings.COOLING_OFF_DAYS))
        return Denied(f"You {given.verb} {given.account.name} only recently. You can vouch for others from {end:%-d %B %Y} on.")
    if own := sponsorship_of(person, settings.COOLING_OFF_DAYS):
        end = timezone.localtime(own.until(settings.COOLING_OFF_DAYS))
        return Denied(f"{own.sponsor.name} {own.verb} you only recently. You can vouch for others from {end:%-d %B %Y} on.")
    return decision


@rule("person.invite")
def may_invite_again(person: Person, subject: Person) -> Decision:
    """Only while no password was chosen: with a link for somebody who works here already, an administrator could act as them."""
    if subject.has_usable_password():
        return Denied("This person has chosen a password. Only they can ask for a new one, on the sign-in page.")
    if not subject.is_active:
        return Denied("This account is switched off. Switch it on first.")
    return at_least(person, Role.ADMINISTRATOR, "invite people")
