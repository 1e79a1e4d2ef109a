"""The screen that publishes an availability notice about the address of an item."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from factcheck.accounts.requests import StaffRequest
from factcheck.desk.evidence.queries import visible_item
from factcheck.desk.publish import messages
from factcheck.publishing.models import AvailabilityNotice
from factcheck.publishing.notices.actions import publish_notice
from factcheck.publishing.notices.fields import KIND_SENTENCES, NO_DATE, NO_KIND, NO_TEXT, NOTICE, NoticeKind
from factcheck.publishing.notices.queries import notices_of_item, public_place
from factcheck.web.access import get_and_post, signed_in
from factcheck.web.decisions import can, permit
from factcheck.web.form_fields import DayField, MultilineField
from factcheck.web.responses import render_page
from factcheck.web.submission import IdempotentForm, bound_to, saved, submit


class AvailabilityForm(IdempotentForm):
    """What was found at the address, when, and the text for readers."""

    notice_kind = forms.ChoiceField(
        **NOTICE.control("notice_kind"),
        choices=[(kind.value, KIND_SENTENCES[kind]) for kind in NoticeKind],
        widget=forms.RadioSelect,
        error_messages={"required": NO_KIND},
    )
    checked_on = DayField(**NOTICE.control("checked_on"), error_messages={"required": NO_DATE})
    text = MultilineField(**NOTICE.control("text"), rows=3, error_messages={"required": NO_TEXT})

    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of the action."""
        return {name: self.cleaned_data[name] for name in (*NOTICE.names, "token")}


@signed_in
@get_and_post
def notice(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """Publish a notice. `?kind=` and `?checked=` (a date) fill in the form."""
    item = visible_item(request.user, evidence_id)
    row = item.row
    if request.method != "POST":
        permit(request.user, "notice.publish", row)
    data, _ = bound_to(request) or (None, None)
    form = AvailabilityForm(data, initial=_initial(request))
    outcome = submit(
        request,
        form,
        lambda form: publish_notice(person=request.user, item=row, **form.arguments()),
        permission="notice.publish",
        subject=row,
    )
    if outcome.is_saved and outcome.value:
        return _saved(request, outcome.value)
    place = public_place(row)
    context = {
        "item": item,
        "row": row,
        "claim": row.claim,
        "place": place,
        "notices": notices_of_item(row),
        "may_publish": can(request.user, "notice.publish", row),
        **outcome.context,
    }
    return render_page(request, "desk/publish/notice.html", context, status=outcome.status)


def _initial(request: StaffRequest) -> dict[str, Any]:
    """The values of the query string, if they are valid, and today."""
    kind = request.GET.get("kind", "")
    try:
        checked = date.fromisoformat(request.GET.get("checked", ""))
    except ValueError:
        checked = timezone.localdate()
    return {"notice_kind": kind if kind in [*NoticeKind] else "", "checked_on": checked}


def _saved(request: StaffRequest, row: AvailabilityNotice) -> HttpResponse:
    message = format_html(
        '{} <a href="{}#evidence-{}">{}</a>',
        messages.NOTICE_PUBLISHED,
        reverse("public:check", args=[row.publication.slug]),
        row.item_number,
        messages.OPEN_PUBLIC_PAGE,
    )
    to = reverse("desk:evidence", args=[row.evidence_id]) + "#notices"
    return saved(request, message, to=to, changed=["publication"])
