"""The page of an earlier version: its cost, and its cache after a correction or retraction."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import thread_time

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from factcheck.publishing.actions import correct, publish, retract
from factcheck.verdicts.actions import save_version
from factcheck.verdicts.models import Verdict
from tests.growth import seeded_random
from tests.world import World

pytestmark = pytest.mark.prepared("first_article", "minister", "institute", "editor")

OLD = "/checks/images-from-before-the-withdrawal-show-the-scene/versions/1/"


def published(world: World, rationale: str) -> Verdict:
    """A published check whose first version has this rationale."""
    verdict = world.approve(world.submit(world.ready(rationale=rationale)))
    publish(person=world.editor, verdict=verdict)
    return Verdict.objects.get(pk=verdict.pk)


def corrected(world: World, verdict: Verdict, rationale: str) -> None:
    """The next version of a published check, with this rationale."""
    correct(person=world.checker, verdict=verdict, correction_kind="clarification", notice="The reasons were rewritten.")
    save_version(person=world.checker, verdict=Verdict.objects.get(pk=verdict.pk), seen_version=None, rationale=rationale)
    publish(person=world.editor, verdict=world.approve(world.submit(Verdict.objects.get(pk=verdict.pk))))


def text_of_unique_words(side: str) -> str:
    return " ".join(f"{side}{n}" for n in range(10_000))[:50_000]


def text_of_few_words(side: str) -> str:
    return " ".join(seeded_random(ord(side)).choices("abcdefgh", k=25_000))[:50_000]


@pytest.mark.django_db
def test_versions_are_compared_once_and_again_after_a_correction(
    world: World, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    verdict = published(world, "Drone images show the street.")
    corrected(world, verdict, "Satellite images show the street.")
    with django_assert_num_queries(2):  # the two publications, then both documents
        first = client.get(OLD)
    with django_assert_num_queries(1):
        again = client.get(OLD)
    assert (again.content, again["ETag"], again["Last-Modified"]) == (first.content, first["ETag"], first["Last-Modified"])
    assert "Satellite" in first.content.decode()

    corrected(world, Verdict.objects.get(pk=verdict.pk), "Photographs show the street.")
    later = client.get(OLD, headers={"If-None-Match": first["ETag"]})
    assert later.status_code == 200
    assert later["ETag"] != first["ETag"]
    assert "Photographs" in later.content.decode()
    assert "Satellite" not in later.content.decode()
    assert client.get(OLD, headers={"If-None-Match": later["ETag"]}).status_code == 304


@pytest.mark.django_db
def test_other_spellings_of_the_url_get_the_cached_page(
    world: World, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    verdict = published(world, "Drone images show the street.")
    corrected(world, verdict, "Satellite images show the street.")
    first = client.get(OLD)
    with django_assert_num_queries(1):
        again = client.get(OLD.replace("versions/1/", "versions/0001/"))
    assert (again.content, again["ETag"]) == (first.content, first["ETag"])


@pytest.mark.django_db
def test_cached_version_page_is_replaced_after_a_retraction(world: World, client: Client) -> None:
    verdict = published(world, "Drone images show the street.")
    assert "retracted" not in client.get(OLD).content.decode()
    retract(person=world.editor, verdict=verdict, notice="The images were misdated.")
    assert "The images were misdated." in client.get(OLD).content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("words", [text_of_unique_words, text_of_few_words])
def test_eight_concurrent_requests_for_a_rewritten_rationale_of_maximum_length_stay_fast(
    world: World, words: Callable[[str], str]
) -> None:
    verdict = published(world, words("a"))
    corrected(world, verdict, words("b"))

    def ask(_: int) -> tuple[float, str]:
        began = thread_time()
        try:
            content = Client().get(OLD).content.decode()
        finally:
            connection.close()
        return thread_time() - began, content

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(ask, range(8)))
    assert all("Most of this text was rewritten." in content for _, content in results)
    assert sum(seconds for seconds, _ in results) < 8  # a second for each, even where none finds the page of another
    assert min(ask(0)[0] for _ in range(3)) < 0.1
