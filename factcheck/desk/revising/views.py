"""Adding a changed text to an article, and what it did to the mentions in it."""

from __future__ import annotations

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
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid, Stale
from factcheck.web.signin import get_and_post, get_only, staff
from factcheck.web.typed import put_beside, send_again


class RevisionForm(TextForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


@staff
@get_and_post
def revise(request: StaffRequest, article_id: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_id)
    permit(request.user, "article.revise", article)
    form, status, message = RevisionForm(initial={"version": article.version}), 200, ""
    if request.method == "POST":
        form, status = RevisionForm(request.POST, request.FILES), 422
        if form.is_valid():
            try:
                revision = revise_article(
                    person=request.user, article=article, seen_version=form.cleaned_data["version"], **form.text()
                )
            except Invalid as refusal:
                put_beside(form, Invalid({form.field_of_text: refusal.errors["content"]}))
            except Stale as stale:
                message, status = stale.message, 409
                article.refresh_from_db()
                send_again(form, version=article.version)
            else:
                return go(request, reverse("desk:revised", args=[article.pk, revision.number]), changed=["article", "mention"])
    context = {"form": form, "article": article, "newest": article.current, "message": message}
    return show(request, "desk/revising/revise.html", context, status=status)


@staff
@get_only
def revised(request: StaffRequest, article_id: int, number: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_id)
    revision = get_object_or_404(article.revisions.defer("text", "words"), number=number)
    context = {"article": article, "revision": revision, "outcome": outcome_of(article, revision)}
    return show(request, "desk/revising/revised.html", context)
