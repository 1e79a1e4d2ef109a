"""The page of a claim: its content, and a constant number of queries."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.articles.models import Article
from factcheck.claims.actions import NewMention, add_mention, add_relation, close_claim, withdraw_mention, withdraw_relation
from factcheck.claims.anchoring import find
from factcheck.claims.models import Claim
from factcheck.evidence.actions import attach, withdraw_evidence
from factcheck.evidence.locators import PassageLocator
from factcheck.evidence.revisions import revise_article
from tests.world import FIRST, World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister")]


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
    assert "“<bdi>had been</bdi>” instead of “<bdi>was</bdi>”" in page
    assert "added: “<bdi>after the withdrawal</bdi>”" in page


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
    missing = page.split("Evidence gate</a>:")[1].split("</section>")[0]
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


def change_context(world: World, article: Article) -> None:
    changed = FIRST.replace("had announced that", "had denied that")
    revise_article(person=world.checker, article=article, content=changed.encode())


def test_changed_context_is_displayed_and_confirmed_as_after_the_revision(client: Client, world: World) -> None:
    claim = world.claim("All was well.", quote="all was well")
    change_context(world, world.first_article)
    page = shown(client, world, claim)
    section = page[page.index('id="mentions"') : page.index('id="searches"')]
    assert "1 mention needs a decision." in section
    assert "1 has a changed context: confirm" in section
    assert "missing from a new revision" not in section
    mention = claim.mentions.get()
    revised = client.get(reverse("desk:revised", args=[world.first_article.pk, 2])).content.decode()
    change = re.search(r'<ul class="changes.*?</ul>', " ".join(revised.split()))
    assert change
    assert "Before the quote: “<del><bdi>announced that</bdi></del>” became “<ins><bdi>denied that</bdi></ins>”" in change[0]
    assert change[0] in section
    confirm = reverse("desk:mention-context", args=[mention.pk])
    assert re.search(rf'<form method="post" action="{confirm}">.*?Still correct', section)
    response = client.post(confirm, {"version": mention.version, "return": "1"})
    url = reverse("desk:claim", args=[claim.pk])
    assert (response.status_code, response["Location"]) == (303, f"{url}#mention-{mention.pk}")
    page = shown(client, world, claim)
    assert "The changed context is confirmed." in page
    assert "needs a decision" not in page
    assert "Still correct" not in page


def test_confirmation_leads_back_only_to_a_page_of_this_site(client: Client, world: World) -> None:
    claim = world.claim("All was well.", quote="all was well")
    change_context(world, world.first_article)
    mention = claim.mentions.get()
    client.force_login(world.checker)
    response = client.post(
        reverse("desk:mention-context", args=[mention.pk]),
        {"version": mention.version, "return": "https://evil.example/"},
        headers={"Referer": "https://evil.example/"},
    )
    assert response["Location"].startswith("/desk/")


def test_changed_context_of_a_passage_is_displayed_and_confirmed(client: Client, world: World) -> None:
    claim, text = world.open_claim, world.first_article.current
    quoted = PassageLocator(text, find(text.text, "all was well"))
    attach(person=world.checker, claim=claim, stance="context", closeness="primary", quoted_from=quoted)
    change_context(world, world.first_article)
    item = claim.evidence.get(revision__isnull=False)
    confirm = reverse("desk:evidence-context", args=[item.pk])
    change = "Before the quote: “<del><bdi>announced that</bdi></del>” became “<ins><bdi>denied that</bdi></ins>”"
    for name, id_ in (("desk:claim", claim.pk), ("desk:evidence", item.pk)):
        client.force_login(world.checker)
        page = " ".join(client.get(reverse(name, args=[id_])).content.decode().split())
        assert change in page
        assert re.search(rf'<form method="post" action="{confirm}">.*?Still correct', page)
        client.force_login(world.reader)
        page = " ".join(client.get(reverse(name, args=[id_])).content.decode().split())
        assert change in page
        assert "Still correct" not in page
    client.force_login(world.checker)
    response = client.post(confirm, {"version": item.version, "return": "1"})
    assert response["Location"] == f"{reverse('desk:claim', args=[claim.pk])}#evidence-{item.pk}"
    assert "Still correct" not in shown(client, world, claim)
    item.refresh_from_db()
    assert item.changed_context == []


def test_notice_explains_each_kind_of_pending_mention(client: Client, world: World) -> None:
    claim = world.claim("All was well.", quote="all was well")
    mention_in(world, claim, world.first_article, "The scene was arranged")
    changed = FIRST.replace("had announced that", "had denied that").replace("The scene was arranged", "Nothing was arranged")
    revise_article(person=world.checker, article=world.first_article, content=changed.encode())
    page = shown(client, world, claim)
    assert "2 mentions need a decision." in page
    assert "1 is an orphan: the quote is missing" in page
    assert "1 has a changed context: confirm" in page


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


def layers_on(page: str) -> list[tuple[str, str]]:
    """Layer and statement of each claim in the group, with the current one in brackets."""
    if 'class="claim-layers"' not in page:
        return []
    section = page[page.index('class="claim-layers"') :].split("</section>")[0]
    rows = re.findall(r'layer-word is-(\w+)".*?<a href="[^"]*"( aria-current="true")? ?> ?<bdi>(.*?)</bdi>', section)
    return [(layer, f"[{statement}]" if current else statement) for layer, current, statement in rows]


def test_layers_of_the_same_words_are_a_group(client: Client, world: World) -> None:
    said = world.claim("The minister said that the scene was arranged.", quote="The scene was arranged", layer="utterance")
    true = world.claim("The scene had been arranged.", quote="scene was arranged", layer="proposition")
    elsewhere = world.claim("The town was left.", quote="the town had been left on 30 March", layer="report")
    closed = world.claim("Reported rightly.", quote="The scene was arranged", layer="report")
    close_claim(person=world.checker, claim=closed, seen_version=closed.version, closed_reason="out_of_scope", note="")
    world.ready(true)
    for claim in (said, true):
        page = shown(client, world, claim)
        group = [("utterance", said.statement), ("proposition", true.statement)]
        assert layers_on(page) == [(layer, f"[{text}]" if text == claim.statement else text) for layer, text in group]
        section = page[page.index('class="claim-layers"') :].split("</section>")[0]
        assert "no verdict yet" in section
        assert "draft" in section
        assert "proposed" in section
        article = reverse("desk:article", args=[world.first_article.pk])
        assert f'href="{article}?plain=1&amp;open=1&amp;act=claim&amp;same={claim.pk}"' in page
    page = shown(client, world, elsewhere)
    assert layers_on(page) == []
    assert "Mark the same words in another layer" in page
    assert "Mark the same words in another layer" not in shown(client, world, said, world.reader)
    assert layers_on(shown(client, world, said, world.reader)) != []


def test_withdrawn_mention_and_neighboring_words_are_in_no_group(client: Client, world: World) -> None:
    said = world.claim("He said it.", quote="The scene was", layer="utterance")
    world.claim("It was arranged.", quote="arranged", layer="proposition")
    other = world.claim("The scene was arranged.", quote="The scene was arranged", layer="report")
    assert [layer for layer, _ in layers_on(shown(client, world, said))] == ["utterance", "report"]
    withdraw_mention(person=world.checker, mention=other.mentions.get(), reason="The wrong words.")
    page = shown(client, world, said)
    assert layers_on(page) == []
    page = shown(client, world, other)
    assert "Mark the same words in another layer" not in page


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
            mention_in(world, world.claim(f"Layer {at}", layer="report"), article, "he told reporters")
            world.evidence_on(claim, address=f"https://x.example/{at}", origin=world.ministry)
            world.search_on(claim)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(reverse("desk:claim", args=[claim.pk]), headers=headers).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 24


def test_summary_of_the_gate_counts_an_unmet_advised_line_as_open(client: Client, world: World) -> None:
    summary = shown(client, world, world.approved.claim).split("Evidence gate</a>:")[1].split("</section>")[0]
    met, of = map(int, re.match(r" (\d+) of (\d+) requirements met", summary).groups())  # type: ignore[union-attr]
    assert (of - met) == summary.count('class="is-advised"') > 0
    assert f"not met: {of - met} only advised." in summary
