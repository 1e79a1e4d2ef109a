"""The screens of published checks whose record has changed or whose re-check date has come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from factcheck.articles.actions import edit_source
from factcheck.articles.models import Source
from factcheck.claims.actions import add_relation, close_claim, edit_claim
from factcheck.desk.queue.published import changed_page, due_page
from factcheck.publishing.actions import publish
from factcheck.verdicts.actions import confirm, set_recheck_date
from factcheck.verdicts.models import RecordChange, Verdict
from factcheck.verdicts.queries import basis_for
from tests.pages import links, signed_in
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("published")]

REASON = "It repeats what the check states."


def add_evidence(world: World, verdict: Verdict, quote: str = "Seen again.") -> None:
    world.evidence_on(verdict.claim, person=world.second_checker, quote=quote)


def edit_institute(world: World, country: str = "UA") -> None:
    source = Source.objects.get(pk=world.institute.pk)
    edit_source(person=world.second_checker, source=source, seen_version=source.version, country=country)


def second_check(world: World) -> Verdict:
    verdict = world.approve(world.submit(world.ready()))
    publish(person=world.editor, verdict=verdict)
    return Verdict.objects.get(pk=verdict.pk)


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/desk/?part=changed").status_code == 200
    return len(captured)


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_changed_check_is_in_the_queue_until_it_is_confirmed(world: World) -> None:
    client, queue, page = signed_in(world.editor), "/desk/?part=changed", reverse("desk:confirm", args=[world.published.pk])
    assert "No published check has changed." in text(client, queue)
    add_evidence(world, world.published)
    assert page in links(client.get(queue))
    shown = text(client, page)
    assert "Seen again." in shown
    assert "Sam Second" in text(client, queue)
    data = {"version": world.published.version, "basis": basis_for(world.published.claim)}
    refused = client.post(page, {**data, "reason": ""})
    assert refused.status_code == 422
    assert client.post(page, {**data, "reason": REASON}).status_code == 303
    assert "No published check has changed." in text(client, queue)


def test_form_of_an_outdated_comparison_keeps_the_reason_and_has_the_current_record(world: World) -> None:
    client, page = signed_in(world.editor), reverse("desk:confirm", args=[world.published.pk])
    add_evidence(world, world.published)
    data = {"version": world.published.version, "basis": basis_for(world.published.claim), "reason": REASON}
    add_evidence(world, world.published, quote="Meanwhile.")
    response = client.post(page, data)
    assert response.status_code == 409
    shown = response.content.decode()
    assert REASON in shown
    assert "Meanwhile." in shown
    assert basis_for(world.published.claim) in shown


def test_edited_source_is_one_item_that_confirms_all_its_checks(world: World) -> None:
    verdicts = [world.published, second_check(world)]
    edit_institute(world)
    page = reverse("desk:confirm-shared", args=["source", world.institute.pk])
    client = signed_in(world.editor)
    assert [(row.kind, row.checks) for row in changed_page().items] == [("source", 2)]
    assert page in links(client.get("/desk/?part=changed"))
    shown = text(client, page)
    assert "2 published checks affected" in shown
    assert all(reverse("desk:confirm", args=[verdict.pk]) in shown for verdict in verdicts)
    data = {"newest": RecordChange.objects.latest("entry").entry_id, "reason": REASON}
    assert client.post(page, data).status_code == 303
    assert changed_page().items == []
    assert client.get(page).status_code == 404


def test_check_with_other_changes_is_an_item_of_its_own(world: World) -> None:
    world.published, second_check(world), second_check(world)
    edit_institute(world)
    add_evidence(world, world.published)
    items = [(row.kind, row.checks, row.number) for row in changed_page().items]
    assert sorted(items) == [("", 1, 2), ("source", 2, 1)]


def test_page_of_a_shared_row_has_the_reasons_of_its_changes(world: World) -> None:
    other = world.claim("Another claim.")
    verdict = world.ready()
    add_relation(person=world.checker, claim=verdict.claim, relation_kind="counters", other=other)
    publish(person=world.editor, verdict=world.approve(world.submit(verdict)))
    edit_claim(person=world.checker, claim=other, seen_version=None, statement="A different claim.")
    close_claim(person=world.editor, claim=other, closed_reason="ambiguous", seen_version=None, note="See [1] <b>.")
    shown = text(signed_in(world.editor), reverse("desk:confirm-shared", args=["claim", other.pk]))
    assert "See [1] &lt;b&gt;." in shown


def test_unknown_kind_of_a_shared_row_is_not_found(world: World) -> None:
    assert signed_in(world.editor).get("/desk/changes/person/1/").status_code == 404


def test_queries_of_the_queue_do_not_grow_with_the_number_of_changed_checks(world: World) -> None:
    client = signed_in(world.editor)
    add_evidence(world, world.published)
    one = queries(client)
    for _ in range(3):
        add_evidence(world, second_check(world))
    assert len(changed_page().items) == 4
    assert queries(client) == one


def test_check_is_due_on_its_recheck_date(world: World) -> None:
    page = reverse("desk:recheck-date", args=[world.published.pk])
    day = localdate() + timedelta(days=3)
    client = signed_in(world.checker)
    assert client.post(page, {"version": world.published.version, "recheck_on": "2020-01-01"}).status_code == 422
    assert client.post(page, {"version": world.published.version, "recheck_on": str(day)}).status_code == 303
    assert due_page().items == []
    with time_machine.travel(datetime.now(UTC) + timedelta(days=3)):
        client = signed_in(world.editor)
        assert reverse("desk:confirm", args=[world.published.pk]) in links(client.get("/desk/?part=due"))
        row = Verdict.objects.get(pk=world.published.pk)
        confirm(person=world.editor, verdict=row, reason=REASON, basis=basis_for(row.claim))
        assert due_page().items == []


def test_pages_of_due_checks_continue_where_the_last_one_ended(world: World) -> None:
    verdicts = [world.published, second_check(world), second_check(world)]
    for verdict in verdicts:
        set_recheck_date(person=world.checker, verdict=verdict, recheck_on=localdate() + timedelta(days=1))
    later = localdate() + timedelta(days=2)
    assert [row.pk for row in due_page(today=later).items] == [verdict.pk for verdict in verdicts]


def test_publish_page_lists_what_changed_since_the_approval(world: World) -> None:
    verdict = world.approved
    add_evidence(world, verdict)
    shown = text(signed_in(world.editor), reverse("desk:publish", args=[verdict.pk]))
    assert "What changed since the approval" in shown
    assert "Seen again." in shown


def test_verdict_page_links_to_the_changes(world: World) -> None:
    page = reverse("desk:verdict", args=[world.published.claim_id])
    client = signed_in(world.editor)
    assert reverse("desk:confirm", args=[world.published.pk]) not in links(client.get(page))
    add_evidence(world, world.published)
    assert reverse("desk:confirm", args=[world.published.pk]) in links(client.get(page))
