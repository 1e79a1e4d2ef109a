"""The layers of one sentence on the reading desk: their group, the same words in another layer, and copied values."""

from __future__ import annotations

import html
import re
import time
from datetime import date
from typing import Any

import pytest
from django.test import Client

from factcheck.claims.models import Claim
from factcheck.claims.sentences import SentenceIndex, sentence_spans
from factcheck.evidence.revisions import revise_article
from tests.desk.reading import QUOTE, address, form_data
from tests.world import FIRST, World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister")]


@pytest.fixture
def desk(client: Client, world: World) -> Client:
    client.force_login(world.checker)
    return client


def test_sentence_starts_are_those_of_the_whole_text() -> None:
    text = "  One. Two is\nhere.\n \nThree! “Four?” he asked.\n\n\n"
    spans = sentence_spans(text)
    inside = [(offset, start) for start, end in spans for offset in range(start, end)]
    assert SentenceIndex().starts(text, [offset for offset, _ in inside]) == [start for _, start in inside]
    assert SentenceIndex().starts("", [0]) == [0]


def test_sentence_starts_of_a_long_block_take_little_time() -> None:
    text = "It was so. " * 100_000
    offset = 11 * 50_000
    began = time.process_time()
    assert SentenceIndex().starts(text, [offset, offset + 3, offset + 11]) == [offset, offset, offset + 11]
    assert time.process_time() - began < 0.2


@pytest.mark.parametrize("query", [{}, {"plain": 1}])
def test_claims_of_one_sentence_are_a_group(desk: Client, world: World, query: dict[str, Any]) -> None:
    said = world.claim("He said so.", quote="“The scene was arranged,” he told reporters", layer="utterance")
    other = world.claim("The town had been left.", quote="the town had been left")
    true = world.claim("It was so.", quote=QUOTE)
    alone = world.claim("All was well.", quote="all was well")
    page = desk.get(address(world), query).content.decode()
    rows = re.findall(r'<li id="claim-(\d+)"([^>]*)>', page)
    assert [int(key) for key, _ in rows] == [said.pk, true.pk, other.pk, alone.pk]
    assert ["is-same-sentence" in attributes for _, attributes in rows] == [False, True, False, False]


def test_saved_row_names_its_sentence(desk: Client, world: World) -> None:
    page = desk.post(address(world, "claim-add"), form_data(), headers={"HX-Request": "true"}).content.decode()
    assert f'data-sentence="{FIRST.index("“")}"' in page


def entered(page: str, name: str) -> str:
    found = re.search(rf'<input type="text" name="{name}"([^>]*)>', page)
    assert found
    value = re.search(r'value="([^"]*)"', found[1])
    return html.unescape(value[1]) if value else ""


@pytest.mark.parametrize(("layer", "claimant"), [("utterance", "Mikhail Minister"), ("report", "")])
def test_same_words_in_another_layer_copy_the_values(desk: Client, world: World, layer: str, claimant: str) -> None:
    speaker = world.minister if layer == "utterance" else "The Daily Example"
    claim = world.claim("He said so.", layer=layer, place="Moscow", topics=["Bucha", "war"], claimant=speaker)
    panel = html.unescape(desk.get(address(world), {"claim": claim.pk}, headers={"HX-Request": "true"}).content.decode())
    link = re.search(r'href="(\?plain=1[^"]*same=\d+)"(.*?)>', panel, re.DOTALL)
    assert link
    values = dict(re.findall(r'data-(said|place|topics|claimant)="([^"]*)"', link[2]))
    assert values == {
        "said": "4 April 2022",
        "place": "Moscow",
        "topics": "Bucha, war",
        **({"claimant": claimant} if claimant else {}),
    }
    response = desk.get(address(world) + link[1])
    page = response.content.decode()
    assert response.status_code == 200
    assert f"{QUOTE}</mark>" in page
    assert [entered(page, name) for name in ("said", "place", "topics", "claimant")] == [
        "4 April 2022",
        "Moscow",
        "Bucha, war",
        claimant,
    ]
    chain = "The Daily Example" + (f"\n{claimant}" if claimant else "")
    assert f">\n{chain}</textarea>" in page
    assert re.findall(r'name="layer" value="\w+"[^>]* checked', page) == []


def test_same_words_of_a_mention_in_an_older_revision_are_not_selected(desk: Client, world: World) -> None:
    claim = world.open_claim
    changed = FIRST.replace("The scene was arranged", "The place was arranged")
    revise_article(person=world.checker, article=world.first_article, content=changed.encode())
    response = desk.get(address(world), {"plain": 1, "act": "claim", "same": claim.pk})
    assert response.status_code == 422
    assert "Select text first" in response.content.decode()


@pytest.mark.parametrize("same", ["x", "999999", ""])
def test_unknown_claim_is_not_copied(desk: Client, world: World, same: str) -> None:
    page = desk.get(address(world), {"plain": 1, "act": "claim", "quote": QUOTE, "same": same, "copy": same})
    assert page.status_code == 200
    assert entered(page.content.decode(), "said") == ""


def test_details_of_the_last_own_claim_can_be_copied(desk: Client, world: World) -> None:
    assert "data-copy" not in desk.get(address(world)).content.decode()
    world.claim("Older.", place="Kyiv")
    last = world.claim("Newer.", place="Moscow", said_on=date(2022, 4, 5), topics=["Bucha"])
    world.claim("Of another person.", place="London", person=world.second_checker)
    page = desk.get(address(world)).content.decode()
    assert re.search(r'data-copy\s+data-said="5 April 2022"\s+data-place="Moscow"\s+data-topics="Bucha"', page)
    begun = desk.get(address(world), {"plain": 1, "act": "claim", "quote": "all was well"}).content.decode()
    assert "5 April 2022 · Moscow · Bucha" in begun
    assert entered(begun, "place") == ""
    assert f'<input type="hidden" name="copy" value="{last.pk}">' in begun
    at = FIRST.index("all was well")
    query = {"plain": 1, "act": "claim", "sentence": f"{at}-{at + 12}", "copy": last.pk}
    copied = desk.get(address(world), query).content.decode()
    assert [entered(copied, name) for name in ("said", "place", "topics", "claimant")] == ["5 April 2022", "Moscow", "Bucha", ""]
    assert "all was well</mark>" in copied


def test_claim_without_details_offers_nothing(desk: Client, world: World) -> None:
    world.claim(place="", said_on=None, topics=[])
    assert "data-copy" not in desk.get(address(world)).content.decode()
    desk.post(address(world, "claim-add"), form_data(place="Oslo"), headers={"HX-Request": "true"})
    assert Claim.objects.count() == 2
    saved = desk.post(address(world, "claim-add"), form_data(place="Bergen"), headers={"HX-Request": "true"})
    assert 'data-place="Bergen"' in saved.content.decode()
