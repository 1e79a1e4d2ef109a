"""The screen that merges a source or an actor into another one: choose the survivor, read the preview, confirm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.articles.models import Source
from factcheck.claims.actions import merge_actors, merge_sources
from factcheck.claims.models import Actor
from factcheck.desk.merging import messages
from factcheck.desk.merging.forms import NameMergeForm
from factcheck.desk.merging.queries import merge_preview
from factcheck.ledger.named import Named
from factcheck.web.access import get_and_post, signed_in
from factcheck.web.decisions import can
from factcheck.web.names import row_named
from factcheck.web.near_names import near_names
from factcheck.web.responses import redirect_to, render_page
from factcheck.web.submission import bound_to, saved, submit


@signed_in
@get_and_post
def source(request: StaffRequest, source_id: int) -> HttpResponse:
    def save(row: Any, values: dict[str, Any]) -> Named:
        return merge_sources(person=request.user, source=row, **values)

    return _merge(request, Source, source_id, save)


@signed_in
@get_and_post
def actor(request: StaffRequest, actor_id: int) -> HttpResponse:
    def save(row: Any, values: dict[str, Any]) -> Named:
        return merge_actors(person=request.user, actor=row, **values)

    return _merge(request, Actor, actor_id, save)


def _merge(
    request: StaffRequest, model: type[Named], row_id: int, save: Callable[[Named, dict[str, Any]], Named]
) -> HttpResponse:
    """GET with `into`, a name, renders the preview. POST merges. A row that is already merged redirects to its survivor."""
    rows: Any = model._default_manager.all()
    row: Named = get_object_or_404(rows, pk=row_id)
    kind = row.kind
    if row.merged_into_id and request.method != "POST":
        return redirect_to(request, reverse(f"desk:{kind}", args=[row.merged_into_id]))
    survivor, error = _survivor(request, row)
    form, outcome = NameMergeForm(*bound_to(request)), None
    if survivor and not form.is_bound:
        form = NameMergeForm(initial={"version": row.version, "into": survivor.pk, "into_version": survivor.version})
    if form.is_bound and survivor:
        outcome = submit(request, form, lambda form: save(row, form.arguments(survivor)), permission=f"{kind}.edit")
        if outcome.is_saved:
            url = reverse(f"desk:{kind}", args=[survivor.pk])
            return saved(request, messages.merged(row.name, survivor.name), to=url, changed=[kind])
        # The page below shows both rows as they are now; their versions have to be confirmed again.
        row, survivor = rows.get(pk=row.pk), rows.get(pk=survivor.pk)
        form = NameMergeForm(initial={"version": row.version, "into": survivor.pk, "into_version": survivor.version})
    status = outcome.status if outcome else 422 if error else 200
    context = {
        "row": row,
        "kind": kind,
        "row_url": reverse(f"desk:{kind}", args=[row.pk]),
        "options_url": reverse(f"desk:{kind}-options"),
        "entered": request.GET.get("into", survivor.name if survivor else ""),
        "error": error,
        "survivor": survivor,
        "preview": merge_preview(row, survivor) if survivor else None,
        "near": [] if survivor else [near for near in near_names(rows.filter(merged_into=None), row.name) if near.row != row],
        "may_edit": can(request.user, f"{kind}.edit"),
        "form": form,
        "submission": outcome,
    }
    return render_page(request, "desk/merging/merge.html", context, status=status)


def _survivor(request: StaffRequest, row: Named) -> tuple[Any, str]:
    """The chosen survivor or None, and the error message, if any."""
    rows = type(row)._default_manager.all()
    if request.method == "POST":
        entered = request.POST.get("into", "")
        chosen = rows.filter(pk=int(entered)).first() if entered.isascii() and entered.isdigit() and len(entered) <= 18 else None
    elif entered := request.GET.get("into", "").strip()[:200]:
        chosen = row_named(rows.exclude(pk=row.pk), entered) or row_named(rows, entered)
    else:
        return None, ""
    if chosen is None:
        return None, messages.unknown_name(row.kind)
    return (None, messages.same_row(row.kind)) if chosen.pk == row.pk else (chosen, "")
