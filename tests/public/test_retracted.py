"""Retracted checks: no request returns their former rating as valid."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
import time_machine
from django.test import Client

from factcheck.publishing.actions import publish, recheck, retract
from factcheck.verdicts.actions import save_version
from factcheck.verdicts.models import Verdict
from tests.public.test_pages import REVALIDATE, SLUG, page_text
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("published")]

CHECK = [f"/checks/{SLUG}/", f"/checks/{SLUG}/versions/1/", f"/checks/{SLUG}/claimreview.json"]
CHANGING = ["/", "/corrections/", *CHECK, "/checks/feed.atom", "/checks/data.json"]


@pytest.mark.parametrize("address", CHANGING)
def test_no_request_after_a_retraction_returns_the_old_rating(world: World, client: Client, address: str) -> None:
    verdict = world.published
    before = client.get(address)
    conditional = {"If-None-Match": before["ETag"]}
    retract(person=world.editor, verdict=verdict, notice="The images were misdated.")
    after = client.get(address, headers=conditional)
    assert (after.status_code, after["Cache-Control"]) == (200, REVALIDATE)
    assert after["ETag"] != before["ETag"]
    assert ("is-retracted" if address == "/" else "The images were misdated.") in b"".join(after).decode()


@pytest.mark.parametrize("address", [*CHECK, "/checks/data.json"])
def test_date_states_the_retraction_and_answers_no_revalidation(world: World, client: Client, address: str) -> None:
    verdict = world.published
    before = client.get(address)["Last-Modified"]
    assert client.get(address, headers={"If-Modified-Since": before}).status_code == 200
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=1)):
        retract(person=world.editor, verdict=verdict, notice="The images were misdated.")
        after = client.get(address)["Last-Modified"]
    assert parsedate_to_datetime(after) > parsedate_to_datetime(before)


def test_new_check_is_not_called_corrected(world: World, client: Client) -> None:
    verdict = world.published
    retract(person=world.other_editor, verdict=verdict, notice="It was wrong.")
    recheck(person=world.checker, verdict=Verdict.objects.get(pk=verdict.pk), notice="We checked it again.")
    save_version(person=world.checker, verdict=Verdict.objects.get(pk=verdict.pk), seen_version=None, summary="Again.")
    publish(person=world.editor, verdict=world.approve(world.submit(Verdict.objects.get(pk=verdict.pk))))
    for address in (f"/checks/{SLUG}/", "/"):
        words = page_text(client.get(address)).casefold()
        assert "new check on" in words
        assert "corrected on" not in words


@pytest.mark.unprepared
@pytest.mark.parametrize("address", [f"/checks/{SLUG}/", f"/checks/{SLUG}/versions/1/", f"/checks/{SLUG}/versions/2/"])
def test_retracted_check_does_not_explain_its_rating(world: World, client: Client, address: str) -> None:
    verdict = world.approve(world.submit(world.ready(world.claim(layer="utterance"))))
    publish(person=world.editor, verdict=verdict)
    explanations = ("The evidence contradicts the claim;", "The rating says whether Mikhail Minister said this")
    words = page_text(client.get(f"/checks/{SLUG}/"))
    assert all(words.count(explanation) == 1 for explanation in explanations)
    retract(person=world.editor, verdict=Verdict.objects.get(pk=verdict.pk), notice="The images were misdated.")
    words = page_text(client.get(address))
    assert not any(explanation in words for explanation in explanations)
    assert "its rating, “False,” no longer applies." in words
    assert "Written by Chris Checker" in words
