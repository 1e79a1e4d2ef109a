"""The settings: newsroom, evidence gate, and rating scale. All staff can see them, administrators edit them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.desk.settings import messages
from factcheck.desk.settings.forms import GateLevelsForm, NewRatingForm, NewsroomForm, RatingEditForm
from factcheck.desk.settings.look import current_look
from factcheck.newsroom.actions import edit_newsroom
from factcheck.newsroom.models import Newsroom
from factcheck.newsroom.queries import the_newsroom
from factcheck.verdicts import actions, gate
from factcheck.verdicts.models import Rating
from factcheck.web.access import get_and_post, get_only, signed_in
from factcheck.web.decisions import can, permit
from factcheck.web.responses import render_page
from factcheck.web.submission import bound_to, saved, submit


@signed_in
@get_and_post
def newsroom(request: StaffRequest) -> HttpResponse:
    row = the_newsroom()

    def save(form: NewsroomForm) -> Newsroom:
        clean = form.cleaned_data
        return edit_newsroom(
            person=request.user, newsroom=row, seen_version=clean["version"], token=clean["token"], **form.values()
        )

    outcome = submit(request, NewsroomForm.of(row, request), save, permission="newsroom.edit", subject=row, reload=the_newsroom)
    if outcome.is_saved:
        return saved(request, messages.NEWSROOM_SAVED, to=reverse("desk:newsroom"), changed=["newsroom"])
    context = {"may_edit": can(request.user, "newsroom.edit"), "look": current_look(), **outcome.context}
    return render_page(request, "desk/settings/newsroom.html", context, status=outcome.status)


@signed_in
@get_and_post
def gate_levels(request: StaffRequest) -> HttpResponse:
    row = the_newsroom()

    def save(form: GateLevelsForm) -> Newsroom:
        clean = form.cleaned_data
        return actions.set_gate_levels(
            person=request.user, newsroom=row, levels=form.levels(), seen_version=clean["version"], token=clean["token"]
        )

    outcome = submit(request, GateLevelsForm.of(row, request), save, permission="newsroom.edit", subject=row, reload=the_newsroom)
    if outcome.is_saved:
        return saved(request, messages.GATE_SAVED, to=reverse("desk:gate-levels"), changed=["newsroom"])
    context = {
        "may_edit": can(request.user, "newsroom.edit"),
        "fixed_lines": [line for line in gate.REQUIREMENTS if not line.may_be_waived],
        **outcome.context,
    }
    return render_page(request, "desk/settings/gate_levels.html", context, status=outcome.status)


@signed_in
@get_only
def ratings(request: StaffRequest) -> HttpResponse:
    may_edit = can(request.user, "rating.edit")
    return render_page(request, "desk/settings/ratings.html", {"ratings": Rating.objects.all(), "may_edit": may_edit})


@signed_in
@get_and_post
def add_rating(request: StaffRequest) -> HttpResponse:
    if request.method != "POST":
        permit(request.user, "rating.edit")

    def save(form: NewRatingForm) -> Rating:
        return actions.add_rating(person=request.user, token=form.cleaned_data["token"], **form.values())

    outcome = submit(request, NewRatingForm(*bound_to(request)), save, permission="rating.edit")
    if outcome.is_saved:
        return saved(request, messages.rating_added(str(outcome.value)), to=reverse("desk:ratings"), changed=["rating"])
    context = {"title": "Add rating", "may_edit": can(request.user, "rating.edit"), **outcome.context}
    return render_page(request, "desk/settings/rating.html", context, status=outcome.status)


@signed_in
@get_and_post
def rating(request: StaffRequest, rating_id: int) -> HttpResponse:
    row = get_object_or_404(Rating, pk=rating_id)

    def save(form: RatingEditForm) -> Rating:
        clean = form.cleaned_data
        return actions.edit_rating(
            person=request.user, rating=row, seen_version=clean["version"], token=clean["token"], **form.values()
        )

    outcome = submit(
        request,
        RatingEditForm.of(row, request),
        save,
        permission="rating.edit",
        subject=row,
        reload=lambda: Rating.objects.get(pk=rating_id),
    )
    if outcome.is_saved:
        return saved(request, messages.RATING_SAVED, to=reverse("desk:ratings"), changed=["rating"])
    row = outcome.row or row
    context = {"rating": row, "title": row.name, "may_edit": can(request.user, "rating.edit", row), **outcome.context}
    return render_page(request, "desk/settings/rating.html", context, status=outcome.status)
