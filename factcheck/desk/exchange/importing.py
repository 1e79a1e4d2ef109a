"""The screens that import a claim from a package: upload and verification, the preview, and where an imported claim came from."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages as flash
from django.http import Http404, HttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.archive.quota import low_quota
from factcheck.articles.models import Source
from factcheck.claims.models import Actor
from factcheck.desk.exchange import messages
from factcheck.desk.exchange.forms import PackageForm, PackageImportForm, PackagePartForm
from factcheck.desk.visible_claim import visible_claim
from factcheck.evidence.fields import FILE_TOO_LARGE
from factcheck.exchange.importing import import_staged
from factcheck.exchange.models import ClaimImport
from factcheck.exchange.preview import named_here, texts_here
from factcheck.exchange.staging import StagedPackage, WrongPart, discard, receive_part, stage_package, staged_package
from factcheck.exchange.their_history import their_history
from factcheck.exchange.unproven import CLAIM
from factcheck.web.access import get_and_post, get_only, post_only, signed_in
from factcheck.web.decisions import can, permit
from factcheck.web.errors import Invalid
from factcheck.web.responses import redirect_to, render_page
from factcheck.web.submission import bound_to, submit

PART_BYTES = 8 << 20
"""Size of the parts that a browser sends."""
MAX_LISTED = 100
"""Articles, items, sources, and actors that the preview names. The others are counted."""


@signed_in
@get_and_post
def upload(request: StaffRequest) -> HttpResponse:
    """GET displays the form. POST verifies a package, and imports nothing."""

    def save(form: PackageForm) -> StagedPackage:
        clean = form.cleaned_data
        return stage_package(
            person=request.user, token=clean["token"], file=clean["file"], total=clean["total"], trusted=clean["key"]
        )

    form = PackageForm(*bound_to(request))
    outcome = submit(request, form, save, permission="package.verify")
    if outcome.is_saved and outcome.value:
        return redirect_to(request, reverse("desk:package", args=[outcome.value.token]))
    context = {
        "may_verify": can(request.user, "package.verify"),
        "part_bytes": min(PART_BYTES, settings.MAX_UPLOAD_BYTES),
        "most_bytes": settings.MAX_PACKAGE_BYTES,
        "most_upload": settings.MAX_UPLOAD_BYTES,
        "too_large": FILE_TOO_LARGE.format(size="{size}", limit=f"{settings.MAX_PACKAGE_BYTES:,}"),
        "low_quota": low_quota(request.user),
        **outcome.context,
    }
    return render_page(request, "desk/exchange/upload.html", context, status=outcome.status)


@signed_in
@post_only
def part(request: StaffRequest) -> HttpResponse:
    """Append a part of a package. The response is empty, with the received bytes in the header `Upload-Offset`."""
    permit(request.user, "package.verify")
    form = PackagePartForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Invalid({name: [str(error) for error in errors] for name, errors in form.errors.items()})
    clean = form.cleaned_data
    try:
        size = receive_part(person=request.user, token=clean["token"], offset=clean["offset"], part=clean["file"])
    except WrongPart as error:
        return HttpResponse(status=409, headers={"Upload-Offset": str(error.size)})
    return HttpResponse(status=204, headers={"Upload-Offset": str(size)})


@signed_in
@get_and_post
def package(request: StaffRequest, token: uuid.UUID) -> HttpResponse:
    """GET displays what was verified and what an import creates. POST imports the claim."""

    def save(form: PackageImportForm) -> ClaimImport:
        clean = form.cleaned_data
        return import_staged(person=request.user, token=token, same_names=clean["same_names"], accepted=clean["accepted"])

    staged = staged_package(request.user, token)
    form = PackageImportForm(*bound_to(request), unproven=_unproven(staged, request.POST.getlist("accepted")))
    outcome = submit(request, form, save, permission="claim.import")
    if outcome.is_saved and outcome.value:
        flash.success(request, messages.IMPORTED)
        return redirect_to(request, reverse("desk:claim", args=[outcome.value.claim_id]))
    if staged is None:
        if outcome.refusal:
            raise outcome.refusal
        raise Http404
    context = {
        "staged": staged,
        "token": token,
        "may_import": can(request.user, "claim.import"),
        "low_quota": low_quota(request.user),
        **_preview(staged),
        **outcome.context,
    }
    return render_page(request, "desk/exchange/package.html", context, status=outcome.status)


@signed_in
@post_only
def remove(request: StaffRequest, token: uuid.UUID) -> HttpResponse:
    """Remove an uploaded package without importing it."""
    permit(request.user, "package.verify")
    if staged_package(request.user, token) is None:
        raise Http404
    discard(request.user)
    flash.success(request, messages.DISCARDED)
    return redirect_to(request, reverse("desk:package-upload"))


@signed_in
@get_only
def origin(request: StaffRequest, claim_id: int) -> HttpResponse:
    """Where an imported claim came from: the record of the other newsroom, displayed as theirs."""
    row = visible_claim(request.user, claim_id)
    came_from = ClaimImport.objects.filter(claim=row).select_related("record", "ledger", "created_by").first()
    if came_from is None:
        raise Http404
    context = {"claim": row, "origin": came_from, "history": their_history(came_from)}
    return render_page(request, "desk/exchange/origin_page.html", context)


def _unproven(staged: StagedPackage | None, chosen: list[str]) -> list[tuple[str, str]]:
    """The parts of a package that it does not prove, as choices. After the import, a second click can choose what it chose."""
    if staged is None:
        return [(each, each) for each in chosen]
    values = staged.preview
    claim = [(CLAIM, messages.unproven_claim(values["unproven_claim"]))] if values["unproven_claim"] else []
    return claim + [(str(number), messages.unproven_item(number, rows)) for number, rows in values["unproven_items"]]


def _preview(staged: StagedPackage) -> dict[str, Any]:
    values = staged.preview
    here = texts_here({sha256 for article in values["articles"] for sha256 in article["texts"]})
    articles = [{"title": each["title"], "is_here": set(each["texts"]) <= here} for each in values["articles"]]
    return {
        "preview": values,
        "proven": values["rows"] - values["unproven"],
        "articles": articles[:MAX_LISTED],
        "actors": named_here(Actor, values["actors"][:MAX_LISTED]),
        "sources": named_here(Source, values["sources"][:MAX_LISTED]),
        "items": values["items"][:MAX_LISTED],
        "more": {name: max(0, len(values[name]) - MAX_LISTED) for name in ("articles", "actors", "sources", "items")},
    }
