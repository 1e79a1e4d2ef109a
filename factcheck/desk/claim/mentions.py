"""One mention: its mode and chain, its words marked anew, and taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.actions import change_mention, withdraw_mention
from factcheck.claims.forms import SelectionForm
from factcheck.claims.models import Anchor, Mention
from factcheck.desk.claim.forms import MentionChangeForm, ReasonForm
from factcheck.desk.claim.queries import mention_for
from factcheck.desk.evidence.queries import paragraphs_of
from factcheck.web.answers import go, show
from factcheck.web.decisions import can, permit
from factcheck.web.errors import Invalid, Refused
from factcheck.web.signin import get_and_post, staff
from factcheck.web.typed import keep, typed_in

_WORDS = ("selection", "sentence", "quote")


@staff
@get_and_post
def mention(request: StaffRequest, mention_id: int) -> HttpResponse:
    """GET shows the mention and the newest text; POST changes mode and chain, and the words where some were chosen."""
    row = mention_for(request.user, mention_id)
    article = row.revision.article
    if request.method != "POST":
        form = MentionChangeForm(initial=MentionChangeForm.of(row))
        return _page(request, row, form, SelectionForm(article=article, initial={"revision": article.current.number}))
    form = MentionChangeForm(request.POST)
    select = SelectionForm(request.POST, article=article)
    chooses = any(said.strip() for name in _WORDS for said in request.POST.getlist(name))
    try:
        permit(request.user, "mention.change", row)
        if not form.is_valid() or (chooses and not select.is_valid()):
            return _page(request, row, form, select, status=422)
        change_mention(
            person=request.user,
            mention=row,
            seen_version=form.cleaned_data["version"],
            selectors=select.selectors if chooses else None,
            revision=select.of_revision if chooses else None,
            mode=form.cleaned_data["mode"],
            chain=form.cleaned_data["chain"],
        )
    except Refused as refused:
        now = mention_for(request.user, mention_id)
        shown = MentionChangeForm(initial=MentionChangeForm.of(now))
        kept = keep(form, refused, now=shown, version=now.version)
        if chooses and not isinstance(refused, Invalid):
            select = select.sent_on(now.revision.article.current)
            kept["typed"] += typed_in(select)
        return _page(request, now, form, select, **kept)
    messages.success(request, "Mention saved.")
    return go(request, _on_claim(row), changed=["claim", "mention"])


def _page(
    request: StaffRequest, row: Mention, form: MentionChangeForm, select: SelectionForm, status: int = 200, **more: Any
) -> HttpResponse:
    newest = row.revision.article.current
    context = {
        "mention": row,
        "claim": row.claim,
        "article": row.revision.article,
        "newest": newest,
        "is_pending": row.anchor != Anchor.ANCHORED,
        "spans": row.spans.all(),
        "form": form,
        "select": select,
        "may_change": can(request.user, "mention.change", row),
        "paragraphs": paragraphs_of(newest.text, set(request.POST.getlist("sentence"))),
        **more,
    }
    return show(request, "desk/claim/mention.html", context, status=status)


@staff
@get_and_post
def withdraw(request: StaffRequest, mention_id: int) -> HttpResponse:
    row = mention_for(request.user, mention_id)
    if request.method != "POST":
        return _withdrawing(request, row, ReasonForm(initial={"version": row.version}))
    form = ReasonForm(request.POST)
    try:
        permit(request.user, "mention.change", row)
        if not form.is_valid():
            return _withdrawing(request, row, form, status=422)
        seen = form.cleaned_data["version"]
        withdraw_mention(person=request.user, mention=row, reason=form.cleaned_data["reason"], seen_version=seen)
    except Refused as refused:
        now = mention_for(request.user, mention_id)
        return _withdrawing(request, now, form, **keep(form, refused, version=now.version))
    messages.success(request, "Mention withdrawn. It stays on the record with your reason.")
    return go(request, _on_claim(row), changed=["claim", "mention"])


def _withdrawing(request: StaffRequest, row: Mention, form: ReasonForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "title": "Withdraw the mention",
        "claim": row.claim,
        "words": " … ".join(span.exact for span in row.spans.all()),
        "what": f"in {row.revision.article.title}",
        "form": form,
        "decision": can(request.user, "mention.change", row),
        "back": _on_claim(row),
        **more,
    }
    return show(request, "desk/claim/withdraw.html", context, status=status)


def _on_claim(row: Mention) -> str:
    return reverse("desk:claim", args=[row.claim_id]) + "#mentions"
