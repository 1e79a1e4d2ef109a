"""The forms on the page of a copy: attaching its words as evidence, and using them as the quote of its item."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.desk.evidence import messages
from factcheck.desk.evidence.copies import render_copy
from factcheck.desk.evidence.visible_copy import visible_copy
from factcheck.desk.evidence.word_forms import ATTACH_IDS, QUOTE_IDS, AttachWordsForm, QuoteWordsForm
from factcheck.evidence import actions
from factcheck.evidence.copies.models import EvidenceCopy, QuotePlace
from factcheck.evidence.copies.selecting import NO_TEXT, quote_words
from factcheck.evidence.models import Evidence
from factcheck.web.access import post_only, signed_in
from factcheck.web.errors import Refused
from factcheck.web.submission import bound_to, saved, submit


@signed_in
@post_only
def attach_words(request: StaffRequest, copy_id: int) -> HttpResponse:
    """Attach words of a copy as a new item, whose copy has the same bytes. The next page is the copy of the new item."""
    row = _copy_with_text(request, copy_id)

    def save(form: AttachWordsForm) -> Evidence:
        try:
            return actions.attach(
                person=request.user,
                claim=row.evidence.claim,
                quoted_from=form.item_locator,
                token=form.cleaned_data["token"],
                allow_duplicate=form.cleaned_data["again"],
                **form.values(),
            )
        except actions.AlreadyAttached as error:
            form.offer_again(error.duplicate)
            raise

    form = AttachWordsForm(*bound_to(request), copy=row, auto_id=ATTACH_IDS)
    outcome = submit(request, form, save, permission="evidence.attach", subject=row.evidence.claim)
    if outcome.is_saved and (item := outcome.value):
        message = messages.words_attached(item.number, item.get_stance_display())
        return saved(request, message, to=_quote_in(item.copies.get(number=1)), changed=["evidence", "copy"])
    return render_copy(request, row, status=outcome.status, attach_form=outcome.form, submission=outcome)


@signed_in
@post_only
def quote_selected(request: StaffRequest, copy_id: int) -> HttpResponse:
    """Make words of the newest copy the quote of its item, if its quote was not found."""
    row = _copy_with_text(request, copy_id)

    def save(form: QuoteWordsForm) -> QuotePlace:
        return quote_words(
            person=request.user,
            item=row.evidence,
            copy=row,
            words=form.words,
            seen_version=form.cleaned_data["version"],
            token=form.cleaned_data["token"],
        )

    form = QuoteWordsForm(*bound_to(request), copy=row, auto_id=QUOTE_IDS)
    outcome = submit(
        request,
        form,
        save,
        permission="evidence.change",
        subject=row.evidence,
        reload=lambda: visible_copy(request.user, copy_id).evidence,
    )
    if outcome.is_saved:
        return saved(request, messages.QUOTE_SELECTED, to=_quote_in(row), changed=["evidence", "copy"])
    current = visible_copy(request.user, copy_id)
    return render_copy(request, current, status=outcome.status, quote_form=outcome.form, submission=outcome)


def _copy_with_text(request: StaffRequest, copy_id: int) -> EvidenceCopy:
    row = visible_copy(request.user, copy_id)
    if row.text is None:
        raise Refused(row.unread_because or NO_TEXT)
    return row


def _quote_in(copy: EvidenceCopy) -> str:
    return reverse("desk:copy", args=[copy.pk]) + "#quote"
