"""Each screen and API endpoint with a search parameter accepts any input."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import World

pytestmark = pytest.mark.prepared("open_claim")

HOSTILE = {
    "33 hyphens": "-" * 33,
    "33 hyphens apart": "- " * 33,
    "hyphens inside words": "Ruling\n" + "-" * 40 + "\nfound",
    "10,000 hyphens": "-" * 10_000,
    "10,000 hyphens apart": "- " * 10_000,
    "excluded words": "-a " * 60,
    "unbalanced quotation marks": '"scene "arranged" "',
    "quotation marks": '"' * 199,
    "or": "or or or",
    "or between nothing": "or - or",
    "prefix operator": "scene:*",
    "operators": "&|!()",
    "operators between words": "a & | b ! (c",
    "distance operator": "a <-> b <2> c",
    "backslashes": "\\" * 33,
    "LIKE patterns": "%_%\\_",
    "apostrophes": "'" * 33,
    "emoji": "💩👩🏽‍🚒☢️",
    "NUL": "scene\x00",
    "surrogate": "\ud800scene",
    "100,000 letters": "a" * 100_000,
    "right to left": "\u202eبوتشا، שלום",
    "zero width": "\u200b\u2060",
    "blanks": " \t\n\u00a0",
}
# Queries without a searchable word.
WORDLESS = {
    "hyphens": "-" * 33,
    "quotation marks": '"""',
    "operators": "&|!()",
    "percent": "%",
    "emoji": "💩",
}
NO_WORD = "Type at least one letter or digit."


@pytest.fixture
def client(world: World) -> Client:
    client = Client()
    client.force_login(world.checker)
    return client


def screens(world: World) -> Iterator[tuple[str, dict[str, str], str]]:
    """(URL, other parameters, search parameter) of each screen with a search field."""
    claim, article = world.open_claim.pk, world.first_article.pk
    yield reverse("desk:search"), {}, "q"
    yield reverse("desk:library"), {}, "q"
    yield reverse("desk:relation-add", args=[claim]), {}, "q"
    yield reverse("desk:evidence-add", args=[claim]), {"kind": "passage"}, "q"
    yield reverse("desk:claim-options"), {"article": str(article)}, "q"
    yield reverse("desk:article", args=[article]), {"plain": "1", "act": "mention", "selection": "0-3"}, "q"
    yield reverse("desk:sources"), {}, "q"
    yield reverse("desk:claims"), {}, "claimant"
    yield reverse("desk:claims"), {}, "topic"
    yield reverse("public:index"), {}, "claimant"
    yield reverse("public:index"), {}, "topic"


def addresses(world: World) -> Iterator[tuple[str, dict[str, str], str]]:
    """(URL, other parameters, search parameter) of each API endpoint with a search."""
    for path, parameter in (("articles", "q"), ("claims", "q"), ("actors", "name"), ("sources", "name")):
        yield f"/api/v1/{path}/", {}, parameter


def ask(client: Client, address: str, others: dict[str, str], parameter: str, entered: str, **headers: Any) -> Any:
    encoded = entered.encode("utf-8", "surrogatepass")
    return client.get(address, {**others, parameter: encoded}, **headers)


@pytest.mark.django_db
@pytest.mark.parametrize("entered", HOSTILE.values(), ids=HOSTILE.keys())
def test_any_search_input_is_accepted(world: World, client: Client, entered: str) -> None:
    for address, others, parameter in [*screens(world), *addresses(world)]:
        response = ask(client, address, others, parameter, entered)
        assert response.status_code in (200, 422), (address, response.status_code)
        if response.status_code == 422 and address.startswith("/api/"):
            assert response.json()["errors"][parameter], address


@pytest.mark.django_db
@pytest.mark.parametrize("entered", WORDLESS.values(), ids=WORDLESS.keys())
def test_search_without_a_word_explains_that_it_needs_one(world: World, client: Client, entered: str) -> None:
    world.claim(f"A scene {entered} with a mark.")
    world.article(f"A text {entered} with a mark.\n", title=f"A title {entered} with a mark")
    for address, others, parameter in list(screens(world))[:5]:
        content = ask(client, address, others, parameter, entered).content.decode()
        assert NO_WORD in content, address
        assert "with a mark" not in content, address
    for address in ("/api/v1/articles/", "/api/v1/claims/"):
        assert ask(client, address, {}, "q", entered).json()["results"] == []


@pytest.mark.django_db
def test_claim_options_without_a_word_explain_that_they_need_one(world: World, client: Client) -> None:
    assert world.open_claim
    response = ask(client, reverse("desk:claim-options"), {}, "q", "-" * 33, headers={"HX-Request": "true"})
    assert NO_WORD in response.content.decode()


FOUND = {
    "«постановка»": "постановка",
    "“fake news”": "fake",
    "Russia’s ministry": "Russia",
    "Russia’s answer": "Russia's",
    "It ends…": "ends",
    "a—bridge": "bridge",
    "410\u00a0bodies": "bodies",
    "‘Anti-war’": "anti",
    "بوتشا، اليوم": "بوتشا",
    "布恰。": "布恰",
    "💩bodies": "bodies",
    "зая\u0432и\u0438\u0306": "заяви\u0439",
    "propa\u00adganda": "propaganda",
    "mas\u200bsacre": "massacre",
    "oﬃcial": "official",
    "БУЧА": "буча",
    "site/path.html": "path",
}


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "entered"), FOUND.items())
def test_words_next_to_typographic_characters_match_everywhere(world: World, client: Client, text: str, entered: str) -> None:
    statement = f"Someone said {text} today."
    claim = world.claim(statement)
    other = world.claim("A claim without it.")
    article = world.article(f"Someone said {text} today.\n", title="Without these words")
    content = ask(client, reverse("desk:search"), {}, "q", entered).content.decode()
    assert reverse("desk:claim", args=[claim.pk]) in content
    assert reverse("desk:article", args=[article.pk]) in content
    assert '<mark class="found-mark">' in content
    for address, others in (
        (reverse("desk:library"), {}),
        (reverse("desk:evidence-add", args=[claim.pk]), {"kind": "passage"}),
    ):
        assert "Without these words" in ask(client, address, others, "q", entered).content.decode()
    assert "Someone said" in ask(client, reverse("desk:relation-add", args=[other.pk]), {}, "q", entered).content.decode()
    assert "Someone said" in ask(client, reverse("desk:claim-options"), {}, "q", entered).content.decode()
    assert [row["id"] for row in ask(client, "/api/v1/claims/", {}, "q", entered).json()["results"]] == [claim.pk]
    assert article.pk in [row["id"] for row in ask(client, "/api/v1/articles/", {}, "q", entered).json()["results"]]
