"""The notice of an open correction on the pages of its verdict: the kind that readers will see, and who wrote the notice."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from factcheck.accounts.models import Person
from factcheck.publishing.actions import correct, edit_correction_notice, publish
from factcheck.publishing.models import Correction
from factcheck.verdicts.actions import edit_rating, save_version
from factcheck.verdicts.models import Rating, Verdict
from tests.pages import parsed, signed_in
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("published")]

REASON = "The rating changes from “False” to “Mostly false,” so readers will see “Change of verdict.”"


def reload(verdict: Verdict) -> Verdict:
    return Verdict.objects.get(pk=verdict.pk)


def correcting(world: World, kind: str = "clarification", **text: Any) -> Verdict:
    """A verdict with an open correction, and with a new version if `text` is given."""
    verdict = world.published
    correct(person=world.checker, verdict=verdict, correction_kind=kind, notice="The date of the images is given.")
    if text:
        save_version(person=world.checker, verdict=reload(verdict), seen_version=None, **text)
    return reload(verdict)


def pages(world: World, verdict: Verdict, person: Person | None = None) -> list[str]:
    """The sections about the correction on the page of the verdict and on the review screen."""
    client = signed_in(person or world.editor)
    urls = (reverse("desk:verdict", args=[verdict.claim_id]), reverse("desk:review", args=[verdict.pk]))
    sections = [parsed(client.get(url)).all(aria_labelledby="correction-title") for url in urls]
    assert [len(found) for found in sections] == [1, 1]
    return [section.text for (section,) in sections]


@pytest.mark.parametrize("kind", ["typo", "clarification"])
def test_pages_name_the_kind_that_readers_will_see_and_why(world: World, kind: str) -> None:
    verdict = correcting(world, kind, rating=Rating.objects.get(name="Mostly false"))
    for text in pages(world, verdict):
        assert "Will be published as a correction: change of verdict" in text
        assert REASON in text
        assert f"The correction was opened as: {kind}." in text
    form = parsed(signed_in(world.checker).get(reverse("desk:correct", args=[verdict.pk]))).text
    assert "This correction (change of verdict) is open" in form
    assert REASON in form
    approved = world.approve(world.submit(verdict))
    assert REASON in parsed(signed_in(world.editor).get(reverse("desk:publish", args=[verdict.pk]))).text
    publication = publish(person=world.editor, verdict=approved)
    assert publication.document["corrections"][0]["words"] == "change of verdict"


def test_changed_conclusion_of_a_rating_is_a_change_of_verdict(world: World) -> None:
    verdict = correcting(world)
    rating = Rating.objects.get(name="False")
    edit_rating(person=world.administrator, rating=rating, seen_version=rating.version, conclusion="not_enough", number=None)
    for text in pages(world, verdict):
        assert "Will be published as a correction: change of verdict" in text
        assert "The conclusion changes from “refuted” to “not enough evidence,” so readers will see “Change of verdict.”" in text


@pytest.mark.parametrize("text", [{}, {"summary": "Images of 11 March show it."}, {"rating": None, "conclusion": ""}])
def test_kind_stays_if_the_rating_does_not_change(world: World, text: dict[str, Any]) -> None:
    for section in pages(world, correcting(world, **text)):
        assert "Will be published as a correction: clarification" in section
        assert "so readers will see" not in section


def test_notice_names_its_last_author_and_the_person_who_opened_the_correction(world: World) -> None:
    verdict = correcting(world)
    for text in pages(world, verdict):
        assert "Written by Chris Checker" in text
    edit_correction_notice(person=world.editor, correction=Correction.objects.get(), notice="The images are of 11 March.")
    for text in pages(world, verdict):
        assert "Last edited by Ed Editor" in text
        assert "Opened by Chris Checker" in text
    for name in ("correct", "drop"):
        text = parsed(signed_in(world.checker).get(reverse(f"desk:{name}", args=[verdict.pk]))).text
        assert "Last edited by Ed Editor" in text, name
    edit_correction_notice(person=world.checker, correction=Correction.objects.get(), notice="They are of 11 March.")
    for text in pages(world, verdict):
        assert "Last edited by Chris Checker" in text
        assert "Opened by" not in text
