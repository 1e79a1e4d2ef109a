"""The rating scale: everybody here sees it, administrators keep it. Verdicts themselves have their screens on the desk."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from factcheck.accounts.requests import StaffRequest
from factcheck.verdicts.actions import add_rating, edit_rating
from factcheck.verdicts.forms import EditRatingForm, NewRatingForm
from factcheck.verdicts.models import Rating
from factcheck.web.answers import show
from factcheck.web.decisions import can
from factcheck.web.editing import Editing
from factcheck.web.signin import get_and_post, get_only, staff

EDITING = Editing("rating", "verdicts/rating.html", back="verdicts:ratings")


@staff
@get_only
def ratings(request: StaffRequest) -> HttpResponse:
    may_edit = can(request.user, "rating.edit")
    return show(request, "verdicts/ratings.html", {"ratings": Rating.objects.all(), "may_edit": may_edit})


@staff
@get_and_post
def rating_add(request: StaffRequest) -> HttpResponse:
    return EDITING.add(request, NewRatingForm(request.POST or None), add_rating, "is on the scale.")


@staff
@get_and_post
def rating(request: StaffRequest, rating_id: int) -> HttpResponse:
    row = get_object_or_404(Rating, pk=rating_id)
    return EDITING.edit(request, row, EditRatingForm, edit_rating, title=row.name)
