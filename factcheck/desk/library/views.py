"""The library: lists, imports, and edits articles, and downloads their original files. Sources are in `sources`."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html

from factcheck.accounts.models import Person
from factcheck.accounts.requests import StaffRequest
from factcheck.archive.queries import read_capture
from factcheck.archive.quota import low_quota
from factcheck.articles.actions import ImportResult, edit_article, import_article
from factcheck.articles.models import Article, Revision, Source
from factcheck.articles.queries import library_page, revisions_of
from factcheck.desk.library import messages as texts
from factcheck.desk.library.forms import ArticleEditForm, ImportForm, LibraryFilterForm, LibraryFilters
from factcheck.desk.library.proposals import form_with_proposals
from factcheck.evidence.custody.files import require_shown_bytes
from factcheck.web.access import get_and_post, get_only, signed_in
from factcheck.web.decisions import can, permit
from factcheck.web.downloads import download
from factcheck.web.names import search_names
from factcheck.web.responses import render_page
from factcheck.web.submission import Outcome, bound_to, saved, submit


@signed_in
@get_only
def library(request: StaffRequest) -> HttpResponse:
    typed = {name: request.GET.get(name, "") for name in ("q", "outlet", "closed")}
    context: dict[str, Any] = {"may_import": can(request.user, "article.import"), "query": typed["q"]}
    cursor = request.GET.get("page", "")
    if not any(typed.values()):
        context |= {"filters": LibraryFilters(), "page": library_page(request.user, cursor=cursor)}
        return render_page(request, "desk/library/library.html", context)
    form = LibraryFilterForm(request.GET)
    context |= {"form": form, "is_filtered": True}
    if form.is_valid():
        clean = form.cleaned_data
        context["filters"] = LibraryFilters(typed["q"], typed["outlet"], clean["closed"])
        context["page"] = library_page(
            request.user, query=clean["q"], outlet=clean["outlet"], is_closed=clean["closed"], cursor=cursor
        )
        return render_page(request, "desk/library/library.html", context)
    if "outlet" in form.errors:
        context["outlets"] = search_names(Source.objects.unmerged(), typed["outlet"])
    return render_page(request, "desk/library/library.html", context, status=422)


@signed_in
@get_and_post
def import_(request: StaffRequest) -> HttpResponse:
    if request.method != "POST" or "propose" in request.POST:
        permit(request.user, "article.import")
    if "propose" in request.POST:
        form, announcement = form_with_proposals(request.POST)
        return _render_import(request, Outcome(form), announcement=announcement)

    def save(form: ImportForm) -> ImportResult:
        return import_article(
            person=request.user,
            token=form.cleaned_data["token"],
            **form.text(),
            **form.values(),
        )

    form = ImportForm(*bound_to(request))
    outcome = submit(
        request, form, save, permission="article.import", field_names={"content": form.field_of_text, "outlet": "outlet_name"}
    )
    imported, status = outcome.value, outcome.status
    if imported and imported.is_new:
        _remind_of_missing_details(request, imported.article)
        return saved(request, "", to=reverse("desk:article", args=[imported.article.pk]), changed=["article"])
    existing = imported.article if imported else None
    return _render_import(request, outcome, status=409 if imported else status, existing=existing)


def _render_import(
    request: StaffRequest,
    outcome: Outcome[ImportForm, ImportResult],
    *,
    status: int = 200,
    existing: Article | None = None,
    announcement: str = "",
) -> HttpResponse:
    context = {
        "crumbs": [("Library", reverse("desk:library"))],
        "may_import": can(request.user, "article.import"),
        "existing": existing,
        "announcement": announcement,
        "low_quota": low_quota(request.user),
        **outcome.context,
    }
    return render_page(request, "desk/library/import.html", context, status=status)


def _remind_of_missing_details(request: StaffRequest, article: Article) -> None:
    """Adds a message for the next page if the article has no outlet or date, which evidence and readers need."""
    missing = [name for name, value in (("outlet", article.outlet_id), ("date", article.published_on)) if not value]
    if missing:
        url = reverse("desk:article-edit", args=[article.pk])
        reminder = format_html('{} <a href="{}">{}</a>', texts.details_missing(missing), url, texts.ADD_DETAILS)
        messages.info(request, reminder)


@signed_in
@get_and_post
def edit(request: StaffRequest, article_id: int) -> HttpResponse:
    row = _article_with_importer(request.user, article_id)

    def save(form: ArticleEditForm) -> Article:
        clean = form.cleaned_data
        return edit_article(
            person=request.user,
            article=row,
            seen_version=clean["version"],
            token=clean["token"],
            **form.values(),
        )

    outcome = submit(
        request,
        ArticleEditForm.of(row, request),
        save,
        permission="article.edit",
        subject=row,
        reload=lambda: _article_with_importer(request.user, article_id),
        field_names={"outlet": "outlet_name"},
    )
    if outcome.is_saved:
        return saved(request, texts.DETAILS_SAVED, to=reverse("desk:article-edit", args=[row.pk]), changed=["article"])
    row = outcome.row or row
    context = {
        "article": row,
        "revisions": revisions_of(row),
        "may_edit": can(request.user, "article.edit", row),
        "may_revise": can(request.user, "article.revise", row),
        "may_close": can(request.user, "article.close"),
        **outcome.context,
    }
    return render_page(request, "desk/library/edit.html", context, status=outcome.status)


def _article_with_importer(person: Person, article_id: int) -> Article:
    rows = Article.objects.visible_to(person).select_related("outlet", "imported_by", "closed_by")
    return get_object_or_404(rows, pk=article_id)


@signed_in
@get_only
def original(request: StaffRequest, article_id: int, number: int) -> StreamingHttpResponse:
    """Downloads the original file of a revision."""
    revision = get_object_or_404(
        Revision.objects.select_related("original").defer("text", "words"),
        article__in=Article.objects.visible_to(request.user),
        article_id=article_id,
        number=number,
    )
    capture = revision.original
    name = capture.name or f"article-{article_id}-revision-{number}.txt"
    require_shown_bytes(capture)
    return download(read_capture(capture), size=capture.size, name=name)
