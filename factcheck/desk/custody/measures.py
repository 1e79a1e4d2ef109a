"""The screens of takedowns and legal holds."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.desk.custody import messages
from factcheck.desk.custody.forms import EndForm, HoldForm, TakedownForm
from factcheck.desk.evidence.queries import visible_item
from factcheck.desk.visible_claim import visible_claim
from factcheck.evidence.custody.actions import end_hold, hide_evidence, lift_takedown, place_hold
from factcheck.evidence.custody.files import articles_from, copies_with_files
from factcheck.evidence.custody.models import LegalHold, Takedown
from factcheck.evidence.models import Evidence, EvidenceCopy
from factcheck.web.access import get_and_post, get_only, signed_in
from factcheck.web.decisions import can, permit
from factcheck.web.responses import render_page
from factcheck.web.submission import bound_to, saved, submit


@signed_in
@get_and_post
def hide(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """Hide an item, or one of its copies."""
    item = visible_item(request.user, evidence_id)
    row = item.row

    def save(form: TakedownForm) -> Takedown:
        return hide_evidence(person=request.user, item=row, **form.values())

    copies = copies_with_files(row)
    form = TakedownForm(*bound_to(request), copies=copies)
    outcome = submit(request, form, save, permission="evidence.hide", subject=row)
    if outcome.is_saved and outcome.value:
        message = messages.COPY_HIDDEN if outcome.value.copy_id else messages.ITEM_HIDDEN
        return saved(request, message, to=_custody_url(row.pk), changed=["evidence"])
    context = {
        "item": item,
        "row": row,
        "claim": row.claim,
        "takedowns": _takedowns(row),
        "articles": articles_from(copies).filter(pk__in=Article.objects.visible_to(request.user)),
        "may_hide": can(request.user, "evidence.hide", row),
        **outcome.context,
    }
    return render_page(request, "desk/custody/takedown.html", context, status=outcome.status)


@signed_in
@get_and_post
def lift(request: StaffRequest, takedown_id: int) -> HttpResponse:
    """Lift a takedown, with a reason."""
    row = _visible(Takedown, takedown_id, request)

    def save(form: EndForm) -> Takedown:
        return lift_takedown(person=request.user, takedown=row, **form.arguments())

    outcome = submit(
        request,
        EndForm.of(row, request),
        save,
        permission="evidence.hide",
        subject=row.evidence,
        reload=lambda: _visible(Takedown, takedown_id, request),
    )
    if outcome.is_saved:
        return saved(request, messages.TAKEDOWN_LIFTED, to=_custody_url(row.evidence_id), changed=["evidence"])
    row = outcome.row or row
    context = {
        "takedown": row,
        "row": row.evidence,
        "claim": row.evidence.claim,
        "may_hide": can(request.user, "evidence.hide", row.evidence),
        **outcome.context,
    }
    return render_page(request, "desk/custody/lift.html", context, status=outcome.status)


@signed_in
@get_only
def hidden(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """What a takedown hides: the quote and the texts of the copies. Only for editors, who ask for it here."""
    item = visible_item(request.user, evidence_id)
    permit(request.user, "evidence.hide", item.row)
    takedowns = _takedowns(item.row)
    if not takedowns:
        raise Http404
    copies = EvidenceCopy.objects.filter(evidence=item.row).select_related("text", "capture").order_by("number")
    if not item.row.is_hidden:
        copies = copies.filter(pk__in=[takedown.copy_id for takedown in takedowns])
    # The words themselves: the row of the item has none while it is hidden.
    row = Evidence.objects.select_related("revision__article").defer("revision__text", "revision__words").get(pk=evidence_id)
    context = {"item": item, "row": row, "claim": item.row.claim, "takedowns": takedowns, "copies": copies}
    return render_page(request, "desk/custody/hidden.html", context)


@signed_in
@get_and_post
def hold_item(request: StaffRequest, evidence_id: int) -> HttpResponse:
    """Put an item under a legal hold."""
    item = visible_item(request.user, evidence_id)
    context = {"item": item, "row": item.row, "claim": item.row.claim}
    return _hold(request, {"item": item.row}, context, _custody_url(item.row.pk))


@signed_in
@get_and_post
def hold_claim(request: StaffRequest, claim_id: int) -> HttpResponse:
    """Put a claim with all its items under a legal hold."""
    claim = visible_claim(request.user, claim_id)
    return _hold(request, {"claim": claim}, {"claim": claim}, reverse("desk:claim", args=[claim.pk]))


@signed_in
@get_and_post
def end(request: StaffRequest, hold_id: int) -> HttpResponse:
    """End a legal hold, with a reason."""
    row = _visible(LegalHold, hold_id, request)

    def save(form: EndForm) -> LegalHold:
        return end_hold(person=request.user, hold=row, **form.arguments())

    outcome = submit(
        request,
        EndForm.of(row, request),
        save,
        permission="evidence.hold",
        subject=row,
        reload=lambda: _visible(LegalHold, hold_id, request),
    )
    if outcome.is_saved:
        url = _custody_url(row.evidence_id) if row.evidence_id else reverse("desk:claim", args=[row.claim_id])
        return saved(request, messages.HOLD_ENDED, to=url)
    row = outcome.row or row
    context = {
        "hold": row,
        "row": row.evidence,
        "claim": row.claim or row.evidence.claim,
        "may_hold": can(request.user, "evidence.hold", row),
        **outcome.context,
    }
    return render_page(request, "desk/custody/end_hold.html", context, status=outcome.status)


def _hold(request: StaffRequest, of: dict[str, Any], context: dict[str, Any], url: str) -> HttpResponse:
    """The form that puts the claim or the item in `of` under a hold."""
    (subject,) = of.values()

    def save(form: HoldForm) -> LegalHold:
        return place_hold(person=request.user, **of, **form.cleaned_data)

    outcome = submit(request, HoldForm(*bound_to(request)), save, permission="evidence.hold", subject=subject)
    if outcome.is_saved:
        return saved(request, messages.HOLD_PLACED, to=url)
    context |= {"may_hold": can(request.user, "evidence.hold", subject), **outcome.context}
    return render_page(request, "desk/custody/hold.html", context, status=outcome.status)


def _takedowns(item: Evidence) -> list[Takedown]:
    """The takedowns in force of an item and its copies."""
    rows = Takedown.objects.in_force().filter(evidence=item).select_related("created_by", "copy")
    return list(rows.order_by("id"))


def _visible(model: Any, pk: int, request: StaffRequest) -> Any:
    """The takedown or the hold with its claim. Raises Http404 if it does not exist or the person may not see its claim."""
    related = (
        "evidence__claim__claimant",
        "created_by",
        "ended_by",
        *(("claim__claimant",) if model is LegalHold else ("copy",)),
    )
    row = model.objects.select_related(*related).filter(pk=pk).first()
    claim_id = row and (getattr(row, "claim_id", None) or row.evidence.claim_id)
    if row is None or not Claim.objects.visible_to(request.user).filter(pk=claim_id).exists():
        raise Http404
    return row


def _custody_url(evidence_id: int) -> str:
    return reverse("desk:evidence-custody", args=[evidence_id])
