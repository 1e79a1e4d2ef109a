"""The page about checks of the address of an item: its results, the next check, and what editors state about a result."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.desk.evidence import messages
from factcheck.desk.evidence.address_forms import IntervalForm, NoNoticeForm
from factcheck.desk.evidence.queries import visible_item
from factcheck.desk.text_comparison import compare_texts
from factcheck.evidence.availability.actions import ANSWERED, request_check, set_interval, state_no_notice
from factcheck.evidence.availability.models import AddressCheck, AddressInterval, AddressStatement, AddressWatch
from factcheck.evidence.availability.queries import MAX_SHOWN, checks_of, watch_of
from factcheck.evidence.availability.rules import has_text_to_compare, item_days, never_checked_because, scheduled_days
from factcheck.evidence.copies.models import EvidenceCopy, PreservedText
from factcheck.evidence.custody.files import is_copy_hidden
from factcheck.evidence.models import Evidence
from factcheck.newsroom.queries import stored_check_days
from factcheck.web.access import get_and_post, post_only, signed_in
from factcheck.web.decisions import can
from factcheck.web.errors import Refused
from factcheck.web.responses import render_page
from factcheck.web.submission import IdempotentForm, Outcome, bound_to, saved, submit


@signed_in
@get_and_post
def address(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """GET renders the page. POST states that readers need not be told about the newest result."""
    row = _visible_page(request, evidence_id)
    if (seen := request.GET.get("seen")) and seen == _stamp(watch_of(row)):
        return HttpResponse(status=204)  # the section stays as it is

    def save(form: NoNoticeForm) -> AddressStatement:
        check = checks_of(row).filter(pk=form.cleaned_data["check"]).first()
        if check is None:
            raise Refused(ANSWERED)
        return state_no_notice(
            person=request.user, check=check, reason=form.cleaned_data["reason"], token=form.cleaned_data["token"]
        )

    outcome = submit(request, NoNoticeForm(*bound_to(request)), save, permission="evidence.answer_check", subject=row)
    if outcome.is_saved:
        return saved(request, messages.NO_NOTICE_SAVED, to=_url(row), changed=["evidence"])
    return _render(request, row, outcome, {"statement": outcome.form, "interval": _interval_form(row)})


@signed_in
@post_only
def check(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """Have the address checked now."""
    row = _visible_page(request, evidence_id)
    outcome = submit(
        request,
        IdempotentForm(*bound_to(request)),
        lambda form: request_check(person=request.user, item=row),
        permission="evidence.check_address",
        subject=row,
    )
    outcome.require_saved()
    return saved(request, messages.CHECK_REQUESTED, to=_url(row), changed=["evidence"])


@signed_in
@post_only
def interval(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """Set how often the address is checked."""
    row = _visible_page(request, evidence_id)

    def save(form: IntervalForm) -> AddressInterval | None:
        return set_interval(person=request.user, item=row, days=form.days, token=form.cleaned_data["token"])

    outcome = submit(request, IntervalForm(*bound_to(request)), save, permission="evidence.set_check_interval", subject=row)
    if outcome.is_saved:
        message = messages.interval_saved(bool(scheduled_days(row)) and has_text_to_compare(row))
        return saved(request, message, to=_url(row), changed=["evidence"])
    return _render(request, row, outcome, {"statement": NoNoticeForm(), "interval": outcome.form})


def _render(request: StaffRequest, row: Evidence, outcome: Outcome[Any, Any], forms: dict[str, Any]) -> HttpResponse:
    watch, checks = watch_of(row), list(checks_of(row)[: MAX_SHOWN + 1])
    newest = checks[0] if watch and watch.newest_id and checks and checks[0].pk == watch.newest_id else None
    if newest and not forms["statement"].is_bound:
        forms["statement"].initial["check"] = newest.pk
    context = {
        **outcome.context,
        "row": row,
        "claim": row.claim,
        "watch": watch,
        "stamp": _stamp(watch),
        "newest": newest,
        **_difference(newest),
        "checks": checks[:MAX_SHOWN],
        "is_cut": len(checks) > MAX_SHOWN,
        "days": scheduled_days(row),
        "newsroom_days": stored_check_days(),
        "never_because": never_checked_because(row),
        "may_check": can(request.user, "evidence.check_address", row),
        "may_set": can(request.user, "evidence.set_check_interval", row),
        "may_answer": can(request.user, "evidence.answer_check", row),
        "may_notify": can(request.user, "notice.publish", row),
        **forms,
    }
    return render_page(request, "desk/evidence/address/page.html", context, fragment="checks", status=outcome.status)


def _difference(newest: AddressCheck | None) -> dict[str, Any]:
    """The difference between the compared copy and the page as it was then, if both have a text and none is hidden."""
    if newest is None or newest.copy_id is None:
        return {}
    before, after = (_shown_text(pk) for pk in (newest.compared_id, newest.copy_id))
    if before is None or after is None:
        return {}
    return {"texts": compare_texts(before.text, after.text), "language": after.language}


def _shown_text(copy_id: int) -> PreservedText | None:
    """The text of a copy, unless it has none or a takedown hides it."""
    row = EvidenceCopy.objects.select_related("text", "capture", "evidence").get(pk=copy_id)
    return None if is_copy_hidden(row) else row.text


def _interval_form(row: Evidence) -> IntervalForm:
    days = item_days(row)
    return IntervalForm(initial={"mode": "" if days is None else "own" if days else "never", "days_between": days or None})


def _visible_page(request: StaffRequest, evidence_id: int) -> Evidence:
    """The item, which is a web page. Raises Http404 for other items, and if the person may not see it."""
    row = visible_item(request.user, evidence_id).row
    if not row.address:
        raise Http404
    return row


def _stamp(watch: AddressWatch | None) -> str:
    """Differs if the page has to display the check again."""
    return f"{watch.number}-{watch.state}-{watch.attempts}" if watch else ""


def _url(row: Evidence) -> str:
    return reverse("desk:evidence-address", args=[row.pk])
