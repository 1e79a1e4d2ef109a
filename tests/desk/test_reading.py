"""The reading desk: its content, its three forms, their errors, and preserved input."""

from __future__ import annotations

import html
import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.claims.actions import NewMention, add_mention, add_relation
from factcheck.claims.anchoring import find
from factcheck.claims.models import Actor, Claim, Mention
from factcheck.evidence.models import Evidence
from factcheck.evidence.revisions import revise_article
from factcheck.ledger.models import Entry
from tests.desk.reading import AT, QUOTE, address, form_data
from tests.pages import empty_markup_cache, refused_fields
from tests.world import FIRST, World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article")]
ODD = "\n\n  A first\nline 👩\u200d👩\u200d👧 e\u0301 & <b>not bold</b>\r\n\r\n \t\r\nשלום: “اقتباس”\n\n\nLast.  \n\n"


@pytest.fixture
def desk(client: Client, world: World) -> Client:
    client.force_login(world.checker)
    return client


def words_of(page: str) -> str:
    found = re.search(r'<div id="words".*?>(.*?)</div>', page, re.DOTALL)
    assert found
    return html.unescape(re.sub(r"</?p[^>]*>", "", found[1]))


def test_page_contains_the_text_character_for_character(desk: Client, world: World) -> None:
    article = world.article(ODD)
    page = desk.get(address(world, article=article)).content.decode()
    assert words_of(page) == article.current.text
    for start, words in re.findall(r'data-start="(\d+)">(.*?)</p>', page, re.DOTALL):
        plain = html.unescape(words)
        assert article.current.text[int(start) : int(start) + len(plain)] == plain


def test_selection_becomes_a_claim_with_a_mention(desk: Client, world: World) -> None:
    data = form_data(
        said="4 April 2022", place="Moscow", types=["event", "quote"], topics="Bucha, war,  Bucha", context="In answer.\r\nTwice."
    )
    response = desk.post(address(world, "claim-add"), data)
    assert response.status_code == 303
    claim = Claim.objects.get()
    assert response["Location"] == f"{address(world)}?plain=1&claim={claim.pk}#claim-{claim.pk}"
    page = desk.get(response["Location"].partition("#")[0]).content.decode()
    assert "Claim saved." in page
    assert f'id="claim-{claim.pk}"' in page
    assert (claim.statement, claim.layer, claim.claimant.name, claim.place) == (
        data["statement"],
        "proposition",
        "Mikhail Minister",
        "Moscow",
    )
    assert (str(claim.said_on), claim.said_precision, claim.types, claim.topics) == (
        "2022-04-04",
        "day",
        ["event", "quote"],
        ["Bucha", "war"],
    )
    mention = claim.mentions.get()
    assert [(s.start, s.end, s.exact) for s in mention.spans.all()] == [(AT, AT + len(QUOTE), QUOTE)]
    assert [link.actor.name for link in mention.chain.all()] == ["The Daily Example", "Mikhail Minister"]
    assert list(Entry.objects.order_by("-number").values_list("action", flat=True)[:3]) == [
        "claim.added",
        "actor.added",
        "actor.added",
    ]


def test_htmx_response_has_the_new_row_and_the_panel(desk: Client, world: World) -> None:
    world.claim("Another claim.", quote="A second official")
    response = desk.post(address(world, "claim-add"), form_data(), headers={"HX-Request": "true"})
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count('class="reading-row"') == 1
    assert page.count('id="chosen"') == 1
    assert f'data-marks="{AT}-{AT + len(QUOTE)}"' in page
    assert f'data-saved="{Claim.objects.latest("id").pk}"' in page
    assert 'id="claim_token"' in page
    assert "<html" not in page


@pytest.mark.parametrize("act", ["claim", "mention", "passage"])
def test_save_returns_the_panel_that_selecting_the_claim_shows(desk: Client, world: World, act: str) -> None:
    other = world.claim("Another claim.", quote="A second official")
    world.evidence_on(other)
    data = form_data() if act == "claim" else {**form_data(), "claim": other.pk}
    if act == "passage":
        data |= {"stance": "contradicts", "closeness": "secondary", "note": "It counts them."}
    htmx = {"HX-Request": "true"}
    response = desk.post(address(world, f"{act}-add"), data, headers=htmx)
    assert response.status_code == 200
    saved = Claim.objects.latest("id").pk if act == "claim" else other.pk
    panel = desk.get(address(world), {"claim": saved}, headers=htmx).content.decode().strip()
    assert f'data-claim="{saved}"' in panel
    assert panel in response.content.decode()


def test_repeated_request_creates_one_claim(desk: Client, world: World) -> None:
    data = form_data(token=str(uuid.uuid4()))
    first = desk.post(address(world, "claim-add"), data)
    second = desk.post(address(world, "claim-add"), data)
    assert first["Location"] == second["Location"]
    assert (Claim.objects.count(), Mention.objects.count()) == (1, 1)


def test_mention_has_two_spans(desk: Client, world: World) -> None:
    other = "rejected the accusation"
    at = FIRST.index(other)
    desk.post(
        address(world, "claim-add"), form_data(selection=[f"{at}-{at + len(other)} {other}", f"{AT}-{AT + len(QUOTE)} {QUOTE}"])
    )
    assert [s.exact for s in Mention.objects.get().spans.all()] == [QUOTE, other]
    assert f'data-marks="{AT}-{AT + len(QUOTE)} {at}-{at + len(other)}"' in desk.get(address(world)).content.decode()


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"statement": ""}, "claim_statement"),
        ({"statement": "x" * 501}, "claim_statement"),
        ({"claimant": ""}, "claim_claimant"),
        ({"claimant": "The Factcheck newsroom"}, "claim_claimant"),
        ({"layer": "rumour"}, "claim_layer"),
        ({"said": "some day"}, "claim_said"),
        ({"topics": "x" * 61}, "claim_topics"),
        ({"chain": "\n".join("abcdefghi")}, "claim_chain"),
        ({"chain": "x" * 201}, "claim_chain"),
    ],
)
def test_invalid_field_is_named_and_input_survives(desk: Client, world: World, fields: dict[str, str], name: str) -> None:
    response = desk.post(
        address(world, "claim-add"), form_data(place="A place of my own", **fields), headers={"HX-Request": "true"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert f'href="#{name}' in page
    assert "A place of my own" in page
    assert f'value="{AT}-{AT + len(QUOTE)} {QUOTE}"' in page
    assert not Claim.objects.exists()
    assert not Actor.objects.exists()


@pytest.mark.parametrize(
    "selection",
    [
        [],
        ["0-4 Them"],
        ["0-99999 " + FIRST],
        ["4-4 x"],
        ["a-b c"],
        ["12"],
        [f"{AT}-{AT + 3} The"] * 21,
        ["0-12000 " + "x" * 12_000],
    ],
)
def test_selection_that_does_not_match_the_text_is_rejected(desk: Client, world: World, selection: list[str]) -> None:
    response = desk.post(address(world, "claim-add"), form_data(selection=selection))
    assert refused_fields(response) == {"selection"}
    assert not Claim.objects.exists()


@pytest.mark.parametrize("field", ["statement", "claimant", "chain", "selection", "quote", "topics"])
@pytest.mark.parametrize("bad", ["a\x00b", "a\ud800b"])
def test_text_that_cannot_be_stored_is_a_field_error(desk: Client, world: World, field: str, bad: str) -> None:
    body = "&".join(
        f"{name}={value}"
        for name, value in {"revision": 1, field: bad.replace("\ud800", "%ED%A0%80").replace("\x00", "%00")}.items()
    )
    response = desk.post(address(world, "claim-add"), body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 422


def test_old_revision_is_refused_and_input_moves_to_the_new_one(desk: Client, world: World) -> None:
    revise_article(person=world.second_checker, article=world.first_article, content=("An introduction. " + FIRST).encode())
    response = desk.post(address(world, "claim-add"), form_data(statement="My careful words."))
    page = response.content.decode()
    assert response.status_code == 409
    assert "newer revision" in page
    assert "My careful words." in page
    assert f">\n{QUOTE}</textarea>" in page
    assert '<input type="hidden" name="revision" value="2"' in page
    assert not Claim.objects.exists()
    assert not Actor.objects.exists()


def test_old_revision_is_refused_in_the_notice_for_htmx(desk: Client, world: World) -> None:
    revise_article(person=world.second_checker, article=world.first_article, content=("An introduction. " + FIRST).encode())
    response = desk.post(address(world, "claim-add"), form_data(), headers={"HX-Request": "true"})
    assert response.status_code == 409
    assert response["HX-Retarget"] == "#notice"


def test_mention_connects_two_articles(desk: Client, world: World) -> None:
    claim, words = world.open_claim, "the scene had been arranged"
    text = world.second_article.current.text
    at = text.index(words)
    response = desk.post(
        address(world, "mention-add", world.second_article),
        {"revision": 1, "selection": [f"{at}-{at + len(words)} {words}"], "claim": claim.pk, "mode": "indirect"},
        headers={"HX-Request": "true"},
    )
    assert response.status_code == 200
    page = desk.get(
        address(world, article=world.second_article), {"claim": claim.pk}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "in 2 articles" in page
    assert "The scene was arranged</mark>" in page
    assert "the scene had been arranged</mark>" in page
    assert claim.mentions.count() == 2


def test_passage_becomes_evidence_with_the_outlet_as_source(desk: Client, world: World) -> None:
    words = "The prosecutor counted 410 bodies"
    at = world.second_article.current.text.index(words)
    data = {
        "revision": 1,
        "selection": [f"{at}-{at + len(words)} {words}"],
        "claim": world.open_claim.pk,
        "stance": "contradicts",
        "closeness": "secondary",
        "note": "It counts them.",
    }
    response = desk.post(address(world, "passage-add", world.second_article), data)
    assert response.status_code == 303
    item = Evidence.objects.get()
    assert (item.exact, item.start, item.stance, item.source) == (words, at, "contradicts", world.outlet)


def test_passage_has_one_span(desk: Client, world: World) -> None:
    data = {
        "revision": 1,
        "selection": ["0-3 The", f"{AT}-{AT + 3} The"],
        "claim": world.open_claim.pk,
        "stance": "context",
        "closeness": "primary",
    }
    response = desk.post(address(world, "passage-add"), data)
    assert response.status_code == 422
    assert "A passage is one continuous piece" in response.content.decode()


@pytest.mark.parametrize("claim", ["", "0", "999999", "x"])
def test_mention_requires_an_existing_claim(desk: Client, world: World, claim: str) -> None:
    response = desk.post(address(world, "mention-add"), form_data(claim=claim))
    assert response.status_code == 422
    assert not Mention.objects.exists()


def test_selected_claim_has_wordings_relations_and_evidence(desk: Client, world: World) -> None:
    claim, denied = world.open_claim, world.claim("They did it.", quote="rejected the accusation")
    text = world.second_article.current
    mention = NewMention(text, [find(text.text, "the scene had been arranged")], "indirect", [world.minister])
    add_mention(person=world.checker, claim=claim, mention=mention)
    add_relation(person=world.checker, claim=claim, relation_kind="denies", other=denied)
    world.evidence_on(claim)
    page = desk.get(address(world), {"claim": claim.pk}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert "in 2 articles" in page
    assert "denies <a" in page
    assert "Seen since 11 March." in page
    assert 'aria-current="true"' in desk.get(address(world), {"claim": claim.pk}).content.decode()


def test_pending_mentions_are_listed_first(desk: Client, world: World) -> None:
    claim = world.open_claim
    revise_article(
        person=world.second_checker, article=world.first_article, content=FIRST.replace("arranged", "prepared").encode()
    )
    page = " ".join(desk.get(address(world)).content.decode().split())
    assert "1 mention needs a decision" in page
    assert "<strong>Orphan.</strong>" in page
    assert f'id="claim-{claim.pk}"' not in page
    old = desk.get(address(world), {"revision": 1}).content.decode()
    assert f'id="claim-{claim.pk}"' in old
    assert "reading an older revision" in old
    assert 'id="marking"' not in old


@pytest.mark.unprepared
def test_graphic_text_is_behind_a_warning(desk: Client, world: World) -> None:
    article = world.article(is_graphic=True)
    for query in ({}, {"plain": 1}):
        page = desk.get(address(world, article=article), query).content.decode()
        assert '<details class="warning">' in page
        assert "This article describes violence or death." in page


def test_reader_sees_why_marking_is_not_permitted(client: Client, world: World) -> None:
    client.force_login(world.reader)
    world.open_claim  # noqa: B018  made on first use
    page = client.get(address(world)).content.decode()
    assert QUOTE in page
    assert "you need the checker role" in page
    assert 'id="toolbar"' not in page
    assert 'name="sentence"' not in client.get(address(world), {"plain": 1, "act": "claim", "sentence": "0-31"}).content.decode()


@pytest.mark.parametrize(
    ("query", "status"), [({"claim": "x"}, 422), ({"revision": "-1"}, 422), ({"revision": "7"}, 404), ({"claim": "999999"}, 404)]
)
def test_invalid_parameters_are_rejected(desk: Client, world: World, query: dict[str, str], status: int) -> None:
    assert desk.get(address(world), query).status_code == status
    assert desk.get(address(world), {**query, "plain": "1"}).status_code == status


def test_best_match_is_the_first_option(desk: Client, world: World) -> None:
    world.claim("The prosecutor counted 410 bodies in the region.")
    near = world.claim("The scene was arranged after the withdrawal.", quote="rejected the accusation")
    world.claim("The mayor had announced that all was well.")
    found = desk.get(
        reverse("desk:claim-options"), {"q": "the scene had been arranged"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert re.findall(r'value="(\d+)"', found)[:1] == [str(near.pk)]
    spoken = desk.get(reverse("desk:claim-options"), {"q": "Mikhail"}, headers={"HX-Request": "true"}).content.decode()
    assert len(re.findall(r'value="(\d+)"', spoken)) == 3
    none = desk.get(reverse("desk:claim-options"), {"q": "zebra | & ! ' ( :*"}, headers={"HX-Request": "true"})
    assert none.status_code == 200
    assert "No claims match" in none.content.decode()


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        (["The scene was arranged"], "direct"),
        (["the town had been left on 30 March"], "indirect"),
        (["The scene was arranged", "the town had been left on 30 March"], ""),
        ([], ""),
    ],
)
def test_mode_is_guessed_from_the_text(desk: Client, world: World, words: list[str], mode: str) -> None:
    spans = [f"{FIRST.index(part)}-{FIRST.index(part) + len(part)}" for part in words]
    response = desk.get(address(world, "guessed-mode"), {"revision": 1, "selection": spans})
    assert response.json() == {"mode": mode}


@pytest.mark.parametrize(
    ("query", "status"),
    [({"revision": 2}, 404), ({}, 404), ({"revision": 1, "selection": "x"}, 422), ({"revision": 1, "selection": "9-99999"}, 200)],
)
def test_guess_rejects_invalid_parameters(desk: Client, world: World, query: dict[str, str], status: int) -> None:
    assert desk.get(address(world, "guessed-mode"), query).status_code == status


def test_claims_of_the_article_are_the_first_options_for_evidence(desk: Client, world: World) -> None:
    chosen = world.claim("The prosecutor counted 410 bodies in the region.")
    own = [world.claim(f"Unlike all others, number {number}.", quote="rejected the accusation") for number in range(12)]
    article = world.article("Another article about the scene. It was arranged.")
    near = world.claim("The scene was arranged.", quote="about the scene", article=article)
    query = {"q": "the scene had been arranged", "article": world.first_article.pk, "claim": chosen.pk}
    url, htmx = reverse("desk:claim-options"), {"HX-Request": "true"}

    def offered(**more: object) -> list[int]:
        page = desk.get(url, {**query, **more}, headers=htmx).content.decode()
        return [int(pk) for pk in re.findall(r'value="(\d+)"', page)]

    assert offered(act="passage", own=1) == [chosen.pk, *(claim.pk for claim in own[:1:-1]), near.pk, own[1].pk, own[0].pk]
    assert offered(act="passage") == [chosen.pk, near.pk]
    assert offered(act="passage", own=1, q="—", claim="") == [*(claim.pk for claim in own[::-1]), chosen.pk]
    assert offered(act="passage", q="—", claim="") == []
    words = FIRST.index("The scene was arranged")
    plain = {"plain": 1, "act": "passage", "selection": f"{words}-{words + 22} The scene was arranged", "claim": chosen.pk}
    page = desk.get(address(world), plain).content.decode()
    assert [int(pk) for pk in re.findall(r'value="(\d+)"\s+data-claimant', page)][1:3] == [own[-1].pk, own[-2].pk]


def test_selected_claim_is_the_first_option(desk: Client, world: World) -> None:
    selected = world.claim("The prosecutor counted 410 bodies in the region.")
    near = [world.claim(f"The scene was arranged, version {number}.") for number in range(25)]
    url, htmx = reverse("desk:claim-options"), {"HX-Request": "true"}
    for query in ("the scene had been arranged", "", "!?"):
        page = desk.get(url, {"q": query, "claim": selected.pk, "act": "passage"}, headers=htmx).content.decode()
        offered = re.findall(r'value="(\d+)"', page)
        assert offered[0] == str(selected.pk)
        assert len(offered) == len(set(offered)) == (1 if query == "!?" else 20)
        assert len(re.findall(r"\bchecked\b", page)) == 1
    without = desk.get(url, {"q": "the scene had been arranged"}, headers=htmx).content.decode()
    assert re.findall(r'value="(\d+)"', without)[0] in {str(claim.pk) for claim in near}
    assert not re.search(r"\bchecked\b", without)


def test_number_of_queries_does_not_depend_on_the_claims(desk: Client, world: World) -> None:
    first = world.claim("One.")
    world.evidence_on(first)
    queries = [{}, {"plain": 1}, {"claim": first.pk}]
    desk.get(address(world))

    def count() -> list[int]:
        found = []
        for query in queries:
            with empty_markup_cache(), CaptureQueriesContext(connection) as seen:
                desk.get(address(world), query)
            found.append(len(seen))
        return found

    one = count()
    for quote in ("A second official", "The mayor"):
        more = world.claim(f"About {quote}.", quote=quote)
        world.evidence_on(more)
        add_relation(person=world.checker, claim=first, relation_kind="counters", other=more)
    for words in ("Officials", "410 bodies"):
        text = world.second_article.current
        add_mention(
            person=world.checker, claim=first, mention=NewMention(text, [find(text.text, words)], "indirect", [world.minister])
        )
    three = count()
    assert one == three
    assert one[0] <= 8
