"""The screens that merge two claims and split a claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.models import Claim, Mention
from factcheck.desk.claim import messages
from factcheck.desk.claim.candidates import requested_candidates
from factcheck.desk.claim.closing_forms import MergeForm, SplitForm
from factcheck.desk.claim.queries import claim_mentions
from factcheck.desk.name_fields import stated_kinds
from factcheck.desk.visible_claim import visible_claim
from factcheck.evidence.models import Evidence
from factcheck.evidence.queries import evidence_board
from factcheck.merging.actions import merge_candidate, merge_claims, split_claim
from factcheck.merging.plan import merge_problem
from factcheck.web.access import get_and_post, signed_in
from factcheck.web.decisions import can
from factcheck.web.errors import Invalid
from factcheck.web.responses import render_page
from factcheck.web.submission import bound_to, saved, submit


@dataclass(frozen=True, slots=True)
class MergeOptions:
    """The claims of the pair that may stay, and why the others may not; each reason once."""

    possible: list[Claim]
    problems: list[str]


def merge_options(pair: tuple[Claim, Claim]) -> MergeOptions:
    """Which of the two claims may stay. Two queries."""
    first, second = (merge_candidate(claim) for claim in pair)
    problems = {pair[1].pk: merge_problem(first, second), pair[0].pk: merge_problem(second, first)}
    possible = [claim for claim in pair if not problems[claim.pk]]
    return MergeOptions(possible, list(dict.fromkeys(problem for problem in problems.values() if problem)))


@signed_in
@get_and_post
def merge(request: StaffRequest, claim_id: int) -> HttpResponse:
    """GET searches for the other claim with `q`, or compares the claims if it is given as `other`. POST merges them."""
    claim = visible_claim(request.user, claim_id)
    other_id = request.POST.get("other") or request.GET.get("other", "")
    if not other_id and request.method != "POST":
        return _choose_other(request, claim)
    if not (other_id.isascii() and other_id.isdigit() and len(other_id) <= 18):
        raise Invalid({"other": messages.OTHER_CLAIM_UNKNOWN})
    pair = (claim, visible_claim(request.user, int(other_id)))
    options = merge_options(pair)
    form = MergeForm(*bound_to(request), claims=pair, possible=options.possible)

    def save(form: MergeForm) -> Claim:
        return merge_claims(person=request.user, **form.arguments())

    outcome = submit(request, form, save, permission="claim.merge", subject=claim)
    if outcome.is_saved and outcome.value:
        survivor = outcome.value.merged_into_id
        return saved(request, messages.CLAIMS_MERGED, to=reverse("desk:claim", args=[survivor]), changed=["claim"])
    decisions = [can(request.user, "claim.merge", row) for row in pair]
    context = {
        "claim": claim,
        "pair": [(row, claim_mentions(row), evidence_board(row)) for row in pair],
        "options": options,
        "may_merge": next((decision for decision in decisions if not decision), decisions[0]),
        **outcome.context,
    }
    return render_page(request, "desk/claim/merge.html", context, status=outcome.status)


def _choose_other(request: StaffRequest, claim: Claim) -> HttpResponse:
    context = {
        "claim": claim,
        "candidates": requested_candidates(request, claim),
        "may_merge": can(request.user, "claim.merge", claim),
    }
    return render_page(request, "desk/claim/merge_with.html", context)


@signed_in
@get_and_post
def split(request: StaffRequest, claim_id: int) -> HttpResponse:
    claim = visible_claim(request.user, claim_id)
    mentions, board = claim_mentions(claim), evidence_board(claim)
    items = [*board.items, *board.withdrawn]

    def save(form: SplitForm) -> Claim:
        chosen: dict[str, Any] = {
            "mentions": list(Mention.objects.filter(pk__in=form.cleaned_data["mentions"]).order_by("pk")),
            "evidence": list(Evidence.objects.filter(pk__in=form.cleaned_data["evidence"]).order_by("pk")),
        }
        return split_claim(
            person=request.user,
            claim=claim,
            seen_version=form.cleaned_data["version"],
            kinds=stated_kinds(form),
            token=form.cleaned_data["token"],
            **chosen,
            **form.values(),
        )

    form = SplitForm.of(claim, request)
    form.choose_from(
        mentions=[row.mention.pk for row in (*mentions.active, *mentions.withdrawn)], evidence=[item.row.pk for item in items]
    )
    outcome = submit(
        request,
        form,
        save,
        permission="claim.split",
        subject=claim,
        reload=lambda: visible_claim(request.user, claim_id),
        field_names={"selected": "mentions"},
    )
    if outcome.is_saved and outcome.value:
        return saved(request, messages.CLAIM_SPLIT, to=reverse("desk:claim", args=[outcome.value.pk]), changed=["claim"])
    context = {
        "claim": claim,
        "mentions": mentions,
        "items": items,
        "chosen_mentions": [str(pk) for pk in form["mentions"].value() or []],
        "chosen_evidence": [str(pk) for pk in form["evidence"].value() or []],
        "may_split": can(request.user, "claim.split", claim),
        **outcome.context,
    }
    return render_page(request, "desk/claim/split.html", context, status=outcome.status)
