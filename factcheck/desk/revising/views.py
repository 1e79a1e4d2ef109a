"""Adding a changed text to an article, and what it did to the mentions in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.articles.forms import TextForm
from factcheck.articles.models import Article
from factcheck.claims.actions import revise_article
from factcheck.desk.revising.queries import outcome_of
from factcheck.web.answers import go, show
from factcheck.web.decisions import can, permit
from factcheck.web.errors import Refused
from factcheck.web.signin import get_and_post, get_only, staff
from factcheck.web.typed import keep


class RevisionForm(TextForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


@staff
@get_and_post
def revise(request: StaffRequest, article_id: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_id)
    if request.method != "POST":
        permit(request.user, "article.revise", article)
        return _revising(request, article, RevisionForm(initial={"version": article.version}))
    form = RevisionForm(request.POST, request.FILES)
    try:
        permit(request.user, "article.revise", article)
        if not form.is_valid():
            return _revising(request, article, form, status=422)
        revision = revise_article(person=request.user, article=article, seen_version=form.cleaned_data["version"], **form.text())
    except Refused as refused:
        article.refresh_from_db()
        kept = keep(form, refused, names={"content": form.field_of_text}, version=article.version)
        return _revising(request, article, form, **kept)
    return go(request, reverse("desk:revised", args=[article.pk, revision.number]), changed=["article", "mention"])


def _revising(request: StaffRequest, article: Article, form: RevisionForm, status: int = 200, **more: Any) -> HttpResponse:
    may_revise = can(request.user, "article.revise", article)
    context = {"form": form, "article": article, "newest": article.current, "may_revise": may_revise, **more}
    return show(request, "desk/revising/revise.html", context, status=status)


@staff
@get_only
def revised(request: StaffRequest, article_id: int, number: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_id)
    revision = get_object_or_404(article.revisions.defer("text", "words"), number=number)
    context = {"article": article, "revision": revision, "outcome": outcome_of(article, revision)}
    return show(request, "desk/revising/revised.html", context)
