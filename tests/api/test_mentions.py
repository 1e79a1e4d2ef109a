"""Words in and out as W3C selectors: code points, checked against the text, never repaired in silence."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from factcheck.claims.actions import revise_article
from factcheck.claims.models import Mention
from tests.api.calls import Caller, placed, quoted
from tests.world import World

TEXT = "😀 The scene was staged. He said it twice: the scene was staged, the scene was staged.\nNaïve cafe\u0301 words."


@pytest.fixture
def place(world: World) -> dict[str, Any]:
    article = world.article(TEXT)
    return {"claim": world.open_claim.pk, "revision": article.current.pk, "mode": "direct"}


def test_position_counts_code_points_and_comes_back_with_its_surroundings(checker: Caller, place: dict[str, Any]) -> None:
    made = checker.post("mentions/", place | {"selection": [placed("The scene", 2)]})
    assert made.status_code == 201
    assert made.json()["selection"] == [
        {
            "selector": [
                {"type": "TextQuoteSelector", "exact": "The scene", "prefix": "😀 ", "suffix": TEXT[11:43]},
                {"type": "TextPositionSelector", "start": 2, "end": 11},
            ]
        }
    ]


def test_what_came_out_goes_in_again(checker: Caller, place: dict[str, Any]) -> None:
    made = checker.post("mentions/", place | {"selection": [quoted("He said it twice"), placed("The scene", 2)]}).json()
    again = checker.post("mentions/", place | {"selection": made["selection"]})
    assert again.status_code == 201
    assert again.json()["selection"] == made["selection"]
    assert [s["selector"][0]["exact"] for s in made["selection"]] == ["The scene", "He said it twice"]


def test_quote_at_several_places_is_refused_with_the_places(checker: Caller, place: dict[str, Any]) -> None:
    answer = checker.post("mentions/", place | {"selection": [quoted("the scene was staged")]})
    assert answer.status_code == 422
    assert answer.json()["errors"] == {
        "selection": ["The quote occurs 2 times in the text. Add a prefix, a suffix, or the position of the occurrence."]
    }
    assert [(p["start"], TEXT[p["start"] : p["end"]]) for p in answer.json()["places"]] == [
        (42, "the scene was staged"),
        (64, "the scene was staged"),
    ]
    assert [p["prefix"][-7:] for p in answer.json()["places"]] == ["twice: ", "taged, "]


@pytest.mark.parametrize(
    ("around", "start"), [({"prefix": "twice: "}, 42), ({"suffix": "."}, 64), ({"prefix": "staged, ", "suffix": ".\nNa"}, 64)]
)
def test_prefix_and_suffix_decide(checker: Caller, place: dict[str, Any], around: dict[str, str], start: int) -> None:
    made = checker.post("mentions/", place | {"selection": [quoted("the scene was staged", **around)]})
    assert made.status_code == 201
    assert made.json()["selection"][0]["selector"][1]["start"] == start


@pytest.mark.parametrize(
    "selection",
    [
        [placed("the scene", 2)],
        [placed("The scene", 3)],
        [placed("The scene", 2, 10)],
        [placed("The scene", 2, 2)],
        [placed("The scene", 999_000)],
        [quoted("The scene was real")],
        [quoted("The scene", prefix="not there ")],
        [quoted("He said it twice", suffix="?")],
        [quoted("the scène was staged")],
    ],
)
def test_words_that_do_not_stand_there_are_refused(checker: Caller, place: dict[str, Any], selection: list[Any]) -> None:
    answer = checker.post("mentions/", place | {"selection": selection})
    assert answer.status_code == 422, answer.content
    assert set(answer.json()["errors"]) == {"selection"}
    assert not Mention.objects.filter(revision=place["revision"]).exists()


@pytest.mark.parametrize(
    "selector",
    [
        [],
        [{"type": "TextPositionSelector", "start": 2, "end": 11}],
        [{"type": "TextQuoteSelector", "exact": "The scene"}] * 2,
        [{"type": "CssSelector", "value": "p"}],
        [{"type": "TextQuoteSelector", "exact": "The scene", "suffixx": ""}],
        [{"type": "TextQuoteSelector", "exact": "   "}],
        [{"type": "TextQuoteSelector"}],
        [{"exact": "The scene"}],
        {"type": "TextQuoteSelector", "exact": "The scene"},
        [{"type": "TextQuoteSelector", "exact": "x" * 10_001}],
        [{"type": "TextQuoteSelector", "exact": "The scene"}, {"type": "TextPositionSelector", "start": "2", "end": 11}],
        [{"type": "TextQuoteSelector", "exact": "The scene"}, {"type": "TextPositionSelector", "start": True, "end": 11}],
        [{"type": "TextQuoteSelector", "exact": "The scene"}, {"type": "TextPositionSelector", "start": 2}],
        "all of it",
        None,
    ],
    ids=lambda value: repr(value)[:60],
)
def test_selector_that_is_none_is_refused_by_its_place(checker: Caller, place: dict[str, Any], selector: Any) -> None:
    answer = checker.post("mentions/", place | {"selection": [quoted("He said it twice"), {"selector": selector}]})
    assert answer.status_code == 422, answer.content
    assert set(answer.json()["errors"]) == {"selection[1]"}


def test_place_inside_a_character_widens_to_the_whole(checker: Caller, place: dict[str, Any]) -> None:
    made = checker.post("mentions/", place | {"selection": [placed("cafe", TEXT.index("cafe"))]})
    assert made.status_code == 201, made.content
    assert made.json()["selection"][0]["selector"][0]["exact"] == "cafe\u0301"


def test_first_mention_comes_with_its_claim_and_its_fault_is_named_inside(checker: Caller, world: World, place: Any) -> None:
    words = {"revision": place["revision"], "mode": "direct", "chain": [world.minister.pk]}
    body = {"statement": "He said so.", "layer": "utterance", "claimant": world.minister.pk}
    refused = checker.post("claims/", body | {"mention": words | {"selection": [quoted("the scene was staged")]}})
    assert set(refused.json()["errors"]) == {"mention.selection"}
    assert len(refused.json()["places"]) == 2
    made = checker.post("claims/", body | {"mention": words | {"selection": [quoted("He said it twice")]}})
    assert made.status_code == 201
    (mention,) = checker.get("mentions/", claim=made.json()["id"]).json()["results"]
    assert mention["chain"] == [{"id": world.minister.pk, "name": world.minister.name}]


def test_mention_moves_without_losing_the_claims_evidence(checker: Caller, world: World) -> None:
    before = checker.get(f"evidence/{world.evidence.pk}/").json()
    path = f"mentions/{world.mention.pk}/"
    moved = checker.patch(path, {"version": 1, "selection": [quoted("rejected the accusation")], "chain": []})
    assert moved.status_code == 200
    assert (moved.json()["selection"][0]["selector"][0]["exact"], moved.json()["chain"]) == ("rejected the accusation", [])
    assert checker.get(f"evidence/{world.evidence.pk}/").json() == before


def test_new_revision_carries_the_mention_or_says_that_it_needs_review(checker: Caller, world: World) -> None:
    article, mention = world.first_article, world.mention
    text = article.current.text
    assert checker.post("revisions/", {"article": article.pk, "text": text + "More.", "version": 1}).status_code == 201
    carried = checker.get(f"mentions/{mention.pk}/").json()
    assert (carried["anchor"], carried["version"]) == ("anchored", 2)
    stale = checker.post("revisions/", {"article": article.pk, "text": "Other.", "version": 1})
    assert stale.status_code == 409
    assert checker.post("revisions/", {"article": article.pk, "text": "Other.", "version": 2}).status_code == 201
    assert checker.get(f"mentions/{mention.pk}/").json()["anchor"] == "orphan"
    old = checker.post("mentions/", {"claim": mention.claim_id, "revision": carried["revision"], "mode": "direct", **_said(text)})
    assert old.status_code == 409
    assert old.json()["detail"] == "This article has a newer revision."


def _said(text: str) -> dict[str, Any]:
    return {"selection": [placed(text[:10], 0)]}


def test_mention_is_an_annotation_of_the_standard(checker: Caller, world: World) -> None:
    answer = checker.get(f"mentions/{world.mention.pk}/annotation/")
    assert answer["Content-Type"] == 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    found = answer.json()
    host = "http://testserver/api/v1"
    span = world.mention.spans.get()
    assert {key: value for key, value in found.items() if key not in ("created", "modified")} == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{host}/mentions/{world.mention.pk}/annotation/",
        "type": "Annotation",
        "motivation": "assessing",
        "creator": {"type": "Person", "name": "Chris Checker"},
        "body": [
            {
                "type": "TextualBody",
                "value": world.open_claim.statement,
                "format": "text/plain",
                "purpose": "describing",
            },
            {"type": "TextualBody", "value": "Mikhail Minister", "format": "text/plain", "purpose": "identifying"},
        ],
        "target": {
            "type": "SpecificResource",
            "source": f"{host}/revisions/{world.mention.revision_id}/",
            "state": {"type": "TimeState", "sourceDate": "2022-04-04T00:00:00Z"},
            "selector": [
                {"type": "TextQuoteSelector", "exact": span.exact, "prefix": span.prefix, "suffix": span.suffix},
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            ],
        },
    }
    created, modified = (datetime.fromisoformat(found[key]) for key in ("created", "modified"))
    assert created <= modified
    text = checker.client.get(found["target"]["source"]).json()["text"]
    assert text[span.start : span.end] == span.exact


def test_claim_of_two_pieces_is_one_composite(checker: Caller, world: World) -> None:
    words = {"claim": world.open_claim.pk, "revision": world.first_article.current.pk, "mode": "indirect"}
    made = checker.post("mentions/", words | {"selection": [quoted("The mayor"), quoted("all was well")]}).json()
    found = checker.get(f"mentions/{made['id']}/annotation/").json()
    assert found["target"]["type"] == "Composite"
    assert [item["selector"][0]["exact"] for item in found["target"]["items"]] == ["The mayor", "all was well"]


def test_annotations_of_an_article_leave_out_what_was_withdrawn(checker: Caller, world: World) -> None:
    article, first = world.first_article, world.mention
    world.claim("The town was left.", quote="the town had been left")
    address = f"articles/{article.pk}/annotations/"
    found = checker.get(address).json()
    assert (found["type"], found["total"], len(found["first"]["items"])) == ("AnnotationCollection", 2, 2)
    assert found["id"] == f"http://testserver/api/v1/{address}"
    checker.post(f"mentions/{first.pk}/withdraw/", {"reason": "Twice.", "version": first.version})
    assert checker.get(address).json()["total"] == 1
    assert checker.get(f"articles/{world.second_article.pk}/annotations/").json()["total"] == 0
    assert checker.get("articles/0/annotations/").status_code == 404
    assert checker.get("articles/0/annotations/")["Content-Type"] == "application/json"


def test_a_mention_left_behind_is_tied_to_the_newest_revision(world: World, checker: Caller, place: dict[str, Any]) -> None:
    made = checker.post("mentions/", place | {"selection": [quoted("Naïve")]}).json()
    article = Mention.objects.get(pk=made["id"]).revision.article
    newest = revise_article(person=world.second_checker, article=article, content=b"The scene was staged. Plain words.")
    left = Mention.objects.get(pk=made["id"])
    assert left.anchor == "orphan"
    change = {"version": left.version, "selection": [quoted("Plain words")]}
    assert checker.patch(f"mentions/{left.pk}/", change).status_code == 422
    answer = checker.patch(f"mentions/{left.pk}/", change | {"revision": newest.pk})
    assert answer.status_code == 200, answer.json()
    assert (answer.json()["revision"], answer.json()["anchor"]) == (newest.pk, "anchored")
    alone = checker.patch(f"mentions/{left.pk}/", {"version": answer.json()["version"], "revision": newest.pk})
    assert alone.json()["errors"] == {"selection": ["Say which words of this revision the mention is tied to."]}
