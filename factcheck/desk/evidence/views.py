"""Gathering evidence: attaching, changing, withdrawing, reading a kept file, writing the search log."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from factcheck.accounts.requests import StaffRequest
from factcheck.archive import store
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.desk.evidence.queries import article_for, articles_for, claim_for, item_for, paragraphs_of
from factcheck.evidence import actions
from factcheck.evidence.forms import (
    ChangeForm,
    FileForm,
    FoundForm,
    PageForm,
    PassageForm,
    SearchForm,
    StanceForm,
    WithdrawForm,
)
from factcheck.evidence.models import Evidence
from factcheck.evidence.queries import Item, board_of
from factcheck.web.answers import announce, go, is_fragment, show
from factcheck.web.choices import Choice
from factcheck.web.decisions import can, permit
from factcheck.web.errors import Invalid, Refused
from factcheck.web.signin import get_and_post, get_only, place_of, post_only, staff
from factcheck.web.typed import keep

WAYS = {"page": "Web page", "file": "File", "passage": "Passage of the library"}


@staff
@get_and_post
def add(request: StaffRequest, claim_id: int) -> HttpResponse:
    """Attach a page, a file or a passage. The kind and the article of a passage stand in the address."""
    claim = claim_for(request.user, claim_id)
    way = request.GET.get("kind", "page")
    if way not in WAYS:
        raise Http404
    article = article_for(request.user, request.GET.get("article", "")) if way == "passage" else None
    if request.method != "POST":
        return _adding(
            request, claim, way, article, _form(way, claim, article, initial={"stance": request.GET.get("stance", "")})
        )
    form = _form(way, claim, article, request.POST, request.FILES)
    if form is None:
        permit(request.user, "evidence.attach", claim)
        raise Invalid({"article": "Choose the article first."})
    try:
        permit(request.user, "evidence.attach", claim)
        if not form.is_valid():
            return _adding(request, claim, way, article, form, status=422)
        item = actions.attach(
            person=request.user, claim=claim, found=form.found, token=form.cleaned_data["token"], **form.values()
        )
    except Refused as refused:
        return _adding(request, claim, way, article, form, **keep(form, refused, names={"exact": "quote"}))
    messages.success(request, f"Evidence attached: {item.get_stance_display()}.")
    return go(request, _on_claim(item), changed=["evidence"])


def _form(way: str, claim: Claim, article: Article | None, *sent: Any, initial: Any = None) -> FoundForm | None:
    if way == "page":
        return PageForm(*sent[:1], claim=claim, initial=initial)
    if way == "file":
        return FileForm(*sent, claim=claim, initial=initial)
    if article is None:
        return None
    return PassageForm(*sent[:1], claim=claim, article=article, initial={"revision": article.current.number, **(initial or {})})


def _adding(
    request: StaffRequest,
    claim: Claim,
    way: str,
    article: Article | None,
    form: FoundForm | None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    here = reverse("desk:evidence-add", args=[claim.pk])
    stance = (
        f"&stance={form['stance'].value()}" if form and form["stance"].value() in ("supports", "contradicts", "context") else ""
    )
    words = request.GET.get("q", "").strip()[:200]
    context = {
        "claim": claim,
        "way": way,
        "form": form,
        "article": article,
        "may_attach": can(request.user, "evidence.attach", claim),
        "segments": [Choice(label, f"{here}?kind={key}{stance}", key == way) for key, label in WAYS.items()],
        "most_bytes": settings.MOST_UPLOAD_BYTES,
        "words": words,
        **more,
    }
    if way == "passage" and article is None:
        context["articles"] = articles_for(request.user, claim, words)
    elif article is not None:
        context["paragraphs"] = paragraphs_of(article.current.text, set(request.POST.getlist("sentence")))
    return show(request, "desk/evidence/add.html", context, status=status)


@staff
@get_and_post
def evidence(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """One item in full: where it is kept, who attached it. POST changes what is said about it."""
    item = item_for(request.user, evidence_id)
    if request.method != "POST":
        return _item(request, item, ChangeForm(initial={**ChangeForm.of(item.row), "version": item.row.version}))
    form = ChangeForm(request.POST)
    try:
        permit(request.user, "evidence.change", item.row)
        if not form.is_valid():
            return _item(request, item, form, status=422)
        actions.change(person=request.user, item=item.row, seen_version=form.cleaned_data["version"], **form.values())
    except Refused as refused:
        now = item_for(request.user, evidence_id)
        shown = ChangeForm(initial=ChangeForm.of(now.row))
        return _item(request, now, form, **keep(form, refused, now=shown, version=now.row.version))
    messages.success(request, "Evidence saved.")
    return go(request, _on_claim(item.row), changed=["evidence"])


def _item(request: StaffRequest, item: Item, form: ChangeForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "item": item,
        "row": item.row,
        "claim": item.row.claim,
        "form": form,
        "may_change": can(request.user, "evidence.change", item.row),
        **more,
    }
    return show(request, "desk/evidence/page.html", context, status=status)


@staff
@post_only
def stance(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """Move an item to another column. For htmx the board anew, with an offer to take it back."""
    row = item_for(request.user, evidence_id).row
    form = StanceForm(request.POST)
    if not form.is_valid():
        raise Invalid({name: [str(one) for one in said] for name, said in form.errors.items()})
    before = row.stance
    changed = actions.change(
        person=request.user, item=row, seen_version=form.cleaned_data["version"], stance=form.cleaned_data["stance"]
    )
    said = f"Moved to {changed.get_stance_display()}."
    if not is_fragment(request):
        messages.success(request, said)
        return go(request, f"{place_of(request)}#evidence-{row.pk}" if "Referer" in request.headers else _on_claim(row))
    claim = claim_for(request.user, row.claim_id)
    context = {"board": board_of(claim, request.user), "said": said, "moved": changed, "before": before}
    return announce(render(request, "desk/evidence/moved.html", context), ["evidence"])


@staff
@get_and_post
def withdraw(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """Withdraw with a reason; the item stays on the record."""
    item = item_for(request.user, evidence_id)
    if request.method != "POST":
        return _withdrawing(request, item, WithdrawForm(initial={"version": item.row.version}))
    form = WithdrawForm(request.POST)
    try:
        permit(request.user, "evidence.change", item.row)
        if not form.is_valid():
            return _withdrawing(request, item, form, status=422)
        actions.withdraw(
            person=request.user,
            item=item.row,
            reason=form.cleaned_data["reason"],
            seen_version=form.cleaned_data["version"],
        )
    except Refused as refused:
        now = item_for(request.user, evidence_id)
        return _withdrawing(request, now, form, **keep(form, refused, version=now.row.version))
    messages.success(request, "Evidence withdrawn. It stays on the record with your reason.")
    return go(request, _on_claim(item.row), changed=["evidence"])


def _withdrawing(request: StaffRequest, item: Item, form: WithdrawForm, status: int = 200, **more: Any) -> HttpResponse:
    may_change = can(request.user, "evidence.change", item.row)
    context = {"item": item, "row": item.row, "claim": item.row.claim, "form": form, "may_change": may_change, **more}
    return show(request, "desk/evidence/withdraw.html", context, status=status)


@staff
@get_only
def file(request: StaffRequest, evidence_id: int) -> StreamingHttpResponse:
    """The kept bytes, only ever to save: whatever they are, a browser neither shows nor runs them here."""
    capture = item_for(request.user, evidence_id).row.capture
    if capture is None:
        raise Http404
    root = Path(settings.CAPTURES_ROOT)
    if not store.place(root, capture.sha256).exists():
        raise Refused("The bytes of this file are missing from the store.", next_step="Tell an administrator.")
    name = content_disposition_header(True, capture.name or capture.sha256)
    response = StreamingHttpResponse(store.read(root, capture.sha256), content_type="application/octet-stream")
    response["Content-Disposition"] = name
    response["Content-Length"] = capture.size
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@staff
@get_and_post
def search_add(request: StaffRequest, claim_id: int) -> HttpResponse:
    """Enter what was looked for, found or not."""
    claim = claim_for(request.user, claim_id)
    if request.method != "POST":
        return _searching(request, claim, SearchForm(initial={"sought": request.GET.get("sought", "")}))
    form = SearchForm(request.POST)
    try:
        permit(request.user, "search.log", claim)
        if not form.is_valid():
            return _searching(request, claim, form, status=422)
        actions.log_search(person=request.user, claim=claim, **form.cleaned_data)
    except Refused as refused:
        return _searching(request, claim, form, **keep(form, refused))
    messages.success(request, "The search is logged.")
    return go(request, reverse("desk:claim", args=[claim.pk]) + "#searches", changed=["evidence"])


def _searching(request: StaffRequest, claim: Claim, form: SearchForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {"claim": claim, "form": form, "may_log": can(request.user, "search.log", claim), **more}
    return show(request, "desk/evidence/search.html", context, status=status)


def _on_claim(row: Evidence) -> str:
    return reverse("desk:claim", args=[row.claim_id]) + f"#evidence-{row.pk}"
