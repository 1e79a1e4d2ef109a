"""The reading desk: an article with its claims, and the three forms for selected text."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TypeVar, cast

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.articles.models import Article
from factcheck.claims import actions as claim_actions
from factcheck.claims.fields import MAX_SPANS
from factcheck.claims.models import Claim
from factcheck.claims.nearest import nearest_claims
from factcheck.claims.new_mention import NewMention
from factcheck.claims.quotation import guess_mode
from factcheck.desk.name_fields import stated_kinds
from factcheck.desk.reading import messages
from factcheck.desk.reading.chosen import selected_claim
from factcheck.desk.reading.claim_options import matching_claims
from factcheck.desk.reading.copying import last_details
from factcheck.desk.reading.filters import choice_named, counts_of_new
from factcheck.desk.reading.forms import (
    FORMS,
    NewClaimForm,
    NewMentionForm,
    NewPassageForm,
    SelectedTextForm,
    blank_form,
    blank_forms,
)
from factcheck.desk.reading.no_script import options_for, parse_number, plain_page, rejected_page, suggestion_page
from factcheck.desk.reading.page import ListRequest, choices_of, count_of, desk_rows, last_of, part_of, unplaced_of
from factcheck.desk.reading.passages import marked_passages, passages_of
from factcheck.desk.reading.queries import reading_rows, with_list
from factcheck.desk.reading.texts import reading_text, submitted_revision
from factcheck.desk.selection import SentencesField
from factcheck.evidence.actions import attach
from factcheck.web.access import get_only, post_only, signed_in
from factcheck.web.decisions import can, permit
from factcheck.web.errors import FormAlreadyUsed, Invalid
from factcheck.web.keyed_values import keyed
from factcheck.web.responses import render_page, trigger_changes, wants_fragment
from factcheck.web.submission import Outcome, saved, submit

PAGE = "desk/reading/article.html"
AnySelectedTextForm = TypeVar("AnySelectedTextForm", bound=SelectedTextForm)


@signed_in
@get_only
def article(request: StaffRequest, article_id: int) -> HttpResponse:
    """The reading desk; for htmx only the selected claim, with `list` also its part of the list, with `from` only that part."""
    claim_id = _query_number(request, "claim")
    if "plain" in request.GET:
        return plain_page(request, reading_text(request.user, article_id, _query_number(request, "revision")), claim_id)
    if wants_fragment(request) and claim_id and "list" not in request.GET:
        panel = selected_claim(request.user, claim_id, article_id)
        return render(request, "desk/reading/chosen.html", {"chosen": panel, "may_mark": can(request.user, "mention.add")})
    text = reading_text(request.user, article_id, _query_number(request, "revision"), is_lazy=True)
    may_mark = can(request.user, "mention.add")
    chosen = selected_claim(request.user, claim_id, text.article.pk) if claim_id else None
    chosen_id, only = chosen.claim.pk if chosen else None, choice_named(request.GET.get("show", ""))
    listing = ListRequest(request.user.pk, only, request.GET.get("from", ""), chosen_id)
    desk = desk_rows(text.revision, listing)
    part = keyed(part_of, desk, listing.of_everybody)
    context = {
        "text": text,
        "article": text.article,
        "part": part,
        "only": only,
        "parameters": request.GET,
        "chosen": chosen,
        "may_mark": may_mark,
    }
    if wants_fragment(request) and ("list" in request.GET or "from" in request.GET):
        return render(request, "desk/reading/part.html", context)
    return render_page(
        request,
        PAGE,
        {
            **context,
            "is_list_kept": chosen is None,
            "count": keyed(count_of, desk, listing.of_everybody),
            "list_choices": keyed(choices_of, desk, listing),
            "unplaced": keyed(unplaced_of, desk),
            "passages": keyed(passages_of, desk.passages),
            "closed": with_list(article_id, desk.closed, is_listed="closed" in request.GET),
            "last": keyed(last_of, desk, listing.own) if may_mark else None,
            "forms": blank_forms(text.revision.number) if may_mark and text.is_newest else None,
            "is_chosen_listed": chosen_id is not None and any(row.id == chosen_id for row in part.rows),
            "view": "work" if claim_id else "text",
            "is_open": bool(claim_id) or "open" in request.GET,
        },
    )


@signed_in
@post_only
def add_claim(request: StaffRequest, article_id: int) -> HttpResponse:
    def save(form: NewClaimForm) -> Claim:
        mention = NewMention(form.of_revision, form.selectors, **form.mention_values())
        return claim_actions.add_claim(
            person=request.user,
            mention=mention,
            denies=form.cleaned_data["denies"],
            kinds=stated_kinds(form),
            token=form.cleaned_data["token"],
            **form.values(),
        )

    if "mention_of" in request.POST or "nearest" in request.POST:
        permit(request.user, "claim.add")
        return suggestion_page(request, _article_with_outlet(request, article_id))
    outcome = submit(request, _submitted_form(request, article_id, NewClaimForm), save, permission=NewClaimForm.permission)
    message = messages.DENIAL_SAVED if outcome.is_saved and outcome.form.cleaned_data["denies"] else messages.CLAIM_SAVED
    return _respond_to_submission(request, outcome, message, ["claim"])


@signed_in
@post_only
def add_mention(request: StaffRequest, article_id: int) -> HttpResponse:
    def save(form: NewMentionForm) -> Claim:
        claim = cast(Claim, form.cleaned_data["claim"])
        mention = NewMention(form.of_revision, form.selectors, **form.mention_values())
        claim_actions.add_mention(
            person=request.user, claim=claim, mention=mention, kinds=stated_kinds(form), token=form.cleaned_data["token"]
        )
        return claim

    outcome = submit(request, _submitted_form(request, article_id, NewMentionForm), save, permission=NewMentionForm.permission)
    return _respond_to_submission(request, outcome, messages.MENTION_SAVED, ["claim", "mention"])


@signed_in
@post_only
def add_passage(request: StaffRequest, article_id: int) -> HttpResponse:
    def save(form: NewPassageForm) -> Claim:
        claim: Claim = form.cleaned_data["claim"]
        attach(person=request.user, claim=claim, quoted_from=form.passage, token=form.cleaned_data["token"], **form.values())
        return claim

    outcome = submit(request, _submitted_form(request, article_id, NewPassageForm), save, permission=NewPassageForm.permission)
    return _respond_to_submission(request, outcome, messages.EVIDENCE_ATTACHED, ["evidence"])


@signed_in
@get_only
def claim_options(request: StaffRequest) -> HttpResponse:
    """Claims to choose from: the selected one first, with `own` then those of the article, then the best matches for `q`."""
    query, article_id = request.GET.get("q", "")[:2000], _query_number(request, "article")
    form_name = request.GET.get("act") if request.GET.get("act") in FORMS else "mention"
    claim_id = _query_number(request, "claim")
    is_own_first = "own" in request.GET
    options = matching_claims(request.user, query, article_id=article_id, first=claim_id, is_own_first=is_own_first)
    context = {
        "options": options,
        "query": query,
        "form_name": form_name,
        "article_id": article_id,
        "chosen_claim": claim_id,
    }
    return render_page(request, "desk/reading/options.html", context, fragment="claim-options")


@signed_in
@get_only
def nearest(request: StaffRequest) -> HttpResponse:
    """The claims that are nearest to `statement`, for the form of a new claim."""
    statement = request.GET.get("statement", "")[:2000]
    context = {"nearest": nearest_claims(request.user, statement), "statement": statement}
    return render_page(request, "desk/reading/nearest.html", context, fragment="nearest-claims")


@signed_in
@get_only
def guessed_mode(request: StaffRequest, article_id: int) -> HttpResponse:
    """The guessed mode of the selected text as JSON. It is empty if it is uncertain.

    `selection`: `START-END` in code points, once for each part. Raises Invalid if one is malformed.
    """
    revision = submitted_revision(request.user, article_id, request.GET.get("revision", ""))
    if revision is None:
        raise Http404
    try:
        spans = SentencesField(required=False).clean(request.GET.getlist("selection")[: MAX_SPANS + 1])
    except ValidationError as error:
        raise Invalid({"selection": " ".join(error.messages)}) from error
    return JsonResponse({"mode": guess_mode(revision.text, spans) or ""})


def _submitted_form(request: StaffRequest, article_id: int, form_class: type[AnySelectedTextForm]) -> AnySelectedTextForm:
    """The submitted form, for the revision that the page displayed."""
    revision = submitted_revision(request.user, article_id, request.POST.get("revision", ""))
    article = revision.article if revision else _article_with_outlet(request, article_id)
    return form_class(request.POST, article=article, loaded=revision)


def _respond_to_submission(
    request: StaffRequest, outcome: Outcome[AnySelectedTextForm, Claim], message: str, changed: Sequence[str]
) -> HttpResponse:
    """The response to one of the three forms: a fragment for htmx, otherwise a redirect or the page with the rejected form."""
    claim = outcome.value
    if wants_fragment(request):
        return _saved_fragment(request, outcome.form, claim, message, changed) if claim else _rejected_fragment(request, outcome)
    if claim:
        url = reverse("desk:article", args=[outcome.form.article.pk])
        place = "chosen" if outcome.form.name == "passage" else f"claim-{claim.pk}"
        return saved(request, message, to=f"{url}?plain=1&claim={claim.pk}#{place}", changed=changed)
    return rejected_page(request, outcome)


def _saved_fragment(
    request: StaffRequest, form: SelectedTextForm, claim: Claim, message: str, changed: Sequence[str]
) -> HttpResponse:
    """The new row, the panel of the claim, and a new idempotency key.

    A form that the server had returned has the submitted values as its defaults, so an empty one replaces it.
    """
    rows, _ = reading_rows(form.of_revision, claim_id=claim.pk)
    passages = [p for p in marked_passages(form.of_revision) if p.claim_id == claim.pk] if form.name == "passage" else []
    context = {
        "rows": rows,
        "passages": passages,
        "claim": claim,
        "panel": selected_claim(request.user, claim.pk, form.article.pk, is_new=True),
        "may_mark": can(request.user, "mention.add"),
        "last": last_details(rows, request.user.pk),
        "counts": counts_of_new(rows, request.user.pk) if form.name != "passage" else "",
        "form_name": form.name,
        "form": blank_form(form.name, form.of_revision.number) if "returned" in request.POST else None,
        "article": form.article,
        "token": uuid.uuid4(),
        "announcement": message,
    }
    return trigger_changes(render(request, "desk/reading/saved.html", context), changed)


def _rejected_fragment(request: StaffRequest, outcome: Outcome[AnySelectedTextForm, Claim]) -> HttpResponse:
    """The form with its errors. A refusal is rendered in the notice of the page, and the form in the browser stays unchanged.

    FormAlreadyUsed is the exception: the form needs a new idempotency key before it can be submitted again.
    """
    form, refusal = outcome.form, outcome.refusal
    if isinstance(refusal, FormAlreadyUsed):
        form.add_error(None, f"{refusal.message} {refusal.next_step}")
    elif refusal:
        raise refusal
    options = options_for(request.user, form, request.POST.get("q") or None)
    context = {"form": form, "article": form.article, "options": options}
    return render(request, f"desk/reading/{form.name}_form.html", context, status=422)


def _article_with_outlet(request: StaffRequest, article_id: int) -> Article:
    return get_object_or_404(Article.objects.visible_to(request.user).select_related("outlet"), pk=article_id)


def _query_number(request: StaffRequest, name: str) -> int | None:
    """A number in the query string, or None. Raises Invalid if it is not a number."""
    value = request.GET.get(name, "")
    number = parse_number(value)
    if value and number is None:
        raise Invalid({name: messages.PARAMETER_NOT_A_NUMBER})
    return number
