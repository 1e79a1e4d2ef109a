"""The publishing screens: preview and publish a check, correct it, or retract it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html

from factcheck.accounts.models import Role
from factcheck.accounts.requests import StaffRequest
from factcheck.claims.models import Claim
from factcheck.desk.changes.queries import compare_record
from factcheck.desk.claim_citations import ClaimCitations
from factcheck.desk.publish import messages
from factcheck.desk.publish.check_rows import check_row
from factcheck.desk.publish.forms import CorrectForm, DropForm, PublishForm, RecheckForm, RetractForm, RewordForm
from factcheck.desk.verdict.forms import MoveForm
from factcheck.desk.verdict.unmet import unmet_context
from factcheck.evidence.replies.queries import replies_of
from factcheck.publishing import actions, queries
from factcheck.publishing.models import Correction, Publication, PublicationKind
from factcheck.publishing.open_corrections import open_correction
from factcheck.publishing.prepublication_notes import prepublication_notes
from factcheck.verdicts.actions import GateNotPassed
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.queries import gate_for
from factcheck.verdicts.workflow import MOVES
from factcheck.web.access import get_and_post, get_only, signed_in
from factcheck.web.days import day_text
from factcheck.web.decisions import can, permit
from factcheck.web.errors import Refused
from factcheck.web.public_urls import public_base, public_url
from factcheck.web.responses import render_page
from factcheck.web.submission import Outcome, bound_to, saved, set_data, submit


@signed_in
@get_only
def checks(request: StaffRequest) -> HttpResponse:
    """All checks that are or were public, with the permitted actions."""
    page = queries.checks(request.GET.get("page", ""))
    rows = [check_row(request.user, publication) for publication in page.items]
    return render_page(request, "desk/publish/checks.html", {"page": page, "rows": rows})


@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # its types exclude values from the URL
@signed_in
@get_and_post
def publish(request: StaffRequest, verdict_id: int) -> HttpResponse:
    """GET renders the document that would be published. POST publishes it only if it has not changed since."""
    verdict = _verdict_to_publish(request, verdict_id)

    def save(form: PublishForm) -> Publication:
        clean = form.cleaned_data
        return actions.publish(
            person=request.user,
            verdict=verdict,
            seen_version=clean["version"],
            seen_document=clean["seen"],
            token=clean["token"],
        )

    outcome = submit(request, PublishForm(*bound_to(request)), save, permission="verdict.publish", subject=verdict)
    if outcome.is_saved and outcome.value:
        return _redirect_to_checks(request, messages.published, outcome.value)
    verdict = _verdict_to_publish(request, verdict_id)
    may_publish = can(request.user, "verdict.publish", verdict)
    if not outcome.refusal:
        permit(request.user, "verdict.publish", verdict)
    context: dict[str, Any] = {
        "verdict": verdict,
        "claim": verdict.claim,
        "gate": gate_for(verdict.claim, verdict.latest),
        "may_publish": may_publish,
        "citations": ClaimCitations(verdict.claim_id),
        **outcome.context,
    }
    try:
        draft = actions.draft_publication(verdict)
    except Refused as refused:
        context |= {"refused": refused, "may_reopen": can(request.user, "verdict.reopen", verdict)}
        if isinstance(refused, GateNotPassed):
            # no links: the editor who follows one becomes a contributor, and cannot approve the next submission
            context |= unmet_context(refused)
        context["comparison"] = compare_record(verdict) if verdict.approved_id else None
        context["reopening"] = MoveForm(move=MOVES["reopen"], initial={"version": verdict.version})
    else:
        seen = {"version": verdict.version, "seen": draft.seen}
        if outcome.form.is_bound:
            set_data(outcome.form, **seen)
        else:
            context["form"] = PublishForm(initial=seen)
        context |= {
            "check": draft.document,
            "noun": messages.noun(draft.correction.correction_kind if draft.correction else None),
            "cautions": [*_open_requests(verdict.claim), *prepublication_notes(draft.document, draft.replaced)],
            "address": public_url(public_base(request), "check", slug=draft.document["slug"]),
            "correction": draft.correction,
        }
    return render_page(request, "desk/publish/publish.html", context, status=outcome.status)


def _open_requests(claim: Claim) -> list[str]:
    """A sentence for each request for comment whose deadline has not passed."""
    rows = [row for row in replies_of(claim).active if row.is_waiting and not row.is_overdue]
    return [messages.open_request(row.who, day_text(row.deadline)) for row in rows if row.deadline]


@signed_in
@get_and_post
def correct(request: StaffRequest, verdict_id: int) -> HttpResponse:
    """Open a correction or, if one is open, edit its notice. The form that edits a notice contains the id of the correction."""
    verdict = _verdict_to_publish(request, verdict_id)
    correction = Correction.objects.open_of(verdict)
    if "correction" in request.POST:
        return _edit_notice(request, verdict, _correction_by_id(verdict, request.POST["correction"]))
    if request.method != "POST" and correction:
        permit(request.user, "correction.reword", correction)
        return _edit_notice(request, verdict, correction)
    if request.method != "POST":
        permit(request.user, "verdict.correct", verdict)

    def save(form: CorrectForm) -> Correction:
        return actions.correct(
            person=request.user, verdict=verdict, correction_kind=form.cleaned_data["correction_kind"], **form.arguments()
        )

    outcome = submit(
        request,
        CorrectForm.of(verdict, request),
        save,
        permission="verdict.correct",
        subject=verdict,
        reload=lambda: _verdict_to_publish(request, verdict_id),
    )
    if outcome.is_saved:
        return saved(request, messages.MOVED["correct"], to=reverse("desk:verdict", args=[verdict.claim_id]), changed=["verdict"])
    verdict = outcome.row or verdict
    correction = Correction.objects.open_of(verdict)
    if outcome.refusal and correction and can(request.user, "correction.reword", correction):
        # someone else has opened a correction meanwhile: only its notice can be edited now
        refused: Outcome[RewordForm, Correction] = Outcome(
            RewordForm.of(correction), outcome.status, refusal=outcome.refusal, entered=outcome.entered
        )
        return _render_correction_form(request, "correct", verdict, refused, correction=correction)
    return _render_correction_form(request, "correct", verdict, outcome)


@signed_in
@get_and_post
def retract(request: StaffRequest, verdict_id: int) -> HttpResponse:
    verdict = _verdict_to_publish(request, verdict_id)
    if request.method != "POST":
        permit(request.user, "verdict.retract", verdict)

    def save(form: RetractForm) -> Publication:
        return actions.retract(person=request.user, verdict=verdict, **form.arguments())

    outcome = submit(
        request,
        RetractForm.of(verdict, request),
        save,
        permission="verdict.retract",
        subject=verdict,
        reload=lambda: _verdict_to_publish(request, verdict_id),
    )
    if outcome.is_saved and outcome.value:
        return _redirect_to_checks(request, messages.retracted, outcome.value)
    return _render_correction_form(request, "retract", outcome.row or verdict, outcome)


@signed_in
@get_and_post
def recheck(request: StaffRequest, verdict_id: int) -> HttpResponse:
    """Open a new check after a retraction."""

    def save(form: RecheckForm, verdict: Verdict) -> Correction:
        return actions.recheck(person=request.user, verdict=verdict, **form.arguments())

    return _move_with_a_form(request, verdict_id, "recheck", RecheckForm, save)


@signed_in
@get_and_post
def drop(request: StaffRequest, verdict_id: int) -> HttpResponse:
    """Drop the open correction or new check."""

    def save(form: DropForm, verdict: Verdict) -> Verdict:
        return actions.drop(person=request.user, verdict=verdict, **form.arguments())

    return _move_with_a_form(request, verdict_id, "drop", DropForm, save)


def _move_with_a_form(
    request: StaffRequest, verdict_id: int, name: str, form: type[Any], save: Callable[[Any, Verdict], object]
) -> HttpResponse:
    """The page of a move that has one form and leads back to the verdict."""
    verdict, move = _verdict_to_publish(request, verdict_id), MOVES[name]
    if request.method != "POST":
        permit(request.user, move.permission, verdict)
    outcome = submit(
        request,
        form.of(verdict, request),
        lambda form: save(form, verdict),
        permission=move.permission,
        subject=verdict,
        reload=lambda: _verdict_to_publish(request, verdict_id),
    )
    if outcome.is_saved:
        return saved(request, messages.MOVED[name], to=reverse("desk:verdict", args=[verdict.claim_id]), changed=["verdict"])
    return _render_correction_form(request, name, outcome.row or verdict, outcome)


def _redirect_to_checks(request: StaffRequest, message_for: Callable[[str], str], publication: Publication) -> HttpResponse:
    """Redirects to the list of checks with a message that links to the public page. `message_for` takes the title."""
    message = format_html(
        '{} <a href="{}">{}</a>',
        message_for(publication.headline or publication.statement),
        reverse("public:check", args=[publication.slug]),
        messages.OPEN_PUBLIC_PAGE,
    )
    return saved(request, message, to=reverse("desk:checks"), changed=["verdict", "publication"])


def _edit_notice(request: StaffRequest, verdict: Verdict, correction: Correction) -> HttpResponse:
    """Edits the notice of a correction that is not public yet."""

    def save(form: RewordForm) -> Correction:
        return actions.edit_correction_notice(person=request.user, correction=correction, **form.arguments())

    outcome = submit(
        request,
        RewordForm.of(correction, request),
        save,
        permission="correction.reword",
        subject=correction,
        reload=lambda: _correction_by_id(verdict, str(correction.pk)),
    )
    if outcome.is_saved:
        message = messages.notice_saved(correction.correction_kind)
        return saved(request, message, to=reverse("desk:verdict", args=[verdict.claim_id]), changed=["verdict"])
    return _render_correction_form(
        request, "correct", _verdict_to_publish(request, verdict.pk), outcome, correction=outcome.row or correction
    )


def _correction_by_id(verdict: Verdict, number: str) -> Correction:
    """The correction of the verdict with the submitted id."""
    corrections = Correction.objects.filter(verdict=verdict).select_related("verdict")
    return get_object_or_404(corrections, pk=int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0)


def _verdict_to_publish(request: StaffRequest, verdict_id: int) -> Verdict:
    visible = Verdict.objects.visible_to(request.user).select_related("claim__claimant", "author", "approved")
    return get_object_or_404(visible, pk=verdict_id)


def _render_correction_form(
    request: StaffRequest, action: str, verdict: Verdict, outcome: Outcome[Any, Any], *, correction: Correction | None = None
) -> HttpResponse:
    """The page of a correction or retraction. If the form can no longer be submitted, the notice lists the input."""
    may_act = (
        can(request.user, "correction.reword", correction) if correction else can(request.user, f"verdict.{action}", verdict)
    )
    public = Publication.objects.filter(verdict=verdict, is_current=True).first()
    context = {
        "verdict": verdict,
        "claim": verdict.claim,
        "public": public,
        "is_retracted": bool(public and public.publication_kind == PublicationKind.RETRACTED),
        "correction": correction,
        "pending": open_correction(verdict, verdict.latest),
        "may_act": may_act,
        "is_editor": request.user.is_at_least(Role.EDITOR),
        # the form may differ from the submitted one if someone else has opened a correction meanwhile
        "may_send": may_act and outcome.form.is_bound,
        **outcome.context,
    }
    return render_page(request, f"desk/publish/{action}.html", context, status=outcome.status)
