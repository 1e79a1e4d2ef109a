"""Published checks whose record changes: they appear as changed, and leave this state by a confirmation or a correction."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils.timezone import localdate

from factcheck.articles.actions import edit_source
from factcheck.claims.actions import edit_actor
from factcheck.evidence.actions import withdraw_evidence
from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Entry
from factcheck.ledger.observers import WrittenEntry
from factcheck.merging.actions import split_claim
from factcheck.operations.doctor import examine, listings
from factcheck.publishing.actions import correct, drop, publish, retract
from factcheck.verdicts.actions import confirm, confirm_shared, edit_rating, set_recheck_date
from factcheck.verdicts.changes import affected_checks, baselines_of, changed_verdicts, checks_sharing
from factcheck.verdicts.models import Confirmation, RecordChange, Verdict
from factcheck.verdicts.queries import basis_for
from factcheck.verdicts.record import read_record
from factcheck.verdicts.record_difference import ChangeKind, record_difference
from factcheck.web.errors import Invalid, NotAllowed, RecordChanged, Refused
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("published")]

REASON = "The added item repeats what the check states."


def current(world: World) -> Verdict:
    return Verdict.objects.get(pk=world.published.pk)


def open_changes(verdict: Verdict) -> list[tuple[str, str]]:
    rows = RecordChange.objects.filter(verdict=verdict, is_open=True).select_related("entry").order_by("entry")
    return [(row.kind, row.entry.action) for row in rows]


def add_evidence(world: World, quote: str = "Another quote.") -> Evidence:
    return world.evidence_on(world.published.claim, person=world.second_checker, quote=quote)


def confirmed(world: World, person: Any = None, **options: Any) -> Confirmation:
    row = current(world)
    return confirm(person=person or world.editor, verdict=row, reason=REASON, basis=basis_for(row.claim), **options)


def test_evidence_added_to_a_published_check_changes_its_record(world: World) -> None:
    assert open_changes(world.published) == []
    add_evidence(world)
    assert open_changes(world.published) == [("claim", "evidence.added")]
    assert changed_verdicts([world.published.pk]) == {world.published.pk}


def test_only_its_own_mention_is_left_out_of_the_entry_of_a_new_claim(world: World) -> None:
    """An entry about a new claim that also wrote a row of a published check changes that check."""
    item, mention = world.published.claim.evidence.get(), world.published.claim.mentions.get()
    rows = (("claim", world.open_claim.pk), ("mention", mention.pk))
    entry = WrittenEntry(1, "claim.added", None, rows[0], rows, True, {}, {"statement": "A"})
    assert affected_checks([entry]) == []
    (affected,) = affected_checks([replace(entry, rows=(*rows, ("evidence", item.pk)))])
    assert affected.verdict == world.published.pk


def test_unpublished_and_retracted_checks_do_not_count_as_changed(world: World) -> None:
    world.evidence_on(world.approved.claim, person=world.second_checker, quote="New.")
    retract(person=world.editor, verdict=world.published, notice="It was wrong.")
    add_evidence(world)
    assert not RecordChange.objects.exists()


def test_record_with_its_former_values_is_not_changed(world: World) -> None:
    item = add_evidence(world)
    withdraw_evidence(person=world.second_checker, item=item, reason="A copy.")
    assert open_changes(world.published) == []
    assert changed_verdicts([world.published.pk]) == set()


def test_change_of_an_internal_field_is_no_change(world: World) -> None:
    rating = world.published.latest.rating
    assert rating
    edit_rating(person=world.administrator, rating=rating, seen_version=rating.version, position=99)
    assert not RecordChange.objects.exists()


def test_difference_names_the_added_row_and_its_values(world: World) -> None:
    add_evidence(world, quote="Seen on 19 March.")
    baseline = baselines_of([world.published.pk])[world.published.pk]
    assert baseline.values
    (change,) = record_difference(baseline.values, read_record(world.published.claim).values, hidden=())
    assert (change.part, change.kind) == ("evidence", ChangeKind.ADDED)
    assert "Seen on 19 March." in change.title
    assert ("quote", "", "Seen on 19 March.") in [(f.field, f.before, f.after) for f in change.fields]


def test_confirmation_closes_the_changes_and_becomes_the_baseline(world: World) -> None:
    add_evidence(world)
    confirmation = confirmed(world)
    assert open_changes(world.published) == []
    assert changed_verdicts([world.published.pk]) == set()
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.reason, entry.after["version"]) == ("verdict.confirmed", REASON, 1)
    assert RecordChange.objects.get().confirmation == confirmation
    assert current(world).state == "published"
    add_evidence(world, quote="A third.")
    assert open_changes(world.published) == [("claim", "evidence.added")]


def test_editor_who_made_the_change_cannot_confirm_it(world: World) -> None:
    world.evidence_on(world.published.claim, person=world.editor, quote="Mine.")
    with pytest.raises(NotAllowed, match="another editor"):
        confirmed(world)
    assert confirmed(world, world.other_editor).created_by == world.other_editor
    add_evidence(world)
    with pytest.raises(NotAllowed):
        confirmed(world, world.second_checker)


def test_database_rejects_a_confirmation_by_the_person_who_made_the_change(world: World) -> None:
    add_evidence(world)
    row, review = current(world), baselines_of([world.published.pk])[world.published.pk].review
    values = {"verdict": row, "review": review, "reason": "Fine.", "record": {}, "record_version": 2}
    with pytest.raises(DatabaseError, match="may not confirm"), transaction.atomic():
        Confirmation.objects.create(**values, created_by=world.second_checker)


def test_confirmation_needs_a_reason_a_change_and_the_record_that_was_read(world: World) -> None:
    with pytest.raises(Refused, match="nothing to confirm"):
        confirmed(world)
    add_evidence(world)
    basis = basis_for(world.published.claim)
    with pytest.raises(Invalid) as caught:
        confirm(person=world.editor, verdict=current(world), reason=" ", basis=basis)
    assert list(caught.value.errors) == ["reason"]
    add_evidence(world, quote="Meanwhile.")
    with pytest.raises(RecordChanged):
        confirm(person=world.editor, verdict=current(world), reason=REASON, basis=basis)
    assert not Confirmation.objects.exists()


def test_correction_closes_the_changes_when_it_is_published(world: World) -> None:
    add_evidence(world)
    correct(person=world.checker, verdict=current(world), correction_kind="clarification", notice="An item was added.")
    assert open_changes(world.published)
    world.submit(current(world))
    publish(person=world.editor, verdict=world.approve(current(world)))
    assert open_changes(world.published) == []


def test_dropped_correction_leaves_the_changes_open(world: World) -> None:
    correct(person=world.checker, verdict=world.published, correction_kind="typo", notice="A letter.")
    add_evidence(world)
    drop(person=world.checker, verdict=current(world), reason="Not needed.")
    assert open_changes(world.published) == [("claim", "evidence.added")]
    assert changed_verdicts([world.published.pk]) == {world.published.pk}


def test_dropped_correction_without_a_change_is_no_change(world: World) -> None:
    correct(person=world.editor, verdict=world.published, correction_kind="typo", notice="A letter.")
    drop(person=world.editor, verdict=current(world), reason="Not needed.")
    assert changed_verdicts([world.published.pk]) == set()


def test_split_that_takes_evidence_from_a_published_check_changes_it(world: World) -> None:
    claim = world.published.claim
    item = claim.evidence.order_by("pk").first()
    assert item
    split_claim(
        person=world.second_checker, claim=claim, evidence=[item], claimant="A Speaker", statement="It was so.", layer="report"
    )
    assert open_changes(world.published) == [("claim", "claim.split")]
    assert RecordChange.objects.get().object_id == claim.pk
    assert changed_verdicts([world.published.pk]) == {world.published.pk}


def test_added_source_is_not_a_change_of_its_own(world: World) -> None:
    world.evidence_on(world.published.claim, person=world.second_checker, quote="New.", source="A new archive")
    assert open_changes(world.published) == [("claim", "evidence.added")]


def two_checks_of_one_source(world: World) -> tuple[Verdict, Verdict]:
    first = world.published
    second = world.approve(world.submit(world.ready()))
    publish(person=world.editor, verdict=second)
    return first, Verdict.objects.get(pk=second.pk)


def edit_institute(world: World, person: Any) -> None:
    source = world.institute
    source.refresh_from_db()
    edit_source(person=person, source=source, seen_version=source.version, country="UA")


def newest(verdict: Verdict) -> int:
    return RecordChange.objects.filter(verdict=verdict, is_open=True).latest("entry").entry_id


def test_edited_source_changes_all_checks_and_is_confirmed_in_one_operation(world: World) -> None:
    first, second = two_checks_of_one_source(world)
    edit_institute(world, world.second_checker)
    assert checks_sharing("source", world.institute.pk) == [first.pk, second.pk]
    options = {"kind": "source", "object_id": world.institute.pk, "reason": "Only its country was added."}
    with pytest.raises(RecordChanged):
        confirm_shared(person=world.editor, newest=newest(first) - 1, **options)
    confirm_shared(person=world.editor, newest=newest(first), **options)
    assert not RecordChange.objects.filter(is_open=True).exists()
    entries = Entry.objects.filter(action="verdict.confirmed")
    assert {entry.object_id for entry in entries} == {first.pk, second.pk}
    assert changed_verdicts([first.pk, second.pk]) == set()


def test_check_with_another_change_is_confirmed_on_its_own(world: World) -> None:
    first, second = two_checks_of_one_source(world)
    edit_institute(world, world.second_checker)
    add_evidence(world)
    assert checks_sharing("source", world.institute.pk) == [second.pk]
    confirm_shared(person=world.editor, kind="source", object_id=world.institute.pk, reason="Fine.", newest=newest(second))
    assert changed_verdicts([first.pk, second.pk]) == {first.pk}


def test_editor_who_edited_the_source_cannot_confirm_its_checks(world: World) -> None:
    first, _ = two_checks_of_one_source(world)
    edit_institute(world, world.other_editor)
    options = {"kind": "source", "object_id": world.institute.pk, "reason": "Fine.", "newest": newest(first)}
    with pytest.raises(NotAllowed):
        confirm_shared(person=world.other_editor, **options)
    with pytest.raises(NotAllowed):
        confirm_shared(person=world.checker, **options)
    assert confirm_shared(person=world.editor, **options)


def test_edited_claimant_is_shared_and_edited_statement_is_not(world: World) -> None:
    actor = world.published.claim.claimant
    edit_actor(person=world.second_checker, actor=actor, seen_version=actor.version, description="minister")
    assert open_changes(world.published) == [("actor", "actor.edited")]


def test_recheck_date_is_in_the_future_and_set_by_the_author_or_an_editor(world: World) -> None:
    with pytest.raises(Invalid) as caught:
        set_recheck_date(person=world.checker, verdict=world.published, recheck_on=localdate())
    assert list(caught.value.errors) == ["recheck_on"]
    tomorrow = localdate() + timedelta(days=1)
    set_recheck_date(person=world.checker, verdict=world.published, recheck_on=tomorrow)
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.before, entry.after) == (
        "verdict.recheck_date_set",
        {"recheck_on": None},
        {"recheck_on": str(tomorrow)},
    )
    with pytest.raises(NotAllowed):
        set_recheck_date(person=world.second_checker, verdict=current(world), recheck_on=None)


def test_check_is_confirmed_on_its_recheck_date_with_the_next_date(world: World) -> None:
    day = localdate() + timedelta(days=7)
    set_recheck_date(person=world.checker, verdict=world.published, recheck_on=day)
    with pytest.raises(Refused, match="nothing to confirm"):
        confirmed(world)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=7)):
        next_day = day + timedelta(days=30)
        confirmed(world, recheck_on=next_day)
        assert current(world).recheck_on == next_day
        with pytest.raises(Refused, match="nothing to confirm"):
            confirmed(world)


def test_later_recheck_date_stays_when_a_change_is_confirmed_or_corrected(world: World) -> None:
    day = localdate() + timedelta(days=7)
    set_recheck_date(person=world.checker, verdict=world.published, recheck_on=day)
    add_evidence(world)
    confirmed(world)
    assert current(world).recheck_on == day
    correct(person=world.checker, verdict=current(world), correction_kind="typo", notice="A letter.")
    world.submit(current(world))
    publish(person=world.editor, verdict=world.approve(current(world)))
    assert current(world).recheck_on == day


def test_correction_published_on_the_recheck_date_removes_it(world: World) -> None:
    set_recheck_date(person=world.checker, verdict=world.published, recheck_on=localdate() + timedelta(days=7))
    with time_machine.travel(datetime.now(UTC) + timedelta(days=7)):
        correct(person=world.checker, verdict=current(world), correction_kind="typo", notice="A letter.")
        world.submit(current(world))
        publish(person=world.editor, verdict=world.approve(current(world)))
        assert current(world).recheck_on is None


def test_doctor_accepts_confirmations(world: World) -> None:
    add_evidence(world)
    confirmed(world)
    assert [result for result in examine() if result.findings] == []
    assert all(not list(result.findings) for result in listings() if "before changes were marked" in result.name)
