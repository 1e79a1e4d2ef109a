"""Ratings on staff screens: their meanings in the verdict form, the conclusion that follows, and the label of proposed ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from factcheck.claims.actions import add_relation
from factcheck.publishing.actions import correct, retract
from factcheck.verdicts.actions import open_verdict, save_version
from factcheck.verdicts.models import Rating, Verdict, VerdictVersion
from tests.api.calls import Caller
from tests.pages import parsed, signed_in, source_of, values
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister")]


def form_url(verdict: Verdict) -> str:
    return reverse("desk:verdict", args=[verdict.claim_id])


def submitted(verdict: Verdict, **changed: Any) -> dict[str, Any]:
    latest = verdict.latest
    same = {name: getattr(latest, name) for name in ("headline", "summary", "rationale", "as_of")}
    return {**same, "rating": latest.rating_id, "conclusion": "", "version": verdict.version, **changed}


def test_verdict_form_displays_the_meaning_of_each_rating(world: World) -> None:
    page = parsed(signed_in(world.checker).get(reverse("desk:verdict", args=[world.open_claim.pk])))
    (meanings,) = page.all("dl", **{"class": "rating-meanings"})
    names = [term.text for term in meanings.all("dt")]
    descriptions = [description.text.strip() for description in meanings.all("dd")]
    ratings = Rating.objects.filter(is_active=True)
    assert list(zip(names, descriptions, strict=True)) == [(rating.name, rating.description) for rating in ratings]
    options = [option.attributes["data-conclusion"] for option in page.all("input", name="rating")]
    assert options == ["", *(rating.conclusion for rating in ratings)]


def test_new_rating_sets_the_conclusion_without_javascript(world: World) -> None:
    verdict, true = world.draft, Rating.objects.get(name="True")
    client = signed_in(world.checker)
    assert values(client.get(form_url(verdict)), "conclusion") == [""]
    assert client.post(form_url(verdict), submitted(verdict, rating=true.pk)).status_code == 303
    assert (verdict.latest.rating, verdict.latest.conclusion) == (true, "supported")


def test_different_conclusion_is_saved_and_the_gate_reports_it(world: World) -> None:
    verdict = world.draft
    client = signed_in(world.checker)
    assert client.post(form_url(verdict), submitted(verdict, conclusion="supported")).status_code == 303
    assert verdict.latest.conclusion == "supported"
    page = client.get(form_url(verdict))
    assert values(page, "conclusion") == ["supported"]
    assert "Choose a conclusion and a rating that maps to it." in source_of(page)


def test_rating_sets_the_conclusion_in_the_api(world: World) -> None:
    caller = Caller(world.checker)
    ids = {name: Rating.objects.get(name=name).pk for name in ("Half true", "True")}
    created = caller.post("verdicts/", {"claim": world.open_claim.pk, "rating": ids["Half true"]}).json()
    assert created["latest"]["conclusion"] == "conflicting"
    body = {"rating": ids["True"], "version": created["version"]}
    assert caller.post(f"verdicts/{created['id']}/versions/", body).json()["conclusion"] == "supported"


@pytest.mark.parametrize(
    ("rating", "text", "expected"),
    [
        ("True", {}, "supported"),
        ("True", {"conclusion": ""}, "supported"),
        ("True", {"conclusion": "conflicting"}, "conflicting"),
        ("False", {}, "not_enough"),
        ("False", {"conclusion": ""}, "refuted"),
        (None, {}, "not_enough"),
    ],
)
def test_only_a_new_rating_or_an_empty_conclusion_sets_the_conclusion(
    world: World, rating: str | None, text: dict[str, str], expected: str
) -> None:
    verdict = world.ready(conclusion="not_enough")
    row = Rating.objects.filter(name=rating).first()
    save_version(person=world.checker, verdict=verdict, seen_version=None, rating=row, summary="Changed.", **text)
    assert verdict.latest.conclusion == expected


def claim_page(world: World, verdict: Verdict) -> str:
    return reverse("desk:claim", args=[verdict.claim_id])


def related_claim_page(world: World, verdict: Verdict) -> str:
    other = world.claim("The town was left.", quote="the town had been left")
    add_relation(person=world.checker, claim=other, relation_kind="denies", other=verdict.claim)
    return reverse("desk:claim", args=[other.pk])


SCREENS: dict[str, Callable[[World, Verdict], str]] = {
    "claim": claim_page,
    "related claim": related_claim_page,
    "claims": lambda world, verdict: reverse("desk:claims"),
    "reading desk": lambda world, verdict: reverse("desk:article", args=[world.first_article.pk]),
    "verdict": lambda world, verdict: form_url(verdict),
    "review": lambda world, verdict: reverse("desk:review", args=[verdict.pk]),
    "queue": lambda world, verdict: reverse("desk:queue") + "?part=others",
}


def statuses(world: World, address: str, rating: str = "False") -> set[str]:
    """The words beside the rating on a screen."""
    page = source_of(signed_in(world.reader).get(address))
    marks = re.findall(rf'<b dir="auto">{rating}</b>(?: <span class="mark-status">(\w+)</span>)?</span>', page)
    assert marks
    return set(marks)


@pytest.mark.parametrize("screen", SCREENS)
def test_rating_is_labeled_as_proposed_until_it_is_approved(world: World, screen: str) -> None:
    draft = world.draft
    address = SCREENS[screen](world, draft)
    assert statuses(world, address) == {"proposed"}
    submitted = world.submit(draft)
    assert statuses(world, address) == {"proposed"}
    world.approve(submitted)
    assert statuses(world, address) == {""}


@pytest.mark.parametrize("screen", [name for name in SCREENS if name != "queue"])
def test_rating_of_a_retracted_check_is_its_former_rating(world: World, screen: str) -> None:
    verdict = world.published
    retract(person=world.editor, verdict=verdict, notice="The images were misdated.")
    page = source_of(signed_in(world.reader).get(SCREENS[screen](world, verdict)))
    assert page.count("retracted (was: <bdi>False</bdi>)") == 1
    words = " ".join(re.sub(r"<[^>]*>", " ", page).split())
    assert not re.search(r"retracted retracted \(was|\(was: False \) retracted", words)
    (line,) = re.findall(r'class="verdict-line ([^"]*)"', page) or ["is-retracted"]
    assert line == "is-retracted"


@pytest.mark.parametrize("screen", SCREENS)
def test_correction_has_a_proposed_rating_once_its_text_is_changed(world: World, screen: str) -> None:
    verdict = world.published
    correct(person=world.checker, verdict=verdict, correction_kind="clarification", notice="It is only half of it.")
    address = SCREENS[screen](world, verdict)
    assert statuses(world, address) == {""}
    half = Rating.objects.get(name="Half true")
    save_version(person=world.checker, verdict=Verdict.objects.get(pk=verdict.pk), seen_version=None, rating=half)
    assert statuses(world, address, "Half true") == {"proposed"}
    if screen == "verdict":
        assert statuses(world, address, "False") == {""}  # version 1 in the list of versions


def test_verdict_without_a_rating_has_no_label(world: World) -> None:
    verdict = open_verdict(person=world.checker, claim=world.open_claim)
    for address in (screen(world, verdict) for screen in SCREENS.values()):
        assert "mark-status" not in source_of(signed_in(world.reader).get(address))
    assert VerdictVersion.objects.get().conclusion == ""
