"""The screens of the right of reply: drafting and recording a request, its outcome, corrections, and withdrawal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from factcheck.accounts.requests import StaffRequest
from factcheck.desk.replies import messages
from factcheck.desk.replies.forms import OTHER, NewRequestForm, NotAskedEditForm, NotAskedForm, OutcomeForm, RequestEditForm
from factcheck.desk.replies.queries import mail_link, request_draft, visible_reply
from factcheck.desk.visible_claim import visible_claim
from factcheck.desk.withdrawal import ReasonForm
from factcheck.evidence.parties import PossibleParty
from factcheck.evidence.replies.actions import add_reply, change_reply, withdraw_reply
from factcheck.evidence.replies.draft import proposed_deadline
from factcheck.evidence.replies.fields import REPLY
from factcheck.evidence.replies.models import Reply
from factcheck.evidence.replies.queries import whom_to_ask
from factcheck.web.access import get_and_post, signed_in
from factcheck.web.decisions import can
from factcheck.web.responses import render_page
from factcheck.web.submission import bound_to, saved, submit


@signed_in
@get_and_post
def add(request: StaffRequest, claim_id: int) -> HttpResponse:
    """Draft and record a request for comment. `to`, `name`, and `deadline` in the query string change the draft."""
    claim = visible_claim(request.user, claim_id)
    choices = whom_to_ask(claim)
    to, name = _recipient(request, choices)
    deadline = _requested_deadline(request)
    draft = request_draft(claim, name or next((choice.label for choice in choices if choice.key == to), ""), deadline)
    initial = {"who": to, "name": name, "deadline": deadline, "question": draft.text}

    def save(form: NewRequestForm) -> Reply:
        return add_reply(person=request.user, claim=claim, **form.arguments())

    form = NewRequestForm(*bound_to(request), choices=choices, initial=initial)
    outcome = submit(request, form, save, permission="reply.edit", subject=claim)
    if outcome.is_saved:
        return saved(request, messages.REQUEST_RECORDED, to=_replies_url(claim.pk), changed=["claim"])
    context = {
        "claim": claim,
        "may_edit": can(request.user, "reply.edit", claim),
        "choices": choices,
        "to": to,
        "name": name,
        "deadline": deadline,
        "mail_link": mail_link(draft.subject, draft.text),
        "max_name": REPLY.max_length("name"),
        **outcome.context,
    }
    return render_page(request, "desk/replies/request.html", context, status=outcome.status)


@signed_in
@get_and_post
def skip(request: StaffRequest, claim_id: int) -> HttpResponse:
    """Record why somebody was not asked."""
    claim = visible_claim(request.user, claim_id)

    def save(form: NotAskedForm) -> Reply:
        return add_reply(person=request.user, claim=claim, **form.arguments())

    choices = whom_to_ask(claim)
    form = NotAskedForm(*bound_to(request), choices=choices, initial={"who": choices[0].key})
    outcome = submit(request, form, save, permission="reply.edit", subject=claim)
    if outcome.is_saved:
        return saved(request, messages.REASON_RECORDED, to=_replies_url(claim.pk), changed=["claim"])
    context = {"claim": claim, "may_edit": can(request.user, "reply.edit", claim), **outcome.context}
    return render_page(request, "desk/replies/skip.html", context, status=outcome.status)


@signed_in
@get_and_post
def reply(request: StaffRequest, reply_id: int) -> HttpResponse:
    """One request for comment, or reason for not asking. POST corrects it."""
    row = visible_reply(request.user, reply_id)

    def save(form: RequestEditForm | NotAskedEditForm) -> Reply:
        return change_reply(person=request.user, reply=row, **form.arguments())

    outcome = submit(
        request,
        (RequestEditForm if row.is_asked else NotAskedEditForm).of(row, request),
        save,
        permission="reply.edit",
        subject=row,
        reload=lambda: visible_reply(request.user, reply_id),
    )
    if outcome.is_saved:
        return saved(request, messages.REPLY_SAVED, to=_replies_url(row.claim_id), changed=["claim"])
    row = outcome.row or row
    context = {
        "reply": row,
        "claim": row.claim,
        "may_edit": can(request.user, "reply.edit", row),
        "mail_link": _link_to_send(row),
        **outcome.context,
    }
    return render_page(request, "desk/replies/page.html", context, status=outcome.status)


@signed_in
@get_and_post
def answer(request: StaffRequest, reply_id: int) -> HttpResponse:
    """Record or correct the outcome of a request."""
    row = visible_reply(request.user, reply_id)

    def save(form: OutcomeForm) -> Reply:
        return change_reply(person=request.user, reply=row, **form.arguments())

    outcome = submit(
        request,
        OutcomeForm.of(row, request),
        save,
        permission="reply.edit",
        subject=row,
        reload=lambda: visible_reply(request.user, reply_id),
    )
    if outcome.is_saved:
        return saved(request, messages.OUTCOME_SAVED, to=_replies_url(row.claim_id), changed=["claim"])
    row = outcome.row or row
    context = {"reply": row, "claim": row.claim, "may_edit": can(request.user, "reply.edit", row), **outcome.context}
    return render_page(request, "desk/replies/answer.html", context, status=outcome.status)


@signed_in
@get_and_post
def withdraw(request: StaffRequest, reply_id: int) -> HttpResponse:
    row = visible_reply(request.user, reply_id)

    def save(form: ReasonForm) -> Reply:
        return withdraw_reply(person=request.user, reply=row, **form.arguments())

    outcome = submit(
        request,
        ReasonForm.of(row, request),
        save,
        permission="reply.edit",
        subject=row,
        reload=lambda: visible_reply(request.user, reply_id),
    )
    if outcome.is_saved:
        return saved(request, messages.REPLY_WITHDRAWN, to=_replies_url(row.claim_id), changed=["claim"])
    row = outcome.row or row
    context = {
        "title": messages.WITHDRAW_REPLY if row.is_asked else messages.WITHDRAW_REASON,
        "claim": row.claim,
        "quote": row.not_asked_because or row.get_outcome_display(),
        "description": row.who,
        "decision": can(request.user, "reply.edit", row),
        "return_url": _replies_url(row.claim_id),
        **outcome.context,
    }
    return render_page(request, "desk/claim/withdraw.html", context, status=outcome.status)


def _recipient(request: StaffRequest, choices: Sequence[PossibleParty]) -> tuple[str, str]:
    """The key of the choice and the typed name in the query string; by default, the first choice."""
    to, name = request.GET.get("to", ""), " ".join(request.GET.get("name", "").split())[: REPLY.max_length("name")]
    keys = [choice.key for choice in choices]
    if to == OTHER:
        return OTHER, name
    return (to if to in keys else keys[0]), ""


def _requested_deadline(request: StaffRequest) -> date:
    try:
        entered = parse_date(request.GET.get("deadline", ""))
    except ValueError:
        entered = None
    return entered or proposed_deadline(timezone.localdate())


def _link_to_send(row: Reply) -> str:
    """A mailto link with the text of the request; empty without a text."""
    if not row.question or row.deadline is None:
        return ""
    return mail_link(request_draft(row.claim, row.who, row.deadline).subject, row.question, row.contact)


def _replies_url(claim_id: int) -> str:
    return reverse("desk:claim", args=[claim_id]) + "#replies"
