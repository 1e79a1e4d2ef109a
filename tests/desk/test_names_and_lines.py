"""Names of sources and actors in forms, and line endings: errors belong to their fields, and equal values write nothing."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from factcheck.articles.actions import edit_article, import_article
from factcheck.claims.actions import add_claim, change_mention, edit_claim
from factcheck.claims.models import Actor
from factcheck.evidence.actions import attach, change_evidence
from factcheck.evidence.locators import PageLocator
from factcheck.evidence.models import Evidence
from factcheck.ledger.actions import record
from factcheck.ledger.models import Entry
from factcheck.publishing.actions import correct
from factcheck.publishing.models import Correction
from factcheck.verdicts.models import Rating, Verdict
from factcheck.web.errors import Invalid
from factcheck.web.text import normalize_line_endings
from tests.api.calls import Caller
from tests.desk.reading import address, form_data
from tests.world import World

pytestmark = pytest.mark.django_db
OURS = settings.NEWSROOM_NAME
OF = {"stance": "contradicts", "closeness": "primary"}


@pytest.fixture
def world(client: Client) -> World:
    created = World()
    client.force_login(created.checker)
    return created


@pytest.mark.parametrize("field", ["claimant", "chain"])
def test_own_name_is_a_field_error_on_the_reading_desk(client: Client, world: World, field: str) -> None:
    response = client.post(
        address(world, "claim-add"), form_data(**{field: OURS, "token": uuid.uuid4()}), headers={"HX-Request": "true"}
    )
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert not Actor.objects.filter(name="The Daily Example").exists()


def test_own_name_is_a_field_error_in_the_chain_of_a_mention(client: Client, world: World) -> None:
    form = {"mode": "indirect", "chain": f"A New Speaker\n{OURS}", "version": 1}
    response = client.post(reverse("desk:mention", args=[world.mention.pk]), form)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"chain"}
    assert not Actor.objects.filter(name="A New Speaker").exists()


def test_own_name_is_a_field_error_for_the_claimant(client: Client, world: World) -> None:
    form = {"statement": "He said it.", "layer": "utterance", "claimant": OURS, "version": 1}
    response = client.post(reverse("desk:claim-edit", args=[world.open_claim.pk]), form)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"claimant"}


LONG = "x" * 201
NUL = "a\x00b"
NAMES: dict[str, tuple[str, Any]] = {
    "outlet of an import": ("outlet", lambda w, n: import_article(person=w.checker, content=b"A text.", outlet=n)),
    "outlet of an article": (
        "outlet",
        lambda w, n: edit_article(person=w.checker, article=w.first_article, seen_version=1, outlet=n),
    ),
    "source of new evidence": (
        "source",
        lambda w, n: attach(
            person=w.checker, claim=w.open_claim, quoted_from=PageLocator("https://a.example/", "A."), source=n, **OF
        ),
    ),
    "origin of evidence": ("origin", lambda w, n: change_evidence(person=w.checker, item=w.evidence, seen_version=1, origin=n)),
    "claimant of a new claim": (
        "claimant",
        lambda w, n: add_claim(person=w.checker, claimant=n, statement="He said it.", layer="utterance"),
    ),
    "claimant of a claim": (
        "claimant",
        lambda w, n: edit_claim(person=w.checker, claim=w.open_claim, seen_version=1, claimant=n),
    ),
    "chain of a mention": ("chain", lambda w, n: change_mention(person=w.checker, mention=w.mention, seen_version=1, chain=[n])),
}


@pytest.mark.parametrize("name", [LONG, NUL], ids=["too long", "NUL"])
@pytest.mark.parametrize("where", NAMES)
def test_name_that_cannot_be_stored_is_a_field_error(world: World, where: str, name: str) -> None:
    field, act = NAMES[where]
    with pytest.raises(Invalid) as caught:
        act(world, name)
    assert set(caught.value.errors) == {field}


@pytest.mark.parametrize("where", NAMES)
def test_name_in_different_case_is_the_existing_row(world: World, where: str) -> None:
    act = NAMES[where][1]
    name = world.minister.name if NAMES[where][0] in ("claimant", "chain") else world.institute.name
    if name == world.minister.name:
        world.open_claim, world.mention  # noqa: B018
    else:
        world.first_article, world.evidence  # noqa: B018
    before = Entry.objects.filter(action__in=["source.added", "actor.added"]).count()
    act(world, f"  {name.upper().replace(' ', '   ')} ")
    assert Entry.objects.filter(action__in=["source.added", "actor.added"]).count() == before


def test_empty_source_name_is_no_source(world: World) -> None:
    item = world.evidence
    assert item.source == world.institute
    changed = change_evidence(person=world.checker, item=item, seen_version=1, source="  ")
    assert changed.source is None


TEXT = "First line.\nSecond line."
SENT = TEXT.replace("\n", "\r\n")


def _evidence(client: Client, world: World) -> tuple[str, dict[str, Any]]:
    item = world.evidence_on(world.open_claim, note=TEXT)
    page = {"address": item.address, "exact": item.exact, "accessed_on": item.accessed_on.isoformat()}
    form = {**OF, **page, "note": SENT, "source": item.source.name, "available_since": "", "version": item.version}
    return reverse("desk:evidence", args=[item.pk]), form


def _claim(client: Client, world: World) -> tuple[str, dict[str, Any]]:
    claim = world.claim(context=TEXT, topics=[], types=[], said_on=None)
    form = {"statement": claim.statement, "layer": claim.layer, "claimant": claim.claimant.name, "context": SENT, "version": 1}
    return reverse("desk:claim-edit", args=[claim.pk]), form


def _verdict(client: Client, world: World) -> tuple[str, dict[str, Any]]:
    verdict = world.ready(rationale=TEXT)
    latest = verdict.latest
    form = {
        "rating": latest.rating_id,
        "conclusion": latest.conclusion,
        "headline": latest.headline,
        "summary": latest.summary,
        "rationale": SENT,
        "as_of": latest.as_of,
        "version": verdict.version,
    }
    return reverse("desk:verdict", args=[verdict.claim_id]), form


def _notice(client: Client, world: World) -> tuple[str, dict[str, Any]]:
    client.force_login(world.editor)
    verdict = world.published
    correct(person=world.editor, verdict=verdict, correction_kind="typo", notice=TEXT, seen_version=verdict.version)
    opened = Correction.objects.get()
    return reverse("desk:correct", args=[verdict.pk]), {"notice": SENT, "version": 1, "correction": opened.pk}


@pytest.mark.parametrize("form", [_evidence, _claim, _verdict, _notice])
def test_saving_an_unchanged_form_writes_nothing(client: Client, world: World, form: Any) -> None:
    at, fields = form(client, world)
    entries, versions = Entry.objects.count(), Verdict.objects.filter(versions__number=2).count()
    response = client.post(at, fields)
    assert response.status_code == 303, response.content.decode()[:3000]
    assert Entry.objects.count() == entries
    assert Verdict.objects.filter(versions__number=2).count() == versions


def test_new_texts_are_stored_with_line_feeds_from_screen_and_api(client: Client, world: World) -> None:
    claim = world.open_claim
    page = {**OF, "address": "https://a.example/", "quote": SENT, "note": SENT, "token": uuid.uuid4()}
    assert client.post(reverse("desk:evidence-add", args=[claim.pk]), page).status_code == 303
    body = {**OF, "claim": claim.pk, "address": "https://b.example/", "exact": SENT, "note": SENT}
    assert Caller(world.checker).post("evidence/", body).status_code == 201
    attach(person=world.checker, claim=claim, quoted_from=PageLocator("https://c.example/", "One\rTwo"), note="One\rTwo", **OF)
    stored = [(item.exact, item.note) for item in Evidence.objects.order_by("id")]
    assert stored == [(TEXT, TEXT), (TEXT, TEXT), ("One\nTwo", "One\nTwo")]


def test_stored_text_with_carriage_returns_counts_as_unchanged(world: World) -> None:
    rating = Rating.objects.create(name="Old", conclusion="refuted", description="One\r\nTwo")
    record(person=None, action="rating.added", subject=rating, after={"name": "Old"})
    caller = Caller(world.administrator)
    entries = Entry.objects.count()
    body = {"description": "One\r\nTwo", "version": 1}
    assert caller.patch(f"ratings/{rating.pk}/", body).status_code == 200
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    ("value", "normalized"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("\r\r\n\n", "\n\n\n"),
        (["a\r", {"b": ("c\r\n",)}], ["a\n", {"b": ("c\n",)}]),
        (PageLocator("https://a.example/", "a\r\nb"), PageLocator("https://a.example/", "a\nb")),
        (b"a\r\nb", b"a\r\nb"),
        (None, None),
        (7, 7),
    ],
)
def test_line_endings_are_normalized_in_nested_values(value: Any, normalized: Any) -> None:
    assert normalize_line_endings(value) == normalized
