"""The screens of evidence: attaching, editing and withdrawing an item, downloading its file, and logging a search."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.archive.queries import read_capture
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.desk.claim.forms import ReasonForm
from factcheck.desk.claim.queries import claim_for
from factcheck.desk.evidence.forms import (
    AttachForm,
    EvidenceEditForm,
    FileForm,
    PageForm,
    PassageForm,
    SearchForm,
    StanceForm,
)
from factcheck.desk.evidence.queries import article_for, articles_for, item_for, paragraphs_of
from factcheck.evidence import actions
from factcheck.evidence.fields import FILE_TOO_LARGE
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.evidence.queries import board_item, evidence_board
from factcheck.web.access import get_and_post, get_only, post_only, return_url, signed_in
from factcheck.web.decisions import can, permit
from factcheck.web.downloads import download
from factcheck.web.errors import Invalid
from factcheck.web.responses import render_page, trigger_changes, wants_fragment
from factcheck.web.submission import bound_to, saved, submit
from factcheck.web.tabs import Tab

WAYS = {"page": "Web page", "file": "File", "passage": "Passage of the library"}


@signed_in
@get_and_post
def add(request: StaffRequest, claim_id: int) -> HttpResponse:
    """Attach a page, a file or a passage. The query string has the kind, and the article of a passage."""
    claim = claim_for(request.user, claim_id)
    way = request.GET.get("kind", "page")
    if way not in WAYS:
        raise Http404
    article = article_for(request.user, request.GET.get("article", "")) if way == "passage" else None
    form = _attach_form(request, way, claim, article)
    if form is None:
        if request.method == "POST":
            permit(request.user, "evidence.attach", claim)
            raise Invalid({"article": "Choose the article first."})
        return _attach_page(request, claim, way, article, None)

    def save(form: AttachForm) -> Evidence:
        return actions.attach(
            person=request.user, claim=claim, quoted_from=form.item_locator, token=form.cleaned_data["token"], **form.values()
        )

    outcome = submit(request, form, save, permission="evidence.attach", subject=claim, field_names={"exact": "quote"})
    if outcome.is_saved and (item := outcome.value):
        return saved(request, f"Evidence attached: {item.get_stance_display()}.", to=_on_claim(item), changed=["evidence"])
    return _attach_page(request, claim, way, article, outcome.form, outcome.status, submission=outcome)


def _attach_form(request: StaffRequest, way: str, claim: Claim, article: Article | None) -> AttachForm | None:
    """The form for a kind of evidence; None for a passage if no article is chosen."""
    bound = bound_to(request)
    initial = {"stance": request.GET.get("stance", "")}
    if way == "page":
        return PageForm(*bound[:1], claim=claim, initial=initial)
    if way == "file":
        return FileForm(*bound, claim=claim, initial=initial)
    if article is None:
        return None
    return PassageForm(*bound[:1], claim=claim, article=article, initial={"revision": article.current.number, **initial})


def _attach_page(
    request: StaffRequest,
    claim: Claim,
    way: str,
    article: Article | None,
    form: AttachForm | None,
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
        "segments": [Tab(label, f"{here}?kind={key}{stance}", key == way) for key, label in WAYS.items()],
        "most_bytes": settings.MOST_UPLOAD_BYTES,
        "too_large": FILE_TOO_LARGE.format(size="{size}", limit=f"{settings.MOST_UPLOAD_BYTES:,}"),
        "words": words,
        **more,
    }
    if way == "passage" and article is None:
        context["articles"] = articles_for(request.user, claim, words)
    elif article is not None:
        context["paragraphs"] = paragraphs_of(article.current.text, set(request.POST.getlist("sentence")))
    return render_page(request, "desk/evidence/add.html", context, status=status)


@signed_in
@get_and_post
def evidence(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """One item in full: where it is stored, and who attached it. POST edits it."""
    item = item_for(request.user, evidence_id)

    def save(form: EvidenceEditForm) -> Evidence:
        clean = form.cleaned_data
        return actions.change_evidence(
            person=request.user, item=item.row, seen_version=clean["version"], token=clean["token"], **form.values()
        )

    outcome = submit(
        request,
        EvidenceEditForm.of(item.row, request),
        save,
        permission="evidence.change",
        subject=item.row,
        reload=lambda: item_for(request.user, evidence_id).row,
    )
    if outcome.is_saved:
        return saved(request, "Evidence saved.", to=_on_claim(item.row), changed=["evidence"])
    row = outcome.row or item.row
    context = {
        "item": board_item(row, row.claim),
        "row": row,
        "claim": row.claim,
        "may_change": can(request.user, "evidence.change", row),
        **outcome.context,
    }
    return render_page(request, "desk/evidence/page.html", context, status=outcome.status)


@signed_in
@post_only
def stance(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """Move an item to another column. For htmx the response is the board, with a form that moves it back."""
    row = item_for(request.user, evidence_id).row

    def save(form: StanceForm) -> Evidence:
        clean = form.cleaned_data
        return actions.change_evidence(
            person=request.user, item=row, seen_version=clean["version"], token=clean["token"], stance=clean["stance"]
        )

    seen, before = row.version, row.stance
    outcome = submit(request, StanceForm(*bound_to(request)), save, permission="evidence.change", subject=row)
    if outcome.refusal:
        raise outcome.refusal
    if (moved := outcome.value) is None:
        raise Invalid({name: [str(problem) for problem in problems] for name, problems in outcome.form.errors.items()})
    message = f"Moved to {moved.get_stance_display()}."
    if not wants_fragment(request):
        here = f"{return_url(request)}#evidence-{row.pk}" if "Referer" in request.headers else _on_claim(row)
        return saved(request, message, to=here)
    submitted = outcome.form.cleaned_data["version"]
    if submitted != seen:  # a repeated request: the item was moved already
        before = row.at_version(submitted).stance
    claim = claim_for(request.user, row.claim_id)
    context = {"board": evidence_board(claim, request.user), "said": message, "moved": moved, "before": before}
    return trigger_changes(render(request, "desk/evidence/moved.html", context), ["evidence"])


@signed_in
@get_and_post
def withdraw(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """Withdraw an item with a reason. It stays on the record."""
    item = item_for(request.user, evidence_id)

    def save(form: ReasonForm) -> Evidence:
        return actions.withdraw_evidence(person=request.user, item=item.row, **form.arguments())

    outcome = submit(
        request,
        ReasonForm.of(item.row, request),
        save,
        permission="evidence.change",
        subject=item.row,
        reload=lambda: item_for(request.user, evidence_id).row,
    )
    if outcome.is_saved:
        message = "Evidence withdrawn. It stays on the record with your reason."
        return saved(request, message, to=_on_claim(item.row), changed=["evidence"])
    row = outcome.row or item.row
    context = {
        "item": board_item(row, row.claim),
        "row": row,
        "claim": row.claim,
        "may_change": can(request.user, "evidence.change", row),
        **outcome.context,
    }
    return render_page(request, "desk/evidence/withdraw.html", context, status=outcome.status)


@signed_in
@get_only
def file(request: StaffRequest, evidence_id: int) -> StreamingHttpResponse:
    capture = item_for(request.user, evidence_id).row.capture
    if capture is None:
        raise Http404
    return download(read_capture(capture), size=capture.size, name=capture.name or capture.sha256)


@signed_in
@get_and_post
def search_add(request: StaffRequest, claim_id: int) -> HttpResponse:
    """Log a search, whatever its result."""
    claim = claim_for(request.user, claim_id)

    def save(form: SearchForm) -> SearchLogEntry:
        return actions.log_search(person=request.user, claim=claim, **form.cleaned_data)

    form = SearchForm(request.POST if request.method == "POST" else None, initial={"sought": request.GET.get("sought", "")})
    outcome = submit(request, form, save, permission="search.log", subject=claim)
    if outcome.is_saved:
        return saved(
            request, "The search is logged.", to=reverse("desk:claim", args=[claim.pk]) + "#searches", changed=["evidence"]
        )
    context = {"claim": claim, "may_log": can(request.user, "search.log", claim), **outcome.context}
    return render_page(request, "desk/evidence/search.html", context, status=outcome.status)


def _on_claim(row: Evidence) -> str:
    return reverse("desk:claim", args=[row.claim_id]) + f"#evidence-{row.pk}"
