"""The actions on verdicts, publications, and the rating scale."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from factcheck.articles.actions import edit_source
from factcheck.articles.models import Source
from factcheck.newsroom.queries import the_newsroom
from factcheck.publishing.actions import correct, draft_publication, drop, edit_correction_notice, publish, recheck, retract
from factcheck.publishing.models import Correction
from factcheck.publishing.notices.actions import publish_notice
from factcheck.verdicts.actions import (
    add_rating,
    approve,
    confirm,
    confirm_shared,
    edit_rating,
    hand_over,
    move,
    open_verdict,
    return_verdict,
    save_version,
    set_gate_levels,
    set_recheck_date,
    submit,
)
from factcheck.verdicts.models import Rating, RecordChange, Verdict
from factcheck.verdicts.queries import basis_for
from tests.world import World
from tests.writes.write import OTHER_REASON, Write


def _correcting_verdict(world: World) -> Verdict:
    verdict = world.published
    correct(person=world.editor, verdict=verdict, correction_kind="typo", notice="One letter.", seen_version=verdict.version)
    return Verdict.objects.get(pk=verdict.pk)


def _recheck(world: World) -> Write:
    retract(person=world.editor, verdict=world.published, notice="It was wrong.")
    arguments = {"person": world.checker, "verdict": Verdict.objects.get(pk=world.published.pk), "notice": "Dated again."}
    return Write(recheck, arguments, {"notice": "Dated once more."})


def _confirm(world: World) -> Write:
    world.evidence_on(world.published.claim, person=world.second_checker, quote="Seen again.")
    basis = basis_for(world.published.claim)
    arguments = {"person": world.editor, "verdict": world.published, "basis": basis, "reason": "It repeats the check."}
    return Write(confirm, arguments, {"reason": "It is the same image."})


def _confirm_shared(world: World) -> Write:
    assert world.published
    source = Source.objects.get(pk=world.institute.pk)
    edit_source(person=world.second_checker, source=source, seen_version=source.version, country="UA")
    newest = RecordChange.objects.latest("entry").entry_id
    arguments = {"person": world.editor, "kind": "source", "object_id": source.pk, "reason": "Its country.", "newest": newest}
    return Write(confirm_shared, arguments, {"reason": "Its country was added."})


def _publish(world: World) -> Write:
    verdict = world.approved
    seen = {"seen_version": verdict.version, "seen_document": draft_publication(verdict).seen}
    return Write(publish, {"person": world.editor, "verdict": verdict, **seen}, {"seen_document": "0" * 64})


def _approve(world: World) -> Write:
    verdict = world.submitted
    reviewed = {"version": verdict.latest, "basis": basis_for(verdict.claim)}
    return Write(approve, {"person": world.editor, "verdict": verdict, **reviewed}, {"reason": "Well done."})


def _save_version(world: World) -> Write:
    arguments = {"person": world.checker, "verdict": world.draft, "seen_version": 1, "summary": "Another text."}
    return Write(save_version, arguments, {"summary": "A third text."})


def _edit_notice(world: World) -> Write:
    correction = Correction.objects.get(verdict=_correcting_verdict(world))
    arguments = {"person": world.editor, "correction": correction, "notice": "Two letters.", "seen_version": 1}
    return Write(edit_correction_notice, arguments, {"notice": "Three letters."})


VERDICT_WRITES: dict[str, Callable[[World], Write]] = {
    "hand a verdict over": lambda w: Write(
        hand_over,
        {"person": w.checker, "verdict": w.draft, "to": w.second_checker, "reason": "On leave.", "seen_version": w.draft.version},
        OTHER_REASON,
    ),
    "set the levels of the gate": lambda w: Write(
        set_gate_levels,
        {"person": w.administrator, "newsroom": the_newsroom(), "levels": {"backed": "off"}, "seen_version": 1},
        {"levels": {"backed": "advised"}},
    ),
    "open a verdict": lambda w: Write(
        open_verdict, {"person": w.checker, "claim": w.open_claim, "summary": "One."}, {"summary": "Two."}
    ),
    "save a version": _save_version,
    "submit": lambda w: Write(
        submit, {"person": w.checker, "verdict": w.draft, "seen_version": 1}, {"waivers": {"mentions": "Another reason."}}
    ),
    "approve": _approve,
    "return": lambda w: Write(
        return_verdict,
        {"person": w.editor, "verdict": w.submitted, "reason": "Name the source.", "seen_version": w.submitted.version},
        OTHER_REASON,
    ),
    "reopen": lambda w: Write(
        move,
        {
            "person": w.editor,
            "verdict": w.approved,
            "name": "reopen",
            "seen_version": w.approved.version,
            "reason": "Again.",
        },
        OTHER_REASON,
    ),
    "add a rating": lambda w: Write(
        add_rating, {"person": w.administrator, "name": "Outdated", "conclusion": "refuted"}, {"name": "Old"}
    ),
    "edit a rating": lambda w: Write(
        edit_rating,
        {"person": w.administrator, "rating": Rating.objects.get(name="False"), "seen_version": 1, "description": "Wrong."},
        {"description": "Not right."},
    ),
    "publish": _publish,
    "open a correction": lambda w: Write(
        correct,
        {
            "person": w.editor,
            "verdict": w.published,
            "correction_kind": "typo",
            "notice": "One letter.",
            "seen_version": w.published.version,
        },
        {"notice": "Two letters."},
    ),
    "reword a correction": _edit_notice,
    "drop a correction": lambda w: Write(
        drop, {"person": w.checker, "verdict": _correcting_verdict(w), "reason": "It was right."}, {"reason": "It was not wrong."}
    ),
    "recheck": _recheck,
    "confirm a check": _confirm,
    "confirm checks that share a source": _confirm_shared,
    "set a re-check date": lambda w: Write(
        set_recheck_date,
        {"person": w.checker, "verdict": w.published, "recheck_on": date(2099, 1, 31), "seen_version": w.published.version},
        {"recheck_on": date(2099, 2, 28)},
    ),
    "publish a notice": lambda w: Write(
        publish_notice,
        {
            "person": w.editor,
            "item": w.published.claim.evidence.get(),
            "notice_kind": "gone",
            "checked_on": date(2026, 1, 2),
            "text": "The page was removed.",
        },
        {"text": "The page was moved."},
    ),
    "retract": lambda w: Write(
        retract,
        {"person": w.editor, "verdict": w.published, "notice": "It was wrong.", "seen_version": w.published.version},
        {"notice": "It was not right."},
    ),
}
