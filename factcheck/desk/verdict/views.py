"""The page of a verdict: saving its versions, and the moves that are made there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.models import Claim
from factcheck.desk.verdict import queries
from factcheck.desk.verdict.forms import MoveForm, SubmitForm, VerdictForm
from factcheck.verdicts import gate
from factcheck.verdicts.actions import move as make_move
from factcheck.verdicts.actions import open_verdict, save_version
from factcheck.verdicts.models import Verdict, VerdictVersion
from factcheck.verdicts.queries import gate_of
from factcheck.verdicts.workflow import EDITABLE, MOVES, Move
from factcheck.web.access import get_and_post, post_only, signed_in
from factcheck.web.decisions import can
from factcheck.web.errors import FormAlreadyUsed, Refused
from factcheck.web.markdown import render_markdown
from factcheck.web.responses import render_page
from factcheck.web.submission import Outcome, saved, submit

PAGE = "desk/verdict/page.html"
COMPARE = "Compare the versions below. Your input is still in the form; save it again to make it the next version."


@signed_in
@get_and_post
def verdict(request: StaffRequest, claim_id: int) -> HttpResponse:
    """GET shows the editor; POST saves the next version, or shows a preview of it."""
    claim = get_object_or_404(Claim.objects.visible_to(request.user).select_related("claimant"), pk=claim_id)
    if request.method != "POST":
        return _page(request, claim)
    known = queries.verdict_of(claim)
    form = VerdictForm(request.POST, latest=known.latest if known else None)
    if "preview" in request.POST:
        return _page(request, claim, writing=Outcome(form), preview=request.POST.get("rationale", ""), fragment="preview")

    def save(form: VerdictForm) -> VerdictVersion:
        clean, text = form.cleaned_data, form.text()
        if known and clean["version"] is not None:
            return save_version(person=request.user, verdict=known, seen_version=clean["version"], token=clean["token"], **text)
        if known and clean["token"] is None:
            message = f"The form did not say which version you saw. The verdict is now version {known.version}."
            raise Refused(message, next_step=COMPARE)
        return open_verdict(person=request.user, claim=claim, token=clean["token"], **text).latest

    outcome = submit(request, form, save, permission="verdict.open", subject=claim, reload=lambda: queries.verdict_of(claim))
    if outcome.is_saved and outcome.value:
        message = f"Version {outcome.value.number} is saved."
        return saved(request, message, to=reverse("desk:verdict", args=[claim.pk]), changed=["verdict"])
    if isinstance(outcome.refusal, FormAlreadyUsed):  # a claim has one verdict: the input becomes its next version
        outcome.refusal.next_step = COMPARE
    return _page(request, claim, writing=outcome)


@signed_in
@post_only
def move(request: StaffRequest, verdict_id: int, name: str) -> HttpResponse:
    """Make the move `name` of the table: one that staff make on this page."""
    row = _verdict(request, verdict_id)
    chosen = MOVES[name]
    form = _move_form(chosen, gate_of(row.claim, row.latest) if chosen.takes_waivers else [], data=request.POST)

    def save(form: MoveForm | SubmitForm) -> Verdict:
        return make_move(person=request.user, verdict=row, name=name, **form.arguments())

    outcome = submit(request, form, save, permission=chosen.permission, subject=row, reload=lambda: _verdict(request, verdict_id))
    if not outcome.is_saved:
        return _page(request, row.claim, moving=(chosen, outcome))
    message = chosen.done.format(author=row.author)
    return saved(request, message, to=reverse("desk:verdict", args=[row.claim_id]), changed=["verdict"])


def _verdict(request: StaffRequest, verdict_id: int) -> Verdict:
    known = Verdict.objects.visible_to(request.user).select_related("claim__claimant", "author")
    return get_object_or_404(known, pk=verdict_id)


def _page(
    request: StaffRequest,
    claim: Claim,
    *,
    writing: Outcome[VerdictForm, Any] | None = None,
    moving: tuple[Move, Outcome[Any, Any]] | None = None,
    preview: str | None = None,
    fragment: str | None = None,
) -> HttpResponse:
    """The editor and the moves. At most one form was submitted: the text, or the one of a move; its outcome is given."""
    row = queries.verdict_of(claim)
    latest = row.latest if row else None
    lines = gate_of(claim, latest)
    person = request.user
    may_save = can(person, "verdict.save", row) if row else can(person, "verdict.open", claim)
    outcome = writing or (moving[1] if moving else None)
    form = writing.form if writing else VerdictForm(latest=latest, seen=row.version if row else None)
    if writing and writing.refusal:  # the row may be another one now: so are the ratings to choose from
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
            "versions": queries.versions_of(row),
            "comparison": _comparison(request, row),
            "state_sentence": queries.state_sentence(row, latest),
            "next_moves": _forms(options, row, lines, moving),
            # if the form of the move is not on the page any more, the notice lists what was entered
            "may_send": moving is None or any(_has_input(option) for option in options if option.move is moving[0]),
        }
    return render_page(request, PAGE, context, fragment=fragment, status=outcome.status if outcome else 200)


def _forms(
    options: Iterable[queries.NextMove], row: Verdict, lines: list[gate.Line], moving: tuple[Move, Outcome[Any, Any]] | None
) -> list[tuple[queries.NextMove, MoveForm | SubmitForm | None]]:
    """Each move with its form: the submitted one, or one without input. A move that has a screen of its own has no form."""
    found: list[tuple[queries.NextMove, MoveForm | SubmitForm | None]] = []
    for option in options:
        move = option.move
        submitted = moving[1].form if moving and move is moving[0] else None
        form = None
        if option.has_form and move.takes_waivers:
            waivers = {f"exception_{line}": reason for line, reason in queries.exceptions_before(row).items()}
            # other lines may be open now than when the form was submitted
            form = _move_form(move, lines, data=submitted and submitted.data, initial={**waivers, "version": row.version})
            form.is_valid()
        elif option.has_form:
            form = submitted or _move_form(move, lines, initial={"version": row.version})
        found.append((option, form))
    return found


def _move_form(move: Move, lines: Iterable[gate.Line], **given: Any) -> MoveForm | SubmitForm:
    return SubmitForm(lines=lines, **given) if move.takes_waivers else MoveForm(move=move, **given)


def _has_input(option: queries.NextMove) -> bool:
    """Whether the page has the visible fields of the move. It asks for waivers only if the move may be made."""
    return bool(option.decision) or not option.move.takes_waivers


def _comparison(request: StaffRequest, row: Verdict) -> queries.VersionComparison | None:
    try:
        return queries.comparison(row, int(request.GET.get("from", "")), int(request.GET.get("to", "")))
    except ValueError:
        return None
