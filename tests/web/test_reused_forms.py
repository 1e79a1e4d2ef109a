"""A form that is submitted again with different content is returned with the input and a new token, and can be submitted."""

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
from tests.desk.reading import address, form_data, new_person
from tests.pages import links
from tests.world import World

pytestmark = pytest.mark.django_db

OF = {"stance": "context", "closeness": "primary"}
SEARCH = {"sought": "supports", "place": "Press archive", "terms": "scene", "searched_on": "2022-04-10", "is_found": "0"}

CHANGED = new_person("chain", "Text entered after going back.", 1)
FORMS: dict[str, tuple[type[Model], Callable[[World], str], Callable[[World], dict[str, Any]], str]] = {
    "claim": (Claim, lambda w: address(w, "claim-add"), lambda w: form_data(), "statement"),
    "mention": (Mention, lambda w: address(w, "mention-add"), lambda w: form_data(claim=w.open_claim.pk, **CHANGED), "chain"),
    "passage": (Evidence, lambda w: address(w, "passage-add"), lambda w: form_data(claim=w.open_claim.pk, **OF), "note"),
    "page": (
        Evidence,
        lambda w: reverse("desk:evidence-add", args=[w.open_claim.pk]),
        lambda w: {**OF, "address": "https://a.example/", "quote": "Words."},
        "quote",
    ),
    "search": (SearchLogEntry, lambda w: reverse("desk:search-add", args=[w.open_claim.pk]), lambda w: SEARCH, "note"),
    "import": (Article, lambda w: "/desk/articles/import/", lambda w: {"encoding": "utf-8", "content": "A text."}, "content"),
    "source": (Source, lambda w: "/desk/sources/add/", lambda w: {"name": "A source", "source_kind": "research"}, "name"),
    "verdict": (
        VerdictVersion,
        lambda w: reverse("desk:verdict", args=[w.open_claim.pk]),
        lambda w: {"summary": "First summary.", "as_of": "2022-04-20"},
        "rationale",
    ),
}
ADMINISTRATOR_FORMS: dict[str, tuple[type[Model], str, dict[str, Any], str]] = {
    "rating": (
        Rating,
        "/desk/ratings/add/",
        {"name": "Half of it", "conclusion": "refuted", "position": 9, "is_active": "on"},
        "name",
    ),
    "person": (Person, "/desk/people/invite/", {"email": "new@newsroom.example", "name": "New", "role": "checker"}, "name"),
}


def token_in(page: str) -> str:
    """The token of the last form on the page."""
    inputs = re.findall(r'<input[^>]*name="token"[^>]*>', page)
    return re.findall(r'value="([^"]+)"', inputs[-1])[0]


def check(client: Client, model: type[Model], url: str, form: dict[str, Any], field: str) -> None:
    token = str(uuid.uuid4())
    # The response to an invitation is a page with the invitation link.
    assert client.post(url, {**form, "token": token}).status_code == (200 if model is Person else 303)
    count = model._default_manager.count()
    different = {**form, field: "Text entered after going back."}
    response = client.post(url, {**different, "token": token})
    page = response.content.decode()
    assert response.status_code == 409
    assert "This form was already submitted" in page
    assert "Text entered after going back." in page
    assert model._default_manager.count() == count
    version = re.search(r'name="version" value="(\d+)"', page) if model is VerdictVersion else None
    repeated = {**different, "again": "on", **({"version": version[1], "token": ""} if version else {"token": token_in(page)})}
    assert token not in page
    if model is not Person:  # The email address is in use by now.
        assert client.post(url, repeated).status_code == 303
        assert model._default_manager.count() == count + 1


@pytest.mark.parametrize("name", FORMS)
def test_different_content_in_a_submitted_form_is_returned_and_can_be_submitted(client: Client, name: str, world: World) -> None:
    client.force_login(world.checker)
    model, url, form, field = FORMS[name]
    check(client, model, url(world), form(world), field)


@pytest.mark.parametrize("name", ADMINISTRATOR_FORMS)
def test_different_content_in_a_submitted_form_of_administrators_is_returned(client: Client, name: str) -> None:
    client.force_login(World().administrator)
    check(client, *ADMINISTRATOR_FORMS[name])


def test_submitted_relation_form_reports_that_it_was_submitted(client: Client, world: World) -> None:
    client.force_login(world.checker)
    form = {"relation_kind": "denies", "other": world.claim("He left.").pk, "token": str(uuid.uuid4())}
    url = reverse("desk:relation-add", args=[world.open_claim.pk])
    assert client.post(url, form).status_code == 303
    response = client.post(url, {**form, "relation_kind": "counters"})
    assert response.status_code == 409
    assert "This form was already submitted" in response.content.decode()
    assert Relation.objects.get().relation_kind == "denies"


def test_reading_desk_returns_a_submitted_form_with_a_new_token(client: Client) -> None:
    world, token = World(), str(uuid.uuid4())
    client.force_login(world.checker)
    url = address(world, "claim-add")
    client.post(url, form_data(token=token))
    response = client.post(url, form_data(token=token, statement="A new statement."), headers={"HX-Request": "true"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "This form already created the claim “The scene was arranged.”." in page
    assert "A new statement." in page
    assert "<html" not in page
    client.post(url, form_data(token=token_in(page), statement="A new statement."), headers={"HX-Request": "true"})
    assert Claim.objects.filter(statement="A new statement.").count() == 1


def test_submitted_form_for_a_token_returns_the_name(client: Client) -> None:
    client.force_login(World().checker)
    form = {"token": str(uuid.uuid4()), "name": "export", "scope": "read", "days": "90"}
    client.post("/desk/tokens/issue/", form)
    response = client.post("/desk/tokens/issue/", {**form, "name": "nightly"})
    assert response.status_code == 409
    assert 'value="nightly"' in response.content.decode()
    assert form["token"] not in response.content.decode()
    assert Token.objects.get().name == "export"


def test_import_of_an_existing_text_is_detected_again_and_does_not_use_the_token(client: Client) -> None:
    world, token = World(), str(uuid.uuid4())
    client.force_login(world.checker)
    form = {"token": token, "encoding": "utf-8", "content": world.first_article.current.text}
    responses = [client.post("/desk/articles/import/", form) for _ in range(2)]
    assert [response.status_code for response in responses] == [409, 409]
    assert all(reverse("desk:article", args=[world.first_article.pk]) in links(response) for response in responses)
    assert client.post("/desk/articles/import/", {**form, "content": "Another text."}).status_code == 303
