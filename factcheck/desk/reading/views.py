"""The reading desk: an article with its claims beside it, and the three acts on selected words."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.articles.models import Article
from factcheck.claims.actions import add_claim as add
from factcheck.claims.actions import add_mention
from factcheck.claims.models import Claim
from factcheck.claims.new_mention import NewMention
from factcheck.desk.reading.forms import ACTS, ActForm, NewClaimForm, NewMentionForm, PassageForm, blank_forms
from factcheck.desk.reading.plain import plain_page, plain_refused
from factcheck.desk.reading.queries import chosen_of, options_for, passages_of, rows_of, shown_revision, text_of
from factcheck.evidence.actions import attach
from factcheck.evidence.locators import Passage
from factcheck.web.answers import announce, go, is_fragment, show
from factcheck.web.decisions import can, permit
from factcheck.web.errors import FormAlreadyUsed, Invalid, Refused
from factcheck.web.signin import get_only, post_only, staff
from factcheck.web.typed import put_beside, send_again

PAGE = "desk/reading/article.html"


@staff
@get_only
def article(request: StaffRequest, article_id: int) -> HttpResponse:
    """The desk. For htmx only the chosen claim."""
    claim_id = _number(request, "claim")
    if "plain" in request.GET:
        return plain_page(request, text_of(request.user, article_id, _number(request, "revision")), claim_id)
    if is_fragment(request) and claim_id:
        article = _article(request, article_id)
        context = {
            "chosen": chosen_of(request.user, claim_id, article),
            "article": article,
            "may_mark": can(request.user, "mention.add"),
        }
        return render(request, "desk/reading/chosen.html", context)
    text = text_of(request.user, article_id, _number(request, "revision"))
    rows, waiting = rows_of(text.revision)
    may_mark = can(request.user, "mention.add")
    return show(
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
            "chosen": chosen_of(request.user, claim_id, text.article) if claim_id else None,
            "view": "work" if claim_id else "text",
            "is_open": bool(claim_id) or "open" in request.GET,
        },
    )


@staff
@post_only
def add_claim(request: StaffRequest, article_id: int) -> HttpResponse:
    def save(form: NewClaimForm) -> Claim:
        clean = form.cleaned_data
        mention = NewMention(form.of_revision, form.selectors, clean["mode"], clean["chain"])
        return add(person=request.user, mention=mention, token=clean["token"], **form.values())

    return _act(request, article_id, NewClaimForm, save, "Claim saved.")


@staff
@post_only
def mention_add(request: StaffRequest, article_id: int) -> HttpResponse:
    def save(form: NewMentionForm) -> Claim:
        clean, claim = form.cleaned_data, cast(Claim, form.cleaned_data["claim"])
        mention = NewMention(form.of_revision, form.selectors, clean["mode"], clean["chain"])
        add_mention(person=request.user, claim=claim, mention=mention, token=clean["token"])
        return claim

    return _act(request, article_id, NewMentionForm, save, "Mention saved.", ("claim", "mention"))


@staff
@post_only
def passage_add(request: StaffRequest, article_id: int) -> HttpResponse:
    def save(form: PassageForm) -> Claim:
        claim: Claim = form.cleaned_data["claim"]
        fields = form.values()
        fields["source"] = fields["source"] or form.article.outlet
        passage = Passage(form.of_revision, form.selectors[0])
        attach(person=request.user, claim=claim, found=passage, token=form.cleaned_data["token"], **fields)
        return claim

    return _act(request, article_id, PassageForm, save, "Evidence attached.", ("evidence",))


@staff
@get_only
def claim_options(request: StaffRequest) -> HttpResponse:
    """Claims to choose from, the nearest to the words `q` first."""
    words, article_id = request.GET.get("q", "")[:2000], _number(request, "article")
    act = request.GET.get("act") if request.GET.get("act") in ACTS else "mention"
    options = options_for(request.user, words, article_id=article_id)
    context = {"options": options, "words": words, "act": act, "article_id": article_id}
    return show(request, "desk/reading/options.html", context, fragment="claim-options")


def _act(
    request: StaffRequest,
    article_id: int,
    kind: type[ActForm],
    save: Callable[[Any], Claim],
    said: str,
    changed: Sequence[str] = ("claim",),
) -> HttpResponse:
    """One act: the form checked, saved in one transaction, and answered with what is new on the screen."""
    shown = shown_revision(request.user, article_id, request.POST.get("revision", ""))
    form = kind(request.POST, article=shown.article if shown else _article(request, article_id), shown=shown)
    try:
        permit(request.user, form.rule)
        if form.is_valid():
            claim = save(form)
            return _saved(request, form, claim, said, changed)
    except Invalid as error:
        put_beside(form, error)
    except Refused as error:
        if not is_fragment(request):
            return plain_refused(request, form, error)
        if not isinstance(error, FormAlreadyUsed):
            raise
        # into #notice goes no form, and without a new token this one could never be sent again
        form.add_error(None, f"{error.message} {error.next_step}")
        send_again(form, token=uuid.uuid4())
    if is_fragment(request):
        return render(request, f"desk/reading/{form.act}_form.html", _form_context(request, form), status=422)
    return plain_page(request, text_of(request.user, article_id), None, form=form, status=422)


def _saved(request: StaffRequest, form: ActForm, claim: Claim, said: str, changed: Sequence[str]) -> HttpResponse:
    """For htmx the new row and a fresh token, nothing else: the words are painted at once, and the panel asks for itself then."""
    here = reverse("desk:article", args=[form.article.pk])
    if not is_fragment(request):
        return go(request, f"{here}?plain=1&claim={claim.pk}", changed=changed)
    rows, _ = rows_of(form.of_revision, claim_id=claim.pk)
    passages = [p for p in passages_of(form.of_revision) if p.claim_id == claim.pk] if form.act == "passage" else []
    context = {
        "rows": rows,
        "passages": passages,
        "claim": claim,
        "act": form.act,
        "token": uuid.uuid4(),
        "said": said,
    }
    return announce(render(request, "desk/reading/saved.html", context), changed)


def _form_context(request: StaffRequest, form: ActForm) -> dict[str, Any]:
    words = " ".join(piece.exact for piece in form.selectors)
    options = options_for(request.user, request.POST.get("q") or words, article_id=form.article.pk) if form.act != "claim" else ()
    return {"form": form, "article": form.article, "options": options}


def _article(request: StaffRequest, article_id: int) -> Article:
    return get_object_or_404(Article.objects.visible_to(request.user).select_related("outlet"), pk=article_id)


def _number(request: StaffRequest, name: str) -> int | None:
    """A number of the address. Raises Invalid with its name for anything else."""
    said = request.GET.get(name, "")
    if said and not (said.isascii() and said.isdigit() and len(said) <= 18):
        raise Invalid({name: "This part of the address is not a number."})
    return int(said) if said else None
