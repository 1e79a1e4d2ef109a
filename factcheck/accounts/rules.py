"""Permissions on people and tokens, and the role check that the rules of all nouns use."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from factcheck.accounts.factors import has_required_factor
from factcheck.accounts.models import Person, Role, Scope, Token
from factcheck.accounts.sponsorship import sponsorship_by, sponsorship_of
from factcheck.web.consent import needs_consent
from factcheck.web.dates import format_day
from factcheck.web.decisions import Allowed, Decision, Denied, rule

needs_consent(
    {
        "people.manage": "invite a person",
        "person.change": "change an account",
        "person.invite": "create an invitation link",
        "person.vouch": "vouch for an account",
        "newsroom.edit": "change the settings of the newsroom",
        "token.issue": "create an API token",
    }
)


def at_least(person: Person, role: Role, operation: str) -> Decision:
    """Allowed if the person's role is `role` or higher. Otherwise the reason names the operation and the required role."""
    if person.is_at_least(role):
        return Allowed()
    return Denied(f"To {operation}, you need the {role.label.lower()} role. Your role is {Role(person.role).label.lower()}.")


@rule("people.manage")
def may_manage_people(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.ADMINISTRATOR, "manage people")


@rule("newsroom.edit")
def may_edit_newsroom(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.ADMINISTRATOR, "change the settings of the newsroom")


@rule("installation.monitor")
def may_monitor(person: Person, subject: Any) -> Decision:
    decision = at_least(person, Role.ADMINISTRATOR, "see the state of this installation")
    if decision and not has_required_factor(person):
        return Denied("Set up two-step sign-in first. The newsroom requires it of you.")
    return decision


@rule("person.change")
def may_change_person(person: Person, subject: Person) -> Decision:
    if subject.pk == person.pk:
        return Denied("You cannot change your own role or deactivate your own account. Ask another administrator.")
    return at_least(person, Role.ADMINISTRATOR, "manage people")


@rule("person.rename")
def may_rename(person: Person, subject: Person) -> Decision:
    return Allowed() if subject.pk == person.pk else Denied("Only this person or an administrator can change this name.")


@rule("token.issue")
def may_issue_token(person: Person, subject: Any) -> Decision:
    """Everyone may have tokens, because a token has no more permissions than its owner. A token cannot issue another one."""
    if person.token_in_use is not None:
        return Denied("A token cannot issue tokens. Create the token on your profile page.")
    return Allowed()


@rule("token.issue_with_scope")
def may_issue_with_scope(person: Person, scope: Scope) -> Decision:
    """Whether the owner of a token may have one with this scope."""
    if scope == Scope.DECIDE and not has_required_factor(person):
        return Denied("Set up two-step sign-in first. The newsroom requires it for tokens that can decide.")
    return Allowed()


@rule("token.revoke")
def may_revoke_token(person: Person, subject: Token) -> Decision:
    if subject.person_id == person.pk or person.is_at_least(Role.ADMINISTRATOR):
        return Allowed()
    return Denied("Only its owner or an administrator can revoke a token.")


@rule("people.view")
def may_view_people(person: Person, subject: Any) -> Decision:
    """All staff see everyone's name, role, and sponsor. Only administrators see email addresses."""
    return Allowed()


@rule("security_log.view")
def may_view_security_log(person: Person, subject: Any) -> Decision:
    return at_least(person, Role.ADMINISTRATOR, "see the security log")


@rule("person.vouch")
def may_vouch(person: Person, subject: Person) -> Decision:
    """Whether `person` may vouch that a colleague, and not the sponsor of the account, uses the account `subject`."""
    decision = at_least(person, Role.EDITOR, "vouch for an account")
    if not decision:
        return decision
    if subject.pk == person.pk:
        return Denied("You cannot vouch for your own account.")
    if settings.COOLING_OFF_DAYS == 0:
        return Denied("The cooling-off period is turned off, so no one needs to vouch for an account.", for_now=True)
    sponsorship = sponsorship_of(subject, settings.COOLING_OFF_DAYS)
    if sponsorship is None:
        return Denied(
            "No one invited, reactivated, or promoted this account in the cooling-off period, so no one needs to vouch for it.",
            for_now=True,
        )
    if sponsorship.sponsor.pk == person.pk:
        return Denied(f"You {sponsorship.verb} this person, so another editor has to vouch for the account.")
    if sponsorship.vouchings().filter(person=person).exists():
        return Denied("You have already vouched for this account.", for_now=True)
    if own := sponsorship_by(person, settings.COOLING_OFF_DAYS):
        end = format_day(own.until(settings.COOLING_OFF_DAYS))
        return Denied(f"You recently {own.verb} {own.account.name}. You can vouch for others after {end}.")
    if own := sponsorship_of(person, settings.COOLING_OFF_DAYS):
        end = format_day(own.until(settings.COOLING_OFF_DAYS))
        return Denied(f"{own.sponsor.name} recently {own.verb} you. You can vouch for others after {end}.")
    return decision


@rule("person.invite")
def may_invite_again(person: Person, subject: Person) -> Decision:
    """Whether `person` may create a new invitation link. Denied once the account has a password or its owner has signed in.

    With a link for an account that is in use, an administrator could impersonate its owner. Someone who signs in with a
    provider never sets a password.
    """
    if subject.has_usable_password():
        return Denied("This person has already set a password. Only they can request a new one, on the sign-in page.")
    if subject.last_login is not None:
        return Denied("This person has already signed in. Only they can request a password, on the sign-in page.")
    if not subject.is_active:
        return Denied("This account is deactivated. Reactivate it first.")
    return at_least(person, Role.ADMINISTRATOR, "invite people")
