"""Input is never lost when a form is submitted twice or when its action is refused."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.urls import reverse

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.evidence.actions import withdraw_evidence
from tests.desk.reading import new_person
from tests.pages import signed_in
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article")]


def new_claim(world: World, token: uuid.UUID, statement: str) -> dict[str, Any]:
    quote = "The scene was arranged"
    start = world.first_article.current.text.index(quote)
    return {
        "token": str(token),
        "revision": "1",
        "selection": f"{start}-{start + len(quote)} {quote}",
        "statement": statement,
        "layer": "proposition",
        "claimant": "Mikhail Minister",
        "mode": "direct",
        "chain": "Mikhail Minister",
        **new_person("claimant", "Mikhail Minister"),
        **new_person("chain", "Mikhail Minister"),
    }


def test_different_content_in_a_submitted_form_is_not_lost(world: World) -> None:
    client, token = signed_in(world.checker), uuid.uuid4()
    url = reverse("desk:claim-add", args=[world.first_article.pk])
    assert client.post(url, new_claim(world, token, "The first statement.")).status_code == 303
    repeated = client.post(url, new_claim(world, token, "The first statement."))
    assert repeated.status_code == 303
    assert Claim.objects.count() == 1
    different = client.post(url, new_claim(world, token, "A different statement."))
    assert different.status_code == 409
    page = different.content.decode()
    assert "The first statement." in page
    assert "A different statement." in page
    assert str(token) not in page
    assert Claim.objects.count() == 1


def test_identical_text_is_detected_each_time_it_is_submitted(world: World) -> None:
    client = signed_in(world.checker)
    text = world.first_article.current.text
    data = {"token": str(uuid.uuid4()), "content": text, "title": "The same", "encoding": "utf-8"}
    for _ in range(2):
        response = client.post(reverse("desk:article-import"), data)
        assert response.status_code == 409
        assert world.first_article.title in response.content.decode()
    assert Article.objects.filter(title="The same").count() == 0


def test_edit_of_evidence_that_was_withdrawn_in_the_meantime_returns_the_input(world: World) -> None:
    item = world.evidence
    withdraw_evidence(person=world.second_checker, item=item, reason="It is a copy.")
    response = signed_in(world.checker).post(
        reverse("desk:evidence", args=[item.pk]),
        {"version": item.version, "stance": "contradicts", "closeness": "primary", "note": "My long and careful note."},
    )
    assert response.status_code == 409
    assert "My long and careful note." in response.content.decode()


def test_input_of_a_person_who_lost_the_role_is_returned(world: World) -> None:
    claim = world.open_claim
    response = signed_in(world.reader).post(
        reverse("desk:claim-edit", args=[claim.pk]),
        {"version": claim.version, "statement": "My careful statement.", "layer": "proposition", "claimant": "Mikhail Minister"},
    )
    assert response.status_code == 403
    assert "My careful statement." in response.content.decode()
