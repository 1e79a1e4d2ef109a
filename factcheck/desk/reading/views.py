"""The reading desk: an article with its claims, and the three forms for selected text."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TypeVar, cast

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.articles.models import Article
from factcheck.claims.actions import add_claim as add
from factcheck.claims.actions import add_mention
from factcheck.claims.models import Claim
from factcheck.claims.new_mention import NewMention
from factcheck.desk.reading.forms import ACTS, ActForm, NewClaimForm, NewMentionForm, NewPassageForm, blank_forms
from factcheck.desk.reading.no_script import plain_page, rejected_page
from factcheck.desk.reading.queries import options_for, passages_of, rows_of, selected_claim, shown_revision, text_of
from factcheck.evidence.actions import attach
from factcheck.web.access import get_only, post_only, signed_in
from factcheck.web.decisions import can
from factcheck.web.errors import FormAlreadyUsed, Invalid
from factcheck.web.responses import render_page, trigger_changes, wants_fragment
from factcheck.web.submission import Outcome, saved, submit

PAGE = "desk/reading/article.html"
AnyActForm = TypeVar("AnyActForm", bound=ActForm)


@signed_in
@get_only
def article(request: StaffRequest, article_id: int) -> HttpResponse:
    """The desk. For htmx only the chosen claim."""
    claim_id = _number(request, "claim")
    if "plain" in request.GET:
        return plain_page(request, text_of(request.user, article_id, _number(request, "revision")), claim_id)
    if wants_fragment(request) and claim_id:
        article = _article(request, article_id)
        context = {
            "chosen": selected_claim(request.user, claim_id, article),
            "article": article,
            "may_mark": can(request.user, "mention.add"),
        }
        return render(request, "desk/reading/chosen.html", context)
    text = text_of(request.user, article_id, _number(request, "revision"))
    rows, waiting = rows_of(text.revision)
    may_mark = can(request.user, "mention.add")
    return render_page(
        request,
        PAGE,
        {
            "text": text,
            "article": text.article,
            "rows": rows,
            "waiting": waiting,
            "passages": passages_of(text.revision),
            "may_mark": may_mark,
            "forms": blank_forms(text.revision.number) if may_mark and text.is_newest else None,
            "chosen": selected_claim(request.user, claim_id, text.article) if claim_id else None,
            "view": "work" if claim_id else "text",
            "is_open": bool(claim_id) or "open" in request.GET,
        },
    )


@signed_in
@post_only
def add_claim(request: StaffRequest, article_id: int) -> HttpResponse:
    def save(form: NewClaimForm) -> Claim:
        mention = NewMention(form.of_revision, form.selectors, **form.mention_values())
        return add(person=request.user, mention=mention, token=form.cleaned_data["token"], **form.values())

    outcome = submit(request, _form(request, article_id, NewClaimForm), save, permission=NewClaimForm.permission)
    return _respond(request, outcome, "Claim saved.", ["claim"])


@signed_in
@post_only
def mention_add(request: StaffRequest, article_id: int) -> HttpResponse:
    def save(form: NewMentionForm) -> Claim:
        claim = cast(Claim, form.cleaned_data["claim"])
        mention = NewMention(form.of_revision, form.selectors, **form.mention_values())
        add_mention(person=request.user, claim=claim, mention=mention, token=form.cleaned_data["token"])
        return claim

    outcome = submit(request, _form(request, article_id, NewMentionForm), save, permission=NewMentionForm.permission)
    return _respond(request, outcome, "Mention saved.", ["claim", "mention"])


@signed_in
@post_only
def passage_add(request: StaffRequest, article_id: int) -> HttpResponse:
    def save(form: NewPassageForm) -> Claim:
        claim: Claim = form.cleaned_data["claim"]
        attach(person=request.user, claim=claim, quoted_from=form.passage, token=form.cleaned_data["token"], **form.values())
        return claim

    outcome = submit(request, _form(request, article_id, NewPassageForm), save, permission=NewPassageForm.permission)
    return _respond(request, outcome, "Evidence attached.", ["evidence"])


@signed_in
@get_only
def claim_options(request: StaffRequest) -> HttpResponse:
    """Claims to choose from, the nearest to the words `q` first."""
    words, article_id = request.GET.get("q", "")[:2000], _number(request, "article")
    act = request.GET.get("act") if request.GET.get("act") in ACTS else "mention"
    options = options_for(request.user, words, article_id=article_id)
    context = {"options": options, "words": words, "act": act, "article_id": article_id}
    return render_page(request, "desk/reading/options.html", context, fragment="claim-options")


def _form(request: StaffRequest, article_id: int, form_class: type[AnyActForm]) -> AnyActForm:
    """The submitted form, on the revision that was on the screen."""
    revision = shown_revision(request.user, article_id, request.POST.get("revision", ""))
    article = revision.article if revision else _article(request, article_id)
    return form_class(request.POST, article=article, shown=revision)


def _respond(request: StaffRequest, outcome: Outcome[AnyActForm, Claim], message: str, changed: Sequence[str]) -> HttpResponse:
    """The response to one of the three forms: for htmx a fragment, else a redirect, or the page with the form."""
    claim = outcome.value
    if wants_fragment(request):
        return _saved_fragment(request, outcome.form, claim, message, changed) if claim else _rejected_fragment(request, outcome)
    if claim:
        here = reverse("desk:article", args=[outcome.form.article.pk])
        return saved(request, "", to=f"{here}?plain=1&claim={claim.pk}", changed=changed)
    return rejected_page(request, outcome)


def _saved_fragment(request: StaffRequest, form: ActForm, claim: Claim, message: str, changed: Sequence[str]) -> HttpResponse:
    """The new row and a new idempotency key, and nothing else: the browser marks the text, then requests the panel."""
    rows, _ = rows_of(form.of_revision, claim_id=claim.pk)
    passages = [p for p in passages_of(form.of_revision) if p.claim_id == claim.pk] if form.act == "passage" else []
    context = {
        "rows": rows,
        "passages": passages,
        "claim": claim,
        "act": form.act,
        "token": uuid.uuid4(),
        "said": message,
    }
    return trigger_changes(render(request, "desk/reading/saved.html", context), changed)


def _rejected_fragment(request: StaffRequest, outcome: Outcome[AnyActForm, Claim]) -> HttpResponse:
    """The form with its errors. A refusal goes to the notice of the page, and the form stays in the browser as it is.

    FormAlreadyUsed is the exception: the form needs its new key to be submitted again.
    """
    form, refusal = outcome.form, outcome.refusal
    if isinstance(refusal, FormAlreadyUsed):
        form.add_error(None, f"{refusal.message} {refusal.next_step}")
    elif refusal:
        raise refusal
    words = " ".join(piece.exact for piece in form.selectors)
    options = options_for(request.user, request.POST.get("q") or words, article_id=form.article.pk) if form.act != "claim" else ()
    context = {"form": form, "article": form.article, "options": options}
    return render(request, f"desk/reading/{form.act}_form.html", context, status=422)


def _article(request: StaffRequest, article_id: int) -> Article:
    return get_object_or_404(Article.objects.visible_to(request.user).select_related("outlet"), pk=article_id)


def _number(request: StaffRequest, name: str) -> int | None:
    """A number of the address. Raises Invalid with its name for anything else."""
    said = request.GET.get(name, "")
    if said and not (said.isascii() and said.isdigit() and len(said) <= 18):
        raise Invalid({name: "This part of the address is not a number."})
    return int(said) if said else None
