"""The screen on which an editor decides whether readers see the whole text of an article."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.articles.actions import show_text
from factcheck.articles.models import Article
from factcheck.desk.library import messages
from factcheck.desk.library.visible_article import visible_article
from factcheck.publishing.annotated.quoted_articles import quoted_article
from factcheck.web.access import get_and_post, signed_in
from factcheck.web.decisions import can
from factcheck.web.fields import REASON
from factcheck.web.form_fields import MultilineField
from factcheck.web.responses import render_page
from factcheck.web.submission import EditForm, saved, submit


class PublicTextForm(EditForm):
    """`may_show_text` is "yes" or "no"."""

    may_show_text = forms.ChoiceField(
        label="Readers see",
        choices=[("no", "the quoted passages in context"), ("yes", "the whole text")],
        widget=forms.RadioSelect,
    )
    reason = MultilineField(
        label="Reason",
        max_length=REASON.max_length,
        required=False,
        rows=2,
        help_text="For the whole text: what permits it, such as an agreement with the outlet. It stays on the record.",
    )

    @classmethod
    def initial_of(cls, row: Article) -> dict[str, str]:
        return {"may_show_text": "yes" if row.may_show_text else "no", "reason": ""}


@signed_in
@get_and_post
def public_text(request: StaffRequest, article_id: int) -> HttpResponse:
    row = visible_article(request.user, article_id)

    def save(form: PublicTextForm) -> Article:
        clean = form.cleaned_data
        return show_text(
            person=request.user,
            article=row,
            may_show_text=clean["may_show_text"] == "yes",
            reason=clean["reason"],
            seen_version=clean["version"],
            token=clean["token"],
        )

    outcome = submit(
        request,
        PublicTextForm.of(row, request),
        save,
        permission="article.show_text",
        subject=row,
        reload=lambda: visible_article(request.user, article_id),
    )
    if outcome.is_saved and outcome.value:
        message = messages.TEXT_SHOWN if outcome.value.may_show_text else messages.TEXT_WITHHELD
        return saved(request, message, to=reverse("desk:article-public", args=[row.pk]), changed=["article"])
    row = outcome.row or row
    context = {
        "article": row,
        "decision": can(request.user, "article.show_text", row),
        "is_public": quoted_article(row.pk) is not None,
        "words": settings.EXCERPT_WORDS,
        **outcome.context,
    }
    return render_page(request, "desk/library/public_text.html", context, status=outcome.status)
