"""The screens that close and reopen an article."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.articles.actions import close_article, reopen_article
from factcheck.articles.models import Article
from factcheck.desk.library import messages
from factcheck.desk.library.visible_article import visible_article
from factcheck.web.access import get_and_post, signed_in
from factcheck.web.decisions import can
from factcheck.web.fields import REASON
from factcheck.web.form_fields import MultilineField
from factcheck.web.responses import render_page
from factcheck.web.submission import EditForm, saved, submit


class CloseArticleForm(EditForm):
    note = MultilineField(label="Explanation", max_length=REASON.max_length, required=False, rows=2)


class ReopenArticleForm(EditForm):
    """Reopens an article."""


@signed_in
@get_and_post
def close(request: StaffRequest, article_id: int) -> HttpResponse:
    row = visible_article(request.user, article_id)

    def save(form: CloseArticleForm) -> Article:
        clean = form.cleaned_data
        return close_article(
            person=request.user, article=row, note=clean["note"], seen_version=clean["version"], token=clean["token"]
        )

    outcome = submit(
        request,
        CloseArticleForm.of(row, request),
        save,
        permission="article.close",
        subject=row,
        reload=lambda: visible_article(request.user, article_id),
    )
    if outcome.is_saved:
        return saved(request, messages.ARTICLE_CLOSED, to=reverse("desk:article-edit", args=[row.pk]), changed=["article"])
    row = outcome.row or row
    context = {"article": row, "decision": can(request.user, "article.close", row), **outcome.context}
    return render_page(request, "desk/library/close.html", context, status=outcome.status)


@signed_in
@get_and_post
def reopen(request: StaffRequest, article_id: int) -> HttpResponse:
    row = visible_article(request.user, article_id)

    def save(form: ReopenArticleForm) -> Article:
        clean = form.cleaned_data
        return reopen_article(person=request.user, article=row, seen_version=clean["version"], token=clean["token"])

    outcome = submit(
        request,
        ReopenArticleForm.of(row, request),
        save,
        permission="article.reopen",
        subject=row,
        reload=lambda: visible_article(request.user, article_id),
    )
    if outcome.is_saved:
        return saved(request, messages.ARTICLE_REOPENED, to=reverse("desk:article-edit", args=[row.pk]), changed=["article"])
    row = outcome.row or row
    context = {"article": row, "decision": can(request.user, "article.reopen", row), **outcome.context}
    return render_page(request, "desk/library/reopen.html", context, status=outcome.status)
