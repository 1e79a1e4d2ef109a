"""People (list, invitations, accounts, vouching), the profile of the signed-in person, and API tokens.

Passwords and two-factor authentication are pages of django-allauth (`accounts.auth_urls`).
"""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from factcheck.accounts import queries
from factcheck.accounts.actions import add_person, change_person, rename
from factcheck.accounts.actions import invite_again as record_invitation
from factcheck.accounts.actions import vouch as record_vouching
from factcheck.accounts.invitations import invitation_path, link_days, mail_invitation
from factcheck.accounts.links import link_base
from factcheck.accounts.models import Person, Role, Token
from factcheck.accounts.open_work import open_work_of
from factcheck.accounts.queries import tokens_of
from factcheck.accounts.requests import StaffRequest
from factcheck.accounts.sponsorship import sponsorship_of
from factcheck.accounts.tokens import issue_token, revoke_token
from factcheck.desk.people import messages
from factcheck.desk.people.forms import InviteForm, NameEditForm, NewLinkForm, PersonEditForm, TokenForm, VouchForm
from factcheck.desk.people.queries import count_handed_over, open_verdicts_of
from factcheck.desk.security.queries import newest_of
from factcheck.web.access import get_and_post, get_only, post_only, signed_in
from factcheck.web.decisions import can, permit
from factcheck.web.responses import render_page
from factcheck.web.submission import Outcome, bound_to, saved, set_data, submit

VOUCH_ID, NEW_LINK_ID, TOKEN_ID = "vouch_%s", "new_link_%s", "token_%s"
"""`auto_id` of forms that share a page with another form, so that field ids are unique."""


@signed_in
@get_only
def people(request: StaffRequest) -> HttpResponse:
    permit(request.user, "people.view")
    query = request.GET.get("q", "")[:200]
    rows, number = queries.people(request.user, query)
    may_manage = can(request.user, "people.manage")
    return render_page(
        request, "desk/people/people.html", {"people": rows, "number": number, "query": query, "may_manage": may_manage}
    )


@signed_in
@get_and_post
def invite(request: StaffRequest) -> HttpResponse:
    if request.method != "POST":
        permit(request.user, "people.manage")

    def save(form: InviteForm) -> Person:
        return add_person(by=request.user, **form.cleaned_data)

    outcome = submit(request, InviteForm(*bound_to(request)), save, permission="people.manage")
    if outcome.value:
        return _render_invitation(request, outcome.value)
    context = {"days": link_days(), "may_manage": can(request.user, "people.manage"), **outcome.context}
    return render_page(request, "desk/people/invite.html", context, status=outcome.status)


@signed_in
@post_only
def invite_again(request: StaffRequest, person_id: int) -> HttpResponse:
    """Create a new link for a person without a password whose first link was lost or has expired."""
    row = get_object_or_404(Person, pk=person_id)

    def save(form: NewLinkForm) -> Person:
        return record_invitation(by=request.user, person=row, token=form.cleaned_data["token"])

    outcome = submit(request, NewLinkForm(request.POST, auto_id=NEW_LINK_ID), save, permission="person.invite", subject=row)
    if outcome.value:
        return _render_invitation(request, outcome.value)
    return _render_person(request, row, outcome, new_link=outcome.form)


def _render_invitation(request: StaffRequest, person: Person) -> HttpResponse:
    """The page with the link, which is displayed only once and otherwise only mailed to the person.

    A repeated request reaches this function without a permission check, possibly after the person has set a password. The link
    would then let anyone who has it sign in as that person, so this function checks the permission. Raises NotAllowed.
    """
    permit(request.user, "person.invite", person)
    link = link_base(request) + invitation_path(person)
    context = {"invited": person, "link": link, "days": link_days(), "is_mailed": mail_invitation(person, link, by=request.user)}
    return render_page(request, "desk/people/invited.html", context)


@signed_in
@get_and_post
def person(request: StaffRequest, person_id: int) -> HttpResponse:
    permit(request.user, "people.view")
    row = get_object_or_404(Person, pk=person_id)

    def save(form: PersonEditForm) -> Person:
        clean = form.cleaned_data
        return change_person(by=request.user, person=row, seen_version=clean["version"], token=clean["token"], **form.changes())

    outcome = submit(
        request,
        PersonEditForm.of(row, request),
        save,
        permission="person.change",
        subject=row,
        reload=lambda: Person.objects.get(pk=person_id),
    )
    if outcome.value:
        return saved(request, _saved_message(outcome.value, outcome.form), to=reverse("desk:people"), changed=["person"])
    return _render_person(request, outcome.row or row, outcome, form=outcome.form)


def _saved_message(person: Person, form: PersonEditForm) -> str:
    successor = form.cleaned_data["hand_over_to"]
    if successor is None:
        return messages.person_saved(person.name)
    return messages.person_saved(person.name, count_handed_over(person, successor), successor.name)


@signed_in
@post_only
def vouch(request: StaffRequest, person_id: int) -> HttpResponse:
    row = get_object_or_404(Person, pk=person_id)

    def save(form: VouchForm) -> Person:
        clean = form.cleaned_data
        return record_vouching(by=request.user, person=row, reason=clean["reason"], token=clean["token"])

    form = VouchForm(request.POST, auto_id=VOUCH_ID)
    outcome = submit(request, form, save, permission="person.vouch", subject=row)
    if outcome.is_saved:
        message = messages.vouched(row.name)
        return saved(request, message, to=reverse("desk:person", args=[row.pk]), changed=["person"])
    return _render_person(request, row, outcome, vouching=outcome.form)


def _render_person(request: StaffRequest, row: Person, outcome: Outcome[Any, Person], **forms: BaseForm) -> HttpResponse:
    """The page of a person with three forms: `form`, `vouching`, and `new_link`. `outcome` belongs to the form in `forms`."""
    form: Any = forms.get("form") or PersonEditForm.of(row)
    if work := open_work_of(row):
        form.fields["hand_over_to"].help_text = messages.open_work_help(work)
        form.fields["hand_over_to"].leave_out(row.pk)
    may_change, may_vouch = can(request.user, "person.change", row), can(request.user, "person.vouch", row)
    context = {
        "account": row,
        "submission": outcome,
        "may_manage": can(request.user, "people.manage"),
        "may_change": may_change,
        "may_invite": can(request.user, "person.invite", row),
        "is_editor": request.user.is_at_least(Role.EDITOR),
        "may_vouch": may_vouch,
        "sponsorship": sponsorship_of(row, settings.COOLING_OFF_DAYS),
        "days": settings.COOLING_OFF_DAYS,
        "form": form,
        "has_open_work": bool(work),
        "open_verdicts": open_verdicts_of(row) if work else None,
        "vouching": forms.get("vouching") or VouchForm(auto_id=VOUCH_ID),
        "new_link": forms.get("new_link") or NewLinkForm(auto_id=NEW_LINK_ID),
        "tokens": tokens_of(row),
        "title": row.name or messages.UNNAMED_PERSON,
        "may_send": may_vouch if "vouching" in forms else may_change,
    }
    return render_page(request, "desk/people/person.html", context, status=outcome.status)


@signed_in
@get_and_post
def profile(request: StaffRequest) -> HttpResponse:
    me = get_object_or_404(Person, pk=request.user.pk)

    def save(form: NameEditForm) -> Person:
        clean = form.cleaned_data
        return rename(person=me, name=clean["name"], seen_version=clean["version"], token=clean["token"])

    outcome = submit(
        request,
        NameEditForm.of(me, request),
        save,
        permission="person.rename",
        subject=me,
        reload=lambda: Person.objects.get(pk=me.pk),
    )
    if outcome.is_saved:
        return saved(request, messages.NAME_SAVED, to=reverse("desk:profile"))
    return _render_profile(request, me, status=outcome.status, **outcome.context)


def _render_profile(request: StaffRequest, me: Person, *, status: int = 200, **context: object) -> HttpResponse:
    context = {"form": NameEditForm.of(me), "token_form": TokenForm(auto_id=TOKEN_ID), "tokens": tokens_of(me), **context}
    context["events"] = newest_of(me)
    return render_page(request, "desk/people/profile.html", context, status=status)


@signed_in
@post_only
def create_token(request: StaffRequest) -> HttpResponse:
    """The response contains the secret. It is not stored, so a redirect would lose it."""
    me = get_object_or_404(Person, pk=request.user.pk)

    def save(form: TokenForm) -> tuple[Token, str]:
        return issue_token(by=request.user, person=request.user, **form.arguments())

    outcome = submit(request, TokenForm(request.POST, auto_id=TOKEN_ID), save, permission="token.issue")
    if outcome.value:
        token, secret = outcome.value
        return _render_profile(request, me, issued=token, secret=secret)
    if outcome.refusal:
        # after a repeated request, the form needs a new idempotency key to create another token
        set_data(outcome.form, token=uuid.uuid4())
    return _render_profile(request, me, status=outcome.status, token_form=outcome.form, submission=outcome)


@signed_in
@post_only
def revoke(request: StaffRequest, token_id: int) -> HttpResponse:
    token = get_object_or_404(Token.objects.select_related("person"), pk=token_id)
    permit(request.user, "token.revoke", token)
    revoke_token(by=request.user, token=token)
    is_own = token.person_id == request.user.pk
    to = reverse("desk:profile") if is_own else reverse("desk:person", args=[token.person_id])
    return saved(request, messages.token_revoked(token.name), to=to)
