"""The public page of an article with its published checks marked in the text."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from factcheck.archive.queries import read_capture
from factcheck.articles.actions import edit_article, show_text
from factcheck.articles.models import Article
from factcheck.claims.actions import add_mention
from factcheck.claims.anchoring import find
from factcheck.claims.new_mention import NewMention
from factcheck.claims.segments import Mark
from factcheck.evidence.actions import attach
from factcheck.evidence.copies.providing import provide_copy
from factcheck.evidence.custody.actions import hide_evidence
from factcheck.evidence.locators import PassageLocator
from factcheck.public.annotated_article import _rendered_article
from factcheck.publishing.actions import publish, retract
from factcheck.publishing.annotated.marks import excerpts, grouped, paragraphs, place
from factcheck.publishing.models import Publication
from factcheck.verdicts.models import Verdict
from factcheck.web.errors import Invalid, NotAllowed, Refused
from tests.copies import page_item
from tests.world import FIRST, World

SCENE = "“The scene was arranged,”"


def check_of(world: World, *quotes: str, cites: str = "", **fields: Any) -> Verdict:
    """A published check of a claim that appears in the first article with these quotes, and cites words of the article."""
    article = world.first_article
    claim = world.claim(quote=quotes[0], **fields)
    for quote in quotes[1:]:
        mention = NewMention(article.current, [find(FIRST, quote)], "indirect", ["A speaker"])
        add_mention(person=world.checker, claim=claim, mention=mention)
    if cites:
        locator = PassageLocator(article.current, find(FIRST, cites))
        attach(person=world.checker, claim=claim, stance="context", closeness="primary", quoted_from=locator)
    verdict = world.approve(world.submit(world.ready(claim)))
    publish(person=world.editor, verdict=Verdict.objects.get(pk=verdict.pk))
    return verdict


def page(article: Article, client: Client, status: int = 200) -> Any:
    response = client.get(reverse("public:article", args=[article.pk]))
    assert response.status_code == status, response.content
    return html.fromstring(response.content)


def show(world: World, article: Article, *, is_shown: bool = True) -> None:
    current = Article.objects.get(pk=article.pk)
    show_text(person=world.editor, article=current, may_show_text=is_shown, reason="An agreement.", seen_version=None)


def text_of(tree: Any) -> list[str]:
    """The paragraphs or excerpts, without the ratings that follow the marks."""
    for rating in tree.xpath("//*[@class='sr-only']"):
        rating.text = ""
    return ["".join(each.itertext()).replace("\u2060", "") for each in tree.xpath("//*[@class='annotated-text']/p")]


@pytest.mark.django_db
class TestPage:
    def test_article_without_a_published_check_has_no_page(self, world: World, client: Client) -> None:
        show(world, world.first_article)
        assert world.approved
        page(world.first_article, client, status=404)

    def test_only_quoted_passages_are_shown_by_default(self, world: World, client: Client, settings: Any) -> None:
        settings.EXCERPT_WORDS = 8
        check_of(world, SCENE)
        tree = page(world.first_article, client)
        assert text_of(tree) == ["… on Monday. “The scene was arranged,” he told …"]
        assert [mark.text for mark in tree.xpath("//a[@class='words is-refuted']/mark")] == [SCENE]

    def test_whole_text_is_shown_where_an_editor_permits_it(self, world: World, client: Client) -> None:
        check_of(world, SCENE)
        show(world, world.first_article)
        assert text_of(page(world.first_article, client)) == FIRST.strip().split("\n\n")
        show(world, world.first_article, is_shown=False)
        assert "A second official" not in " ".join(text_of(page(world.first_article, client)))

    def test_mark_leads_to_claim_rating_and_check(self, world: World, client: Client) -> None:
        verdict = check_of(world, SCENE)
        publication = Publication.objects.get(verdict=verdict)
        tree = page(world.first_article, client)
        [link] = tree.xpath("//a[starts-with(@class, 'words')]")
        assert "(False)" in "".join(link.itertext())
        [target] = tree.xpath(f"//*[@id='{link.get('href')[1:]}']")
        assert publication.statement in "".join(target.itertext())
        assert target.xpath(f".//a[@href='/checks/{publication.slug}/']")
        assert target.xpath(f".//a[@href='#{link.get('id')}']")
        [summary] = target.xpath("../summary")
        assert "Is it so?" in "".join(summary.itertext())

    def test_overlapping_marks_are_one_group_with_both_checks(self, world: World, client: Client) -> None:
        check_of(world, "The mayor, he added, had announced that all was well.")
        check_of(world, "all was well", statement="All was well.")
        tree = page(world.first_article, client)
        assert {link.get("href") for link in tree.xpath("//a[starts-with(@class, 'words')]")} == {"#c1"}
        assert len(tree.xpath("//details")) == 1
        assert len(tree.xpath("//details//a[text()='Read the check']")) == 2

    def test_evidence_is_marked_only_in_the_whole_text(self, world: World, client: Client) -> None:
        verdict = check_of(world, SCENE, cites="left on 30 March")
        slug = Publication.objects.get(verdict=verdict).slug
        assert page(world.first_article, client).xpath("//a[@class='words is-cited']") == []
        show(world, world.first_article)
        [link] = page(world.first_article, client).xpath("//a[@class='words is-cited']")
        assert link.text == "left on 30 March"
        assert link.get("href").startswith(f"/checks/{slug}/#evidence-")

    def test_takedown_of_a_passage_hides_the_text_around_the_claims(self, world: World, client: Client) -> None:
        verdict = check_of(world, SCENE, cites="left on 30 March")
        show(world, world.first_article)
        item = verdict.claim.evidence.get(exact="left on 30 March")
        hide_evidence(person=world.editor, item=item, reason_code="court_order", reason="A court forbids it.")
        assert text_of(page(world.first_article, client)) == [f"… {SCENE} …"]
        assert "30 March" not in client.get(reverse("public:article", args=[world.first_article.pk])).content.decode()

    def test_takedown_of_a_copy_with_the_bytes_of_the_article_hides_its_text(self, world: World, client: Client) -> None:
        check_of(world, SCENE)
        show(world, world.first_article)
        item = page_item(world.checker, world.open_claim)
        with read_capture(world.first_article.revisions.get().original) as original:
            copy = provide_copy(person=world.checker, item=item, file=original, name="a.txt", made_how="Saved.")
        assert copy.capture.sha256 == world.first_article.revisions.get().original.sha256
        assert len(text_of(page(world.first_article, client))) > 1
        hide_evidence(person=world.editor, item=item, copy=copy, reason_code="court_order", reason="A court forbids it.")
        assert text_of(page(world.first_article, client)) == [f"… {SCENE} …"]

    def test_retracted_check_is_marked_as_retracted(self, world: World, client: Client) -> None:
        verdict = check_of(world, SCENE)
        page(world.first_article, client)
        retract(person=world.editor, verdict=Verdict.objects.get(pk=verdict.pk), notice="It was wrong.")
        [link] = page(world.first_article, client).xpath("//a[starts-with(@class, 'words')]")
        assert link.get("class") == "words is-retracted"
        assert "(retracted)" in "".join(link.itertext())

    def test_retracted_check_has_its_notice_in_place_of_its_rating(self, world: World, client: Client) -> None:
        verdict = check_of(world, SCENE)
        retract(person=world.editor, verdict=Verdict.objects.get(pk=verdict.pk), notice="It was wrong.")
        address = reverse("public:article", args=[world.first_article.pk])
        content = client.get(address).content.decode()
        assert "It was wrong." in content
        assert "is-refuted" not in content
        assert "independent origin" not in content

    def test_headline_of_the_outlet_is_a_quotation(self, world: World, client: Client) -> None:
        check_of(world, SCENE)
        tree = page(world.first_article, client)
        quoted = f"“{world.first_article.title}”"
        assert tree.xpath("//title")[0].text.startswith(f"Annotated: {quoted}")
        assert "".join(tree.xpath("//h1")[0].itertext()) == quoted

    def test_graphic_words_are_behind_a_warning(self, world: World, client: Client) -> None:
        check_of(world, SCENE)
        assert page(world.first_article, client).xpath("//details[contains(@class, 'is-warning')]") == []
        edit_article(person=world.checker, article=world.first_article, seen_version=None, is_graphic=True)
        check_of(world, "all was well", statement="All was well.")
        [warning] = page(world.first_article, client).xpath("//details[contains(@class, 'is-warning')]")
        assert warning.get("open") is None
        assert len(warning.xpath(".//mark")) == 2
        assert "May describe violence or death." in "".join(warning.xpath("summary")[0].itertext())

    def test_later_changes_of_the_article_are_not_shown(self, world: World, client: Client) -> None:
        check_of(world, SCENE)
        title = world.first_article.title
        edit_article(person=world.editor, article=world.first_article, seen_version=None, title="A new title")
        assert title in "".join(page(world.first_article, client).xpath("//h1")[0].itertext())

    def test_page_needs_a_constant_number_of_statements(self, world: World, client: Client) -> None:
        address = reverse("public:article", args=[world.first_article.pk])
        check_of(world, SCENE)
        with CaptureQueriesContext(
            connection,
        ) as one:
            client.get(address)
        check_of(world, "all was well", statement="All was well.")
        with CaptureQueriesContext(connection) as two:
            client.get(address)
        with CaptureQueriesContext(connection) as cached:
            response = client.get(address)
        assert len(one) == len(two)
        assert len(cached) <= 5
        assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304

    def test_publication_of_another_check_does_not_render_the_page_again(self, world: World, client: Client) -> None:
        """A long article with many marks takes a third of a second to render."""
        check_of(world, SCENE)
        address = reverse("public:article", args=[world.first_article.pk])
        first = client.get(address)
        misses = _rendered_article.cache_info().misses
        other = world.claim("Another.", article=world.second_article, quote=world.second_article.current.text[:20])
        publish(person=world.editor, verdict=world.approve(world.submit(world.ready(other))))
        assert Publication.objects.count() == 2
        again = client.get(address)
        assert _rendered_article.cache_info().misses == misses
        assert (again["ETag"], again["Last-Modified"]) == (first["ETag"], first["Last-Modified"])

    def test_document_of_an_earlier_version_is_placed_by_its_context(self, world: World) -> None:
        text = "All was well, she said.\n\nAll was well, he said."
        quote = {"exact": "All was well", "prefix": "she said.\n\n", "suffix": ", he said."}
        assert place(text, quote) == (25, 37)
        assert place(text, {"exact": "All was well", "prefix": "", "suffix": ""}) is None
        assert place(text, {"exact": "All was well", "start": 25}) == (25, 37)
        assert place(text, {"exact": "Nothing", "start": 3}) is None


@pytest.mark.django_db
class TestDecision:
    def test_only_editors_decide(self, world: World) -> None:
        with pytest.raises(NotAllowed):
            show_text(person=world.checker, article=world.first_article, may_show_text=True, reason="Why.", seen_version=None)

    def test_whole_text_needs_a_reason(self, world: World) -> None:
        with pytest.raises(Invalid) as caught:
            show_text(person=world.editor, article=world.first_article, may_show_text=True, reason=" ", seen_version=None)
        assert list(caught.value.errors) == ["reason"]

    def test_unchanged_decision_is_refused(self, world: World) -> None:
        with pytest.raises(Refused):
            show_text(person=world.editor, article=world.first_article, may_show_text=False, reason="", seen_version=None)


MARKS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20), st.integers(0, 5)), max_size=8)


@given(st.text("ab \n.", max_size=60), MARKS, MARKS)
def test_paragraphs_contain_the_whole_text(text: str, marks: Any, cited: Any) -> None:
    def ranges(found: Any) -> list[Mark]:
        return [Mark(start, min(start + length, len(text)), key) for start, length, key in found if start < len(text)]

    passages = list(paragraphs(text, ranges(marks), ranges(cited)))
    joined = "".join(piece.text for passage in passages for piece in passage.pieces)
    assert joined.replace("\n", "") == text.replace("\n", "")
    groups = [group for passage in passages for group in passage.groups]
    assert len({group.number for group in groups}) == len(groups)
    firsts = [piece.group for passage in passages for piece in passage.pieces if piece.is_first]
    assert len(firsts) == len(set(firsts))


@given(st.text("ab \n.", max_size=60), MARKS, st.integers(0, 9))
def test_excerpts_have_at_most_the_permitted_words(text: str, marks: Any, limit: int) -> None:
    ranges = [Mark(start, min(start + length, len(text)), key) for start, length, key in marks if start < len(text)]
    groups = grouped(ranges)
    for group, passage in zip(groups, excerpts(text, ranges, limit), strict=True):
        words = "".join(piece.text for piece in passage.pieces).split()
        assert len(words) <= max(limit, len(text[group.start : group.end].split())) + 2  # words that the quote cuts


def test_fifty_thousand_words_with_five_hundred_marks_are_divided_quickly() -> None:
    text = "\n\n".join("word " * 99 + "word" for _ in range(500))
    marks = [Mark(start, start + 40, key) for key, start in enumerate(range(100, len(text) - 100, len(text) // 501))][:500]
    begin = time.process_time()
    passages = list(paragraphs(text, marks, marks))
    assert time.process_time() - begin < 0.5
    assert sum(len(passage.groups) for passage in passages) == 500
