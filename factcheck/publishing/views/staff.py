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
from factcheck.publishing.forms import CorrectForm, Notice, RetractForm
from factcheck.publishing.models import Correction, Publication
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.queries import gate_of
from factcheck.web.answers import go, show
from factcheck.web.decisions import can, permit
from factcheck.web.errors import Invalid, Refused
from factcheck.web.signin import get_and_post, get_only, staff
from factcheck.web.typed import put_beside


class Seen(forms.Form):
    """What the editor read: the verdict's version and the digest of the document."""

    version = forms.IntegerField()
    seen = forms.CharField(max_length=64)


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
    """Open a correction; where one is open, reword its notice."""
    verdict = _verdict(request, verdict_id)
    opened = Correction.objects.filter(verdict=verdict, publication=None).select_related("verdict").first()
    if opened:
        return _reword(request, opened)
    form = CorrectForm(request.POST or None, initial={"version": verdict.version})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.correct(
                person=request.user,
                verdict=verdict,
                correction_kind=typed["correction_kind"],
                notice=typed["notice"],
                seen_version=typed["version"],
            )
        except Invalid as invalid:
            put_beside(form, invalid)
        else:
            return go(request, reverse("desk:verdict", args=[verdict.claim_id]), changed=["verdict"])
    permit(request.user, "verdict.correct", verdict)
    return _form(request, "publishing/correct.html", verdict, form)


@staff
@get_and_post
def retract(request: StaffRequest, verdict_id: int) -> HttpResponse:
    verdict = _verdict(request, verdict_id)
    form = RetractForm(request.POST or None, initial={"version": verdict.version})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            publication = actions.retract(
                person=request.user, verdict=verdict, notice=typed["notice"], seen_version=typed["version"]
            )
        except Invalid as invalid:
            put_beside(form, invalid)
        else:
            return _done(request, "Retracted", publication)
    permit(request.user, "verdict.retract", verdict)
    return _form(request, "publishing/retract.html", verdict, form)


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


def _reword(request: StaffRequest, correction: Correction) -> HttpResponse:
    form = Notice(request.POST or None, initial={"notice": correction.notice, "version": correction.version})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.reword(person=request.user, correction=correction, notice=typed["notice"], seen_version=typed["version"])
        except Invalid as invalid:
            put_beside(form, invalid)
        else:
            return go(request, reverse("desk:verdict", args=[correction.verdict.claim_id]), changed=["verdict"])
    permit(request.user, "correction.reword", correction)
    return _form(request, "publishing/correct.html", correction.verdict, form, correction=correction)


def _verdict(request: StaffRequest, verdict_id: int) -> Verdict:
    return get_object_or_404(Verdict.objects.visible_to(request.user).select_related("claim__claimant", "author"), pk=verdict_id)


def _form(request: StaffRequest, template: str, verdict: Verdict, form: Notice, **more: Any) -> HttpResponse:
    public = Publication.objects.filter(verdict=verdict, is_current=True).first()
    context = {"verdict": verdict, "claim": verdict.claim, "form": form, "public": public, **more}
    return show(request, template, context, status=422 if form.errors else 200)
