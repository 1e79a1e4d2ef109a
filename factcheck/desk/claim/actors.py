"""The screen of an actor, and the names for comboboxes."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.actions import edit_actor
from factcheck.claims.models import Actor, Claim
from factcheck.desk.claim import messages
from factcheck.desk.claim.forms import ActorForm
from factcheck.desk.claim.queries import visible_actor
from factcheck.web.access import get_and_post, get_only, signed_in
from factcheck.web.decisions import can
from factcheck.web.names import search_names
from factcheck.web.pagination import keyset_page
from factcheck.web.responses import redirect_to, render_page
from factcheck.web.submission import saved, submit


@signed_in
@get_and_post
def actor(request: StaffRequest, actor_id: int) -> HttpResponse:
    row = visible_actor(request.user, actor_id)
    if row.merged_into_id and request.method != "POST":
        return redirect_to(request, reverse("desk:actor", args=[row.merged_into_id]))

    def save(form: ActorForm) -> Actor:
        clean = form.cleaned_data
        return edit_actor(person=request.user, actor=row, seen_version=clean["version"], token=clean["token"], **form.values())

    outcome = submit(
        request,
        ActorForm.of(row, request),
        save,
        permission="actor.edit",
        subject=row,
        reload=lambda: visible_actor(request.user, actor_id),
    )
    if outcome.is_saved:
        return saved(request, messages.ACTOR_SAVED, to=reverse("desk:actor", args=[row.pk]), changed=["claim"])
    row = outcome.row or row
    claims = Claim.objects.visible_to(request.user).open().filter(claimant=row).defer("words", "context")
    context = {
        "actor": row,
        "may_edit": can(request.user, "actor.edit", row),
        "page": keyset_page(claims, order=("created_at", "id"), cursor=request.GET.get("page", ""), size=25),
        **outcome.context,
    }
    return render_page(request, "desk/claim/actor.html", context, status=outcome.status)


@signed_in
@get_only
def options(request: StaffRequest) -> HttpResponse:
    """Actors whose names match `q`, as options of a combobox; the newest actors for an empty query."""
    matches = search_names(Actor.objects.unmerged(), request.GET.get("q", ""))
    context = {
        "found": matches,
        "noun": "name",
        "nouns": "names",
        "none": messages.NO_ACTORS_MATCH,
        "facts": "desk/claim/actor_facts.html",
    }
    return render_page(request, "parts/options.html", context)
