"""Adds a revision to an article, and displays what happened to its mentions."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from factcheck.accounts.models import Person
from factcheck.accounts.requests import StaffRequest
from factcheck.archive.quota import low_quota
from factcheck.articles.models import Article, Revision
from factcheck.desk.new_revision.forms import RevisionForm
from factcheck.desk.new_revision.queries import MAX_ALL_ROWS, MAX_ROWS, revision_outcome
from factcheck.desk.text_comparison import compare_texts
from factcheck.evidence.revisions import revise_article
from factcheck.web.access import get_and_post, get_only, signed_in
from factcheck.web.decisions import can, permit
from factcheck.web.responses import render_page, wants_fragment
from factcheck.web.submission import saved, submit


@signed_in
@get_and_post
def revise(request: StaffRequest, article_id: int) -> HttpResponse:
    article = _article_to_revise(request.user, article_id)
    if request.method != "POST":
        permit(request.user, "article.revise", article)

    def save(form: RevisionForm) -> Revision:
        clean = form.cleaned_data
        return revise_article(
            person=request.user, article=article, seen_version=clean["version"], token=clean["token"], **form.text()
        )

    form = RevisionForm.of(article, request)
    outcome = submit(
        request,
        form,
        save,
        permission="article.revise",
        subject=article,
        reload=lambda: _article_to_revise(request.user, article_id),
        field_names={"content": form.field_of_text},
    )
    if outcome.value:
        url = reverse("desk:revised", args=[article.pk, outcome.value.number])
        return saved(request, "", to=url, changed=["article", "mention"])
    article = outcome.row or article
    context = {
        "article": article,
        "newest": article.current,
        "may_revise": can(request.user, "article.revise", article),
        "low_quota": low_quota(request.user),
        **outcome.context,
    }
    return render_page(request, "desk/new_revision/revise.html", context, status=outcome.status)


def _article_to_revise(person: Person, article_id: int) -> Article:
    return get_object_or_404(Article.objects.visible_to(person), pk=article_id)


@signed_in
@get_only
def revised(request: StaffRequest, article_id: int, number: int) -> HttpResponse:
    """What a revision changed, and where its mentions and passages are. While a job places them, the page polls the fragment."""
    article = _article_to_revise(request.user, article_id)
    revision = get_object_or_404(article.revisions.defer("words"), number=number)
    newest = article.revisions.defer("words").latest("number")
    is_all = request.GET.get("all") == "1"
    context = {
        "article": article,
        "revision": revision,
        "newest": newest,
        "outcome": revision_outcome(article, newest, MAX_ALL_ROWS if is_all else MAX_ROWS),
        "is_all": is_all,
        "most": MAX_ALL_ROWS,
        "may_change": can(request.user, "mention.change", None),
    }
    if not wants_fragment(request):
        earlier = article.revisions.filter(number=number - 1).values_list("text", flat=True).first()
        context["texts"] = None if earlier is None else compare_texts(earlier, revision.text)
    return render_page(request, "desk/new_revision/revised.html", context, fragment="placement")
