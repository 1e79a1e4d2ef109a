"""The right of reply in the evidence gate, in the record that is approved, and in the changes of published checks."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.claims.actions import edit_actor, get_or_create_actor
from factcheck.evidence.actions import change_evidence
from factcheck.evidence.replies.actions import change_reply, withdraw_reply
from factcheck.publishing.actions import publish
from factcheck.verdicts.gate import Level
from factcheck.verdicts.models import RecordChange
from factcheck.verdicts.queries import basis_for, gate_for, is_record_unchanged
from factcheck.verdicts.record import read_record
from factcheck.verdicts.record_difference import record_difference, with_displayed_dates
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "institute")]


def line_of(world: World) -> tuple[Level, bool]:
    verdict = world.draft
    return next((line.level, line.is_met) for line in gate_for(verdict.claim, verdict.latest) if line.key == "reply")


def test_line_is_advised_and_met_by_a_request_or_a_reason(world: World) -> None:
    assert line_of(world) == (Level.ADVISED, False)
    world.no_reply_on(world.draft.claim)
    assert line_of(world) == (Level.ADVISED, True)


def test_record_contains_what_readers_see_and_no_contact(world: World) -> None:
    claim = world.open_claim
    row = world.reply_on(claim, contact="secret@ministry.example", question="Secret?")
    world.evidence_on(claim, event_on=date(2022, 3, 1), event_precision="month", source_check="Secret.")
    values = read_record(claim).values
    assert values["replies"] == {
        str(row.pk): {
            "name": "Mikhail Minister",
            "asked_on": "2022-04-11",
            "channel": "email",
            "channel_note": "",
            "deadline": "2022-04-14",
            "not_asked_because": "",
            "outcome": "",
            "answer": "",
            "answered_on": None,
            "answered_by": "",
        }
    }
    (item,) = values["evidence"].values()
    assert (item["event_on"], item["event_precision"]) == ("2022-03-01", "month")
    assert "ecret" not in str(values)


def test_records_of_earlier_versions_contain_neither_replies_nor_events(world: World) -> None:
    world.reply_on(world.open_claim)
    world.evidence_on(world.open_claim, event_on=date(2022, 3, 1))
    values = read_record(world.open_claim).values_at(2)
    assert "replies" not in values
    assert not {"event_on", "event_precision"} & set(next(iter(values["evidence"].values())))


def test_internal_fields_leave_an_approval_valid_and_a_recorded_outcome_does_not(world: World) -> None:
    claim = world.claim()
    row, item = world.reply_on(claim), world.evidence_on(claim, quote="Other.")
    verdict = world.approve(world.submit(world.ready(claim)))
    review = verdict.latest.reviews.get()
    change_reply(person=world.checker, reply=row, seen_version=1, contact="a@b.example", question="What?")
    change_evidence(person=world.checker, item=item, seen_version=1, technical_check="Metadata agree.")
    assert is_record_unchanged(review, claim)
    change_reply(person=world.checker, reply=row, seen_version=2, outcome="no_answer")
    assert not is_record_unchanged(review, claim)


def test_published_check_is_marked_when_an_outcome_is_recorded_or_the_person_renamed(world: World) -> None:
    claim = world.claim()
    row = world.reply_on(claim, actor=None, source=world.ministry)
    mayor = world.reply_on(claim, actor=get_or_create_actor(person=world.checker, name="Mary Mayor")[0])
    verdict = world.approve(world.submit(world.ready(claim)))
    publish(person=world.editor, verdict=verdict)
    changes = RecordChange.objects.filter(verdict=verdict, is_open=True)
    change_reply(person=world.checker, reply=row, seen_version=1, question="What?")
    assert not changes.exists()
    edit_actor(person=world.checker, actor=mayor.actor, seen_version=None, name="The Mayor of the Town")
    assert changes.count() == 1
    edit_actor(person=world.checker, actor=mayor.actor, seen_version=None, name="Mary Mayor")
    assert not changes.exists()
    change_reply(person=world.checker, reply=row, seen_version=2, outcome="no_answer")
    assert changes.count() == 1


def test_difference_names_the_person_and_displays_dates(world: World) -> None:
    claim = world.open_claim
    row = world.reply_on(claim)
    before = read_record(claim).values
    change_reply(person=world.checker, reply=row, seen_version=1, outcome="declined", answered_on=date(2022, 4, 12))
    after = read_record(claim).values
    (change,) = record_difference(with_displayed_dates(before), with_displayed_dates(after), hidden=())
    assert change.title == "Right of reply: Mikhail Minister"
    assert ("Date of the answer", "", "12 April 2022") in [(f.label, f.before, f.after) for f in change.fields]
    withdraw_reply(person=world.checker, reply=row, reason="No.", seen_version=2)
    assert read_record(claim).values["replies"] == {}
    assert basis_for(claim)
