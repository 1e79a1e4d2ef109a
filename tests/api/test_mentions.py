"""Mentions and their W3C selectors: positions in code points, verified against the text, never silently corrected."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from factcheck.claims.models import Mention
from factcheck.evidence.revisions import revise_article
from tests.api.calls import Caller, placed, quoted
from tests.world import World

pytestmark = pytest.mark.prepared("open_claim")

TEXT = "😀 The scene was staged. He said it twice: the scene was staged, the scene was staged.\nNaïve cafe\u0301 words."


@pytest.fixture
def place(world: World) -> dict[str, Any]:
    article = world.article(TEXT)
    return {"claim": world.open_claim.pk, "revision": article.current.pk, "mode": "direct"}


def test_positions_are_code_points_and_the_response_has_the_context(checker: Caller, place: dict[str, Any]) -> None:
    created = checker.post("mentions/", place | {"selection": [placed("The scene", 2)]})
    assert created.status_code == 201
    assert created.json()["selection"] == [
        {
            "selector": [
                {"type": "TextQuoteSelector", "exact": "The scene", "prefix": "😀 ", "suffix": TEXT[11:43]},
                {"type": "TextPositionSelector", "start": 2, "end": 11},
            ]
        }
    ]


def test_returned_selection_can_be_sent_again(checker: Caller, place: dict[str, Any]) -> None:
    created = checker.post("mentions/", place | {"selection": [quoted("He said it twice"), placed("The scene", 2)]}).json()
    again = checker.post("mentions/", place | {"selection": created["selection"]})
    assert again.status_code == 201
    assert again.json()["selection"] == created["selection"]
    assert [s["selector"][0]["exact"] for s in created["selection"]] == ["The scene", "He said it twice"]


def test_ambiguous_quote_is_rejected_with_all_places(checker: Caller, place: dict[str, Any]) -> None:
    response = checker.post("mentions/", place | {"selection": [quoted("the scene was staged")]})
    assert response.status_code == 422
    assert response.json()["errors"] == {
        "selection": ["The quote occurs 2 times in the text. Add a prefix, a suffix, or the position of the occurrence."]
    }
    assert [(p["start"], TEXT[p["start"] : p["end"]]) for p in response.json()["places"]] == [
        (42, "the scene was staged"),
        (64, "the scene was staged"),
    ]
    assert [p["prefix"][-7:] for p in response.json()["places"]] == ["twice: ", "taged, "]


@pytest.mark.parametrize(
    ("around", "start"), [({"prefix": "twice: "}, 42), ({"suffix": "."}, 64), ({"prefix": "staged, ", "suffix": ".\nNa"}, 64)]
)
def test_prefix_and_suffix_select_one_occurrence(
    checker: Caller, place: dict[str, Any], around: dict[str, str], start: int
) -> None:
    created = checker.post("mentions/", place | {"selection": [quoted("the scene was staged", **around)]})
    assert created.status_code == 201
    assert created.json()["selection"][0]["selector"][1]["start"] == start


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
def test_selection_that_does_not_match_the_text_is_rejected(checker: Caller, place: dict[str, Any], selection: list[Any]) -> None:
    response = checker.post("mentions/", place | {"selection": selection})
    assert response.status_code == 422, response.content
    assert set(response.json()["errors"]) == {"selection"}
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
def test_malformed_selector_is_rejected_with_its_path(checker: Caller, place: dict[str, Any], selector: Any) -> None:
    response = checker.post("mentions/", place | {"selection": [quoted("He said it twice"), {"selector": selector}]})
    assert response.status_code == 422, response.content
    assert set(response.json()["errors"]) == {"selection[1]"}


def test_selection_inside_a_grapheme_expands_to_the_grapheme(checker: Caller, place: dict[str, Any]) -> None:
    created = checker.post("mentions/", place | {"selection": [placed("cafe", TEXT.index("cafe"))]})
    assert created.status_code == 201, created.content
    assert created.json()["selection"][0]["selector"][0]["exact"] == "cafe\u0301"


def test_claim_is_created_with_its_first_mention(checker: Caller, world: World, place: Any) -> None:
    mention_fields = {"revision": place["revision"], "mode": "direct", "chain": [world.minister.pk]}
    body = {"statement": "He said so.", "layer": "utterance", "claimant": world.minister.pk}
    refused = checker.post("claims/", body | {"mention": mention_fields | {"selection": [quoted("the scene was staged")]}})
    assert set(refused.json()["errors"]) == {"mention.selection"}
    assert len(refused.json()["places"]) == 2
    created = checker.post("claims/", body | {"mention": mention_fields | {"selection": [quoted("He said it twice")]}})
    assert created.status_code == 201
    (mention,) = checker.get("mentions/", claim=created.json()["id"]).json()["results"]
    assert mention["chain"] == [{"id": world.minister.pk, "name": world.minister.name}]


def test_change_of_a_mention_keeps_the_evidence_of_the_claim(checker: Caller, world: World) -> None:
    before = checker.get(f"evidence/{world.evidence.pk}/").json()
    path = f"mentions/{world.mention.pk}/"
    moved = checker.patch(path, {"version": 1, "selection": [quoted("rejected the accusation")], "chain": []})
    assert moved.status_code == 200
    assert (moved.json()["selection"][0]["selector"][0]["exact"], moved.json()["chain"]) == ("rejected the accusation", [])
    assert checker.get(f"evidence/{world.evidence.pk}/").json() == before


def test_new_revision_carries_the_mention_over_or_orphans_it(checker: Caller, world: World) -> None:
    article, mention = world.first_article, world.mention
    text = article.current.text
    assert checker.post("revisions/", {"article": article.pk, "text": text + "More.", "version": 1}).status_code == 201
    carried = checker.get(f"mentions/{mention.pk}/").json()
    assert (carried["anchor"], carried["version"]) == ("anchored", 2)
    stale = checker.post("revisions/", {"article": article.pk, "text": "Other.", "version": 1})
    assert stale.status_code == 409
    assert checker.post("revisions/", {"article": article.pk, "text": "Other.", "version": 2}).status_code == 201
    assert checker.get(f"mentions/{mention.pk}/").json()["anchor"] == "orphan"
    old = checker.post(
        "mentions/", {"claim": mention.claim_id, "revision": carried["revision"], "mode": "direct", **_selection(text)}
    )
    assert old.status_code == 409
    assert old.json()["detail"] == "This article has a newer revision."


def _selection(text: str) -> dict[str, Any]:
    return {"selection": [placed(text[:10], 0)]}


def test_mention_is_a_w3c_annotation(checker: Caller, world: World) -> None:
    response = checker.get(f"mentions/{world.mention.pk}/annotation/")
    assert response["Content-Type"] == 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    annotation = response.json()
    host = "http://testserver/api/v1"
    span = world.mention.spans.get()
    assert {key: value for key, value in annotation.items() if key not in ("created", "modified")} == {
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
    created, modified = (datetime.fromisoformat(annotation[key]) for key in ("created", "modified"))
    assert created <= modified
    text = checker.client.get(annotation["target"]["source"]).json()["text"]
    assert text[span.start : span.end] == span.exact


def test_annotation_in_an_undated_article_has_the_time_of_the_import(checker: Caller, world: World) -> None:
    claim = world.claim(article=world.article("The scene was arranged, once more.", title="Undated"))
    mention = claim.mentions.get()
    state = checker.get(f"mentions/{mention.pk}/annotation/").json()["target"]["state"]
    assert state["sourceDate"] == mention.revision.imported_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def test_mention_with_two_spans_is_a_composite(checker: Caller, world: World) -> None:
    fields = {"claim": world.open_claim.pk, "revision": world.first_article.current.pk, "mode": "indirect"}
    created = checker.post("mentions/", fields | {"selection": [quoted("The mayor"), quoted("all was well")]}).json()
    annotation = checker.get(f"mentions/{created['id']}/annotation/").json()
    assert annotation["target"]["type"] == "Composite"
    assert [item["selector"][0]["exact"] for item in annotation["target"]["items"]] == ["The mayor", "all was well"]


def test_annotations_of_an_article_omit_withdrawn_mentions(checker: Caller, world: World) -> None:
    article, first = world.first_article, world.mention
    world.claim("The town was left.", quote="the town had been left")
    address = f"articles/{article.pk}/annotations/"
    collection = checker.get(address).json()
    assert (collection["type"], collection["total"], len(collection["first"]["items"])) == ("AnnotationCollection", 2, 2)
    assert collection["id"] == f"http://testserver/api/v1/{address}"
    checker.post(f"mentions/{first.pk}/withdraw/", {"reason": "Twice.", "version": first.version})
    assert checker.get(address).json()["total"] == 1
    assert checker.get(f"articles/{world.second_article.pk}/annotations/").json()["total"] == 0
    assert checker.get("articles/0/annotations/").status_code == 404
    assert checker.get("articles/0/annotations/")["Content-Type"] == "application/json"


def test_orphaned_mention_can_be_anchored_in_the_newest_revision(world: World, checker: Caller, place: dict[str, Any]) -> None:
    created = checker.post("mentions/", place | {"selection": [quoted("Naïve")]}).json()
    article = Mention.objects.get(pk=created["id"]).revision.article
    newest = revise_article(person=world.second_checker, article=article, content=b"The scene was staged. Plain words.")
    orphan = Mention.objects.get(pk=created["id"])
    assert orphan.anchor == "orphan"
    change = {"version": orphan.version, "selection": [quoted("Plain words")]}
    assert checker.patch(f"mentions/{orphan.pk}/", change).status_code == 422
    response = checker.patch(f"mentions/{orphan.pk}/", change | {"revision": newest.pk})
    assert response.status_code == 200, response.json()
    assert (response.json()["revision"], response.json()["anchor"]) == (newest.pk, "anchored")
    without_selection = checker.patch(f"mentions/{orphan.pk}/", {"version": response.json()["version"], "revision": newest.pk})
    assert without_selection.json()["errors"] == {"selection": ["Send the selection of the mention in this revision."]}


@pytest.mark.parametrize(
    "selection",
    [
        [placed("The scene was staged", 2), placed("was staged", 12)],
        [placed("The scene", 2), placed("The scene", 2)],
        [placed("scene was", 6), placed("He said", 24), placed("was staged", 12)],
    ],
)
def test_overlapping_passages_are_rejected(checker: Caller, place: dict[str, Any], selection: list[Any]) -> None:
    response = checker.post("mentions/", place | {"selection": selection})
    assert response.status_code == 422
    assert response.json()["errors"] == {"selection": ["Two of the selected passages overlap. Send each passage once."]}
    valid = checker.post("mentions/", place | {"selection": [placed("The scene", 2), placed(" was staged", 11)]})
    assert valid.status_code == 201, valid.content
    changed = checker.patch(f"mentions/{valid.json()['id']}/", {"version": 1, "selection": selection})
    assert set(changed.json()["errors"]) == {"selection"}


def test_damaged_quote_is_named(checker: Caller, place: dict[str, Any]) -> None:
    response = checker.post("mentions/", place | {"selection": [quoted("Na\ufffdve cafe")]})
    assert response.status_code == 422
    assert "damaged in transit" in response.json()["errors"]["selection"][0]
