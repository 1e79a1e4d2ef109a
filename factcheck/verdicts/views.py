"""The rating scale: everybody here sees it, administrators keep it. Verdicts themselves have their screens on the desk."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.verdicts.actions import add_rating, edit_rating
from factcheck.verdicts.forms import EditRatingForm, NewRatingForm
from factcheck.verdicts.models import Rating
from factcheck.web.answers import go, show
from factcheck.web.decisions import can, permit
from factcheck.web.errors import Invalid, Stale
from factcheck.web.signin import get_and_post, get_only, staff
from factcheck.web.typed import both_texts, put_beside


@staff
@get_only
def ratings(request: StaffRequest) -> HttpResponse:
    may_edit = can(request.user, "rating.edit")
    return show(request, "verdicts/ratings.html", {"ratings": Rating.objects.all(), "may_edit": may_edit})


@staff
@get_and_post
def rating_add(request: StaffRequest) -> HttpResponse:
    permit(request.user, "rating.edit")
    form = NewRatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rating = add_rating(person=request.user, token=form.cleaned_data["token"], **form.fields_of_rating())
        except Invalid as refusal:
            put_beside(form, refusal)
        else:
            messages.success(request, f"{rating.name} is on the scale.")
            return go(request, reverse("verdicts:ratings"), changed=["rating"])
    context = {"form": form, "title": "Add a rating", "may_edit": can(request.user, "rating.edit")}
    return show(request, "verdicts/rating.html", context, status=422 if request.method == "POST" else 200)


@staff
@get_and_post
def rating(request: StaffRequest, rating_id: int) -> HttpResponse:
    row = get_object_or_404(Rating, pk=rating_id)
    context = {"rating": row, "title": row.name, "may_edit": can(request.user, "rating.edit", row)}
    form, status = EditRatingForm(instance=row, initial={"version": row.version}), 200
    if request.method == "POST":
        permit(request.user, "rating.edit", row)
        form, status = EditRatingForm(request.POST, instance=Rating.objects.get(pk=row.pk)), 422
        if form.is_valid():
            try:
                edit_rating(person=request.user, rating=row, seen_version=form.cleaned_data["version"], **form.fields_of_rating())
            except Stale as stale:
                context |= {"both": both_texts(form, Rating.objects.get(pk=row.pk)), "message": stale.message}
                status = 409
            except Invalid as refusal:
                put_beside(form, refusal)
            else:
                messages.success(request, "The rating is saved.")
                return go(request, reverse("verdicts:ratings"), changed=["rating"])
    return show(request, "verdicts/rating.html", {**context, "form": form}, status=status)
