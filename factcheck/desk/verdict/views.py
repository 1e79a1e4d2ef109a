"""The verdict screen: saves versions and makes plain moves."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.messages import success as add_message
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.models import Claim
from factcheck.desk.changes.forms import RecheckDateForm
from factcheck.desk.verdict import messages, queries
from factcheck.desk.verdict.citations import CitableEvidence, RatingPill, citable_evidence, rating_pills
from factcheck.desk.verdict.forms import MoveForm, VerdictForm
from factcheck.desk.verdict.gate_strip import gate_strip, live_gate_strip
from factcheck.desk.verdict.unmet import unmet_context
from factcheck.evidence.queries import BOARD_QUERIES, board_of
from factcheck.publishing.open_corrections import open_correction
from factcheck.verdicts.actions import GateNotPassed, open_verdict, save_version
from factcheck.verdicts.actions import move as make_move
from factcheck.verdicts.fields import VERDICT
from factcheck.verdicts.models import Verdict, VerdictVersion, rating_status
from factcheck.verdicts.moves import Move
from factcheck.verdicts.queries import gate_for, gate_for_text, is_unchanged_since_return, needs_confirmation
from factcheck.verdicts.states import EDITABLE, OPEN, State
from factcheck.verdicts.workflow import MOVES
from factcheck.web.access import get_and_post, post_only, signed_in
from factcheck.web.database.row_digests import RowDigests
from factcheck.web.decisions import Decision, can
from factcheck.web.errors import FormAlreadyUsed, Refused
from factcheck.web.markdown import render_markdown
from factcheck.web.responses import render_page, wants_fragment
from factcheck.web.submission import Outcome, saved, set_data, submit

PAGE = "desk/verdict/page.html"
WRITE = "desk/verdict/write.html"
"""the part of the page with the fragments that follow from the unsaved text"""


@signed_in
@get_and_post
def verdict(request: StaffRequest, claim_id: int) -> HttpResponse:
    """GET renders the editor. POST saves a new version, or renders a preview of its rationale or the gate for its text."""
    claims = Claim.objects.visible_to(request.user).with_claimant_party().select_related("claimant")
    claim = get_object_or_404(claims, pk=claim_id)
    if request.method != "POST":
        return _render_verdict(request, claim)
    existing = queries.verdict_of(claim)
    permission, subject = ("verdict.save", existing) if existing else ("verdict.open", claim)
    if "check" in request.POST:
        decision = can(request.user, permission, subject)
        if not decision:
            raise PermissionDenied(decision.reason)
        if wants_fragment(request):
            return _render_gate(request, claim, existing)
    form = _posted_form(request, existing)
    if "check" in request.POST:
        return _render_verdict(request, claim, writing=Outcome(form), is_checked=True)
    if "preview" in request.POST:
        return _render_verdict(
            request, claim, writing=Outcome(form), preview=request.POST.get("rationale", ""), fragment="preview"
        )
    if "compare" in request.POST:
        return _render_verdict(request, claim, writing=Outcome(form), is_compared=True, fragment="unsaved")

    def save(form: VerdictForm) -> VerdictVersion:
        clean, text = form.cleaned_data, form.text()
        if existing and clean["version"] is not None:
            return save_version(
                person=request.user, verdict=existing, seen_version=clean["version"], token=clean["token"], **text
            )
        if existing and clean["token"] is None:
            raise Refused(messages.version_missing(existing.version))
        return open_verdict(person=request.user, claim=claim, token=clean["token"], **text).latest

    outcome = submit(request, form, save, permission=permission, subject=subject, reload=lambda: queries.verdict_of(claim))
    if outcome.is_saved and outcome.value:
        message = messages.version_saved(outcome.value.number)
        if form.has_submission_input:  # only a submission saves it, so it stays in the form
            add_message(request, message)
            set_data(form, version=outcome.value.verdict.version, token=uuid.uuid4())
            return _render_verdict(request, claim, writing=Outcome(form))
        return saved(request, message, to=reverse("desk:verdict", args=[claim.pk]), changed=["verdict"])
    if isinstance(outcome.refusal, FormAlreadyUsed):  # a claim has one verdict, so the input can only become its next version
        outcome.refusal.next_step = ""
    return _render_verdict(request, claim, writing=outcome)


@signed_in
@post_only
def move(request: StaffRequest, verdict_id: int, name: str) -> HttpResponse:
    """Make the move `name`, one of those with a button on the verdict page."""
    row = _verdict_to_move(request, verdict_id)
    requested = MOVES[name]
    writing: Outcome[VerdictForm, Any] | None = None
    moving: Outcome[MoveForm, Any] | None = None
    if requested.takes_waivers:
        outcome: Outcome[Any, Any] = _submit_for_review(request, row)
        writing = outcome
    else:
        form = MoveForm(request.POST, move=requested)
        outcome = submit(
            request,
            form,
            lambda form: make_move(person=request.user, verdict=row, name=name, **form.arguments()),
            permission=requested.permission,
            subject=row,
            reload=lambda: _verdict_to_move(request, verdict_id),
        )
        moving = outcome
    if not outcome.is_saved:
        return _render_verdict(request, row.claim, writing=writing, moving=(requested, moving) if moving else None)
    moved = outcome.value or row
    message = requested.success_message.format(author=moved.author)
    return saved(request, message, to=reverse("desk:verdict", args=[row.claim_id]), changed=["verdict"])


def _submit_for_review(request: StaffRequest, row: Verdict) -> Outcome[VerdictForm, Verdict]:
    """Save the text if it differs from the newest version, and submit it. If the gate refuses it, the text is still saved."""
    latest = row.latest
    form = _posted_form(request, row)
    form.error_heading = messages.NOT_SUBMITTED
    has_text = any(name in request.POST for name in VERDICT.names)
    if not has_text:  # the page is from before an upgrade: its button had its own form, without the text
        set_data(form, **VerdictForm.initial_of(row))

    def save(form: VerdictForm) -> Verdict:
        clean, text = form.cleaned_data, form.text() if has_text else None
        if clean["version"] is None:
            raise Refused(messages.version_missing(row.version))
        person, seen = request.user, clean["version"]
        arguments = {"waivers": form.waivers(), "message": clean["message"], "text": text, "token": clean["token"]}
        try:
            return make_move(person=person, verdict=row, name="submit", seen_version=seen, **arguments)
        except GateNotPassed as refusal:
            if text is None:
                raise
            version = save_version(person=person, verdict=row, seen_version=seen, **text)
            set_data(form, version=version.verdict.version)
            clean["version"] = version.verdict.version
            if version.pk == latest.pk:
                raise
            raise GateNotPassed(refusal.unmet, saved_version=version.number) from refusal

    return submit(
        request,
        form,
        save,
        permission="verdict.submit",
        subject=row,
        reload=lambda: _verdict_to_move(request, row.pk),
    )


def _posted_form(request: StaffRequest, row: Verdict | None) -> VerdictForm:
    if row is None:
        return VerdictForm(request.POST)
    return VerdictForm(request.POST, latest=row.latest, exceptions=queries.latest_exceptions(row))


def _verdict_to_move(request: StaffRequest, verdict_id: int) -> Verdict:
    visible = Verdict.objects.visible_to(request.user).select_related("claim__claimant", "author")
    return get_object_or_404(visible, pk=verdict_id)


def _render_gate(request: StaffRequest, claim: Claim, row: Verdict | None) -> HttpResponse:
    """The gate for the submitted text, which is not saved. Loads only what the gate needs."""
    latest = row.latest if row else None
    form = VerdictForm(request.POST, latest=latest)
    lines = gate_for_text(claim, latest, form.text_so_far(), form.waivers())
    strip = live_gate_strip(lines, queries.fix_urls(claim, with_form=True), has_exceptions=row is not None)
    return render_page(request, PAGE, {"gate_strip": strip}, fragment="gate")


def _render_verdict(
    request: StaffRequest,
    claim: Claim,
    *,
    writing: Outcome[VerdictForm, Any] | None = None,
    moving: tuple[Move, Outcome[Any, Any]] | None = None,
    preview: str | None = None,
    is_checked: bool = False,
    is_compared: bool = False,
    fragment: str | None = None,
) -> HttpResponse:
    """The editor and the moves. `writing` or `moving` is the outcome of the submitted form: the text, or a move.

    The gate is that of the text that the page displays, also if it is not saved. `is_checked`: only the gate was requested.
    `is_compared`: the submitted text is compared with the newest version.
    """
    row = queries.verdict_of(claim)
    latest = row.latest if row else None
    person = request.user
    may_save = can(person, "verdict.save", row) if row else can(person, "verdict.open", claim)
    outcome = writing or (moving[1] if moving else None)
    exceptions = queries.latest_exceptions(row) if row and row.state in EDITABLE else {}
    form = writing.form if writing else VerdictForm(latest=latest, seen=row.version if row else None, exceptions=exceptions)
    if writing and writing.refusal:  # the row may have changed, and with it the available ratings
        form = VerdictForm(form.data, latest=latest, exceptions=exceptions)
    is_text_unsaved = form.is_bound and not (form.is_valid() and latest and form.is_text_of(latest))
    is_unsaved = is_text_unsaved or form.has_submission_input
    if writing and (is_checked or is_text_unsaved):
        lines = gate_for_text(claim, latest, writing.form.text_on_page(), writing.form.waivers())
    else:
        lines = gate_for(claim, latest)
    is_written = is_unsaved or row is None or row.state in EDITABLE
    urls = queries.fix_urls(claim, with_form=is_written)
    permissions = can(person, "evidence.attach", claim), can(person, "search.log", claim)
    evidence = _EVIDENCE(claim.pk).lazy(_evidence_of, BOARD_QUERIES, claim, *permissions, form["rationale"].value() or "")
    citations: Any = SimpleLazyObject(lambda: evidence.urls)
    pills = rating_pills(form["rating"])
    context: dict[str, Any] = {
        "evidence": evidence,
        "citations": citations,
        "crumbs": [("Claims", reverse("desk:claims")), ("Claim", reverse("desk:claim", args=[claim.pk]))],
        "claim": claim,
        "verdict": row,
        "latest": latest,
        "form": form,
        "submission": outcome,
        "may_send": True,
        "is_unsaved": is_unsaved,
        "is_text_unsaved": is_text_unsaved,
        "is_written": is_written,
        "pills": pills,
        **_conclusions(form, pills),
        # after a conflict the page has two versions of each field, which need the space
        "is_fixed": is_written and not (outcome and outcome.refusal and not isinstance(outcome.refusal, GateNotPassed)),
        "may_save": may_save,
        "preview": render_markdown(preview, citations) if preview is not None else "",
        "rationale": render_markdown(latest.rationale, citations) if latest and not is_written else "",
    }
    if row and latest:
        options = queries.next_moves(person, row, latest)
        versions = queries.versions_of(row)
        returns = queries.returns_to_answer(row, versions)
        may_submit = can(person, "verdict.submit", row)
        fields = form.exceptions_for(lines)
        if outcome and isinstance(outcome.refusal, GateNotPassed):
            context |= unmet_context(outcome.refusal, urls=urls, exceptions=fields)
        pending = open_correction(row, latest) if row.state in OPEN else None
        context |= {
            "pending": pending,
            "may_reword": pending is not None and can(person, "correction.reword", pending.correction),
            "recheck_form": RecheckDateForm(
                initial={"version": row.version, "recheck_on": row.recheck_on}, auto_id="id_recheck_%s"
            ),
            "may_set_recheck_date": can(person, "verdict.recheck_date", row),
            "is_changed": row.state == State.PUBLISHED and needs_confirmation(row),
            "verdict_status": rating_status(row.state, row.approved_id, latest.pk),
            "versions": versions,
            "returns": returns,
            "may_submit": may_submit,
            # the queries run only for the author of a returned verdict, who sees the field
            "message_requirement": (
                messages.MESSAGE_REQUIREMENT if returns and may_submit and is_unchanged_since_return(row, latest) else ""
            ),
            "exceptions": fields,
            "other_exceptions": form.other_exceptions(fields) if may_submit else [],
            "has_exceptions": any(field.value() for field in fields),
            "comparison": _requested_comparison(request, row),
            "unsaved_changes": queries.unsaved_changes(latest, form.text_so_far()) if is_compared else None,
            "state_sentence": queries.state_sentence(row, latest),
            "next_moves": _move_forms(options, row, moving),
            "submission_option": next((option for option in options if option.move.takes_waivers and option.decision), None),
            # if the page no longer has the form of the move, the notice lists the input
            "may_send": moving is None or any(_has_input(option) for option in options if option.move is moving[0]),
        }
    context["gate_strip"] = gate_strip(lines, urls, [field.name for field in context.get("exceptions", [])])
    template = WRITE if fragment and wants_fragment(request) else PAGE
    return render_page(request, template, context, fragment=fragment, status=outcome.status if outcome else 200)


_EVIDENCE = RowDigests(*BOARD_QUERIES)


def _evidence_of(claim: Claim, may_attach: Decision, may_log: Decision, rationale: str) -> CitableEvidence:
    return citable_evidence(board_of(claim, may_attach, may_log), rationale)


def _conclusions(form: VerdictForm, pills: Iterable[RatingPill]) -> dict[str, str]:
    """The conclusion in the form, that of the chosen rating, and the one that applies."""
    own = form["conclusion"].value() or ""
    derived = next((pill.rating.conclusion for pill in pills if pill.is_chosen and pill.rating), "")
    return {"conclusion": own, "derived_conclusion": derived, "shown_conclusion": own or derived}


def _move_forms(
    options: Iterable[queries.NextMove], row: Verdict, moving: tuple[Move, Outcome[Any, Any]] | None
) -> list[tuple[queries.NextMove, MoveForm | None]]:
    """Each move with its form, the submitted one or an empty one. A move with its own screen has none; nor has a submission."""
    forms: list[tuple[queries.NextMove, MoveForm | None]] = []
    for option in options:
        move = option.move
        form = None
        if option.has_form and not move.takes_waivers:
            submitted = moving[1].form if moving and move is moving[0] else None
            form = submitted or MoveForm(move=move, initial={"version": row.version})
            form.leave_out_author(row.author_id)
        forms.append((option, form))
    return forms


def _has_input(option: queries.NextMove) -> bool:
    """Whether the page has the fields of the move: only if the move is permitted."""
    return bool(option.decision)


def _requested_comparison(request: StaffRequest, row: Verdict) -> queries.VersionComparison | None:
    try:
        return queries.compare_versions(row, int(request.GET.get("from", "")), int(request.GET.get("to", "")))
    except ValueError:
        return None
