"""The library: finding, importing and describing articles, their revisions and original bytes. Sources: see `source_views`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import content_disposition_header

from factcheck.accounts.requests import StaffRequest
from factcheck.archive import store
from factcheck.articles.actions import edit_article, import_article
from factcheck.articles.forms import EditForm, ImportForm, NarrowForm
from factcheck.articles.models import Article, Revision, Source
from factcheck.articles.queries import library_page, revisions_of
from factcheck.web.answers import go, show
from factcheck.web.decisions import can, permit
from factcheck.web.errors import Refused
from factcheck.web.names import search_names
from factcheck.web.signin import get_and_post, get_only, staff
from factcheck.web.typed import keep


@staff
@get_only
def library(request: StaffRequest) -> HttpResponse:
    form = NarrowForm(request.GET)
    is_valid = form.is_valid()
    context: dict[str, Any] = {
        "form": form,
        "may_import": can(request.user, "article.import"),
        "is_narrowed": any(request.GET.get(name) for name in ("q", "outlet")),
    }
    if not is_valid and "outlet" in form.errors:
        context["outlets"] = search_names(Source.objects.all(), request.GET.get("outlet", ""))
    if is_valid:
        context["page"] = library_page(
            request.user, words=form.cleaned_data["q"], outlet=form.cleaned_data["outlet"], cursor=request.GET.get("page", "")
        )
    return show(request, "articles/library.html", context, status=200 if is_valid else 422)


@staff
@get_and_post
def import_(request: StaffRequest) -> HttpResponse:
    if request.method != "POST":
        permit(request.user, "article.import")
        return _importing(request, ImportForm())
    form = ImportForm(request.POST, request.FILES)
    try:
        permit(request.user, "article.import")
        if not form.is_valid():
            return _importing(request, form, status=422)
        imported = import_article(
            person=request.user,
            token=form.cleaned_data["token"],
            outlet=form.cleaned_data["outlet_name"],
            **form.text(),
            **form.details(),
        )
    except Refused as refused:
        return _importing(request, form, **keep(form, refused, names={"content": form.field_of_text, "outlet": "outlet_name"}))
    if not imported.is_new:
        return _importing(request, form, status=409, known=imported.article)
    _say_imported(request, imported.article)
    return go(request, reverse("desk:article", args=[imported.article.pk]), changed=["article"])


def _importing(request: StaffRequest, form: ImportForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {"form": form, "may_import": can(request.user, "article.import"), **more}
    return show(request, "articles/import.html", context, status=status)


def _say_imported(request: StaffRequest, article: Article) -> None:
    """On arrival at the desk: what evidence and readers will ask for and nobody gave yet, while it is at hand."""
    lacking = [word for word, known in (("outlet", article.outlet_id), ("date", article.published_on)) if not known]
    if lacking:
        said = f"Imported. {' and '.join(lacking).capitalize()} {'are' if len(lacking) > 1 else 'is'} not known yet."
        details = reverse("articles:edit", args=[article.pk])
        messages.info(request, format_html('{} <a href="{}">Add the details</a>', said, details))


@staff
@get_and_post
def edit(request: StaffRequest, article_id: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user).select_related("outlet", "imported_by"), pk=article_id)
    context: dict[str, Any] = {
        "article": article,
        "revisions": revisions_of(article),
        "may_edit": can(request.user, "article.edit", article),
        "may_revise": can(request.user, "article.revise", article),
    }
    form, status = EditForm(article=article), 200
    if request.method == "POST":
        form, status = EditForm(request.POST, article=article), 422
        try:
            permit(request.user, "article.edit", article)
            if form.is_valid():
                said = form.cleaned_data
                edit_article(
                    person=request.user,
                    article=article,
                    seen_version=said["version"],
                    outlet=said["outlet_name"],
                    **form.details(),
                )
                messages.success(request, "The details are saved.")
                return go(request, reverse("articles:edit", args=[article.pk]), changed=["article"])
        except Refused as refused:
            now = Article.objects.select_related("outlet").get(pk=article.pk)
            kept = keep(form, refused, now=EditForm(article=now), names={"outlet": "outlet_name"}, version=now.version)
            status = kept.pop("status")
            context |= kept
    return show(request, "articles/edit.html", {**context, "form": form}, status=status)


@staff
@get_only
def original(request: StaffRequest, article_id: int, number: int) -> StreamingHttpResponse:
    """The bytes as they came, as a download: they are somebody else's, so a browser never shows them under our address."""
    revision = get_object_or_404(
        Revision.objects.select_related("original").defer("text", "words"),
        article__in=Article.objects.visible_to(request.user),
        article_id=article_id,
        number=number,
    )
    kept = revision.original
    root = Path(settings.CAPTURES_ROOT)
    if not store.place(root, kept.sha256).exists():
        raise Http404
    name = kept.name or f"article-{article_id}-revision-{number}.txt"
    return StreamingHttpResponse(
        store.read(root, kept.sha256),
        headers={
            "Content-Type": "application/octet-stream",
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
            "Content-Length": str(kept.size),
            "X-Content-Type-Options": "nosniff",
        },
    )
