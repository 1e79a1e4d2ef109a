"""The first steps of a new newsroom: each is done when the database says so, and each person sees those that they may take."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.accounts.models import Person
from factcheck.claims.actions import close_claim
from factcheck.desk.queue.first_steps import first_steps
from factcheck.newsroom.models import Newsroom
from tests.pages import parsed, signed_in
from tests.sql import without_triggers
from tests.world import World

pytestmark = pytest.mark.django_db


def steps(person: Person) -> dict[str, bool]:
    return {step.label: step.is_done for step in first_steps(person)}


def test_administrator_of_an_empty_newsroom_sees_every_step(world: World) -> None:
    assert steps(world.administrator) == {
        "Name the newsroom": False,
        "Invite a second person": False,
        "Import the first article": False,
        "Mark a claim": False,
        "Submit a verdict": False,
        "Publish the first check": False,
    }
    assert [step.label for step in first_steps(world.administrator) if step.is_next] == ["Name the newsroom"]


def test_name_and_second_person_tick_their_steps_off(world: World) -> None:
    administrator = world.administrator
    assert world.reader
    assert not steps(administrator)["Invite a second person"]
    checker = world.checker
    with without_triggers():
        Newsroom.objects.update(name="The Town Gazette")
    found = steps(administrator)
    assert (found["Name the newsroom"], found["Invite a second person"]) == (True, True)
    with without_triggers():
        Person.objects.filter(pk=checker.pk).update(is_active=False)
    assert not steps(administrator)["Invite a second person"]


def test_each_step_of_a_checker_ticks_itself_off_and_the_list_disappears(world: World) -> None:
    checker = world.checker
    assert list(steps(checker).values()) == [False, False, False]
    assert world.first_article
    assert list(steps(checker).values()) == [True, False, False]
    claim = world.claim("A statement.")
    assert list(steps(checker).values()) == [True, True, False]
    close_claim(person=checker, claim=claim, closed_reason="ambiguous", seen_version=None)
    assert list(steps(checker).values()) == [True, False, False]
    assert world.submitted
    assert steps(checker) == {}
    assert steps(world.editor)["Publish the first check"] is False
    assert world.published
    assert steps(world.editor) == {}


def test_reader_can_take_no_step(world: World, django_assert_num_queries: Any) -> None:
    reader = world.reader
    with django_assert_num_queries(0):
        assert first_steps(reader) == []


def test_queue_of_an_empty_newsroom_lists_the_steps_with_their_links(world: World, django_assert_num_queries: Any) -> None:
    administrator = world.administrator
    with django_assert_num_queries(1):
        first_steps(administrator)
    (section,) = parsed(signed_in(administrator).get("/desk/")).all(class_="first-steps")
    links = [link.attributes["href"] for link in section.all("a")]
    assert links[:3] == ["/desk/newsroom/", "/desk/people/invite/", "/desk/articles/import/"]
    client = signed_in(administrator)
    assert {client.get(link).status_code for link in links} == {200}
    assert not parsed(client.get("/desk/?part=work")).all(class_="first-steps")


def test_steps_give_way_to_work(world: World) -> None:
    assert world.submitted
    page = parsed(signed_in(world.editor).get("/desk/"))
    assert not page.all(class_="first-steps")
    assert page.all(class_="work")
