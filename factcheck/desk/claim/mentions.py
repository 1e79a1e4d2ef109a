"""The screens that edit and withdraw a mention."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.actions import change_mention, withdraw_mention
from factcheck.claims.choices import Anchor
from factcheck.claims.models import Mention
from factcheck.desk.claim import messages
from factcheck.desk.claim.forms import MentionChangeForm
from factcheck.desk.claim.queries import visible_mention
from factcheck.desk.claim.quote_conflicts import quote_conflicts
from factcheck.desk.name_fields import stated_kinds
from factcheck.desk.selection import SelectionForm, sentence_paragraphs
from factcheck.desk.withdrawal import ReasonForm
from factcheck.web.access import get_and_post, signed_in
from factcheck.web.decisions import can
from factcheck.web.responses import render_page
from factcheck.web.submission import entered_values, saved, submit

_SELECTION_FIELDS = ("selection", "sentence", "quote")
"""The fields of the selection form. If all are empty, the quote does not change."""


@signed_in
@get_and_post
def mention(request: StaffRequest, mention_id: int) -> HttpResponse:
    """GET renders the mention and the newest text. POST changes mode and chain, and the quote if text is selected."""
    row = visible_mention(request.user, mention_id)
    article = row.revision.article
    has_selection = any(value.strip() for name in _SELECTION_FIELDS for value in request.POST.getlist(name))
    form = MentionChangeForm.of(row, request)
    select = SelectionForm(request.POST if form.is_bound else None, article=article, initial={"revision": article.current.number})

    def save(form: MentionChangeForm) -> Mention:
        clean = form.cleaned_data
        return change_mention(
            person=request.user,
            mention=row,
            seen_version=clean["version"],
            token=clean["token"],
            selectors=select.selectors if has_selection else None,
            revision=select.of_revision if has_selection else None,
            kinds=stated_kinds(form),
            **form.mention_values(),
        )

    outcome = submit(
        request,
        form,
        save,
        permission="mention.change",
        subject=row,
        reload=lambda: visible_mention(request.user, mention_id),
        also=[select] if has_selection else (),
    )
    if outcome.is_saved:
        return saved(request, messages.MENTION_SAVED, to=_mentions_url(row), changed=["claim", "mention"])
    if outcome.row and outcome.conflicts is not None:
        of_quote = quote_conflicts(outcome.row, form.cleaned_data.get("version"), select if has_selection else None)
        outcome = replace(outcome, conflicts=[*of_quote, *outcome.conflicts])
    row = outcome.row or row
    if has_selection and outcome.refusal:
        select = select.on_revision(row.revision.article.current)
        outcome = replace(outcome, entered=[*outcome.entered, *entered_values(select)])
    newest = row.revision.article.current
    context = {
        "mention": row,
        "claim": row.claim,
        "article": row.revision.article,
        "newest": newest,
        "is_pending": row.is_missing or row.anchor == Anchor.BEING_PLACED or bool(row.changed_context),
        "spans": row.spans.all(),
        "select": select,
        "may_change": can(request.user, "mention.change", row),
        "paragraphs": sentence_paragraphs(newest.text, set(request.POST.getlist("sentence"))),
        **outcome.context,
    }
    return render_page(request, "desk/claim/mention.html", context, status=outcome.status)


@signed_in
@get_and_post
def withdraw(request: StaffRequest, mention_id: int) -> HttpResponse:
    row = visible_mention(request.user, mention_id)

    def save(form: ReasonForm) -> Mention:
        return withdraw_mention(person=request.user, mention=row, **form.arguments())

    outcome = submit(
        request,
        ReasonForm.of(row, request),
        save,
        permission="mention.change",
        subject=row,
        reload=lambda: visible_mention(request.user, mention_id),
    )
    if outcome.is_saved:
        return saved(request, messages.MENTION_WITHDRAWN, to=_mentions_url(row), changed=["claim", "mention"])
    row = outcome.row or row
    context = {
        "title": messages.WITHDRAW_MENTION,
        "claim": row.claim,
        "quote": " … ".join(span.exact for span in row.spans.all()),
        "description": messages.in_article(row.revision.article.display_title),
        "decision": can(request.user, "mention.change", row),
        "return_url": _mentions_url(row),
        **outcome.context,
    }
    return render_page(request, "desk/claim/withdraw.html", context, status=outcome.status)


def _mentions_url(row: Mention) -> str:
    return reverse("desk:claim", args=[row.claim_id]) + "#mentions"
