"""Sources: who publishes and who is quoted, with what they have at stake."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from factcheck.accounts.requests import StaffRequest
from factcheck.articles.actions import add_source, edit_source
from factcheck.articles.forms import EditSourceForm, NewSourceForm
from factcheck.articles.models import Source
from factcheck.articles.queries import sources
from factcheck.web.answers import show
from factcheck.web.decisions import can
from factcheck.web.editing import Editing
from factcheck.web.names import search_names
from factcheck.web.signin import get_and_post, get_only, staff

EDITING = Editing("source", "articles/source.html", back="articles:sources")


@staff
@get_only
def listing(request: StaffRequest) -> HttpResponse:
    words = request.GET.get("q", "")[:200]
    found, number = sources(words)
    context = {"sources": found, "number": number, "words": words, "may_edit": can(request.user, "source.edit")}
    return show(request, "articles/sources.html", context)


@staff
@get_only
def options(request: StaffRequest) -> HttpResponse:
    """Sources whose names have the words `q` in them, as options of a combobox; the newest for no words."""
    found = search_names(Source.objects.all(), request.GET.get("q", ""))
    context = {
        "found": found,
        "noun": "source",
        "nouns": "sources",
        "none": "There is no source of this name yet.",
        "facts": "articles/source_facts.html",
    }
    return show(request, "parts/options.html", context)


@staff
@get_and_post
def add(request: StaffRequest) -> HttpResponse:
    return EDITING.add(request, NewSourceForm(request.POST or None), add_source, "is among the sources.")


@staff
@get_and_post
def source(request: StaffRequest, source_id: int) -> HttpResponse:
    row = get_object_or_404(Source, pk=source_id)
    return EDITING.edit(request, row, EditSourceForm, edit_source, title=row.name)
