"""One mention: its mode and attribution chain, its quoted text selected anew, and withdrawing it."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.actions import change_mention, withdraw_mention
from factcheck.claims.models import Anchor, Mention
from factcheck.desk.claim.forms import MentionChangeForm, ReasonForm
from factcheck.desk.claim.queries import mention_for
from factcheck.desk.evidence.queries import paragraphs_of
from factcheck.desk.selection import SelectionForm
from factcheck.web.access import get_and_post, signed_in
from factcheck.web.decisions import can
from factcheck.web.responses import render_page
from factcheck.web.submission import entered_values, saved, submit

_SELECTION = ("selection", "sentence", "quote")
"""Fields of the selection form; the text stays as it is if none of them is filled in."""


@signed_in
@get_and_post
def mention(request: StaffRequest, mention_id: int) -> HttpResponse:
    """GET shows the mention and the newest text; POST changes mode and chain, and the quoted text if one is selected."""
    row = mention_for(request.user, mention_id)
    article = row.revision.article
    is_selected = any(value.strip() for name in _SELECTION for value in request.POST.getlist(name))
    form = MentionChangeForm.of(row, request)
    select = SelectionForm(request.POST if form.is_bound else None, article=article, initial={"revision": article.current.number})

    def save(form: MentionChangeForm) -> Mention:
        clean = form.cleaned_data
        return change_mention(
            person=request.user,
            mention=row,
            seen_version=clean["version"],
            token=clean["token"],
            selectors=select.selectors if is_selected else None,
            revision=select.of_revision if is_selected else None,
            **form.mention_values(),
        )

    outcome = submit(
        request,
        form,
        save,
        permission="mention.change",
        subject=row,
        reload=lambda: mention_for(request.user, mention_id),
        also=[select] if is_selected else (),
    )
    if outcome.is_saved:
        return saved(request, "Mention saved.", to=_mentions_of(row), changed=["claim", "mention"])
    row = outcome.row or row
    if is_selected and outcome.refusal:
        select = select.sent_on(row.revision.article.current)
        outcome = replace(outcome, entered=[*outcome.entered, *entered_values(select)])
    newest = row.revision.article.current
    context = {
        "mention": row,
        "claim": row.claim,
        "article": row.revision.article,
        "newest": newest,
        "is_pending": row.anchor != Anchor.ANCHORED,
        "spans": row.spans.all(),
        "select": select,
        "may_change": can(request.user, "mention.change", row),
        "paragraphs": paragraphs_of(newest.text, set(request.POST.getlist("sentence"))),
        **outcome.context,
    }
    return render_page(request, "desk/claim/mention.html", context, status=outcome.status)


@signed_in
@get_and_post
def withdraw(request: StaffRequest, mention_id: int) -> HttpResponse:
    row = mention_for(request.user, mention_id)

    def save(form: ReasonForm) -> Mention:
        return withdraw_mention(person=request.user, mention=row, **form.arguments())

    outcome = submit(
        request,
        ReasonForm.of(row, request),
        save,
        permission="mention.change",
        subject=row,
        reload=lambda: mention_for(request.user, mention_id),
    )
    if outcome.is_saved:
        message = "Mention withdrawn. It stays on the record with your reason."
        return saved(request, message, to=_mentions_of(row), changed=["claim", "mention"])
    row = outcome.row or row
    context = {
        "title": "Withdraw the mention",
        "claim": row.claim,
        "words": " … ".join(span.exact for span in row.spans.all()),
        "what": f"in {row.revision.article.title}",
        "decision": can(request.user, "mention.change", row),
        "back": _mentions_of(row),
        **outcome.context,
    }
    return render_page(request, "desk/claim/withdraw.html", context, status=outcome.status)


def _mentions_of(row: Mention) -> str:
    return reverse("desk:claim", args=[row.claim_id]) + "#mentions"
