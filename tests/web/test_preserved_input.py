"""What was typed is never swallowed: a used form with other words, an act that is refused."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.urls import reverse

from factcheck.articles.models import Article
from factcheck.claims.models import Claim
from factcheck.evidence.actions import withdraw
from tests.pages import signed_in
from tests.world import World

pytestmark = pytest.mark.django_db


def new_claim(world: World, token: uuid.UUID, statement: str) -> dict[str, Any]:
    words = "The scene was arranged"
    start = world.first_article.current.text.index(words)
    return {
        "token": str(token),
        "revision": "1",
        "selection": f"{start}-{start + len(words)} {words}",
        "statement": statement,
        "layer": "proposition",
        "claimant": "Mikhail Minister",
        "mode": "direct",
        "chain": "Mikhail Minister",
    }


def test_other_words_in_a_used_form_are_not_swallowed(world: World) -> None:
    client, token = signed_in(world.checker), uuid.uuid4()
    address = reverse("desk:claim-add", args=[world.first_article.pk])
    assert client.post(address, new_claim(world, token, "The first statement.")).status_code == 303
    again = client.post(address, new_claim(world, token, "The first statement."))
    assert again.status_code == 303
    assert Claim.objects.count() == 1
    other = client.post(address, new_claim(world, token, "Quite another statement."))
    assert other.status_code == 409
    shown = other.content.decode()
    assert "The first statement." in shown
    assert "Quite another statement." in shown
    assert str(token) not in shown
    assert Claim.objects.count() == 1


def test_an_identical_text_is_recognized_however_often_it_is_sent(world: World) -> None:
    client = signed_in(world.checker)
    text = world.first_article.current.text
    sent = {"token": str(uuid.uuid4()), "content": text, "title": "The same", "encoding": "utf-8"}
    for _ in range(2):
        answer = client.post(reverse("desk:article-import"), sent)
        assert answer.status_code == 409
        assert world.first_article.title in answer.content.decode()
    assert Article.objects.filter(title="The same").count() == 0


def test_a_change_of_what_was_withdrawn_meanwhile_comes_back_with_its_words(world: World) -> None:
    item = world.evidence
    withdraw(person=world.second_checker, item=item, reason="It is a copy.")
    answer = signed_in(world.checker).post(
        reverse("desk:evidence", args=[item.pk]),
        {"version": item.version, "stance": "contradicts", "closeness": "primary", "note": "My long and careful note."},
    )
    assert answer.status_code == 409
    assert "My long and careful note." in answer.content.decode()


def test_who_lost_the_role_meanwhile_keeps_what_was_typed(world: World) -> None:
    claim = world.open_claim
    answer = signed_in(world.reader).post(
        reverse("desk:claim-edit", args=[claim.pk]),
        {"version": claim.version, "statement": "My careful words.", "layer": "proposition", "claimant": "Mikhail Minister"},
    )
    assert answer.status_code == 403
    assert "My careful words." in answer.content.decode()
