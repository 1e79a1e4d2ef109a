"""Decisions about quotes after a new revision: accept a proposed place, and confirm a changed context."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.articles.models import Article, Revision
from factcheck.claims.actions import change_mention, confirm_mention_context, keep_mention
from factcheck.claims.anchoring import Selector
from factcheck.claims.models import Mention
from factcheck.claims.placing import RevisionComparisons
from factcheck.desk.claim.queries import visible_mention
from factcheck.desk.evidence.queries import visible_item
from factcheck.desk.new_revision import messages
from factcheck.desk.new_revision.forms import KeepForm, PlaceForm
from factcheck.evidence.models import Evidence
from factcheck.evidence.passages import confirm_passage_context, keep_passage, place_passage
from factcheck.web.access import get_and_post, post_only, return_url, signed_in
from factcheck.web.decisions import can
from factcheck.web.errors import Refused
from factcheck.web.responses import render_page
from factcheck.web.submission import EditForm, Outcome, saved, submit


@signed_in
@post_only
def place_mention(request: StaffRequest, mention_id: int) -> HttpResponse:
    """Accept a proposed place for a mention."""
    row = visible_mention(request.user, mention_id)

    def save(form: PlaceForm) -> Mention:
        revision, selectors = _proposed(row.revision, list(row.spans.all()), form)
        return change_mention(
            person=request.user, mention=row, selectors=selectors, revision=revision, **_version_and_token(form)
        )

    outcome = submit(request, PlaceForm.of(row, request), save, permission="mention.change", subject=row)
    return _response(request, outcome, row.revision.article, messages.QUOTE_PLACED, "mention")


@signed_in
@post_only
def place_evidence(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """Accept a proposed place for a passage."""
    row = _visible_passage(request, evidence_id)

    def save(form: PlaceForm) -> Evidence:
        revision, (selector,) = _proposed(row.revision, [row], form)
        return place_passage(person=request.user, item=row, revision=revision, selector=selector, **_version_and_token(form))

    outcome = submit(request, PlaceForm.of(row, request), save, permission="evidence.change", subject=row)
    return _response(request, outcome, row.revision.article, messages.QUOTE_PLACED, "evidence")


@signed_in
@post_only
def confirm_mention(request: StaffRequest, mention_id: int) -> HttpResponse:
    """Confirm the changed context of a mention."""
    row = visible_mention(request.user, mention_id)

    def save(form: EditForm) -> Mention:
        return confirm_mention_context(person=request.user, mention=row, **_version_and_token(form))

    outcome = submit(request, EditForm.of(row, request), save, permission="mention.change", subject=row)
    anchor = f"mention-{row.pk}"
    return _response(request, outcome, row.revision.article, messages.CONTEXT_CONFIRMED, "mention", (row.claim_id, anchor))


@signed_in
@post_only
def confirm_evidence(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """Confirm the changed context of a passage."""
    row = _visible_passage(request, evidence_id)

    def save(form: EditForm) -> Evidence:
        return confirm_passage_context(person=request.user, item=row, **_version_and_token(form))

    outcome = submit(request, EditForm.of(row, request), save, permission="evidence.change", subject=row)
    anchor = f"evidence-{row.pk}"
    return _response(request, outcome, row.revision.article, messages.CONTEXT_CONFIRMED, "evidence", (row.claim_id, anchor))


@signed_in
@get_and_post
def keep_mention_in_revision(request: StaffRequest, mention_id: int) -> HttpResponse:
    """The form for the decision that a mention stays in the revision that it quotes."""
    row = visible_mention(request.user, mention_id)

    def save(form: KeepForm) -> Mention:
        return keep_mention(person=request.user, mention=row, **form.arguments())

    return _keep(request, row, save, "mention", reload=lambda: visible_mention(request.user, mention_id))


@signed_in
@get_and_post
def keep_passage_in_revision(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """The form for the decision that a passage stays in the revision that it quotes."""
    row = _visible_passage(request, evidence_id)

    def save(form: KeepForm) -> Evidence:
        return keep_passage(person=request.user, item=row, **form.arguments())

    return _keep(request, row, save, "evidence", reload=lambda: _visible_passage(request, evidence_id))


def _keep(request: StaffRequest, row: Any, save: Callable[[KeepForm], Any], noun: str, reload: Callable[[], Any]) -> HttpResponse:
    permission = f"{noun}.change"
    outcome = submit(request, KeepForm.of(row, request), save, permission=permission, subject=row, reload=reload)
    page = reverse("desk:claim", args=[row.claim_id])
    if outcome.is_saved:
        return saved(request, messages.QUOTE_STAYS, to=f"{page}#{noun}-{row.pk}", changed=[noun])
    row = outcome.row or row
    context = {
        "row": row,
        "claim": row.claim,
        "article": row.revision.article,
        "quotes": row.spans.all() if noun == "mention" else [row] if row.exact else [],
        "noun": "mention" if noun == "mention" else "passage",
        "newest": row.revision.article.current,
        "decision": can(request.user, permission, row),
        "return_url": f"{page}#{noun}-{row.pk}",
        **outcome.context,
    }
    return render_page(request, "desk/new_revision/keep.html", context, status=outcome.status)


def _visible_passage(request: StaffRequest, evidence_id: int) -> Any:
    row = visible_item(request.user, evidence_id).row
    if row.revision is None:
        raise Refused("This item is not a passage of an article.")
    return row


def _proposed(old: Revision | None, quotes: Sequence[Any], form: PlaceForm) -> tuple[Revision, list[Selector]]:
    """The revision and the proposed selectors that the form names. Raises Refused if they are not proposed."""
    number = form.cleaned_data["revision"]
    revision = old and Revision.objects.defer("words").filter(article=old.article_id, number=number).first()
    if revision and old:
        comparisons = RevisionComparisons(revision)
        comparisons.load([old.pk])
        for selectors in comparisons.with_earlier(old.pk).proposals(quotes):
            if [(selector.start, selector.end) for selector in selectors] == form.cleaned_data["place"]:
                return revision, list(selectors)
    raise Refused(messages.PLACE_GONE, next_step=messages.PLACE_GONE_NEXT)


def _version_and_token(form: EditForm) -> dict[str, Any]:
    return {"seen_version": form.cleaned_data["version"], "token": form.cleaned_data["token"]}


def _response(
    request: StaffRequest,
    outcome: Outcome[Any, Any],
    article: Article,
    message: str,
    noun: str,
    of_claim: tuple[int, str] | None = None,
) -> HttpResponse:
    """A redirect to the list of the remaining decisions, or the refusal.

    If the form asks to return, the redirect leads to the page that sent it. `of_claim` is the id of the claim whose page is the
    default, and the HTML id of the row there.
    """
    outcome.require_saved()
    if of_claim and request.POST.get("return"):
        claim_id, anchor = of_claim
        page = return_url(request) if "Referer" in request.headers else reverse("desk:claim", args=[claim_id])
        return saved(request, message, to=f"{page}#{anchor}", changed=[noun])
    url = reverse("desk:revised", args=[article.pk, article.current.number])
    return saved(request, message, to=f"{url}#decisions", changed=[noun])
