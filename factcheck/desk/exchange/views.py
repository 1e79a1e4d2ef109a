"""The screen that exports a claim as a package."""

from __future__ import annotations

from wsgiref.util import FileWrapper

from django.http import HttpResponse, StreamingHttpResponse

from factcheck.accounts.requests import StaffRequest
from factcheck.archive.addresses import CHUNK
from factcheck.archive.models import Capture
from factcheck.claims.models import Claim
from factcheck.desk.exchange.forms import ClaimExportForm
from factcheck.desk.visible_claim import visible_claim
from factcheck.evidence.models import Evidence
from factcheck.evidence.queries import evidence_board
from factcheck.exchange.actions import Package, export_claim
from factcheck.exchange.layout import folder_name
from factcheck.exchange.models import ClaimExport
from factcheck.exchange.record import claim_record
from factcheck.web.access import get_and_post, signed_in
from factcheck.web.decisions import can
from factcheck.web.downloads import download
from factcheck.web.responses import render_page
from factcheck.web.submission import bound_to, submit

MAX_EXPORTS = 20
"""Earlier exports that the screen lists. The history has all of them."""


@signed_in
@get_and_post
def export(request: StaffRequest, claim_id: int) -> HttpResponse | StreamingHttpResponse:
    """GET displays what the package will contain. POST records the export and returns the package as a download."""
    row = visible_claim(request.user, claim_id)
    board = evidence_board(row, request.user)

    def save(form: ClaimExportForm) -> Package:
        clean = form.cleaned_data
        return export_claim(
            person=request.user,
            claim=row,
            with_originals=clean["with_originals"],
            without_items=set(protected) - set(clean["items"]),
            protected_items=[pk for pk in clean["items"] if protected[pk]],
            reason=clean["reason"],
        )

    values = Evidence.objects.filter(claim=row, is_hidden=False).order_by("number").values_list("pk", "protection")
    protected = {pk: bool(protection) for pk, protection in values}
    form = ClaimExportForm(*bound_to(request), choices=protected)
    outcome = submit(request, form, save, permission="claim.export", subject=row)
    if outcome.is_saved and outcome.value:
        package = outcome.value
        return download(FileWrapper(package.file, CHUNK), size=package.row.size, name=f"{folder_name(row.pk)}.zip")
    may_export = can(request.user, "claim.export", row)
    context = {
        "claim": row,
        "items": board.items,
        "chosen": {str(pk) for pk in form["items"].value() or ()},
        "has_protected": any(protected.values()),
        "may_export": may_export,
        "size": _size(row) if may_export else 0,
        "exports": ClaimExport.objects.filter(claim=row).select_related("created_by").order_by("-pk")[:MAX_EXPORTS],
        **outcome.context,
    }
    return render_page(request, "desk/exchange/export.html", context, status=outcome.status)


def _size(claim: Claim) -> int:
    """The bytes of the files that the package will contain."""
    return sum(row["values"]["size"] for row in claim_record(claim, protected_items=None).of(Capture))
