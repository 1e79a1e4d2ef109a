"""The screens of the right of reply: drafting, recording, outcomes, corrections, and the queue of overdue requests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from factcheck.accounts.actions import change_person
from factcheck.desk.queue.counts import part_counts
from factcheck.desk.queue.queries import QueuePart
from factcheck.desk.replies.queries import mail_link, overdue_page
from factcheck.evidence.replies.actions import change_reply, withdraw_reply
from factcheck.evidence.replies.models import Reply
from factcheck.newsroom.actions import edit_newsroom
from factcheck.newsroom.queries import the_newsroom
from tests.pages import alerts, field_errors, links, parsed, refused_fields, signed_in, source_of, values
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim")]


def url(name: str, row: Any) -> str:
    return reverse(f"desk:{name}", args=[row.pk])


def request_data(world: World, **values: Any) -> dict[str, Any]:
    return {
        "who": f"actor-{world.minister.pk}",
        "asked_on": "2022-04-11",
        "channel": "email",
        "deadline": "2022-04-14",
        "question": "What do you say?",
        **values,
    }


def test_draft_is_made_for_the_chosen_person_and_deadline(world: World) -> None:
    edit_newsroom(person=world.administrator, newsroom=the_newsroom(), seen_version=None, name="The Desk", contact="a@b.example")
    claim = world.draft.claim
    world.party_on(claim)
    page = signed_in(world.checker).get(url("reply-add", claim))
    (text,) = values(page, "question")
    assert "To: Mikhail Minister" in text
    assert claim.statement in text
    assert world.draft.latest.summary in text
    assert "Please send your answer to a@b.example." in text
    data = {"to": f"source-{world.ministry.pk}", "deadline": "2031-05-03"}
    page = signed_in(world.checker).get(url("reply-add", claim), data)
    (text,) = values(page, "question")
    assert "To: The Ministry" in text
    assert "by the end of 3 May 2031 (time zone" in text
    assert "2031-05-03" in values(page, "deadline")
    assert any(link.startswith("mailto:?subject=The%20Desk") for link in links(page))
    (text,) = values(signed_in(world.checker).get(url("reply-add", claim), {"to": "other", "name": "The  port"}), "question")
    assert "To: The port\n" in text


@pytest.mark.parametrize("query", [{"to": "actor-0"}, {"deadline": "2022-02-31"}, {"deadline": "x"}, {"name": "a\x00b"}])
def test_invalid_values_in_the_query_give_the_default_draft(world: World, query: dict[str, str]) -> None:
    page = signed_in(world.checker).get(url("reply-add", world.open_claim), query)
    assert page.status_code in (200, 422)
    if page.status_code == 200:
        assert "To: Mikhail Minister" in values(page, "question")[0]


def test_request_is_recorded_and_shown_on_the_claim(world: World) -> None:
    claim, client = world.open_claim, signed_in(world.checker)
    response = client.post(url("reply-add", claim), request_data(world, contact="press@ministry.example"))
    assert (response.status_code, response["Location"]) == (303, f"{url('claim', claim)}#replies")
    row = Reply.objects.get()
    assert (row.actor, row.channel, row.question) == (world.minister, "email", "What do you say?")
    page = source_of(client.get(url("claim", claim)))
    assert "No answer recorded; the deadline was" in page
    assert url("reply-answer", row) in page
    assert url("reply-answer", row) not in source_of(signed_in(world.reader).get(url("claim", claim)))


def test_open_request_shows_its_deadline_on_the_claim(world: World) -> None:
    today = timezone.localdate()
    world.reply_on(world.open_claim, asked_on=today, deadline=today + timedelta(days=2))
    assert "Waiting for an answer until the end of" in source_of(signed_in(world.reader).get(url("claim", world.open_claim)))


def test_someone_else_needs_a_name_and_a_choice_excludes_one(world: World) -> None:
    client, page = signed_in(world.checker), url("reply-add", world.open_claim)
    response = client.post(page, request_data(world, who="other"))
    assert (response.status_code, refused_fields(response)) == (422, {"name"})
    response = client.post(page, request_data(world, name="The port"))
    assert (response.status_code, refused_fields(response)) == (422, {"name"})
    response = client.post(page, request_data(world, who="other", name="The port"))
    assert (response.status_code, Reply.objects.get().who) == (303, "The port")


def test_refused_request_keeps_its_input(world: World) -> None:
    response = signed_in(world.checker).post(url("reply-add", world.open_claim), request_data(world, deadline="2022-04-01"))
    assert (response.status_code, values(response, "question")) == (422, ["What do you say?"])
    assert field_errors(response)


def test_reason_for_not_asking_is_recorded(world: World) -> None:
    data = {"who": "other", "name": "The author of the post", "not_asked_because": "Nobody knows who it is."}
    response = signed_in(world.checker).post(url("reply-skip", world.open_claim), data)
    assert (response.status_code, Reply.objects.get().not_asked_because) == (303, "Nobody knows who it is.")
    assert "was not asked" in source_of(signed_in(world.checker).get(url("claim", world.open_claim)))


def test_outcome_is_recorded_and_corrected(world: World) -> None:
    row, client = world.reply_on(world.open_claim), signed_in(world.checker)
    data = {"outcome": "answered", "answer": "“It was not us.”", "answered_on": "2022-04-12", "version": 1}
    assert client.post(url("reply-answer", row), data).status_code == 303
    row.refresh_from_db()
    assert (row.outcome, row.answer) == ("answered", "“It was not us.”")
    assert "“It was not us.”" in source_of(client.get(url("claim", world.open_claim)))
    response = client.post(url("reply-answer", row), {"outcome": "", "version": 2})
    assert (response.status_code, Reply.objects.get().outcome) == (303, "")


def test_outcome_form_of_a_waiting_request_needs_a_choice(world: World) -> None:
    response = signed_in(world.checker).post(url("reply-answer", world.reply_on(world.open_claim)), {"version": 1})
    assert (response.status_code, refused_fields(response)) == (422, {"outcome"})


def test_request_is_corrected_and_a_stale_form_shows_both_values(world: World) -> None:
    row, client = world.reply_on(world.open_claim), signed_in(world.checker)
    data = {**request_data(world), "channel": "phone", "version": 1}
    assert client.post(url("reply", row), data).status_code == 303
    assert Reply.objects.get().channel == "phone"
    response = signed_in(world.second_checker).post(url("reply", row), {**data, "channel": "letter"})
    assert response.status_code == 409
    assert alerts(response)
    assert "letter" in values(response, "channel")


def test_withdrawn_request_is_listed_with_its_reason(world: World) -> None:
    row, client = world.reply_on(world.open_claim), signed_in(world.checker)
    assert client.post(url("reply-withdraw", row), {"reason": "Wrong claim.", "version": 1}).status_code == 303
    page = source_of(client.get(url("claim", world.open_claim)))
    assert "Wrong claim." in page
    assert "Record the outcome" not in page


def count_overdue(person: Any) -> int:
    return part_counts(person)[QueuePart.REPLIES]


def test_overdue_request_is_in_the_queue_of_the_author_of_the_verdict(world: World) -> None:
    verdict = world.draft
    row = world.reply_on(verdict.claim, person=world.second_checker)
    assert [reply.pk for reply in overdue_page(world.checker).items] == [row.pk]
    assert (count_overdue(world.checker), count_overdue(world.second_checker), count_overdue(world.editor)) == (1, 0, 0)
    queue = source_of(signed_in(world.checker).get(reverse("desk:queue")))
    assert "One answer is overdue" in queue
    page = source_of(signed_in(world.checker).get(reverse("desk:queue"), {"part": "replies"}))
    assert "No answer from" in page
    assert url("reply-answer", row) in page
    change_reply(person=world.checker, reply=row, seen_version=1, outcome="no_answer")
    assert count_overdue(world.checker) == 0
    assert "overdue</a>" not in source_of(signed_in(world.checker).get(reverse("desk:queue")))


def test_overdue_request_without_a_verdict_belongs_to_whoever_recorded_it(world: World) -> None:
    world.reply_on(world.open_claim, person=world.second_checker)
    assert (count_overdue(world.second_checker), count_overdue(world.checker)) == (1, 0)
    change_person(by=world.administrator, person=world.second_checker, seen_version=None, is_active=False)
    assert count_overdue(world.checker) == 1


def test_requests_that_wait_or_are_withdrawn_or_concern_closed_claims_are_not_overdue(world: World) -> None:
    today = timezone.localdate()
    world.reply_on(world.open_claim, asked_on=today, deadline=today)
    withdraw_reply(person=world.checker, reply=world.reply_on(world.open_claim), reason="No.")
    world.no_reply_on(world.open_claim)
    assert count_overdue(world.checker) == 0


def test_pages_of_overdue_requests_continue(world: World) -> None:
    rows = [world.reply_on(world.open_claim, name=f"Person {n}", actor=None) for n in range(5)]
    first = overdue_page(world.checker, size=2)
    second = overdue_page(world.checker, first.newer, size=2)
    third = overdue_page(world.checker, second.newer, size=2)
    assert [reply.pk for page in (first, second, third) for reply in page.items] == [row.pk for row in rows]
    assert (first.older, third.newer) == ("", "")


def test_mail_link_encodes_the_text_and_leaves_out_a_long_one() -> None:
    link = mail_link("A & B", "One?\nTwo: 100 %", "Press: press@ministry.example")
    assert link == "mailto:press@ministry.example?subject=A%20%26%20B&body=One%3F%0D%0ATwo%3A%20100%20%25"
    assert mail_link("A", "x" * 6001) == "mailto:?subject=A"


def test_review_gate_and_publishing_name_an_open_request_and_its_deadline(world: World) -> None:
    today = timezone.localdate()
    deadline = today + timedelta(days=3)
    day = f"{deadline.day} {deadline:%B %Y}"
    verdict = world.ready(world.open_claim)
    world.reply_on(verdict.claim, asked_on=today, deadline=deadline)
    hint = f"A request for comment is open until the end of {day}. Record the outcome, or wait for the deadline."
    text = parsed(signed_in(world.checker).get(reverse("desk:verdict", args=[verdict.claim_id]))).text
    assert hint in text
    assert "Ask whoever the verdict concerns" not in text
    editor = signed_in(world.editor)
    submitted = world.submit(verdict)
    review = parsed(editor.get(reverse("desk:review", args=[verdict.pk]))).text
    assert f"was asked on {today.day} {today:%B %Y}" in review
    assert f"Waiting for an answer until the end of {day}." in review
    world.approve(submitted)
    page = parsed(editor.get(reverse("desk:publish", args=[verdict.pk]))).text
    assert f"A request for comment to Mikhail Minister is open until the end of {day}." in page
