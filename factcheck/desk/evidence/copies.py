"""The screens of preserved copies: requesting one, its text, and downloads of its bytes."""

from __future__ import annotations

from typing import Any
from wsgiref.util import FileWrapper

from django.conf import settings
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.archive.addresses import CHUNK, size_of
from factcheck.archive.models import Method
from factcheck.archive.queries import read_capture
from factcheck.archive.quota import low_quota
from factcheck.articles.actions import ImportResult, import_article
from factcheck.desk.evidence import messages
from factcheck.desk.evidence.forms import CopyForm, QuotePlaceForm
from factcheck.desk.evidence.pictures import picture_context
from factcheck.desk.evidence.queries import visible_item
from factcheck.desk.evidence.quote_places import copy_text, place_choices
from factcheck.desk.evidence.visible_copy import visible_copy
from factcheck.desk.evidence.word_forms import ATTACH_IDS, QUOTE_IDS, AttachWordsForm, QuoteWordsForm
from factcheck.evidence.copies.actions import request_copy
from factcheck.evidence.copies.models import EvidenceCopy, QuotePlace
from factcheck.evidence.copies.packaging import package
from factcheck.evidence.copies.providing import provide_copy
from factcheck.evidence.copies.queries import copies_of, copy_to_open, current_place, newest_progress, quoted_elsewhere
from factcheck.evidence.copies.quote_search import MAX_PLACES, QuoteState
from factcheck.evidence.copies.quotes import choose_place
from factcheck.evidence.custody.files import is_copy_hidden, require_shown_bytes
from factcheck.evidence.fields import FILE_TOO_LARGE
from factcheck.evidence.models import Evidence
from factcheck.web.access import get_and_post, get_only, post_only, signed_in
from factcheck.web.decisions import can
from factcheck.web.downloads import download
from factcheck.web.errors import Refused
from factcheck.web.responses import render_page
from factcheck.web.submission import IdempotentForm, bound_to, saved, submit

EXTENSIONS = {
    "application/pdf": ".pdf",
    "application/xhtml+xml": ".xhtml",
    "image/gif": ".gif",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "text/html": ".html",
    "text/plain": ".txt",
}
"""The extension of the file name of a download, by media type. Other types have `.bin`."""


def _is_comparable(copy: EvidenceCopy, row: Evidence) -> bool:
    """Whether checks of the address of an item compare its page with this copy or a later one."""
    return copy.text_id is not None and copy.created_by_id is not None and copy.item_address == row.address


def copies_context(request: StaffRequest, row: Evidence) -> dict[str, object]:
    """What the section about copies needs on the page of an item."""
    if not row.address:
        return {}
    copies = list(copies_of(row))
    may_preserve = can(request.user, "evidence.preserve", row)
    return {
        "copies": copies,
        "progress": newest_progress(row),
        "watch": getattr(row, "address_watch", None),
        "may_preserve": may_preserve,
        "may_provide": can(request.user, "evidence.provide_copy", row),
        # as the rule `evidence.check_address` decides, without its queries
        "is_checkable": may_preserve and any(_is_comparable(copy, row) for copy in copies),
    }


@signed_in
@get_only
def copies(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """The copies of an item and the progress of the newest request. The section of the item’s page refreshes itself from here."""
    row = visible_item(request.user, evidence_id).row
    if not row.address:
        raise Http404
    if (seen := request.GET.get("seen")) and (progress := newest_progress(row)) and seen == progress.stamp:
        return HttpResponse(status=204)  # the section stays as it is: screen readers do not repeat it, and the focus stays in it
    context = {"row": row, "claim": row.claim, **copies_context(request, row)}
    return render_page(request, "desk/evidence/copies.html", context, fragment="copies")


@signed_in
@post_only
def preserve(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """Request a copy of the page of an item."""
    row = visible_item(request.user, evidence_id).row
    form = IdempotentForm(*bound_to(request))
    outcome = submit(
        request,
        form,
        lambda form: request_copy(person=request.user, item=row, token=form.cleaned_data["token"]),
        permission="evidence.preserve",
        subject=row,
    )
    outcome.require_saved()
    return saved(request, messages.COPY_REQUESTED, to=reverse("desk:evidence", args=[row.pk]) + "#copies", changed=["copy"])


@signed_in
@get_and_post
def provide(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """Add a copy that a person saved."""
    item = visible_item(request.user, evidence_id)
    row = item.row
    if not row.address:
        raise Http404

    def save(form: CopyForm) -> EvidenceCopy:
        clean = form.cleaned_data
        return provide_copy(
            person=request.user,
            item=row,
            file=clean["file"],
            name=clean["file"].name,
            made_how=clean["made_how"],
            page_address=clean["page_address"],
            token=clean["token"],
        )

    outcome = submit(request, CopyForm(*bound_to(request)), save, permission="evidence.provide_copy", subject=row)
    if outcome.is_saved and outcome.value:
        return saved(request, messages.COPY_ADDED, to=reverse("desk:copy", args=[outcome.value.pk]), changed=["copy"])
    context = {
        "item": item,
        "row": row,
        "claim": row.claim,
        "may_provide": can(request.user, "evidence.provide_copy", row),
        "most_bytes": settings.MAX_UPLOAD_BYTES,
        "too_large": FILE_TOO_LARGE.format(size="{size}", limit=f"{settings.MAX_UPLOAD_BYTES:,}"),
        "low_quota": low_quota(request.user),
        **outcome.context,
    }
    return render_page(request, "desk/evidence/provide_copy.html", context, status=outcome.status)


@signed_in
@get_only
def copy(request: StaffRequest, copy_id: int) -> HttpResponse:
    """One copy: where its bytes came from, their hashes, and the extracted text, whose words can be attached as evidence."""
    row = visible_copy(request.user, copy_id, is_listed_only=True)
    if is_copy_hidden(row):
        listed = {"copy": row, "row": row.evidence, "claim": row.evidence.claim}
        return render_page(request, "desk/evidence/hidden_copy.html", listed)
    return render_copy(request, row)


def render_copy(request: StaffRequest, row: EvidenceCopy, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a copy. `more` contains a form that was refused, and its submission."""
    item, place = row.evidence, current_place(row)
    choices = place_choices(row.text.text, row.text.sha256, item.exact) if row.text and place and place.needs_choice else []
    context: dict[str, Any] = {
        "copy": row,
        "row": item,
        "claim": item.claim,
        "place": place,
        "words": copy_text(row.text.text, place) if row.text else None,
        "others": quoted_elsewhere(row),
        "newest": None if place else copy_to_open(item),
        "choices": choices,
        "is_cut": len(choices) == MAX_PLACES,
        "may_attach": can(request.user, "evidence.attach", item.claim),
        "may_change": can(request.user, "evidence.change", item),
        "may_import": can(request.user, "article.import"),
        **picture_context(request, row),
        **more,
    }
    if row.text and not row.is_of_former_address:
        if "attach_form" not in context:
            context["attach_form"] = AttachWordsForm(copy=row, initial=AttachWordsForm.initial_of(item), auto_id=ATTACH_IDS)
        if place and place.state != QuoteState.FOUND and "quote_form" not in context:
            context["quote_form"] = QuoteWordsForm(copy=row, initial={"version": item.version}, auto_id=QUOTE_IDS)
    return render_page(request, "desk/evidence/copy.html", context, status=status)


@signed_in
@post_only
def place_quote(request: StaffRequest, copy_id: int) -> HttpResponse:
    """Choose the place of the quote in the newest copy of an item."""
    row = visible_copy(request.user, copy_id)

    def save(form: QuotePlaceForm) -> QuotePlace:
        clean = form.cleaned_data
        return choose_place(
            person=request.user,
            item=row.evidence,
            copy=row,
            quote=clean["quote"],
            start=clean["start"],
            end=clean["end"],
            token=clean["token"],
        )

    outcome = submit(request, QuotePlaceForm(*bound_to(request)), save, permission="evidence.change", subject=row.evidence)
    outcome.require_saved()
    return saved(request, messages.QUOTE_PLACED, to=reverse("desk:copy", args=[row.pk]) + "#quote", changed=["copy"])


@signed_in
@post_only
def import_copy(request: StaffRequest, copy_id: int) -> HttpResponse:
    """Import the text of a copy as an article of the library, without fetching the page again."""
    row = visible_copy(request.user, copy_id)
    text = row.text
    if text is None:
        raise Refused(row.unread_because)
    require_shown_bytes(row.capture)

    def save(form: IdempotentForm) -> ImportResult:
        with read_capture(row.capture) as content:
            return import_article(
                person=request.user,
                content=content,
                media_type=row.capture.media_type,
                encoding=text.encoding,
                confirm_encoding=True,
                method=row.capture.method if row.is_fetched else Method.UPLOAD,
                outlet=row.evidence.source,
                address=row.evidence.address,
                token=form.cleaned_data["token"],
            )

    outcome = submit(request, IdempotentForm(*bound_to(request)), save, permission="article.import")
    imported = outcome.require_saved()
    message = messages.COPY_IMPORTED if imported.is_new else messages.COPY_IN_LIBRARY
    return saved(request, message, to=reverse("desk:article", args=[imported.article.pk]), changed=["article"])


@signed_in
@get_only
def copy_file(request: StaffRequest, copy_id: int) -> StreamingHttpResponse:
    """The received bytes, as an attachment."""
    row = visible_copy(request.user, copy_id, with_text=False)
    capture = row.capture
    require_shown_bytes(capture)
    return download(read_capture(capture), size=capture.size, name=capture.name or _file_name(row))


@signed_in
@get_only
def copy_archive(request: StaffRequest, copy_id: int) -> StreamingHttpResponse:
    """The file that the page was taken from, as an attachment. A fetched copy is packaged as WACZ."""
    row = visible_copy(request.user, copy_id, with_text=False)
    archive = row.capture.parent
    if archive is None:
        raise Http404
    require_shown_bytes(archive)
    if not row.is_fetched:
        return download(read_capture(archive), size=archive.size, name=archive.name or f"copy-{copy_id}.bin")
    file = package(row)
    name = f"{_base_name(row)}.wacz"
    return download(FileWrapper(file, CHUNK), size=size_of(file), name=name)


def _file_name(row: EvidenceCopy) -> str:
    """A file name for bytes without one: those that a web archive contains, or that a website sent."""
    return _base_name(row) + EXTENSIONS.get(row.capture.media_type, ".bin")


def _base_name(row: EvidenceCopy) -> str:
    return f"evidence-{row.evidence_id}-copy-{row.number}"
