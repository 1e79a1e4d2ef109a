"""The page of a claim: its content, and a constant number of queries."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.articles.models import Article
from factcheck.claims.actions import NewMention, add_mention, add_relation, revise_article, withdraw_mention, withdraw_relation
from factcheck.claims.anchoring import find
from factcheck.claims.models import Claim
from factcheck.evidence.actions import withdraw_evidence
from tests.world import FIRST, World

pytestmark = pytest.mark.django_db


def shown(client: Client, world: World, claim: Claim, person: Any = None) -> str:
    client.force_login(person or world.checker)
    response = client.get(reverse("desk:claim", args=[claim.pk]))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def mention_in(world: World, claim: Claim, article: Article, quote: str, **more: Any) -> Any:
    text = article.current
    new = NewMention(text, [find(text.text, quote)], more.pop("mode", "indirect"), more.pop("chain", [world.minister]))
    return add_mention(person=world.checker, claim=claim, mention=new)


def test_differences_between_two_mentions_are_marked(client: Client, world: World) -> None:
    mention_in(world, world.open_claim, world.second_article, "the scene had been arranged after the withdrawal")
    page = shown(client, world, world.open_claim)
    assert "in 2 articles" in page
    assert re.search(r'<b class="differs">had been</b *>', page)
    assert "“had been” instead of “was”" in page
    assert "added: “after the withdrawal”" in page


def test_mention_is_displayed_with_context_mode_and_chain(client: Client, world: World) -> None:
    page = shown(client, world, world.open_claim)
    assert "The minister spoke on Monday. “<mark" in page
    assert ",” he told reporters, and rejected the accusation.</blockquote>" in page
    assert "direct quote" in page
    assert "Mikhail Minister" in page


def test_denial_explains_what_its_rating_applies_to(client: Client, world: World) -> None:
    denial = world.open_claim
    denied = world.claim("The minister's forces did it.", quote="rejected the accusation")
    add_relation(person=world.checker, claim=denial, relation_kind="denies", other=denied)
    assert "“False” means that the denial is false" in shown(client, world, denial)
    page = shown(client, world, denied)
    assert "is denied by:" in page
    assert "“False” means" not in page


def test_same_conclusion_for_claim_and_denial_is_a_warning(client: Client, world: World) -> None:
    denial, denied = world.claim("It was arranged."), world.claim("They did it.", quote="rejected the accusation")
    add_relation(person=world.checker, claim=denial, relation_kind="denies", other=denied)
    world.ready(denial)
    assert "probably reversed" not in shown(client, world, denial)
    world.ready(denied)
    for claim in (denial, denied):
        assert "are both rated refuted" in shown(client, world, claim)


def test_page_lists_missing_lines_of_the_gate(client: Client, world: World) -> None:
    page = shown(client, world, world.open_claim)
    missing = page.split(". Missing:")[1].split("</section>")[0]
    assert "<small>Attach evidence and name its source.</small>" in missing
    assert "The claim has a claimant" not in missing


def test_pending_mention_explains_what_to_do(client: Client, world: World) -> None:
    claim, mention = world.open_claim, world.mention
    changed = FIRST.replace("The scene was arranged", "Nothing was arranged")
    revise_article(person=world.checker, article=world.first_article, content=changed.encode())
    page = shown(client, world, claim)
    assert "Select quote again" in page
    assert "This quote is not in the newest revision." in page
    assert reverse("desk:mention", args=[mention.pk]) in page


def test_withdrawn_rows_remain_with_their_reasons(client: Client, world: World) -> None:
    claim = world.open_claim
    other = world.claim("Another.", quote="told reporters")
    relation = add_relation(person=world.checker, claim=claim, relation_kind="part_of", other=other)
    withdraw_relation(person=world.checker, relation=relation, reason="It is no part.")
    withdraw_mention(person=world.checker, mention=world.mention, reason="The wrong words.")
    withdraw_evidence(person=world.checker, item=world.evidence, reason="The wrong place.")
    page = shown(client, world, claim)
    assert all(reason in page for reason in ("It is no part.", "The wrong words.", "The wrong place."))


def test_user_input_is_escaped(client: Client, world: World) -> None:
    bad = "<script>alert(1)</script>"
    claim = world.claim(f"Said {bad}", context=bad, topics=[bad])
    world.evidence_on(claim, note=bad, quote=bad, evidence_set="<b>", locator=bad)
    page = shown(client, world, claim)
    assert bad not in page
    assert "&lt;script&gt;" in page


def test_reader_sees_the_record_without_controls(client: Client, world: World) -> None:
    world.evidence_on(world.open_claim)
    page = shown(client, world, world.open_claim, world.reader)
    main = page[page.index("<main") : page.index("</main>")]
    assert "Seen since 11 March." in main
    assert "<form" not in main
    assert "you need the checker role" in main


@pytest.mark.parametrize("fragment", [False, True], ids=["page", "htmx"])
def test_number_of_queries_does_not_depend_on_the_record(client: Client, fragment: bool, world: World) -> None:
    client.force_login(world.checker)
    headers = {"HX-Request": "true"} if fragment else {}
    counts = []
    for number in (1, 3):
        claim = world.claim(f"Claim {number}")
        for at in range(number):
            article = world.article(f"{FIRST}\n{number} {at}", title=f"Article {number} {at}")
            mention_in(world, claim, article, "he told reporters", chain=[world.minister, world.minister])
            add_relation(
                person=world.checker, claim=claim, relation_kind="counters", other=world.ready(world.claim(f"Other {at}")).claim
            )
            add_relation(person=world.checker, claim=world.claim(f"Third {at}"), relation_kind="denies", other=claim)
            world.evidence_on(claim, address=f"https://x.example/{at}", origin=world.ministry)
            world.search_on(claim)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(reverse("desk:claim", args=[claim.pk]), headers=headers).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 24
