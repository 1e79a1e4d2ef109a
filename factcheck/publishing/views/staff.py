"""The acts of publishing, for the newsroom: read exactly what will be public, then publish, correct or retract it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html

from factcheck.accounts.requests import StaffRequest
from factcheck.publishing import actions, queries
from factcheck.publishing.cacheable import address, base_of
from factcheck.publishing.cautions import cautions
from factcheck.publishing.claimreview import shown_rating
from factcheck.publishing.forms import CorrectForm, Notice, RetractForm, RewordForm
from factcheck.publishing.models import Correction, Publication
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.queries import gate_of
from factcheck.web.answers import go, show
from factcheck.web.decisions import can, permit
from factcheck.web.errors import Invalid, Refused
from factcheck.web.form_fields import LineField
from factcheck.web.signin import get_and_post, get_only, staff
from factcheck.web.typed import keep


class Seen(forms.Form):
    """What the editor read: the verdict's version and the digest of the document."""

    version = forms.IntegerField()
    seen = LineField(max_length=64)


@staff
@get_only
def checks(request: StaffRequest) -> HttpResponse:
    """Every check that is public or was, with what can be done to it."""
    found = queries.checks(request.GET.get("page", ""))
    for row in found.items:
        row.verdict.was_published = True
        row.acts = [(name, can(request.user, f"verdict.{name}", row.verdict)) for name in ("correct", "retract")]
    return show(request, "publishing/checks.html", {"page": found})


@staff
@get_and_post
def publish(request: StaffRequest, verdict_id: int) -> HttpResponse:
    """GET shows the document that would be published, POST publishes it: exactly the one that was read, or nothing."""
    verdict = _verdict(request, verdict_id)
    if request.method == "POST":
        form = Seen(request.POST)
        if not form.is_valid():
            raise Invalid({field: [str(one) for one in said] for field, said in form.errors.items()})
        publication = actions.publish(
            person=request.user,
            verdict=verdict,
            seen_version=form.cleaned_data["version"],
            seen_document=form.cleaned_data["seen"],
        )
        return _done(request, "Published", publication)
    permit(request.user, "verdict.publish", verdict)
    context: dict[str, Any] = {"verdict": verdict, "claim": verdict.claim, "gate": gate_of(verdict.claim, verdict.latest)}
    try:
        made = actions.draft(verdict)
    except Refused as refused:
        context |= {"refused": refused, "may_reopen": can(request.user, "verdict.reopen", verdict)}
    else:
        context |= {
            "check": made.document,
            "seen": made.seen,
            "shown": shown_rating(made.document),
            "cautions": cautions(made.document),
            "address": address(base_of(request), "check", slug=made.document["slug"]),
            "is_preview": True,
            "correction": made.correction,
        }
    return show(request, "publishing/publish.html", context)


@staff
@get_and_post
def correct(request: StaffRequest, verdict_id: int) -> HttpResponse:
    """Open a correction; where one is open, reword its notice. A sent form says itself which of the two it is."""
    verdict = _verdict(request, verdict_id)
    if request.method != "POST":
        if opened := _opened(verdict):
            permit(request.user, "correction.reword", opened)
            return _form(request, "correct", verdict, RewordForm.of(opened), correction=opened)
        permit(request.user, "verdict.correct", verdict)
        return _form(request, "correct", verdict, CorrectForm(initial={"version": verdict.version}))
    if "correction" in request.POST:
        return _reword(request, verdict)
    form = CorrectForm(request.POST)
    try:
        if not form.is_valid():
            permit(request.user, "verdict.correct", verdict)
            return _form(request, "correct", verdict, form, status=422)
        said = form.cleaned_data
        actions.correct(
            person=request.user,
            verdict=verdict,
            correction_kind=said["correction_kind"],
            notice=said["notice"],
            seen_version=said["version"],
            token=said["token"],
        )
    except Refused as refused:
        now = _verdict(request, verdict_id)
        kept = keep(form, refused, version=now.version)
        if (opened := _opened(now)) and can(request.user, "correction.reword", opened):
            return _form(request, "correct", now, RewordForm.of(opened), correction=opened, **kept)
        return _form(request, "correct", now, form, **kept)
    return go(request, reverse("desk:verdict", args=[verdict.claim_id]), changed=["verdict"])


@staff
@get_and_post
def retract(request: StaffRequest, verdict_id: int) -> HttpResponse:
    verdict = _verdict(request, verdict_id)
    if request.method != "POST":
        permit(request.user, "verdict.retract", verdict)
        return _form(request, "retract", verdict, RetractForm(initial={"version": verdict.version}))
    form = RetractForm(request.POST)
    try:
        if not form.is_valid():
            permit(request.user, "verdict.retract", verdict)
            return _form(request, "retract", verdict, form, status=422)
        said = form.cleaned_data
        publication = actions.retract(person=request.user, verdict=verdict, notice=said["notice"], seen_version=said["version"])
    except Refused as refused:
        now = _verdict(request, verdict_id)
        return _form(request, "retract", now, form, **keep(form, refused, version=now.version))
    return _done(request, "Retracted", publication)


def _done(request: StaffRequest, what: str, publication: Publication) -> HttpResponse:
    """To the list of checks, where the act is said and the public page is one step away."""
    said = format_html(
        '{}: “{}”. <a href="{}">Open the public page</a>',
        what,
        publication.verdict.claim.statement,
        reverse("publishing:check", args=[publication.slug]),
    )
    messages.success(request, said)
    return go(request, reverse("publishing:checks"), changed=["verdict", "publication"])


def _reword(request: StaffRequest, verdict: Verdict) -> HttpResponse:
    form = RewordForm(request.POST)
    number = form["correction"].value() or ""
    known = Correction.objects.filter(verdict=verdict).select_related("verdict")
    correction = get_object_or_404(known, pk=int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0)
    try:
        if not form.is_valid():
            permit(request.user, "correction.reword", correction)
            return _form(request, "correct", verdict, form, correction=correction, status=422)
        said = form.cleaned_data
        actions.reword(person=request.user, correction=correction, notice=said["notice"], seen_version=said["version"])
    except Refused as refused:
        now = known.get(pk=correction.pk)
        kept = keep(form, refused, now=RewordForm.of(now), version=now.version)
        return _form(request, "correct", _verdict(request, verdict.pk), form, correction=now, **kept)
    return go(request, reverse("desk:verdict", args=[verdict.claim_id]), changed=["verdict"])


def _opened(verdict: Verdict) -> Correction | None:
    return Correction.objects.filter(verdict=verdict, publication=None).select_related("verdict").first()


def _verdict(request: StaffRequest, verdict_id: int) -> Verdict:
    return get_object_or_404(Verdict.objects.visible_to(request.user).select_related("claim__claimant", "author"), pk=verdict_id)


def _form(
    request: StaffRequest,
    act: str,
    verdict: Verdict,
    form: Notice,
    *,
    correction: Correction | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page of the act. Where the form that was refused can be sent no more, the page shows what was typed instead of it."""
    may_act = can(request.user, "correction.reword", correction) if correction else can(request.user, f"verdict.{act}", verdict)
    context = {
        "verdict": verdict,
        "claim": verdict.claim,
        "form": form,
        "public": Publication.objects.filter(verdict=verdict, is_current=True).first(),
        "correction": correction,
        "may_act": may_act,
        # another form stands here than the one that was sent: where a correction was opened meanwhile
        "may_send": may_act and form.is_bound,
        **more,
    }
    return show(request, f"publishing/{act}.html", context, status=status)
