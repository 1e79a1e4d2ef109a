"""Within the cooling-off period, people who are connected by a sponsorship cannot approve each other's work."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from factcheck.accounts.actions import add_person, change_person, invite_again, rename, vouch
from factcheck.accounts.models import Person
from factcheck.claims.actions import add_relation, edit_actor, edit_claim
from factcheck.ledger.actions import record
from factcheck.operations.doctor import examine, listings
from factcheck.verdicts.actions import approve, open_verdict, transition
from factcheck.verdicts.models import Rating, Review, Verdict
from factcheck.verdicts.queries import basis_for
from factcheck.web.decisions import can
from factcheck.web.errors import Invalid, NotAllowed, Refused
from tests.sql import without_triggers
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "institute", "administrator")]

INVARIANT = "no verdict is approved by someone whom a recent sponsorship connects with it"


def verdict_by(world: World, author: Person) -> Verdict:
    """A submitted verdict of `author`, who wrote everything in its record."""
    claim = world.claim(f"Written by {author.name}.", person=author)
    for stance in ("contradicts", "supports"):
        world.evidence_on(claim, stance, person=author, quote=stance)
    text = {"rating": Rating.objects.get(name="False"), "conclusion": "refuted", "summary": "No.", "rationale": "No [1]."}
    text["headline"] = "It was not so"
    return world.submit(open_verdict(person=author, claim=claim, **text))


def invited(by: Person, role: str = "editor", name: str = "Invited Editor") -> Person:
    return add_person(by=by, email=f"{name.replace(' ', '.').lower()}@newsroom.example", name=name, role=role)


def approve_as(person: Person, verdict: Verdict) -> Review:
    return approve(person=person, verdict=verdict, version=verdict.latest, basis=basis_for(verdict.claim))


def insert_review(person: Person, verdict: Verdict, days: int | None = 7) -> None:
    """Insert a review with SQL, without the action."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO verdicts_review"
            " (verdict_version_id, decision, reason, basis, cooling_off_days, created_at, created_by_id, version)"
            " VALUES (%s, 'approve', '', %s, %s, now(), %s, 1)",
            [verdict.latest.pk, basis_for(verdict.claim), days, person.pk],
        )


def approve_without_checks(person: Person, verdict: Verdict, days: int | None = 7) -> None:
    """Write what `approve` writes, without the permission check and with disabled triggers, like a manipulated installation."""
    row, version = Verdict.objects.get(pk=verdict.pk), verdict.latest
    with without_triggers() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        review = Review.objects.create(
            verdict_version=version, decision="approve", basis=basis_for(row.claim), cooling_off_days=days, created_by=person
        )
        before = transition(row, "approve", approved=version)
        record(person=person, action="verdict.approved", subject=row, touched=[review], before=before, after={"state": row.state})
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def violations() -> dict[str, list[str]]:
    return {result.name: result.findings for result in examine() if result.findings}


def _invites(world: World) -> tuple[Person, Person]:
    return invited(world.administrator), world.administrator


def _invites_again(world: World) -> tuple[Person, Person]:
    """Another administrator sent the first invitation long ago. The author creates a new link and could use it."""
    with time_machine.travel(timezone.now() - timedelta(days=100)):
        editor = invited(world.person("administrator"))
    invite_again(by=world.administrator, person=editor)
    return editor, world.administrator


def _reactivates(world: World) -> tuple[Person, Person]:
    with time_machine.travel(timezone.now() - timedelta(days=100)):
        change_person(by=world.administrator, person=world.editor, is_active=False)
    change_person(by=world.administrator, person=world.editor, is_active=True)
    return Person.objects.get(pk=world.editor.pk), world.administrator


def _promotes(world: World) -> tuple[Person, Person]:
    change_person(by=world.administrator, person=world.second_checker, role="editor")
    return Person.objects.get(pk=world.second_checker.pk), world.administrator


def _is_invited_by_the_reviewer(world: World) -> tuple[Person, Person]:
    return world.administrator, invited(world.administrator, "checker", "Invited Checker")


def _is_promoted_by_the_reviewer(world: World) -> tuple[Person, Person]:
    change_person(by=world.administrator, person=world.reader, role="checker")
    return world.administrator, Person.objects.get(pk=world.reader.pk)


def _invites_through_another_account(world: World) -> tuple[Person, Person]:
    deputy = invited(world.administrator, "administrator", "Invited Administrator")
    return invited(deputy), world.administrator


LINKS: dict[str, Callable[[World], tuple[Person, Person]]] = {
    "invites the reviewer": _invites,
    "creates a new link for the reviewer": _invites_again,
    "reactivates the reviewer": _reactivates,
    "promotes the reviewer": _promotes,
    "is invited by the reviewer": _is_invited_by_the_reviewer,
    "is promoted by the reviewer": _is_promoted_by_the_reviewer,
    "invites someone who invites the reviewer": _invites_through_another_account,
}
"""How the author is connected with the reviewer. The functions return (reviewer, author)."""


@pytest.mark.parametrize("link", LINKS)
def test_permission_and_trigger_refuse_an_approval_of_connected_people(world: World, link: str) -> None:
    reviewer, author = LINKS[link](world)
    verdict = verdict_by(world, author)
    with pytest.raises(NotAllowed, match="independent editor to vouch for"):
        approve_as(reviewer, verdict)
    with pytest.raises(DatabaseError, match="linked by a recent invitation or promotion"):
        insert_review(reviewer, verdict)
    assert can(reviewer, "verdict.return", verdict)
    assert approve_as(world.other_editor, verdict).cooling_off_days == 7
    assert violations() == {}


@pytest.mark.parametrize("link", LINKS)
def test_doctor_reports_an_approval_that_bypassed_the_trigger(world: World, link: str) -> None:
    reviewer, author = LINKS[link](world)
    approve_without_checks(reviewer, verdict_by(world, author))
    assert set(violations()) == {INVARIANT}


def test_refusal_names_the_sponsor_the_sponsorship_and_the_dates(world: World) -> None:
    editor = invited(world.administrator)
    start, end = (f"{day:%-d %B %Y}" for day in (timezone.now(), timezone.now() + timedelta(days=7)))
    assert can(editor, "verdict.approve", verdict_by(world, world.administrator)).reason == (
        f"Ada Admin, who had a part in this check, invited your account on {start}. Leave the review to another editor until"
        f" {end}, or ask an independent editor to vouch for your account under People."
    )


def test_sponsorship_stops_counting_after_the_period(world: World) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=7, minutes=1)):
        editor = invited(world.administrator)
    with time_machine.travel(timezone.now() - timedelta(days=6, hours=23)):
        later = invited(world.administrator, name="Later Editor")
    verdict = verdict_by(world, world.administrator)
    assert (bool(can(editor, "verdict.approve", verdict)), bool(can(later, "verdict.approve", verdict))) == (True, False)


def test_each_approval_records_the_configured_period(world: World, settings: object) -> None:
    settings.COOLING_OFF_DAYS = 0  # type: ignore[attr-defined]
    editor = invited(world.administrator)
    assert approve_as(editor, verdict_by(world, world.administrator)).cooling_off_days == 0
    assert violations() == {}
    settings.COOLING_OFF_DAYS = 7  # type: ignore[attr-defined]
    lists = {result.name: result.findings for result in listings()}
    assert lists["approvals under a shorter cooling-off period than the current one"] == ["1 with a period of 0 days"]


def test_database_refuses_an_approval_without_a_period(world: World) -> None:
    with pytest.raises(DatabaseError, match="names its cooling-off period"):
        insert_review(world.editor, world.submitted, days=None)


@pytest.mark.unprepared
def test_accounts_added_by_a_command_are_exempt_and_listed(world: World) -> None:
    approve_as(world.editor, world.submitted)
    (lines,) = [result.findings for result in listings() if "add_person" in result.name]
    assert {line.split(" was added")[0] for line in lines} == {
        f"{person.name} ({person.role}, person {person.pk})" for person in (world.checker, world.editor)
    }


def test_accounts_of_one_sponsor_cannot_approve_each_others_work(world: World) -> None:
    author, editor = invited(world.administrator, "checker", "Invited Checker"), invited(world.administrator)
    verdict = verdict_by(world, author)
    with pytest.raises(NotAllowed, match="Recent invitations or promotions connect you with Invited Checker"):
        approve_as(editor, verdict)
    with pytest.raises(DatabaseError, match="linked by a recent"):
        insert_review(editor, verdict)
    vouch(by=world.other_editor, person=editor, reason="We have worked together since May.")
    assert approve_as(editor, verdict)
    assert violations() == {}


def _edits_a_related_claim(world: World, by: Person) -> Verdict:
    other = world.claim("The town was taken on 30 March.", person=world.second_checker)
    claim = world.claim("Denial.")
    add_relation(person=world.checker, claim=claim, relation_kind="denies", other=other)
    verdict = world.submit(world.ready(claim))
    edit_claim(person=by, claim=other, seen_version=None, statement="No one else has read this.")
    return verdict


def _edits_the_claimant(world: World, by: Person) -> Verdict:
    verdict = world.submitted
    edit_actor(person=by, actor=world.minister, seen_version=None, description="No one else has read this")
    return verdict


def _renames_the_author(world: World, by: Person) -> Verdict:
    verdict = world.submitted
    change_person(by=by, person=verdict.author, name="No one else has read this")
    return verdict


UNSEEN = [_edits_a_related_claim, _edits_the_claimant]


@pytest.mark.parametrize("edits", UNSEEN)
@pytest.mark.parametrize("is_reviewer_the_sponsor", [True, False])
def test_edit_after_the_submission_counts_as_a_contribution(
    world: World, edits: Callable[[World, Person], Verdict], is_reviewer_the_sponsor: bool
) -> None:
    """A person with a second, fictitious account edits with one account and approves with the other."""
    puppet = invited(world.administrator, "checker" if is_reviewer_the_sponsor else "editor", "Puppet")
    editor, reviewer = (puppet, world.administrator) if is_reviewer_the_sponsor else (world.administrator, puppet)
    verdict = edits(world, editor)
    with pytest.raises(NotAllowed, match="independent editor to vouch for"):
        approve_as(reviewer, verdict)
    with pytest.raises(DatabaseError, match="linked by a recent"):
        insert_review(reviewer, verdict)
    assert approve_as(world.editor, verdict)
    assert violations() == {}


def test_administrator_who_renames_the_author_contributes_to_the_check(world: World) -> None:
    puppet = invited(world.administrator, name="Puppet")
    verdict = _renames_the_author(world, world.administrator)
    for reviewer in (world.administrator, puppet):
        with pytest.raises(NotAllowed):
            approve_as(reviewer, verdict)
        with pytest.raises(DatabaseError):
            insert_review(reviewer, verdict)


def test_person_renamed_after_the_submission_cannot_approve(world: World) -> None:
    verdict = world.submitted
    rename(person=world.editor, name="The Supreme Court")
    with pytest.raises(NotAllowed, match="your own name changed"):
        approve_as(world.editor, verdict)
    with pytest.raises(DatabaseError, match="changed what this verdict names"):
        insert_review(world.editor, verdict)


def test_sponsor_of_the_author_cannot_vouch_for_the_reviewer(world: World) -> None:
    second = invited(world.administrator, "administrator", "Second Administrator")
    editor = invited(second)
    verdict = verdict_by(world, second)
    with pytest.raises(NotAllowed, match="You recently invited Second Administrator"):
        vouch(by=world.administrator, person=editor, reason="Known.")
    with transaction.atomic():  # without the permission check
        row = Person.objects.get(pk=editor.pk)
        row.version += 1
        row.save(update_fields=["version"])
        record(person=world.administrator, action="person.vouched", subject=row, reason="Known.")
    with pytest.raises(DatabaseError, match="linked by a recent"):
        insert_review(editor, verdict)


def test_operator_vouches_by_command_and_doctor_lists_it(world: World) -> None:
    """One administrator wrote the claims and invited all others, so no editor can vouch."""
    editors = [invited(world.administrator, name=f"Editor {number}") for number in range(3)]
    verdict = verdict_by(world, world.administrator)
    assert not any(can(other, "verdict.approve", verdict) or can(other, "person.vouch", editors[0]) for other in editors[1:])
    call_command("vouch", editors[0].email, "--reason", "We met on the first day.", stdout=io.StringIO())
    assert approve_as(editors[0], verdict)
    (lines,) = [result.findings for result in listings() if "manage.py vouch" in result.name]
    assert [line.partition(": ")[2] for line in lines] == ["We met on the first day."]
    assert violations() == {}


def test_other_changes_of_an_account_are_not_sponsorships(world: World) -> None:
    change_person(by=world.administrator, person=world.editor, name="Ed B. Editor")
    change_person(by=world.administrator, person=world.person("administrator"), role="editor")
    assert can(world.editor, "verdict.approve", verdict_by(world, world.administrator))


def test_vouching_by_an_independent_editor_permits_the_approval(world: World) -> None:
    editor = invited(world.administrator)
    verdict = verdict_by(world, world.administrator)
    vouch(by=world.other_editor, person=editor, reason="We have worked together since May.")
    assert approve_as(editor, verdict).created_by == editor
    assert violations() == {}


def test_vouching_covers_only_earlier_sponsorships(world: World) -> None:
    editor = invited(world.administrator)
    vouch(by=world.other_editor, person=editor, reason="We have worked together since May.")
    invite_again(by=world.administrator, person=editor)
    assert not can(editor, "verdict.approve", verdict_by(world, world.administrator))


def _contributor(world: World, editor: Person, verdict: Verdict) -> None:
    vouch(by=world.other_editor, person=editor, reason="Known.")
    world.evidence_on(verdict.claim, "context", person=world.other_editor, quote="Another.")


def _deactivated(world: World, editor: Person, verdict: Verdict) -> None:
    vouch(by=world.other_editor, person=editor, reason="Known.")
    change_person(by=world.administrator, person=world.other_editor, is_active=False)


def _demoted(world: World, editor: Person, verdict: Verdict) -> None:
    vouch(by=world.other_editor, person=editor, reason="Known.")
    change_person(by=world.administrator, person=world.other_editor, role="checker")


@pytest.mark.parametrize("voucher", [_contributor, _deactivated, _demoted])
def test_vouching_counts_only_while_the_voucher_is_an_independent_active_editor(
    world: World, voucher: Callable[[World, Person, Verdict], None]
) -> None:
    editor = invited(world.administrator)
    verdict = verdict_by(world, world.administrator)
    voucher(world, editor, verdict)
    with pytest.raises(NotAllowed, match="independent editor to vouch for"):
        approve_as(editor, Verdict.objects.get(pk=verdict.pk))
    with pytest.raises(DatabaseError, match="linked by a recent"):
        insert_review(editor, verdict)


def test_doctor_uses_the_role_of_the_voucher_at_the_approval(world: World) -> None:
    editor = invited(world.administrator)
    verdict = verdict_by(world, world.administrator)
    vouch(by=world.other_editor, person=editor, reason="We have worked together since May.")
    approve_as(editor, verdict)
    change_person(by=world.administrator, person=world.other_editor, is_active=False)
    assert violations() == {}


def test_only_an_independent_editor_may_vouch(world: World) -> None:
    editor, second = invited(world.administrator), invited(world.administrator, name="Second Puppet")
    reasons = {
        "sponsor": can(world.administrator, "person.vouch", editor).reason,
        "checker": can(world.checker, "person.vouch", editor).reason,
        "oneself": can(editor, "person.vouch", editor).reason,
        "another new account": can(second, "person.vouch", editor).reason,
        "independent": can(world.editor, "person.vouch", editor).reason,
    }
    end = f"{timezone.now() + timedelta(days=7):%-d %B %Y}"
    assert reasons == {
        "sponsor": "You invited this person, so another editor has to vouch for the account.",
        "checker": "To vouch for an account, you need the editor role. Your role is checker.",
        "oneself": "You cannot vouch for your own account.",
        "another new account": f"Ada Admin recently invited you. You can vouch for others after {end}.",
        "independent": "",
    }
    with pytest.raises(Refused, match="no one needs to vouch"):
        vouch(by=world.editor, person=world.other_editor, reason="Known.")
    with pytest.raises(Invalid):
        vouch(by=world.editor, person=editor, reason="  ")


def test_database_ignores_vouching_without_permission(world: World) -> None:
    """The entries are written without the action: by the sponsor, by a new account, and by the account itself."""
    editor, puppet = invited(world.administrator), invited(world.administrator, name="Second Puppet")
    verdict = verdict_by(world, world.administrator)
    for voucher in (world.administrator, puppet, editor, world.checker):
        with transaction.atomic():
            row = Person.objects.get(pk=editor.pk)
            row.version += 1
            row.save(update_fields=["version"])
            record(person=voucher, action="person.vouched", subject=row, reason="Trust me.")
    with pytest.raises(DatabaseError, match="linked by a recent"):
        insert_review(editor, verdict)


def test_doctor_reports_an_approval_without_a_period_after_one_with_a_period(world: World) -> None:
    """Only approvals that version 0.1 recorded have no period."""
    approve_as(world.other_editor, verdict_by(world, world.second_checker))
    approve_without_checks(world.editor, world.submitted, days=None)
    assert set(violations()) == {"each approval has a cooling-off period"}
