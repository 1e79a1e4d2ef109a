"""The queue: each open verdict is in one part for each person, and pages do not depend on the number of verdicts."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from factcheck.accounts.actions import change_person
from factcheck.accounts.models import Person
from factcheck.claims.models import Claim
from factcheck.desk.queue.counts import COUNTED, MOST_COUNTED, part_counts
from factcheck.desk.queue.open_work import open_work
from factcheck.desk.queue.queries import QueueFilters, QueuePart, branches, next_after
from factcheck.publishing.actions import draft_publication
from factcheck.verdicts.actions import hand_over, return_verdict, submit
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.states import State
from factcheck.web.decisions import can
from factcheck.web.errors import Refused
from tests.pages import parsed, signed_in, source_of
from tests.plans import FIRST_COPY, bulk_insert, copy_rows, plan_of, rows_visited, statements_of
from tests.sql import without_triggers
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister", "editor")]
ADDRESS = "/desk/"


def ids(person: Person, part: QueuePart, filters: QueueFilters | None = None) -> list[int]:
    return [row.id for row in open_work(person, part, filters or QueueFilters()).page.items]


def one_in_each_state(world: World) -> dict[str, int]:
    return {name: getattr(world, name).pk for name in ("draft", "submitted", "returned", "approved", "published")}


def many(world: World, count: int, state: str = "submitted") -> None:
    """Insert verdicts with SQL. The last one moved a minute ago, and each other one a minute before the next."""
    now = timezone.now()
    claim = world.open_claim
    with without_triggers() as cursor:
        for number in range(count):
            cursor.execute(
                "INSERT INTO claims_claim (version, statement, context, layer, claimant_id, said_precision, place, types, topics,"
                " created_at, created_by_id) VALUES (1, %s, '', %s, %s, 'day', '', '{}', '{}', now(), %s) RETURNING id",
                [f"Waiting {number}", ("proposition", "report")[number % 2], claim.claimant_id, world.checker.pk],
            )
            (pk,) = cursor.fetchone()
            cursor.execute(
                "INSERT INTO verdicts_verdict (version, claim_id, state, author_id, moved_at) VALUES (1, %s, %s, %s, %s)",
                [pk, state, world.checker.pk, now - timedelta(minutes=count - number)],
            )


def test_each_open_verdict_is_in_exactly_one_part_for_each_person(world: World) -> None:
    created = one_in_each_state(world)
    contributed = world.submit(world.ready(world.claim("Another statement.")))
    world.evidence_on(contributed.claim, person=world.editor)
    open_ones = {pk for name, pk in created.items() if name != "published"} | {contributed.pk}
    for person in (world.reader, world.checker, world.second_checker, world.editor, world.other_editor, world.administrator):
        seen = [pk for part in QueuePart if part.is_open_work for pk in ids(person, part)]
        assert sorted(seen) == sorted(open_ones), person


def test_editor_has_verdicts_to_review_and_publish(world: World) -> None:
    created = one_in_each_state(world)
    assert set(ids(world.editor, QueuePart.MINE)) == {created["submitted"], created["approved"]}


def test_author_has_returned_verdicts_and_drafts(world: World) -> None:
    created = one_in_each_state(world)
    assert ids(world.checker, QueuePart.MINE) == [created["returned"]]
    assert ids(world.checker, QueuePart.WORK) == [created["draft"]]
    assert set(ids(world.checker, QueuePart.OTHERS)) == {created["submitted"], created["approved"]}


def test_nothing_is_waiting_for_a_reader(world: World) -> None:
    one_in_each_state(world)
    assert ids(world.reader, QueuePart.MINE) == ids(world.reader, QueuePart.WORK) == []


def test_contributor_has_nothing_to_review(world: World) -> None:
    verdict = world.submitted
    assert ids(world.editor, QueuePart.MINE) == [verdict.pk]
    world.evidence_on(verdict.claim, person=world.editor)
    assert ids(world.editor, QueuePart.MINE) == []
    assert ids(world.editor, QueuePart.OTHERS) == [verdict.pk]
    assert ids(world.other_editor, QueuePart.MINE) == [verdict.pk]


def test_queue_agrees_with_the_permission_to_review(world: World) -> None:
    mine, theirs = world.submitted, world.submit(world.ready(world.claim("Another.")))
    world.evidence_on(theirs.claim, person=world.editor)
    for person in (world.editor, world.other_editor, world.administrator):
        assert set(ids(person, QueuePart.MINE)) == {
            v.pk for v in (mine, theirs) if can(person, "verdict.approve", Verdict.objects.get(pk=v.pk))
        }


def test_each_open_state_has_a_branch(world: World) -> None:
    for person in (world.reader, world.checker, world.editor):
        together = [state for part in QueuePart if part.is_open_work for state in branches(person, part)]
        assert set(together) == {State.SUBMITTED, State.APPROVED, State.RETURNED, State.CORRECTING, State.DRAFT}


def test_longest_wait_is_first_and_each_row_appears_once(world: World) -> None:
    many(world, 120)
    client = signed_in(world.editor)
    seen: list[str] = []
    address = ADDRESS
    sizes = []
    while address:
        content = client.get(address).content.decode()
        rows = re.findall(r"(Waiting \d+)</a>", content)
        sizes.append(len(rows))
        seen += rows
        following = re.search(r'rel="next"\s+href="([^"]+)"', content)
        address = ADDRESS + following[1].replace("&amp;", "&") if following else ""
    assert sizes == [50, 50, 20]
    assert seen == [f"Waiting {number}" for number in range(120)]


def test_paging_back_returns_the_same_pages(world: World) -> None:
    many(world, 120)
    client = signed_in(world.editor)
    pages, address = [], ADDRESS
    for _ in range(3):
        content = client.get(address).content.decode()
        pages.append(re.findall(r"(Waiting \d+)</a>", content))
        following = re.search(r'rel="next"\s+href="([^"]+)"', content)
        address = ADDRESS + following[1].replace("&amp;", "&") if following else address
    before = re.search(r'rel="prev" href="([^"]+)"', content)
    assert before
    content = client.get(ADDRESS + before[1].replace("&amp;", "&")).content.decode()
    assert re.findall(r"(Waiting \d+)</a>", content) == pages[1]
    before = re.search(r'rel="prev" href="([^"]+)"', content)
    assert before
    content = client.get(ADDRESS + before[1].replace("&amp;", "&")).content.decode()
    assert re.findall(r"(Waiting \d+)</a>", content) == pages[0]
    assert 'rel="prev"' not in content


def test_page_is_complete_after_the_first_row_left_the_queue(world: World) -> None:
    many(world, 60)
    client = signed_in(world.editor)
    following = re.search(r'rel="next"\s+href="([^"]+)"', client.get(ADDRESS).content.decode())
    assert following
    with without_triggers() as cursor:
        cursor.execute("UPDATE verdicts_verdict SET state = 'returned' WHERE id = (SELECT min(id) FROM verdicts_verdict)")
    content = client.get(ADDRESS + following[1].replace("&amp;", "&")).content.decode()
    assert re.findall(r"(Waiting \d+)</a>", content) == [f"Waiting {number}" for number in range(50, 60)]


def test_filters_apply_to_the_next_page(world: World) -> None:
    many(world, 120)
    client = signed_in(world.editor)
    content = client.get(ADDRESS + "?state=submitted&layer=report").content.decode()
    rows = re.findall(r"(Waiting \d+)</a>", content)
    assert rows == [f"Waiting {number}" for number in range(1, 100, 2)]
    following = re.search(r'rel="next"\s+href="([^"]+)"', content)
    assert following
    assert "layer=report" in following[1]
    rest = re.findall(r"(Waiting \d+)</a>", client.get(ADDRESS + following[1].replace("&amp;", "&")).content.decode())
    assert rest == [f"Waiting {number}" for number in range(101, 120, 2)]


def test_each_row_links_to_the_next_step_of_the_person(world: World) -> None:
    created = one_in_each_state(world)
    content = source_of(signed_in(world.editor).get(ADDRESS))
    assert f'href="{reverse("desk:review", args=[created["submitted"]])}"' in content
    assert f'href="{reverse("desk:publish", args=[created["approved"]])}"' in content
    mine = source_of(signed_in(world.checker).get(ADDRESS))
    assert f'href="{reverse("desk:verdict", args=[world.returned.claim_id])}"' in mine


def test_row_has_the_waiting_time(world: World) -> None:
    many(world, 1)
    (age,) = parsed(signed_in(world.editor).get(ADDRESS)).all(class_="work-age")
    assert age.text.startswith("Waiting 1 minute since ")
    assert age.all("time")


@pytest.mark.parametrize("part", list(QueuePart))
@pytest.mark.parametrize("role", ["reader", "checker", "editor"])
def test_empty_part_explains_what_to_do(world: World, part: QueuePart, role: str) -> None:
    content = source_of(signed_in(world.of_role(role)).get(f"{ADDRESS}?part={part}"))  # type: ignore[arg-type]
    assert 'class="emptystate' in content


def test_next_review_wraps_around(world: World) -> None:
    first, second = (world.submit(world.ready(world.claim(f"Statement {n}."))) for n in (1, 2))
    assert next_after(world.editor, first) == second.pk
    assert next_after(world.editor, second) == first.pk
    assert next_after(world.checker, first) is None
    world.approve(second)
    assert next_after(world.editor, first) is None


@pytest.mark.parametrize("query", ["?part=all", "?state=lost", "?layer=x", "?part=&state=&layer="])
def test_unknown_filter_is_ignored(world: World, query: str) -> None:
    many(world, 1)
    assert "Waiting 0" in source_of(signed_in(world.editor).get(ADDRESS + query))


@pytest.mark.parametrize("cursor", ["x", "W10", "WyJuZXdlciIsIDEsIDJd", "WyJuZXdlciIsICIyMDIyLTAxLTAxIiwgbnVsbF0", "W" * 9000])
def test_invalid_cursor_is_rejected(world: World, cursor: str) -> None:
    response = signed_in(world.editor).get(f"{ADDRESS}?page={cursor}")
    assert response.status_code == 422


def test_number_of_queries_does_not_depend_on_the_rows(world: World, django_assert_max_num_queries: Any) -> None:
    client = signed_in(world.editor)
    many(world, 1)
    client.get(ADDRESS)
    numbers = []
    for added in (1, 2):
        many(world, added)
        with django_assert_max_num_queries(3) as changed:
            client.get(ADDRESS)
        with django_assert_max_num_queries(2) as unchanged:  # the rows themselves are not read
            client.get(ADDRESS)
        numbers.append((len(changed), len(unchanged)))
    assert numbers[0] == numbers[1]


def test_row_that_changed_is_read_again(world: World) -> None:
    client, verdict = signed_in(world.editor), world.submitted
    assert "Chris Checker proposes a verdict" in parsed(client.get(ADDRESS)).text
    change_person(by=world.administrator, person=world.checker, name="Chris Renamed")
    assert "Chris Renamed proposes a verdict" in parsed(client.get(ADDRESS)).text
    numbers = [verdict.claim.evidence.count()]
    world.evidence_on(verdict.claim, person=world.second_checker, quote="Seen again.")
    tally = parsed(client.get(ADDRESS)).all(class_="work-tally")[0].text
    assert sum(map(int, re.findall(r"\d+", tally))) == numbers[0] + 1


def test_row_of_the_author_has_the_reason_of_the_return(world: World, django_assert_num_queries: Any) -> None:
    verdict = world.returned
    submit(person=world.checker, verdict=verdict, message="Please read it again.")
    reason = "Name <b>the day</b> as well. " + "x y " * 80
    return_verdict(person=world.other_editor, verdict=Verdict.objects.get(pk=verdict.pk), reason=reason)
    (row,) = parsed(signed_in(world.checker).get("/desk/")).all(class_="queue-reason")
    assert row.text.startswith("Returned by Olga Other: Name <b>the day</b> as well. x y x")
    assert row.text.endswith("…")
    assert "Name the source" not in row.text
    with django_assert_num_queries(1):
        open_work(world.checker, QueuePart.MINE, QueueFilters())
    (others,) = parsed(signed_in(world.second_checker).get("/desk/?part=others")).all(class_="queue-reason")
    assert others.text == "Returned to Chris Checker"


def next_steps(client: Client) -> dict[str, str]:
    """The labels of the next steps in the queue by the URLs of the rows."""
    rows = parsed(client.get(ADDRESS)).all(class_="queue")[0].all("li")
    return {row.all("a")[0].attributes["href"]: row.all(class_="queue-act")[0].text for row in rows}


def test_next_step_of_an_outdated_approval_is_to_review_the_changes(world: World) -> None:
    current, added, handed_over = (world.approve(world.submit(world.ready())) for _ in range(3))
    hand_over(person=world.editor, verdict=handed_over, to=world.second_checker, reason="On leave.")
    world.evidence_on(added.claim, person=world.second_checker, quote="Seen again.")
    steps = next_steps(signed_in(world.editor))
    labels = [steps[reverse("desk:publish", args=[v.pk])] for v in (current, added, handed_over)]
    assert labels == ["Publish", "Review changes", "Review changes"]
    assert draft_publication(Verdict.objects.get(pk=current.pk))
    change_person(by=world.administrator, person=world.checker, name="Chris Renamed")
    assert set(next_steps(signed_in(world.editor)).values()) == {"Review changes"}
    for verdict in (current, added, handed_over):
        with pytest.raises(Refused):
            draft_publication(Verdict.objects.get(pk=verdict.pk))


def test_queries_for_outdated_approvals_do_not_depend_on_the_rows(world: World) -> None:
    client = signed_in(world.editor)
    counts = []
    for _ in range(3):
        world.evidence_on(world.approve(world.submit(world.ready())).claim, person=world.second_checker, quote="Seen again.")
        with CaptureQueriesContext(connection) as captured:
            assert "Review changes" in next_steps(client).values()
        counts.append(len(captured))
    assert len(set(counts)) == 1


def test_row_says_why_it_is_listed_with_rating_evidence_and_author(world: World) -> None:
    verdict = world.returned
    world.evidence_on(verdict.claim, "context", quote="Another one.")
    submit(person=world.checker, verdict=verdict, message="Set <b>A</b> has an origin now.")
    (row,) = parsed(signed_in(world.editor).get(ADDRESS)).all(class_="work")
    proposed, answer = (reason.text for reason in row.all(class_="queue-reason"))
    assert proposed.startswith("Chris Checker proposes a verdict: ")
    assert Verdict.objects.get().latest.headline in proposed or Verdict.objects.get().latest.summary in proposed
    assert answer == "Chris Checker writes: Set <b>A</b> has an origin now."
    assert "proposed" in row.all(class_="work-rating")[0].text
    numbers = [verdict.claim.evidence.filter(stance=stance).count() for stance in ("supports", "contradicts", "context")]
    assert numbers[2] == 1
    assert re.findall(r"\d", row.all(class_="work-tally")[0].text) == [str(number) for number in numbers]
    (person,) = row.all(class_="work-person")
    (initials,) = person.all(class_="initials", aria_hidden="true")
    assert person.text.replace(initials.text, "", 1) == "Written by Chris Checker"
    (statement,) = row.all(class_="claim-statement")
    (act,) = row.all(class_="queue-act")
    assert act.attributes["href"] == statement.attributes["href"]
    assert statement.attributes["aria-describedby"] == act.attributes["id"]
    assert act.attributes["aria-describedby"] == statement.attributes["id"]


def test_parts_have_the_number_of_their_rows(world: World) -> None:
    one_in_each_state(world)
    counts = {QueuePart.MINE: 1, QueuePart.WORK: 1, **dict.fromkeys(COUNTED[2:], 0)}
    assert part_counts(world.checker) == counts
    assert part_counts(world.reader)[QueuePart.MINE] == 0
    many(world, 130)
    assert part_counts(world.editor)[QueuePart.MINE] == MOST_COUNTED
    segments = parsed(signed_in(world.editor).get(ADDRESS)).all(class_="segments")[0]
    assert segments.text.startswith("Waiting for me 99+ My drafts Waiting for others")


def test_cost_of_counting_does_not_depend_on_the_number_of_verdicts(world: World) -> None:
    editor = world.editor
    many(world, 1)
    claim, verdict = (model.objects.latest("pk") for model in (Claim, Verdict))
    with bulk_insert() as cursor:
        copy_rows(cursor, "claims_claim", claim.pk, 20_000)
        moved_at = "now() - g * interval '1 minute'"
        copy_rows(cursor, "verdicts_verdict", verdict.pk, 20_000, claim_id=f"{FIRST_COPY} + g", moved_at=moved_at)
    ((statement, values),) = statements_of(lambda: part_counts(editor))
    assert rows_visited(plan_of(statement, values or {}, generic=False)) < 1000
