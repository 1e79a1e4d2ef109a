"""The screens of evidence: attaching, editing and withdrawing an item, downloading its file, and logging a search."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.archive.fetching import is_on_local_network
from factcheck.archive.queries import read_capture
from factcheck.archive.quota import low_quota
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.claims.parties import claim_parties
from factcheck.desk.evidence import messages
from factcheck.desk.evidence.copies import copies_context
from factcheck.desk.evidence.forms import (
    EDIT_FORMS,
    AttachForm,
    EvidenceEditForm,
    FileForm,
    PageForm,
    PassageForm,
    SearchForm,
    StanceForm,
    entered_in_form,
)
from factcheck.desk.evidence.notices import notices_context
from factcheck.desk.evidence.queries import candidate_articles, corrections_of, requested_article, visible_item, withdrawal_effect
from factcheck.desk.selection import SelectionForm, sentence_paragraphs
from factcheck.desk.visible_claim import visible_claim
from factcheck.desk.withdrawal import ReasonForm
from factcheck.evidence import actions
from factcheck.evidence.copies.metadata import stated_by_copy
from factcheck.evidence.custody.files import require_shown, require_shown_bytes
from factcheck.evidence.custody.queries import holds_of
from factcheck.evidence.fields import FILE_TOO_LARGE
from factcheck.evidence.locators import PassageLocator
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.evidence.queries import board_item, evidence_board
from factcheck.web.access import get_and_post, get_only, post_only, return_url, signed_in
from factcheck.web.decisions import can, permit
from factcheck.web.downloads import download
from factcheck.web.errors import Invalid
from factcheck.web.responses import render_page, trigger_changes, wants_fragment
from factcheck.web.submission import bound_to, entered_values, saved, submit
from factcheck.web.tabs import Tab

BOARD = "board"
"""The value of the parameter `from` of a form that was opened from the evidence board."""
EVIDENCE_KINDS = {"page": "Web page", "file": "File", "passage": "Library article"}


@signed_in
@get_and_post
def add(request: StaffRequest, claim_id: int) -> HttpResponse:
    """Attach a web page, a file, or a passage. The query string contains the kind, and the article of a passage."""
    claim = visible_claim(request.user, claim_id)
    kind = request.GET.get("kind", "page")
    if kind not in EVIDENCE_KINDS:
        raise Http404
    article = requested_article(request.user, request.GET.get("article", "")) if kind == "passage" else None
    form = _attach_form(request, kind, article)
    if form is None:
        if request.method == "POST":
            permit(request.user, "evidence.attach", claim)
            raise Invalid({"article": messages.ARTICLE_REQUIRED})
        return _render_attach_form(request, claim, kind, article, None)

    def save(form: AttachForm) -> Evidence:
        clean = form.cleaned_data
        try:
            return actions.attach(
                person=request.user,
                claim=claim,
                quoted_from=form.item_locator,
                token=clean["token"],
                allow_duplicate=clean["again"],
                **form.values(),
            )
        except actions.AlreadyAttached as error:
            form.offer_again(error.duplicate)
            raise

    outcome = submit(request, form, save, permission="evidence.attach", subject=claim, field_names={"exact": "quote"})
    if outcome.is_saved and (item := outcome.value):
        to = _evidence_url(item, on_board=_is_from_board(request, claim))
        return saved(request, messages.attached(item.get_stance_display()), to=to, changed=["evidence"])
    return _render_attach_form(request, claim, kind, article, outcome.form, outcome.status, submission=outcome)


def _attach_form(request: StaffRequest, kind: str, article: Article | None) -> AttachForm | None:
    """The form for a kind of evidence; None for a passage if no article is chosen."""
    data, files = bound_to(request) or (None, None)
    initial = {"stance": request.GET.get("stance", "")}
    if kind == "page":
        return PageForm(data, initial=initial)
    if kind == "file":
        return FileForm(data, files, initial=initial)
    if article is None:
        return None
    return PassageForm(data, article=article, initial={"revision": article.current.number, **initial})


def _render_attach_form(
    request: StaffRequest,
    claim: Claim,
    kind: str,
    article: Article | None,
    form: AttachForm | None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    url = reverse("desk:evidence-add", args=[claim.pk])
    stance = (
        f"&stance={form['stance'].value()}" if form and form["stance"].value() in ("supports", "contradicts", "context") else ""
    )
    is_from_board = _is_from_board(request, claim)
    board = f"&from={BOARD}" if is_from_board else ""
    query = request.GET.get("q", "").strip()[:200]
    context = {
        "claim": claim,
        "is_from_board": is_from_board,
        "kind": kind,
        "form": form,
        "article": article,
        "may_attach": can(request.user, "evidence.attach", claim),
        "segments": [Tab(label, f"{url}?kind={key}{stance}{board}", key == kind) for key, label in EVIDENCE_KINDS.items()],
        "most_bytes": settings.MAX_UPLOAD_BYTES,
        "too_large": FILE_TOO_LARGE.format(size="{size}", limit=f"{settings.MAX_UPLOAD_BYTES:,}"),
        "low_quota": low_quota(request.user) if kind == "file" else None,
        "query": query,
        **more,
    }
    if kind == "passage" and article is None:
        context["articles"] = candidate_articles(request.user, claim, query)
    elif article is not None:
        context["paragraphs"] = sentence_paragraphs(article.current.text, set(request.POST.getlist("sentence")))
    return render_page(request, "desk/evidence/add.html", context, status=status)


@signed_in
@get_and_post
def evidence(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """GET renders an item with its location and source. POST corrects it, and selects another passage if text is selected."""
    item = visible_item(request.user, evidence_id)
    select = _passage_form(request, item.row)
    has_selection = select is not None and select.is_bound

    def save(form: EvidenceEditForm) -> Evidence:
        clean = form.cleaned_data
        passage = None
        if select is not None and has_selection:
            if len(select.selectors) > 1:
                raise Invalid({"selection": messages.ONE_PASSAGE_ONLY})
            passage = PassageLocator(select.of_revision, select.selectors[0])
        return actions.change_evidence(
            person=request.user,
            item=item.row,
            seen_version=clean["version"],
            token=clean["token"],
            passage=passage,
            **form.values(),
        )

    form = EDIT_FORMS[item.row.locator_kind].of(item.row, request)
    stated = stated_by_copy(item.row) if item.row.address and item.row.withdrawn_at is None else None
    is_filled = stated is not None and not form.is_bound and request.GET.get("from") == "copy"
    if stated and is_filled:
        form.initial = {**form.initial, **entered_in_form(stated)}
    outcome = submit(
        request,
        form,
        save,
        permission="evidence.change",
        subject=item.row,
        reload=lambda: visible_item(request.user, evidence_id).row,
        also=[select] if select is not None and has_selection else (),
    )
    if outcome.is_saved:
        return saved(request, messages.EVIDENCE_SAVED, to=_evidence_url(item.row), changed=["evidence"])
    row = outcome.row or item.row
    if row is not item.row:
        item = board_item(row, row.claim, claim_parties(row.claim))
    if select is not None and has_selection and outcome.refusal:
        outcome = replace(outcome, entered=[*outcome.entered, *entered_values(select)])
    context = {
        "item": item,
        "row": row,
        "claim": row.claim,
        "may_change": can(request.user, "evidence.change", row),
        "may_withdraw": can(request.user, "evidence.withdraw", row),
        "may_hide": can(request.user, "evidence.hide", row),
        "corrections": corrections_of(item),
        "stated": stated,
        "filled": entered_in_form(stated) if stated else {},
        "is_filled": is_filled,
        "holds": holds_of(row),
        "is_on_local_network": is_on_local_network(row.address),
        "select": select,
        **copies_context(request, row),
        **notices_context(request, row),
        **outcome.context,
    }
    if select is not None:
        newest = select.article.current
        checked = set(request.POST.getlist("sentence"))
        context |= {"newest": newest, "paragraphs": sentence_paragraphs(newest.text, checked)}
    return render_page(request, "desk/evidence/page.html", context, status=outcome.status)


def _passage_form(request: StaffRequest, row: Evidence) -> SelectionForm | None:
    """The form that selects another passage of the article. It is bound if text is selected; None if the person may not."""
    if row.revision is None or not can(request.user, "evidence.change", row):
        return None
    article = row.revision.article
    is_selected = any(value.strip() for name in _SELECTION_FIELDS for value in request.POST.getlist(name))
    return SelectionForm(request.POST if is_selected else None, article=article, initial={"revision": article.current.number})


_SELECTION_FIELDS = ("selection", "sentence", "quote")
"""The fields of the selection form. If all are empty, the passage does not change."""


@signed_in
@post_only
def stance(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """Move an item to another column. For htmx, the response is the board with a form that undoes the move."""
    row = visible_item(request.user, evidence_id).row

    def save(form: StanceForm) -> Evidence:
        clean = form.cleaned_data
        return actions.change_evidence(
            person=request.user, item=row, seen_version=clean["version"], token=clean["token"], stance=clean["stance"]
        )

    seen, before = row.version, row.stance
    outcome = submit(request, StanceForm(*bound_to(request)), save, permission="evidence.change", subject=row)
    moved = outcome.require_saved()
    message = messages.moved(moved.get_stance_display())
    if not wants_fragment(request):
        url = f"{return_url(request)}#evidence-{row.pk}" if "Referer" in request.headers else _evidence_url(row)
        return saved(request, message, to=url)
    submitted = outcome.form.cleaned_data["version"]
    if submitted != seen:  # a repeated request: the item has already been moved
        before = row.at_version(submitted).stance
    claim = visible_claim(request.user, row.claim_id)
    context = {"board": evidence_board(claim, request.user), "announcement": message, "moved": moved, "before": before}
    return trigger_changes(render(request, "desk/evidence/moved.html", context), ["evidence"])


@signed_in
@get_and_post
def withdraw(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """Withdraw an item, with a reason. It stays on the record."""
    item = visible_item(request.user, evidence_id)

    def save(form: ReasonForm) -> Evidence:
        return actions.withdraw_evidence(person=request.user, item=item.row, **form.arguments())

    outcome = submit(
        request,
        ReasonForm.of(item.row, request),
        save,
        permission="evidence.withdraw",
        subject=item.row,
        reload=lambda: visible_item(request.user, evidence_id).row,
    )
    if outcome.is_saved:
        return saved(request, messages.EVIDENCE_WITHDRAWN, to=_evidence_url(item.row), changed=["evidence"])
    row = outcome.row or item.row
    context = {
        "item": board_item(row, row.claim, claim_parties(row.claim)),
        "row": row,
        "claim": row.claim,
        "may_change": can(request.user, "evidence.withdraw", row),
        "effect": withdrawal_effect(row),
        **outcome.context,
    }
    return render_page(request, "desk/evidence/withdraw.html", context, status=outcome.status)


@signed_in
@get_only
def file(request: StaffRequest, evidence_id: int) -> StreamingHttpResponse:
    row = visible_item(request.user, evidence_id).row
    capture = row.capture
    if capture is None:
        raise Http404
    require_shown(row)
    require_shown_bytes(capture)
    return download(read_capture(capture), size=capture.size, name=capture.name or capture.sha256)


@signed_in
@get_and_post
def log_search(request: StaffRequest, claim_id: int) -> HttpResponse:
    """Log a search, with or without results."""
    claim = visible_claim(request.user, claim_id)

    def save(form: SearchForm) -> SearchLogEntry:
        return actions.log_search(person=request.user, claim=claim, **form.cleaned_data)

    form = SearchForm(request.POST if request.method == "POST" else None, initial={"sought": request.GET.get("sought", "")})
    outcome = submit(request, form, save, permission="search.log", subject=claim)
    is_from_board = _is_from_board(request, claim)
    if outcome.is_saved:
        page = reverse("desk:board" if is_from_board else "desk:claim", args=[claim.pk])
        return saved(request, messages.SEARCH_LOGGED, to=f"{page}#searches", changed=["evidence"])
    may_log = can(request.user, "search.log", claim)
    context = {
        "claim": claim,
        "may_log": may_log,
        "is_from_board": is_from_board,
        "has_presets": bool(request.GET.get("sought")),
        **outcome.context,
    }
    return render_page(request, "desk/evidence/search.html", context, status=outcome.status)


def _is_from_board(request: StaffRequest, claim: Claim) -> bool:
    """Whether the form was opened from the evidence board, so that the person returns there."""
    if BOARD in (request.POST.get("from"), request.GET.get("from")):
        return True
    opened_from = urlsplit(request.headers.get("Referer", "")).path
    return request.method == "GET" and opened_from == reverse("desk:board", args=[claim.pk])


def _evidence_url(row: Evidence, *, on_board: bool = False) -> str:
    page = "desk:board" if on_board else "desk:claim"
    return reverse(page, args=[row.claim_id]) + f"#evidence-{row.pk}"
