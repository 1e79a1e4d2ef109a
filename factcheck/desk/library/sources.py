"""The screens of sources, and the names for comboboxes."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.articles.actions import add_source, edit_source
from factcheck.articles.models import Source
from factcheck.desk.library import messages
from factcheck.desk.library.forms import NewSourceForm, SourceEditForm
from factcheck.desk.library.source_list import source_list
from factcheck.web.access import get_and_post, get_only, signed_in
from factcheck.web.decisions import can, permit
from factcheck.web.names import search_names
from factcheck.web.responses import redirect_to, render_page
from factcheck.web.submission import bound_to, saved, submit


@signed_in
@get_only
def sources(request: StaffRequest) -> HttpResponse:
    query = request.GET.get("q", "")[:200]
    rows, has_more = source_list(query)
    context = {
        "sources": rows,
        "has_more": has_more,
        "query": query,
        "may_edit": can(request.user, "source.edit"),
    }
    return render_page(request, "desk/library/sources.html", context)


@signed_in
@get_only
def options(request: StaffRequest) -> HttpResponse:
    """Sources whose names match `q`, as options of a combobox; the newest sources for an empty query."""
    matches = search_names(Source.objects.unmerged(), request.GET.get("q", ""))
    context = {
        "found": matches,
        "noun": "source",
        "nouns": "sources",
        "none": messages.NO_SOURCES_MATCH,
        "facts": "desk/library/source_facts.html",
    }
    return render_page(request, "parts/options.html", context)


@signed_in
@get_and_post
def add(request: StaffRequest) -> HttpResponse:
    if request.method != "POST":
        permit(request.user, "source.edit")

    def save(form: NewSourceForm) -> Source:
        return add_source(person=request.user, token=form.cleaned_data["token"], **form.values())

    outcome = submit(request, NewSourceForm(*bound_to(request)), save, permission="source.edit")
    if outcome.is_saved:
        return saved(request, messages.source_added(str(outcome.value)), to=reverse("desk:sources"), changed=["source"])
    context = {"title": "Add source", "may_edit": can(request.user, "source.edit"), **outcome.context}
    return render_page(request, "desk/library/source.html", context, status=outcome.status)


@signed_in
@get_and_post
def source(request: StaffRequest, source_id: int) -> HttpResponse:
    row = get_object_or_404(Source.objects.select_related("merged_into"), pk=source_id)
    if row.merged_into_id and request.method != "POST":
        return redirect_to(request, reverse("desk:source", args=[row.merged_into_id]))

    def save(form: SourceEditForm) -> Source:
        clean = form.cleaned_data
        return edit_source(person=request.user, source=row, seen_version=clean["version"], token=clean["token"], **form.values())

    outcome = submit(
        request,
        SourceEditForm.of(row, request),
        save,
        permission="source.edit",
        subject=row,
        reload=lambda: Source.objects.get(pk=source_id),
    )
    if outcome.is_saved:
        return saved(request, messages.SOURCE_SAVED, to=reverse("desk:sources"), changed=["source"])
    row = outcome.row or row
    context = {"source": row, "title": row.name, "may_edit": can(request.user, "source.edit", row), **outcome.context}
    return render_page(request, "desk/library/source.html", context, status=outcome.status)
