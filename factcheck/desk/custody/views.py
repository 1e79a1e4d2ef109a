"""The custody of an item, recorded verifications, and exports."""

from __future__ import annotations

from wsgiref.util import FileWrapper

from django.contrib import messages as flash
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.archive.addresses import CHUNK, digest_of, size_of
from factcheck.archive.queries import read_capture
from factcheck.archive.store import BytesState
from factcheck.claims.models import Claim
from factcheck.desk.custody import messages
from factcheck.desk.custody.forms import EvidenceExportForm
from factcheck.desk.evidence.queries import visible_item
from factcheck.evidence.copies.packaging import package
from factcheck.evidence.custody.actions import export_file, verify_file
from factcheck.evidence.custody.files import (
    copies_with_files,
    require_shown,
    require_shown_bytes,
    require_shown_copy,
    stored_files,
)
from factcheck.evidence.custody.models import CaptureVerification, EvidenceExport, ExportForm
from factcheck.evidence.custody.queries import custody_of
from factcheck.web.access import get_and_post, get_only, post_only, signed_in
from factcheck.web.decisions import can
from factcheck.web.downloads import download
from factcheck.web.errors import Refused
from factcheck.web.responses import redirect_to, render_page
from factcheck.web.submission import IdempotentForm, bound_to, saved, submit


@signed_in
@get_only
def custody(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """The stored files of an item, and what happened to them, from the ledger."""
    item = visible_item(request.user, evidence_id)
    context = {
        "item": item,
        "row": item.row,
        "claim": item.row.claim,
        "custody": custody_of(item.row, request.GET.get("page", "")),
        "may_verify": can(request.user, "evidence.verify", item.row),
        "may_export": can(request.user, "evidence.export", item.row),
        "may_hide": can(request.user, "evidence.hide", item.row),
        "may_hold": can(request.user, "evidence.hold", item.row),
    }
    return render_page(request, "desk/custody/page.html", context)


@signed_in
@post_only
def verify(request: StaffRequest, evidence_id: int, capture_id: int) -> HttpResponse:
    """Compare the stored bytes of a file with their hash now, and record the result."""
    row = visible_item(request.user, evidence_id).row
    files = {file.capture.pk: file for file in stored_files(row, copies_with_files(row))}
    if capture_id not in files:
        raise Http404

    def save(form: IdempotentForm) -> CaptureVerification:
        capture = files[capture_id].capture
        return verify_file(person=request.user, item=row, capture=capture, token=form.cleaned_data["token"])

    outcome = submit(request, IdempotentForm(*bound_to(request)), save, permission="evidence.verify", subject=row)
    state = outcome.require_saved().state
    url = reverse("desk:evidence-custody", args=[row.pk]) + "#files"
    if state == BytesState.INTACT.value:
        return saved(request, messages.verified(state), to=url)
    flash.error(request, messages.verified(state))
    return redirect_to(request, url)


@signed_in
@get_and_post
def export(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """Record that a file is handed over."""
    item = visible_item(request.user, evidence_id)
    row = item.row

    def save(form: EvidenceExportForm) -> EvidenceExport:
        return export_file(person=request.user, item=row, **form.values())

    files = stored_files(row, copies_with_files(row))
    form = EvidenceExportForm(*bound_to(request), files=files)
    outcome = submit(request, form, save, permission="evidence.export", subject=row)
    if outcome.is_saved:
        return saved(request, messages.EXPORT_RECORDED, to=reverse("desk:evidence-custody", args=[row.pk]) + "#exports")
    context = {
        "item": item,
        "row": row,
        "claim": row.claim,
        "may_export": can(request.user, "evidence.export", row),
        "has_files": bool(files),
        **outcome.context,
    }
    return render_page(request, "desk/custody/export.html", context, status=outcome.status)


@signed_in
@get_only
def exported_file(request: StaffRequest, export_id: int) -> StreamingHttpResponse:
    """The file of a recorded export, with exactly the recorded hash."""
    rows = EvidenceExport.objects.select_related(
        "evidence", "capture__parent", "copy__capture__parent", "copy__text", "copy__evidence"
    )
    row = rows.filter(pk=export_id, evidence__claim__in=Claim.objects.visible_to(request.user)).first()
    if row is None:
        raise Http404
    require_shown(row.evidence)
    if row.copy:
        require_shown_copy(row.copy)
    require_shown_bytes(row.capture)
    name = f"evidence-{row.evidence_id}-export-{row.pk}"
    if row.form == ExportForm.FILE or row.copy is None:
        return download(read_capture(row.capture), size=row.size, name=row.capture.name or f"{name}.bin")
    file = package(row.copy, software=row.tool)
    sha256, _ = digest_of(file)
    if sha256 != row.sha256:
        file.close()
        raise Refused(messages.CHANGED_EXPORT)
    file.seek(0)
    return download(FileWrapper(file, CHUNK), size=size_of(file), name=f"{name}.wacz")
