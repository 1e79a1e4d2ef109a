"""The acts of publishing, for the newsroom: read exactly what will be public, then publish, correct or retract it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html

from factcheck.accounts.requests import StaffRequest
from factcheck.desk.publish.forms import CorrectForm, PublishForm, RetractForm, RewordForm
from factcheck.desk.verdict.forms import MoveForm
from factcheck.formats.claim_review import displayed_rating
from factcheck.publishing import actions, queries
from factcheck.publishing.models import Correction, Publication
from factcheck.publishing.prepublication_notes import prepublication_notes
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.queries import gate_for
from factcheck.verdicts.workflow import MOVES
from factcheck.web.access import get_and_post, get_only, signed_in
from factcheck.web.decisions import can, permit
from factcheck.web.errors import Refused
from factcheck.web.public_urls import public_base, public_url
from factcheck.web.responses import render_page
from factcheck.web.submission import Outcome, bound_to, saved, set_data, submit


@signed_in
@get_only
def checks(request: StaffRequest) -> HttpResponse:
    """Every check that is public or was, with what can be done to it."""
    found = queries.checks(request.GET.get("page", ""))
    for row in found.items:
        row.verdict.was_published = True
        row.acts = [(name, can(request.user, f"verdict.{name}", row.verdict)) for name in ("correct", "retract")]
    return render_page(request, "desk/publish/checks.html", {"page": found})


@signed_in
@get_and_post
def publish(request: StaffRequest, verdict_id: int) -> HttpResponse:
    """GET shows the document that would be published; POST publishes it: exactly the one that was read, or nothing."""
    verdict = _verdict(request, verdict_id)

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
        return _done(request, "Published", outcome.value)
    verdict = _verdict(request, verdict_id)
    may_publish = can(request.user, "verdict.publish", verdict)
    if not outcome.refusal:
        permit(request.user, "verdict.publish", verdict)
    context: dict[str, Any] = {
        "verdict": verdict,
        "claim": verdict.claim,
        "gate": gate_for(verdict.claim, verdict.latest),
        "may_publish": may_publish,
        **outcome.context,
    }
    try:
        made = actions.draft_publication(verdict)
    except Refused as refused:
        context |= {"refused": refused, "may_reopen": can(request.user, "verdict.reopen", verdict)}
        context["reopening"] = MoveForm(move=MOVES["reopen"], initial={"version": verdict.version})
    else:
        seen = {"version": verdict.version, "seen": made.seen}
        if outcome.form.is_bound:
            set_data(outcome.form, **seen)
        else:
            context["form"] = PublishForm(initial=seen)
        context |= {
            "check": made.document,
            "displayed_rating": displayed_rating(made.document),
            "cautions": prepublication_notes(made.document),
            "address": public_url(public_base(request), "check", slug=made.document["slug"]),
            "is_preview": True,
            "correction": made.correction,
        }
    return render_page(request, "desk/publish/publish.html", context, status=outcome.status)


@signed_in
@get_and_post
def correct(request: StaffRequest, verdict_id: int) -> HttpResponse:
    """Open a correction; if one is open, reword its notice. A submitted form names the correction that it rewords."""
    verdict = _verdict(request, verdict_id)
    opened = _opened(verdict)
    if "correction" in request.POST:
        return _reword(request, verdict, _named(verdict, request.POST["correction"]))
    if request.method != "POST" and opened:
        permit(request.user, "correction.reword", opened)
        return _reword(request, verdict, opened)
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
        reload=lambda: _verdict(request, verdict_id),
    )
    if outcome.is_saved:
        return saved(request, "", to=reverse("desk:verdict", args=[verdict.claim_id]), changed=["verdict"])
    now = outcome.row or verdict
    opened = _opened(now)
    if outcome.refusal and opened and can(request.user, "correction.reword", opened):
        # somebody opened a correction meanwhile: its notice is what can be changed now
        refused: Outcome[RewordForm, Correction] = Outcome(
            RewordForm.of(opened), outcome.status, refusal=outcome.refusal, entered=outcome.entered
        )
        return _form(request, "correct", now, refused, correction=opened)
    return _form(request, "correct", now, outcome)


@signed_in
@get_and_post
def retract(request: StaffRequest, verdict_id: int) -> HttpResponse:
    verdict = _verdict(request, verdict_id)
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
        reload=lambda: _verdict(request, verdict_id),
    )
    if outcome.is_saved and outcome.value:
        return _done(request, "Retracted", outcome.value)
    return _form(request, "retract", outcome.row or verdict, outcome)


def _done(request: StaffRequest, what: str, publication: Publication) -> HttpResponse:
    """To the list of checks, with a link to the public page."""
    message = format_html(
        '{}: “{}”. <a href="{}">Open the public page</a>',
        what,
        publication.verdict.claim.statement,
        reverse("public:check", args=[publication.slug]),
    )
    return saved(request, message, to=reverse("desk:checks"), changed=["verdict", "publication"])


def _reword(request: StaffRequest, verdict: Verdict, correction: Correction) -> HttpResponse:
    """Change the notice of a correction that is not public yet."""

    def save(form: RewordForm) -> Correction:
        return actions.edit_correction_notice(person=request.user, correction=correction, **form.arguments())

    outcome = submit(
        request,
        RewordForm.of(correction, request),
        save,
        permission="correction.reword",
        subject=correction,
        reload=lambda: _named(verdict, str(correction.pk)),
    )
    if outcome.is_saved:
        return saved(request, "", to=reverse("desk:verdict", args=[verdict.claim_id]), changed=["verdict"])
    return _form(request, "correct", _verdict(request, verdict.pk), outcome, correction=outcome.row or correction)


def _named(verdict: Verdict, number: str) -> Correction:
    """The correction of the verdict whose id a form names."""
    known = Correction.objects.filter(verdict=verdict).select_related("verdict")
    return get_object_or_404(known, pk=int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0)


def _opened(verdict: Verdict) -> Correction | None:
    return Correction.objects.filter(verdict=verdict, publication=None).select_related("verdict").first()


def _verdict(request: StaffRequest, verdict_id: int) -> Verdict:
    return get_object_or_404(Verdict.objects.visible_to(request.user).select_related("claim__claimant", "author"), pk=verdict_id)


def _form(
    request: StaffRequest, act: str, verdict: Verdict, outcome: Outcome[Any, Any], *, correction: Correction | None = None
) -> HttpResponse:
    """The page of a correction or retraction. A form that cannot be submitted any more is replaced by what was entered."""
    may_act = can(request.user, "correction.reword", correction) if correction else can(request.user, f"verdict.{act}", verdict)
    context = {
        "verdict": verdict,
        "claim": verdict.claim,
        "public": Publication.objects.filter(verdict=verdict, is_current=True).first(),
        "correction": correction,
        "may_act": may_act,
        # another form than the submitted one is shown after somebody opened a correction meanwhile
        "may_send": may_act and outcome.form.is_bound,
        **outcome.context,
    }
    return render_page(request, f"desk/publish/{act}.html", context, status=outcome.status)
