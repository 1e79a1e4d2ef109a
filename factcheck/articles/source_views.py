"""Sources: who publishes and who is quoted, with what they have at stake."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.articles.actions import add_source, edit_source
from factcheck.articles.forms import EditSourceForm, NewSourceForm
from factcheck.articles.models import Source
from factcheck.articles.queries import sources
from factcheck.web.answers import go, show
from factcheck.web.decisions import can, permit
from factcheck.web.errors import Invalid, Stale
from factcheck.web.signin import get_and_post, get_only, staff
from factcheck.web.typed import both_texts, put_beside


@staff
@get_only
def listing(request: StaffRequest) -> HttpResponse:
    words = request.GET.get("q", "")[:200]
    found, number = sources(words)
    context = {"sources": found, "number": number, "words": words, "may_edit": can(request.user, "source.edit")}
    return show(request, "articles/sources.html", context)


@staff
@get_and_post
def add(request: StaffRequest) -> HttpResponse:
    permit(request.user, "source.edit")
    form = NewSourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            source = add_source(person=request.user, token=form.cleaned_data["token"], **form.fields_of_source())
        except Invalid as refusal:
            put_beside(form, refusal)
        else:
            messages.success(request, f"{source.name} is among the sources.")
            return go(request, reverse("articles:sources"), changed=["source"])
    context = {"form": form, "title": "Add a source", "may_edit": can(request.user, "source.edit")}
    return show(request, "articles/source.html", context, status=422 if request.method == "POST" else 200)


@staff
@get_and_post
def source(request: StaffRequest, source_id: int) -> HttpResponse:
    row = get_object_or_404(Source, pk=source_id)
    title = row.name
    context = {"source": row, "title": title, "may_edit": can(request.user, "source.edit", row)}
    form, status = EditSourceForm(instance=row, initial={"version": row.version}), 200
    if request.method == "POST":
        permit(request.user, "source.edit", row)
        form, status = EditSourceForm(request.POST, instance=Source.objects.get(pk=row.pk)), 422
        if form.is_valid():
            try:
                edit_source(person=request.user, source=row, seen_version=form.cleaned_data["version"], **form.fields_of_source())
            except Stale as stale:
                context |= {"both": both_texts(form, Source.objects.get(pk=row.pk)), "message": stale.message}
                status = 409
            except Invalid as refusal:
                put_beside(form, refusal)
            else:
                messages.success(request, "The source is saved.")
                return go(request, reverse("articles:sources"), changed=["source"])
    return show(request, "articles/source.html", {**context, "form": form}, status=status)
