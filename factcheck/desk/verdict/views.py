"""The verdict screen: saves versions and makes plain moves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.models import Claim
from factcheck.desk.verdict import messages, queries
from factcheck.desk.verdict.forms import MoveForm, SubmitForm, VerdictForm
from factcheck.verdicts import gate
from factcheck.verdicts.actions import move as make_move
from factcheck.verdicts.actions import open_verdict, save_version
from factcheck.verdicts.models import Verdict, VerdictVersion, rating_status
from factcheck.verdicts.queries import gate_for
from factcheck.verdicts.states import EDITABLE
from factcheck.verdicts.workflow import MOVES, Move
from factcheck.web.access import get_and_post, post_only, signed_in
from factcheck.web.decisions import can
from factcheck.web.errors import FormAlreadyUsed, Refused
from factcheck.web.markdown import render_markdown
from factcheck.web.responses import render_page
from factcheck.web.submission import Outcome, saved, submit

PAGE = "desk/verdict/page.html"


@signed_in
@get_and_post
def verdict(request: StaffRequest, claim_id: int) -> HttpResponse:
    """GET renders the editor. POST saves a new version, or renders a preview of its rationale."""
    claim = get_object_or_404(Claim.objects.visible_to(request.user).select_related("claimant"), pk=claim_id)
    if request.method != "POST":
        return _render_verdict(request, claim)
    existing = queries.verdict_of(claim)
    form = VerdictForm(request.POST, latest=existing.latest if existing else None)
    if "preview" in request.POST:
        return _render_verdict(
            request, claim, writing=Outcome(form), preview=request.POST.get("rationale", ""), fragment="preview"
        )

    def save(form: VerdictForm) -> VerdictVersion:
        clean, text = form.cleaned_data, form.text()
        if existing and clean["version"] is not None:
            return save_version(
                person=request.user, verdict=existing, seen_version=clean["version"], token=clean["token"], **text
            )
        if existing and clean["token"] is None:
            raise Refused(messages.version_missing(existing.version))
        return open_verdict(person=request.user, claim=claim, token=clean["token"], **text).latest

    permission, subject = ("verdict.save", existing) if existing else ("verdict.open", claim)
    outcome = submit(request, form, save, permission=permission, subject=subject, reload=lambda: queries.verdict_of(claim))
    if outcome.is_saved and outcome.value:
        message = messages.version_saved(outcome.value.number)
        return saved(request, message, to=reverse("desk:verdict", args=[claim.pk]), changed=["verdict"])
    if isinstance(outcome.refusal, FormAlreadyUsed):  # a claim has one verdict, so the input can only become its next version
        outcome.refusal.next_step = ""
    return _render_verdict(request, claim, writing=outcome)


@signed_in
@post_only
def move(request: StaffRequest, verdict_id: int, name: str) -> HttpResponse:
    """Make the move `name`, one of those with a form on the verdict page."""
    row = _verdict_to_move(request, verdict_id)
    requested = MOVES[name]
    form = _move_form(requested, gate_for(row.claim, row.latest) if requested.takes_waivers else [], data=request.POST)

    def save(form: MoveForm | SubmitForm) -> Verdict:
        return make_move(person=request.user, verdict=row, name=name, **form.arguments())

    outcome = submit(
        request, form, save, permission=requested.permission, subject=row, reload=lambda: _verdict_to_move(request, verdict_id)
    )
    if not outcome.is_saved:
        return _render_verdict(request, row.claim, moving=(requested, outcome))
    moved = outcome.value or row
    message = requested.success_message.format(author=moved.author)
    return saved(request, message, to=reverse("desk:verdict", args=[row.claim_id]), changed=["verdict"])


def _verdict_to_move(request: StaffRequest, verdict_id: int) -> Verdict:
    visible = Verdict.objects.visible_to(request.user).select_related("claim__claimant", "author")
    return get_object_or_404(visible, pk=verdict_id)


def _render_verdict(
    request: StaffRequest,
    claim: Claim,
    *,
    writing: Outcome[VerdictForm, Any] | None = None,
    moving: tuple[Move, Outcome[Any, Any]] | None = None,
    preview: str | None = None,
    fragment: str | None = None,
) -> HttpResponse:
    """The editor and the moves. `writing` or `moving` is the outcome of the submitted form: the text, or a move."""
    row = queries.verdict_of(claim)
    latest = row.latest if row else None
    lines = gate_for(claim, latest)
    person = request.user
    may_save = can(person, "verdict.save", row) if row else can(person, "verdict.open", claim)
    outcome = writing or (moving[1] if moving else None)
    form = writing.form if writing else VerdictForm(latest=latest, seen=row.version if row else None)
    if writing and writing.refusal:  # the row may have changed, and with it the available ratings
        form = VerdictForm(form.data, latest=latest)
        form.is_valid()
    context: dict[str, Any] = {
        "crumbs": [("Claims", reverse("desk:claims")), ("Claim", reverse("desk:claim", args=[claim.pk]))],
        "claim": claim,
        "verdict": row,
        "latest": latest,
        "form": form,
        "submission": outcome,
        "may_send": True,
        "is_written": form.is_bound or row is None or row.state in EDITABLE,
        "may_save": may_save,
        "gate_lines": lines,
        "fix_urls": queries.fix_urls(claim),
        "preview": render_markdown(preview) if preview is not None else "",
        "rationale": render_markdown(latest.rationale) if latest else "",
    }
    if row and latest:
        options = queries.next_moves(person, row, latest, lines)
        context |= {
            "verdict_status": rating_status(row.approved_id, latest.pk),
            "versions": queries.versions_of(row),
            "comparison": _requested_comparison(request, row),
            "state_sentence": queries.state_sentence(row, latest),
            "next_moves": _move_forms(options, row, lines, moving),
            # if the page no longer has the form of the move, the notice lists the input
            "may_send": moving is None or any(_has_input(option) for option in options if option.move is moving[0]),
        }
    return render_page(request, PAGE, context, fragment=fragment, status=outcome.status if outcome else 200)


def _move_forms(
    options: Iterable[queries.NextMove], row: Verdict, lines: list[gate.Line], moving: tuple[Move, Outcome[Any, Any]] | None
) -> list[tuple[queries.NextMove, MoveForm | SubmitForm | None]]:
    """Each move with its form, the submitted one or an empty one. A move with its own screen has no form."""
    forms: list[tuple[queries.NextMove, MoveForm | SubmitForm | None]] = []
    for option in options:
        move = option.move
        submitted = moving[1].form if moving and move is moving[0] else None
        form = None
        if option.has_form and move.takes_waivers:
            waivers = {f"exception_{line}": reason for line, reason in queries.latest_exceptions(row).items()}
            # the set of unmet lines may have changed since the form was rendered
            form = _move_form(move, lines, data=submitted and submitted.data, initial={**waivers, "version": row.version})
            form.is_valid()
        elif option.has_form:
            form = submitted or _move_form(move, lines, initial={"version": row.version})
        forms.append((option, form))
    return forms


def _move_form(move: Move, lines: Iterable[gate.Line], **options: Any) -> MoveForm | SubmitForm:
    return SubmitForm(lines=lines, **options) if move.takes_waivers else MoveForm(move=move, **options)


def _has_input(option: queries.NextMove) -> bool:
    """Whether the page has the fields of the move: only if the move is permitted."""
    return bool(option.decision)


def _requested_comparison(request: StaffRequest, row: Verdict) -> queries.VersionComparison | None:
    try:
        return queries.compare_versions(row, int(request.GET.get("from", "")), int(request.GET.get("to", "")))
    except ValueError:
        return None
