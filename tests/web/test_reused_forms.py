"""A used form with other words in it: said so, shown again with what was typed, and sent again with a token of its own."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from factcheck.accounts.models import Person, Token
from factcheck.articles.models import Article, Source
from factcheck.claims.models import Claim, Mention, Relation
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.verdicts.models import Rating, VerdictVersion
from tests.desk.reading import address, typed
from tests.world import World

pytestmark = pytest.mark.django_db

OF = {"stance": "context", "closeness": "primary"}
LOOKED = {"sought": "supports", "place": "Press archive", "terms": "scene", "searched_on": "2022-04-10", "is_found": "0"}

FORMS: dict[str, tuple[type[Model], Callable[[World], str], Callable[[World], dict[str, Any]], str]] = {
    "claim": (Claim, lambda w: address(w, "claim-add"), lambda w: typed(), "statement"),
    "mention": (Mention, lambda w: address(w, "mention-add"), lambda w: typed(claim=w.open_claim.pk), "chain"),
    "passage": (Evidence, lambda w: address(w, "passage-add"), lambda w: typed(claim=w.open_claim.pk, **OF), "note"),
    "page": (
        Evidence,
        lambda w: reverse("desk:evidence-add", args=[w.open_claim.pk]),
        lambda w: {**OF, "address": "https://a.example/", "quote": "Words."},
        "quote",
    ),
    "search": (SearchLogEntry, lambda w: reverse("desk:search-add", args=[w.open_claim.pk]), lambda w: LOOKED, "note"),
    "import": (Article, lambda w: "/desk/articles/import/", lambda w: {"encoding": "utf-8", "content": "A text."}, "content"),
    "source": (Source, lambda w: "/desk/sources/add/", lambda w: {"name": "A source", "source_kind": "research"}, "name"),
    "verdict": (
        VerdictVersion,
        lambda w: reverse("desk:verdict", args=[w.open_claim.pk]),
        lambda w: {"summary": "First words.", "as_of": "2022-04-20"},
        "rationale",
    ),
}
KEEPERS: dict[str, tuple[type[Model], str, dict[str, Any], str]] = {
    "rating": (
        Rating,
        "/desk/ratings/add/",
        {"name": "Half of it", "conclusion": "refuted", "position": 9, "is_active": "on"},
        "name",
    ),
    "person": (Person, "/desk/people/invite/", {"email": "new@newsroom.example", "name": "New", "role": "checker"}, "name"),
}


def token_in(page: str) -> str:
    """The last one: the profile has one form, the others too."""
    found = re.findall(r'<input[^>]*name="token"[^>]*>', page)
    return re.findall(r'value="([^"]+)"', found[-1])[0]


def check(client: Client, model: type[Model], at: str, form: dict[str, Any], field: str) -> None:
    token = str(uuid.uuid4())
    # the page after an invitation shows the link to hand over
    assert client.post(at, {**form, "token": token}).status_code == (200 if model is Person else 303)
    made = model._default_manager.count()
    other = {**form, field: "Words typed after going back."}
    answer = client.post(at, {**other, "token": token})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "This form was already submitted" in page
    assert "Words typed after going back." in page
    assert model._default_manager.count() == made
    fresh = re.search(r'name="version" value="(\d+)"', page) if model is VerdictVersion else None
    again = {**other, "again": "on", **({"version": fresh[1], "token": ""} if fresh else {"token": token_in(page)})}
    assert token not in page
    if model is not Person:  # the address is taken by now
        assert client.post(at, again).status_code == 303
        assert model._default_manager.count() == made + 1


@pytest.mark.parametrize("name", FORMS)
def test_other_words_in_a_used_form_are_kept_and_can_be_sent_again(client: Client, name: str, world: World) -> None:
    client.force_login(world.checker)
    model, at, form, field = FORMS[name]
    check(client, model, at(world), form(world), field)


@pytest.mark.parametrize("name", KEEPERS)
def test_other_words_in_a_used_form_of_administrators_are_kept(client: Client, name: str) -> None:
    client.force_login(World().administrator)
    check(client, *KEEPERS[name])


def test_a_used_relation_form_says_so(client: Client, world: World) -> None:
    client.force_login(world.checker)
    form = {"relation_kind": "denies", "other": world.claim("He left.").pk, "token": str(uuid.uuid4())}
    at = reverse("desk:relation-add", args=[world.open_claim.pk])
    assert client.post(at, form).status_code == 303
    answer = client.post(at, {**form, "relation_kind": "counters"})
    assert answer.status_code == 409
    assert "This form was already submitted" in answer.content.decode()
    assert Relation.objects.get().relation_kind == "denies"


def test_on_the_reading_desk_a_used_form_comes_back_with_a_token_that_works(client: Client) -> None:
    world, token = World(), str(uuid.uuid4())
    client.force_login(world.checker)
    at = address(world, "claim-add")
    client.post(at, typed(token=token))
    answer = client.post(at, typed(token=token, statement="Words typed anew."), headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This form already created the claim “The scene was arranged.”." in page
    assert "Words typed anew." in page
    assert "<html" not in page
    client.post(at, typed(token=token_in(page), statement="Words typed anew."), headers={"HX-Request": "true"})
    assert Claim.objects.filter(statement="Words typed anew.").count() == 1


def test_a_used_form_for_a_token_keeps_the_name(client: Client) -> None:
    client.force_login(World().checker)
    form = {"token": str(uuid.uuid4()), "name": "export"}
    client.post("/desk/tokens/issue/", form)
    answer = client.post("/desk/tokens/issue/", {**form, "name": "nightly"})
    assert answer.status_code == 409
    assert 'value="nightly"' in answer.content.decode()
    assert form["token"] not in answer.content.decode()
    assert Token.objects.get().name == "export"


def test_a_text_that_was_recognized_is_recognized_again_and_leaves_the_form_free(client: Client) -> None:
    world, token = World(), str(uuid.uuid4())
    client.force_login(world.checker)
    known = world.first_article
    form = {"token": token, "encoding": "utf-8", "content": known.current.text}
    answers = [client.post("/desk/articles/import/", form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [409, 409]
    assert all("This text is in the library already" in answer.content.decode() for answer in answers)
    assert client.post("/desk/articles/import/", {**form, "content": "Another text."}).status_code == 303
