"""People: who works here, for all staff; changes, for administrators; vouching, for editors. Also one's own profile and tokens.

Passwords and the second factor are in `entrance`.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from factcheck.accounts import queries
from factcheck.accounts.actions import add_person, change_person, issue_token, rename, revoke_token
from factcheck.accounts.actions import invite_again as record_invitation
from factcheck.accounts.actions import vouch as record_vouching
from factcheck.accounts.forms import InviteForm, NameForm, PersonForm, TokenForm, VouchForm
from factcheck.accounts.invitations import days, invitation_path, mail_invitation
from factcheck.accounts.links import link_base
from factcheck.accounts.models import Person, Role, Token
from factcheck.accounts.queries import tokens_of
from factcheck.accounts.requests import StaffRequest
from factcheck.accounts.sponsorship import sponsorship_of
from factcheck.web.answers import go, show
from factcheck.web.decisions import can, permit
from factcheck.web.errors import Refused
from factcheck.web.signin import get_and_post, get_only, post_only, staff
from factcheck.web.typed import keep


@staff
@get_only
def people(request: StaffRequest) -> HttpResponse:
    permit(request.user, "people.view")
    words = request.GET.get("q", "")[:200]
    found, number = queries.people(request.user, words)
    may_manage = can(request.user, "people.manage")
    return show(request, "accounts/people.html", {"people": found, "number": number, "words": words, "may_manage": may_manage})


@staff
@get_and_post
def invite(request: StaffRequest) -> HttpResponse:
    permit(request.user, "people.manage")
    form = InviteForm(request.POST or None)
    kept: dict[str, Any] = {"status": 422 if form.errors else 200}
    if request.method == "POST" and form.is_valid():
        try:
            return _invited(request, add_person(by=request.user, **form.cleaned_data))
        except Refused as refused:
            kept = keep(form, refused)
    return show(request, "accounts/invite.html", {"form": form, "days": days(), **kept}, status=kept["status"])


@staff
@post_only
def invite_again(request: StaffRequest, person_id: int) -> HttpResponse:
    """A new link for a person who has no password yet: the first one was lost or has expired."""
    person = get_object_or_404(Person, pk=person_id)
    return _invited(request, record_invitation(by=request.user, person=person))


def _invited(request: StaffRequest, person: Person) -> HttpResponse:
    """The page that shows the link: once, here, and to nobody else but the mailbox it goes to."""
    link = link_base(request) + invitation_path(person)
    context = {"invited": person, "link": link, "days": days(), "is_mailed": mail_invitation(person, link, by=request.user)}
    return show(request, "accounts/invited.html", context)


@staff
@get_and_post
def person(request: StaffRequest, person_id: int) -> HttpResponse:
    permit(request.user, "people.view")
    row = get_object_or_404(Person, pk=person_id)
    if request.method != "POST":
        return _person(request, row)
    form = PersonForm(request.POST, instance=Person.objects.get(pk=person_id))
    kept: dict[str, Any] = {"status": 422}
    try:
        permit(request.user, "person.change", row)
        if form.is_valid():
            changed = change_person(by=request.user, person=row, seen_version=form.cleaned_data["version"], **form.changes())
            messages.success(request, f"{changed.name} is saved.")
            return go(request, reverse("accounts:people"), changed=["person"])
    except Refused as refused:
        now = Person.objects.get(pk=row.pk)
        kept = keep(form, refused, now=PersonForm(instance=now), version=now.version)
    return _person(request, row, form=form, **kept)


@staff
@post_only
def vouch(request: StaffRequest, person_id: int) -> HttpResponse:
    row = get_object_or_404(Person, pk=person_id)
    form = VouchForm(request.POST)
    kept: dict[str, Any] = {"status": 422}
    try:
        permit(request.user, "person.vouch", row)
        if form.is_valid():
            record_vouching(by=request.user, person=row, reason=form.cleaned_data["reason"])
            messages.success(request, f"You vouched for the account of {row.name}.")
            return go(request, reverse("accounts:person", args=[row.pk]), changed=["person"])
    except Refused as refused:
        kept = keep(form, refused)
    return _person(request, row, vouching=form, **kept)


def _person(
    request: StaffRequest,
    row: Person,
    *,
    form: PersonForm | None = None,
    vouching: VouchForm | None = None,
    status: int = 200,
    **kept: Any,
) -> HttpResponse:
    context: dict[str, Any] = {
        "shown": row,
        "may_manage": can(request.user, "people.manage"),
        "may_change": can(request.user, "person.change", row),
        "may_invite": can(request.user, "person.invite", row),
        "is_editor": request.user.is_at_least(Role.EDITOR),
        "may_vouch": can(request.user, "person.vouch", row),
        "sponsorship": sponsorship_of(row, settings.COOLING_OFF_DAYS),
        "days": settings.COOLING_OFF_DAYS,
        "form": form or PersonForm(instance=row, initial={"version": row.version}),
        "vouching": vouching or VouchForm(),
        "tokens": tokens_of(row),
        "title": row.name or "A person without a name",
    }
    context["may_send"] = context["may_vouch" if vouching else "may_change"]
    return show(request, "accounts/person.html", context | kept, status=status)


@staff
@get_and_post
def profile(request: StaffRequest) -> HttpResponse:
    me = get_object_or_404(Person, pk=request.user.pk)
    if request.method != "POST":
        return _profile(request)
    form = NameForm(request.POST, instance=me)
    if not form.is_valid():
        return _profile(request, form=form, status=422)
    try:
        rename(person=me, name=form.cleaned_data["name"], seen_version=form.cleaned_data["version"])
    except Refused as refused:
        now = Person.objects.get(pk=me.pk)
        return _profile(request, form=form, **keep(form, refused, now=NameForm(instance=now), version=now.version))
    messages.success(request, "Your name is saved.")
    return go(request, reverse("accounts:profile"))


def _profile(request: StaffRequest, *, status: int = 200, **context: object) -> HttpResponse:
    me = Person.objects.get(pk=request.user.pk)
    context.setdefault("form", NameForm(instance=me, initial={"version": me.version}))
    context.setdefault("token_form", TokenForm())
    return show(request, "accounts/profile.html", {**context, "tokens": tokens_of(me)}, status=status)


@staff
@post_only
def issue(request: StaffRequest) -> HttpResponse:
    """The answer shows the secret; it is not kept anywhere, so no redirect may stand between."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _profile(request, token_form=form, status=422)
    try:
        token, secret = issue_token(
            by=request.user, person=request.user, name=form.cleaned_data["name"], token=form.cleaned_data["token"]
        )
    except Refused as refused:
        return _profile(request, token_form=form, **keep(form, refused, token=uuid.uuid4()))
    return _profile(request, issued=token, secret=secret)


@staff
@post_only
def revoke(request: StaffRequest, token_id: int) -> HttpResponse:
    token = get_object_or_404(Token.objects.select_related("person"), pk=token_id)
    permit(request.user, "token.revoke", token)
    revoke_token(by=request.user, token=token)
    messages.success(request, f"The token “{token.name}” is revoked and no longer works.")
    is_own = token.person_id == request.user.pk
    return go(request, reverse("accounts:profile") if is_own else reverse("accounts:person", args=[token.person_id]))
