"""The rating scale: all staff can see it, administrators edit it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.desk.settings import messages
from factcheck.desk.settings.forms import NewRatingForm, RatingEditForm
from factcheck.verdicts import actions
from factcheck.verdicts.models import Rating
from factcheck.web.access import get_and_post, get_only, signed_in
from factcheck.web.decisions import can, permit
from factcheck.web.responses import render_page
from factcheck.web.submission import bound_to, saved, submit


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
