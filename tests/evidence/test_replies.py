"""The right of reply: requests for comment, their outcomes, and reasons for not asking, on the record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from factcheck.claims.actions import close_claim, get_or_create_actor, merge_actors
from factcheck.claims.models import Contribution
from factcheck.evidence.replies.actions import add_reply, change_reply, withdraw_reply
from factcheck.evidence.replies.contact_details import first_email_address, has_contact_details
from factcheck.evidence.replies.draft import RequestDraft, proposed_deadline
from factcheck.evidence.replies.models import Reply
from factcheck.evidence.replies.queries import replies_of, was_reply_offered, whom_to_ask
from factcheck.ledger.models import Entry
from factcheck.operations.doctor import examine
from factcheck.web.errors import EditConflict, Invalid, NotAllowed, Refused
from tests.sql import as_owner
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim")]


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)


def change(world: World, row: Reply, **fields: Any) -> Reply:
    return change_reply(person=world.checker, reply=row, seen_version=row.version, **fields)


def errors_of(error: Any) -> set[str]:
    return set(error.value.errors)


def test_request_is_recorded_with_its_deadline_and_channel(world: World) -> None:
    row = world.reply_on(world.open_claim, person=world.second_checker, contact="press@ministry.example", question=" Why? ")
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.kind, entry.object_id) == ("reply.requested", "reply", row.pk)
    assert entry.after is not None
    assert {name: entry.after[name] for name in ("claim", "actor", "source", "channel", "asked_on", "deadline", "question")} == {
        "claim": world.open_claim.pk,
        "actor": world.minister.pk,
        "source": None,
        "channel": "email",
        "asked_on": "2022-04-11",
        "deadline": "2022-04-14",
        "question": "Why?",
    }
    assert (row.who, row.is_overdue) == ("Mikhail Minister", True)
    assert Contribution.objects.filter(claim=world.open_claim, person=world.second_checker).exists()


def test_reason_for_not_asking_is_recorded_instead_of_a_request(world: World) -> None:
    row = world.no_reply_on(world.open_claim, name="The author of the post")
    assert Entry.objects.latest("number").action == "reply.not_requested"
    assert (row.who, row.is_asked, row.is_waiting, row.is_overdue) == ("The author of the post", False, False, False)
    with pytest.raises(Invalid) as error:
        change(world, row, channel="phone")
    assert errors_of(error) == {"not_asked_because"}
    with pytest.raises(Invalid) as error:
        change(world, row, outcome="declined", answered_on=date(2022, 4, 12))
    assert errors_of(error) == {"outcome"}


@pytest.mark.parametrize(
    ("fields", "invalid"),
    [
        ({"actor": None}, {"name"}),
        ({"name": "Someone"}, {"name"}),
        ({"asked_on": None}, {"asked_on"}),
        ({"channel": "pigeon"}, {"channel"}),
        ({"channel": ""}, {"channel"}),
        ({"deadline": None}, {"deadline"}),
        ({"deadline": date(2022, 4, 10)}, {"deadline"}),
        ({"not_asked_because": "No address."}, {"not_asked_because"}),
        ({"outcome": "answered", "answered_on": date(2022, 4, 12)}, {"answer"}),
        ({"outcome": "answered", "answer": "No."}, {"answered_on"}),
        ({"outcome": "answered", "answer": "No.", "answered_on": date(2022, 4, 10)}, {"answered_on"}),
        ({"outcome": "declined"}, {"answered_on"}),
        ({"outcome": "declined", "answer": "No.", "answered_on": date(2022, 4, 12)}, {"answer"}),
        ({"answer": "No."}, {"answer"}),
        ({"outcome": "no_answer", "answered_by": "A spokesperson"}, {"answered_by"}),
        ({"channel_note": "to press@ministry.example"}, {"channel_note"}),
        ({"outcome": "answered", "answer": "Call +380 44 123 45 67.", "answered_on": date(2022, 4, 12)}, {"answer"}),
    ],
)
def test_inconsistent_request_is_refused(world: World, fields: dict[str, Any], invalid: set[str]) -> None:
    with pytest.raises(Invalid) as error:
        world.reply_on(world.open_claim, **fields)
    assert errors_of(error) == invalid
    assert not Reply.objects.exists()


def test_dates_of_requests_and_answers_are_not_in_the_future(world: World) -> None:
    with pytest.raises(Invalid) as error:
        world.reply_on(world.open_claim, asked_on=tomorrow(), deadline=tomorrow())
    assert errors_of(error) == {"asked_on"}
    row = world.reply_on(world.open_claim)
    with pytest.raises(Invalid) as error:
        change(world, row, outcome="declined", answered_on=tomorrow())
    assert errors_of(error) == {"answered_on"}


def test_no_answer_can_be_stated_only_after_the_deadline(world: World) -> None:
    today = timezone.localdate()
    row = world.reply_on(world.open_claim, asked_on=today, deadline=today)
    assert (row.is_waiting, row.is_overdue) == (True, False)
    with pytest.raises(Invalid) as error:
        change(world, row, outcome="no_answer")
    assert errors_of(error) == {"outcome"}
    late = world.reply_on(world.open_claim, deadline=yesterday())
    assert change(world, late, outcome="no_answer").is_waiting is False


def test_answer_is_a_further_change_and_can_be_corrected(world: World) -> None:
    row = world.reply_on(world.open_claim)
    row = change(world, row, outcome="answered", answer="“It was not us.”", answered_on=date(2022, 4, 12))
    assert Entry.objects.latest("number").action == "reply.answered"
    row = change(world, row, answer="“It was not us,” he wrote.", answered_by="his spokesperson")
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.before, entry.after) == (
        "reply.changed",
        {"answer": "“It was not us.”", "answered_by": ""},
        {"answer": "“It was not us,” he wrote.", "answered_by": "his spokesperson"},
    )
    row = change(world, row, outcome="", answer="", answered_on=None, answered_by="")
    assert (row.version, row.is_overdue) == (4, True)


def test_unchanged_values_write_nothing_and_a_stale_change_is_refused(world: World) -> None:
    row = world.reply_on(world.open_claim)
    assert change(world, row, channel="email").version == 1
    change(world, row, channel="phone")
    with pytest.raises(EditConflict):
        change_reply(person=world.second_checker, reply=row, seen_version=1, channel="letter")
    assert Reply.objects.get().channel == "phone"


def test_who_was_asked_never_changes_except_the_spelling_of_a_typed_name(world: World) -> None:
    row = world.reply_on(world.open_claim)
    with pytest.raises(Invalid) as error:
        change(world, row, name="Somebody")
    assert errors_of(error) == {"name"}
    typed = world.reply_on(world.open_claim, actor=None, name="The port autority")
    typed = change(world, typed, name="The port authority")
    assert typed.who == "The port authority"
    with pytest.raises(Invalid):
        change(world, typed, name=" ")


def test_withdrawn_row_stays_on_the_record_and_cannot_change(world: World) -> None:
    row = withdraw_reply(person=world.checker, reply=world.reply_on(world.open_claim), reason="Wrong claim.")
    assert replies_of(world.open_claim).active == ()
    assert replies_of(world.open_claim).withdrawn == (row,)
    with pytest.raises(Refused):
        change(world, row, channel="phone")


def test_readers_record_nothing(world: World) -> None:
    row = world.reply_on(world.open_claim)
    with pytest.raises(NotAllowed):
        world.reply_on(world.open_claim, person=world.reader)
    with pytest.raises(NotAllowed):
        change_reply(person=world.reader, reply=row, seen_version=1, channel="phone")
    with pytest.raises(NotAllowed):
        withdraw_reply(person=world.reader, reply=row, reason="No.")


@pytest.mark.parametrize(
    "columns",
    ["actor_id = NULL", "name = 'x'", "deadline = '2022-04-01'", "channel = ''", "outcome = 'answered'", "answer = 'x'"],
)
def test_database_rejects_inconsistent_rows(world: World, columns: str) -> None:
    world.reply_on(world.open_claim)
    with pytest.raises(IntegrityError), as_owner():
        connection.cursor().execute(f"UPDATE evidence_reply SET {columns}, version = 2")


def test_right_of_reply_is_offered_by_an_outcome_a_passed_deadline_or_a_reason(world: World) -> None:
    claim, today = world.open_claim, timezone.localdate()
    assert not was_reply_offered(claim)
    waiting = world.reply_on(claim, asked_on=today, deadline=tomorrow())
    assert not was_reply_offered(claim)
    declined = change(world, waiting, outcome="declined", answered_on=today)
    assert was_reply_offered(claim)
    withdraw_reply(person=world.checker, reply=declined, reason="Wrong claim.")
    assert not was_reply_offered(claim)
    withdraw_reply(person=world.checker, reply=world.no_reply_on(claim), reason="Not so.")
    assert not was_reply_offered(claim)
    world.reply_on(claim, deadline=yesterday())
    assert was_reply_offered(claim)


def test_claimant_and_parties_are_offered_first_and_once(world: World) -> None:
    claim = world.claim()
    world.party_on(claim)
    world.party_on(claim, actor=world.minister)
    world.evidence_on(claim, source=world.institute)
    world.party_on(claim, actor=get_or_create_actor(person=world.checker, name="The Ministry", actor_kind="organization")[0])
    assert [choice.label for choice in whom_to_ask(claim)] == [
        "Mikhail Minister",
        "The Ministry",
        "The Daily Example",
        "The Institute",
    ]


def test_merging_an_actor_moves_its_requests(world: World) -> None:
    row = world.reply_on(world.open_claim)
    into = get_or_create_actor(person=world.checker, name="M. Minister")[0]
    merge_actors(person=world.checker, actor=world.minister, into=into)
    row.refresh_from_db()
    assert (row.actor_id, row.version) == (into.pk, 2)
    assert [finding for result in examine() for finding in result.findings] == []


def test_contact_details_are_recognized_in_texts() -> None:
    for text in ("a@b.example", "Write to <press@ministry.example>.", "+380 44 123-45-67", "Call +49 (0)30 1234567!"):
        assert has_contact_details(text), text
    for text in (
        "410 bodies",
        "@ministry",
        "From 2022-04-01 to 2022-04-30",
        "+5 degrees",
        "a @ b.example",
        "5@",
        "1 000 000 000 €",
    ):
        assert not has_contact_details(text), text
    assert first_email_address("Press office: press@ministry.example, or a@b.example") == "press@ministry.example"
    assert first_email_address("+380 44 123-45-67") == ""


def test_draft_names_claim_planned_text_deadline_zone_and_contact() -> None:
    draft = RequestDraft(
        to="The Ministry",
        statement="Nothing happened.",
        claimant="M. Minister",
        said="4 April 2022",
        planned=("It happened", "Records show it."),
        deadline=date(2022, 4, 14),
        newsroom="The Desk",
        contact="desk@newsroom.example",
        zone="Europe/Kyiv",
    )
    assert draft.subject == "The Desk: request for comment by 14 April 2022"
    for words in (
        "To: The Ministry",
        "“Nothing happened.” (M. Minister, 4 April 2022)",
        "\n\nIt happened\n\nRecords show it.\n\n",
        "by the end of 14 April 2022 (time zone Europe/Kyiv). Please send your answer to desk@newsroom.example.",
        "we will publish that you did not answer",
    ):
        assert words in draft.text


def test_proposed_deadline_is_no_weekend() -> None:
    days = [proposed_deadline(date(2026, 11, 23) + timedelta(days=n)) for n in range(7)]  # from a Monday
    assert [day.day for day in days] == [26, 27, 30, 30, 30, 1, 2]


def test_request_for_a_closed_claim_is_refused(world: World) -> None:
    close_claim(person=world.checker, claim=world.open_claim, closed_reason="ambiguous", seen_version=1)
    world.open_claim.refresh_from_db()
    with pytest.raises(Refused):
        add_reply(person=world.checker, claim=world.open_claim, name="Someone", not_asked_because="Unknown.")
