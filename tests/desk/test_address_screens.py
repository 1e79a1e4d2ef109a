"""The page about checks of an address, the item, the board, the queue, and the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from factcheck.accounts.models import Person
from factcheck.claims.actions import close_claim
from factcheck.desk.queue.addresses import address_page
from factcheck.desk.queue.counts import part_counts
from factcheck.desk.queue.queries import QueuePart
from factcheck.evidence.actions import withdraw_evidence
from factcheck.evidence.availability.actions import set_interval
from factcheck.evidence.availability.comparison import AddressResult
from factcheck.evidence.availability.invariants import INVARIANTS
from factcheck.evidence.availability.models import AddressWatch
from factcheck.evidence.availability.rules import item_days
from factcheck.evidence.availability.scheduling import enroll_items
from factcheck.evidence.custody.actions import hide_evidence
from factcheck.evidence.models import AddressStatement, Evidence
from factcheck.newsroom.actions import edit_newsroom
from factcheck.newsroom.queries import the_newsroom
from factcheck.publishing.actions import retract
from factcheck.publishing.notices.actions import publish_notice
from tests.address_checks import OTHER_WORDS, checked_now, gone_page, preserved_item, site, watch_of
from tests.copies import page_item, preserved_copy
from tests.pages import field_errors, notices_after, parsed, signed_in, source_of
from tests.plans import FIRST_COPY, bulk_insert, copy_rows, plan_of, rows_visited, statements_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim")]

QUEUE = "/desk/?part=addresses"


def count_addresses(person: Person) -> int:
    return part_counts(person)[QueuePart.ADDRESSES]


def page_of(item: Evidence) -> str:
    return reverse("desk:evidence-address", args=[item.pk])


def copied_item(world: World, claim: Any = None, **options: Any) -> Evidence:
    item = page_item(world.checker, claim or world.open_claim, **options)
    preserved_copy(world.checker, item)
    return item


def test_page_displays_result_history_and_next_steps(world: World) -> None:
    item = copied_item(world)
    check = gone_page(world.checker, item)
    text = parsed(signed_in(world.editor).get(page_of(item))).text
    assert "The original is gone (copy kept)" in text
    assert "compared with copy 1" in text
    assert "requested by Chris Checker" in text
    assert "Last checked" in text
    content = source_of(signed_in(world.editor).get(page_of(item)))
    assert f'value="{check.pk}"' in content
    assert reverse("desk:address-check", args=[item.pk]) in content


def test_changed_words_are_displayed(world: World, settings: Any) -> None:
    with site() as news:
        settings.FETCH_TEST_SERVERS = [("127.0.0.1", news.server.port)]
        item = preserved_item(world.checker, world.open_claim, news.url)
        news.answer = OTHER_WORDS
        checked_now(world.checker, item)
    page = parsed(signed_in(world.editor).get(page_of(item)))
    assert "What changed" in page.text
    removed = " ".join(element.text for element in page.all("del"))
    assert "“All was" in removed
    assert "Some things were not" in " ".join(element.text for element in page.all("ins"))


def test_hidden_item_is_neither_checked_nor_listed_and_its_words_are_not_displayed(world: World, settings: Any) -> None:
    with site() as news:
        settings.FETCH_TEST_SERVERS = [("127.0.0.1", news.server.port)]
        item = preserved_item(world.checker, world.draft.claim, news.url)
        news.answer = OTHER_WORDS
        checked_now(world.checker, item)
    set_interval(person=world.checker, item=item, days=7)
    hide_evidence(person=world.editor, item=item, reason_code="safety", reason="It names a child.")
    response = signed_in(world.editor).get(page_of(item))
    assert "Some things were not" not in source_of(response)
    assert "hidden by a takedown" in parsed(response).text
    assert (address_page(world.editor).items, count_addresses(world.editor), enroll_items()) == ([], 0, 0)
    assert signed_in(world.checker).post(reverse("desk:address-check", args=[item.pk])).status_code == 409


def test_editor_states_that_readers_need_no_notice(world: World) -> None:
    item = copied_item(world)
    check, client = gone_page(world.checker, item), signed_in(world.editor)
    response = client.post(page_of(item), {"check": check.pk, "reason": ""})
    assert response.status_code == 422
    assert field_errors(response)
    response = client.post(page_of(item), {"check": check.pk, "reason": "The page moved within the site."})
    assert (response.status_code, response["Location"]) == (303, page_of(item))
    assert AddressStatement.objects.get().reason == "The page moved within the site."
    assert "The page moved within the site." in parsed(client.get(page_of(item))).text
    assert 'id="answer"' not in source_of(client.get(page_of(item)))
    response = client.post(page_of(item), {"check": check.pk, "reason": "Again."})
    assert response.status_code == 409


def test_statement_about_a_result_of_another_item_is_refused(world: World) -> None:
    item, other = copied_item(world), copied_item(world, address="https://news.example/b")
    gone_page(world.checker, item)
    check = gone_page(world.checker, other)
    response = signed_in(world.editor).post(page_of(item), {"check": check.pk, "reason": "It moved."})
    assert (response.status_code, AddressStatement.objects.count()) == (409, 0)


def test_check_now_waits_for_the_worker(world: World) -> None:
    item = copied_item(world)
    client = signed_in(world.checker)
    client.post(reverse("desk:address-check", args=[item.pk]))
    watch = watch_of(item)
    assert (watch.state, watch.requested_by) == ("waiting", world.checker)
    assert "A check was requested." in parsed(client.get(page_of(item))).text
    seen = f"{page_of(item)}?seen=1-waiting-0"
    assert client.get(seen).status_code == 204
    AddressWatch.objects.update(attempts=1, next_attempt_at=timezone.now(), detail="The server is busy.")
    assert "Attempt 1 failed: The server is busy." in parsed(client.get(seen)).text


def test_interval_form(world: World) -> None:
    item, client = copied_item(world), signed_in(world.checker)
    url = reverse("desk:address-interval", args=[item.pk])
    response = client.post(url, {"mode": "own", "days_between": ""})
    assert response.status_code == 422
    assert field_errors(response) == {"days_between": "Enter the number of days."}
    for data, days in (
        ({"mode": "own", "days_between": "14"}, 14),
        ({"mode": "never", "days_between": "14"}, 0),
        ({"mode": "", "days_between": ""}, None),
    ):
        assert client.post(url, data).status_code == 303
        assert item_days(item) == days
    assert client.post(url, {"mode": "own", "days_between": "366"}).status_code == 422


def test_screens_name_the_setting_if_the_newsroom_never_fetches_pages(world: World) -> None:
    item, client = copied_item(world), signed_in(world.checker)
    world.ready(item.claim)
    page, add = reverse("desk:evidence", args=[item.pk]), reverse("desk:evidence-add", args=[item.claim_id])
    interval = reverse("desk:address-interval", args=[item.pk])
    data = {"mode": "own", "days_between": "3"}
    assert "Check now, schedule, and results" in parsed(client.get(page)).text
    assert notices_after(client, interval, data) == ["Interval saved. The next check is scheduled within 15 minutes."]
    edit_newsroom(person=world.administrator, newsroom=the_newsroom(), seen_version=None, page_fetching="never")
    data["days_between"] = "4"
    assert notices_after(client, interval, data) == ["Interval saved. Nothing is checked on a schedule now; see below."]
    text = parsed(client.get(page_of(item))).text
    assert (
        "The address is not checked, whatever its interval. The newsroom setting “Copies of web pages” is “never fetched”."
        in text
    )
    text = parsed(client.get(page)).text
    assert "Check now" not in text
    assert "Schedule and results" in text
    assert "The newsroom setting “Copies of web pages” is “never fetched”." in text
    for url in (page, add):
        labels = [label.text for label in parsed(client.get(url)).all("select", name="fetching")[0].all("option")]
        assert labels == ["as the newsroom’s settings say", "never fetched"]


def test_newsroom_form_sets_the_interval(world: World) -> None:
    client = signed_in(world.administrator)
    version = the_newsroom().version
    data = {"name": "", "contact": "", "page_fetching": "", "check_days": "400", "version": version}
    assert client.post("/desk/newsroom/", data).status_code == 422
    assert client.post("/desk/newsroom/", {**data, "check_days": "30"}).status_code == 303
    assert the_newsroom().check_days == 30


def test_items_without_an_address_have_no_such_page(world: World) -> None:
    from tests.routes.evidence import a_file

    assert signed_in(world.editor).get(reverse("desk:evidence-address", args=[a_file(world)["evidence_id"]])).status_code == 404


def test_item_and_board_say_that_the_original_is_gone(world: World) -> None:
    item = copied_item(world)
    gone_page(world.checker, item)
    client = signed_in(world.reader)
    assert "original gone (copy kept)" in parsed(client.get(reverse("desk:claim", args=[item.claim_id]))).text
    assert "The original is gone (copy kept)" in parsed(client.get(reverse("desk:evidence", args=[item.pk]))).text


def test_queue_lists_a_claim_once_with_a_sentence_for_each_result(world: World) -> None:
    verdict = world.published
    items = [copied_item(world, verdict.claim, address=f"https://news.example/{number}") for number in range(3)]
    gone_page(world.checker, items[0], AddressResult.OTHER_WORDS)
    gone_page(world.checker, items[1], AddressResult.OTHER_WORDS)
    gone_page(world.checker, items[2])
    page = parsed(signed_in(world.editor).get(QUEUE))
    (row,) = page.all(class_="queue")[0].all("li")
    words, gone = (reason.text for reason in row.all(class_="queue-reason"))
    assert words.startswith("Says other words since ")
    assert words.endswith(f": [{items[0].number}], [{items[1].number}]")
    assert gone.startswith("Gone since ")
    assert row.all("a")[0].attributes["href"] == page_of(items[0])
    assert row.all(class_="queue-act")[0].text == "Answer"
    assert "Changed pages 1" in parsed(signed_in(world.editor).get("/desk/")).text


def test_queue_leaves_out_what_needs_no_answer(world: World) -> None:
    closed = copied_item(world, world.claim("Another statement."))
    withdrawn, elsewhere = (copied_item(world, address=f"https://news.example/{number}") for number in range(2))
    retracted = copied_item(world, world.published.claim)
    for item in (closed, withdrawn, retracted):
        gone_page(world.checker, item)
    gone_page(world.checker, elsewhere, AddressResult.ELSEWHERE)
    assert [len(address_page(world.editor).items), count_addresses(world.editor)] == [3, 3]
    close_claim(person=world.checker, claim=closed.claim, closed_reason="ambiguous", seen_version=None)
    withdraw_evidence(person=world.checker, item=withdrawn, reason="Wrong page.")
    retract(person=world.editor, verdict=world.published, notice="It was wrong.")
    assert [len(address_page(world.editor).items), count_addresses(world.editor)] == [0, 0]
    assert "No page has changed." in parsed(signed_in(world.editor).get(QUEUE)).text


def test_pages_of_the_queue_follow_each_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.desk.queue.addresses.SIZE", 2)
    for number in range(5):
        gone_page(world.checker, copied_item(world, world.claim(f"Statement {number}.")))
    first = address_page(world.editor)
    second = address_page(world.editor, first.newer)
    third = address_page(world.editor, second.newer)
    assert [row.statement for page in (first, second, third) for row in page.items] == [f"Statement {n}." for n in range(5)]
    assert [row.statement for row in address_page(world.editor, third.older).items] == ["Statement 2.", "Statement 3."]


def test_number_of_queries_does_not_depend_on_the_rows(world: World, django_assert_num_queries: Any) -> None:
    editor = world.editor
    gone_page(world.checker, copied_item(world))
    with django_assert_num_queries(2):
        assert (len(address_page(editor).items), count_addresses(editor)) == (1, 1)
    for number in range(3):
        gone_page(world.checker, copied_item(world, world.claim(f"Statement {number}.")))
    with django_assert_num_queries(2):
        assert (len(address_page(editor).items), count_addresses(editor)) == (4, 4)


def test_cost_of_the_queue_does_not_depend_on_the_number_of_items(world: World) -> None:
    item, editor = copied_item(world), world.editor
    gone_page(world.checker, item)
    with bulk_insert() as cursor:
        copy_rows(cursor, "evidence_evidence", item.pk, 100_000, number="1000 + g")
        cursor.execute(
            "INSERT INTO evidence_addresswatch (evidence_id, state, number, attempts, updated_at, detail, newest_id, is_open)"
            " SELECT %s + g, 'idle', 1, 1, now(), '', w.newest_id, FALSE"
            " FROM evidence_addresswatch w, generate_series(0, 99999) g",
            [FIRST_COPY],
        )
    for read in (lambda: address_page(editor), lambda: count_addresses(editor)):
        ((statement, values),) = statements_of(read)
        for generic in (False, True):
            assert rows_visited(plan_of(statement, values or {}, generic=generic)) < 60


def test_api_lists_the_checks_of_an_item_and_requests_one(world: World) -> None:
    item = copied_item(world)
    check = gone_page(world.checker, item)
    client = signed_in(world.checker)
    (copied,) = client.get(f"/api/v1/copies/?evidence={item.pk}").json()["results"]
    assert copied["evidence"] == item.pk
    (listed,) = client.get(f"/api/v1/address-checks/?evidence={item.pk}").json()["results"]
    assert (listed["id"], listed["result"], listed["requested_by"]["name"]) == (check.pk, "gone", "Chris Checker")
    assert listed["statement"] is None
    assert client.get("/api/v1/address-checks/?result=as_before").json()["results"] == []
    response = client.post(f"/api/v1/evidence/{item.pk}/check/")
    assert (response.status_code, response.json()["state"], response.json()["newest"]) == (202, "waiting", check.pk)
    assert client.get(f"/api/v1/evidence/{item.pk}/checking/").json()["is_open"] is True
    set_interval(person=world.checker, item=item, days=0)
    assert client.post("/api/v1/evidence/999999999/check/").status_code == 404


def test_page_that_is_back_is_listed_again_if_a_notice_tells_readers_something_else(world: World) -> None:
    item = world.published.claim.evidence.earliest("number")
    preserved_copy(world.checker, item)
    gone_page(world.checker, item)
    values = {"person": world.editor, "item": item, "checked_on": timezone.localdate()}
    publish_notice(notice_kind="gone", text="The page was removed.", **values)
    assert not watch_of(item).is_open
    gone_page(world.checker, item, AddressResult.AS_BEFORE)
    assert watch_of(item).is_open
    assert "As before again since" in parsed(signed_in(world.editor).get(QUEUE)).text
    assert "kind=available" in source_of(signed_in(world.editor).get(page_of(item)))
    assert list(INVARIANTS[1].broken()) == []
    publish_notice(notice_kind="available", text="The page is back.", **values)
    assert not watch_of(item).is_open
    gone_page(world.checker, item)
    gone_page(world.checker, item, AddressResult.AS_BEFORE)
    assert not watch_of(item).is_open
