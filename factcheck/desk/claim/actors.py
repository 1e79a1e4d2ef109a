"""An actor: who says things, in which office, and what they said."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.actions import edit_actor
from factcheck.claims.models import Actor, Claim
from factcheck.desk.claim.forms import ActorForm
from factcheck.desk.claim.queries import actor_for
from factcheck.web.answers import go, show
from factcheck.web.decisions import can, permit
from factcheck.web.errors import Refused
from factcheck.web.names import search_names
from factcheck.web.pages import keyset_page
from factcheck.web.signin import get_and_post, get_only, staff
from factcheck.web.typed import keep


@staff
@get_and_post
def actor(request: StaffRequest, actor_id: int) -> HttpResponse:
    row = actor_for(request.user, actor_id)
    if request.method != "POST":
        return _page(request, row, ActorForm(initial=ActorForm.of(row)))
    form = ActorForm(request.POST)
    try:
        permit(request.user, "actor.edit", row)
        if not form.is_valid():
            return _page(request, row, form, status=422)
        fields = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        edit_actor(person=request.user, actor=row, seen_version=form.cleaned_data["version"], **fields)
    except Refused as refused:
        now = actor_for(request.user, actor_id)
        kept = keep(form, refused, now=ActorForm(initial=ActorForm.of(now)), version=now.version)
        return _page(request, now, form, **kept)
    messages.success(request, "Actor saved.")
    return go(request, reverse("desk:actor", args=[row.pk]), changed=["claim"])


@staff
@get_only
def options(request: StaffRequest) -> HttpResponse:
    """Actors whose names have the words `q` in them, as options of a combobox; the newest for no words."""
    found = search_names(Actor.objects.all(), request.GET.get("q", ""))
    context = {
        "found": found,
        "noun": "name",
        "nouns": "names",
        "none": "There is nobody of this name yet.",
        "facts": "desk/claim/actor_facts.html",
    }
    return show(request, "parts/options.html", context)


def _page(request: StaffRequest, row: Actor, form: ActorForm, status: int = 200, **more: Any) -> HttpResponse:
    claims = Claim.objects.visible_to(request.user).filter(claimant=row).defer("words", "context")
    context = {
        "actor": row,
        "form": form,
        "may_edit": can(request.user, "actor.edit", row),
        "page": keyset_page(claims, order=("created_at", "id"), cursor=request.GET.get("page", ""), size=25),
        **more,
    }
    return show(request, "desk/claim/actor.html", context, status=status)
