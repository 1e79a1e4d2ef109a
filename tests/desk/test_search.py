"""The search: matches, ranking, and escaping of stored text."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st

from factcheck.claims.actions.actors import edit_actor
from factcheck.claims.actions.closing import close_claim
from factcheck.desk.search.hits import mark_first_match
from factcheck.desk.search.queries import search_everything
from factcheck.desk.search.snippets import BEFORE, BETWEEN, CUT, FRAGMENTS, WORDS, Marker
from factcheck.evidence.revisions import revise_article
from factcheck.publishing.actions import retract
from factcheck.web.search_key import search_key
from tests.pages import signed_in, source_of
from tests.sql import without_triggers
from tests.world import World


def titles(hits: list[Any]) -> list[str]:
    return ["".join(text for _, text in hit.title) for hit in hits]


def marker_of(texts: list[str], keys: set[str]) -> Marker:
    """Marks the words whose keys are in `keys`."""
    marker = Marker(texts, frozenset(key[0] for key in keys), lambda key: any(word in keys for word in key.split()))
    marker.mark(keys & marker.keys)
    return marker


TEXTS = st.text(alphabet=["a", "b", "é", " ", "\n", "—", "\u00ad", "ﬁ", "\U0001f4a9", "\ue000"], max_size=300)


@given(st.lists(TEXTS, max_size=3), st.sets(st.sampled_from(["a", "b", "é", "ab", "fi"])))
def test_joined_pieces_of_a_snippet_are_the_text(texts: list[str], keys: set[str]) -> None:
    marker = marker_of(texts, keys)
    for text in texts:
        whole = marker.whole(text)
        assert "".join(piece for _, piece in whole) == text
        assert all(search_key(piece) in keys for is_match, piece in whole if is_match)
        content = (
            "".join(piece for _, piece in marker.excerpt(text)).removeprefix(f"{CUT} ").removesuffix(f" {CUT}").split(BETWEEN)
        )
        assert len(content) <= FRAGMENTS
        assert all(part in text for part in content)


def test_excerpt_prefers_distinct_matches() -> None:
    text = " ".join(["mine " * 40, "filler " * 100, "the bridge at noon", "filler " * 100])
    marker = marker_of([text], {"mine", "bridge"})
    assert {piece for is_match, piece in marker.excerpt(text) if is_match} == {"mine", "bridge"}


def test_excerpt_without_matches_is_the_beginning() -> None:
    text = "one " * 100
    assert marker_of([text], {"two"}).excerpt(text) == [(False, ("one " * WORDS).strip()), (False, " …")]


@pytest.mark.parametrize(
    ("before", "after", "cuts"),
    [(0, 0, ""), (0, 100, "after"), (100, 0, "before"), (100, 100, "before after")],
)
def test_excerpt_has_an_ellipsis_where_it_is_cut(before: int, after: int, cuts: str) -> None:
    text = f"\n{'one ' * before}bridge{' two' * after}\n"
    shown = "".join(piece for _, piece in marker_of([text], {"bridge"}).excerpt(text))
    assert (shown.startswith("… "), shown.endswith(" …")) == ("before" in cuts, "after" in cuts)
    assert not shown.strip("… ").count("…")


def test_ellipses_of_an_excerpt_are_not_escaped_and_its_text_is(world: World) -> None:
    world.article(text=f"{'one ' * 50}<b>bridge</b>{' two' * 50}")
    page = source_of(signed_in(world.reader).get("/desk/search/?q=bridge"))
    assert '<p class="found-snippet" dir="auto">… one' in page
    assert '&lt;b&gt;<mark class="found-mark">bridge</mark>&lt;/b&gt;' in page
    assert "two …</p>" in page


@pytest.mark.parametrize(
    ("before", "after", "first", "last"),
    [
        (0, 100, "bridge", f"w{WORDS - 2}"),
        (3, 100, "“v0", f"w{WORDS - 5}"),
        (50, 100, f"v{50 - BEFORE}", f"w{WORDS - BEFORE - 2}"),
        (50, 2, f"v{50 - (WORDS - 3)}", "w1."),
        (50, 0, f"v{50 - (WORDS - 1)}", "bridge."),
        (5, 5, "“v0", "w4."),
    ],
)
def test_fragment_begins_some_words_before_its_match(before: int, after: int, first: str, last: str) -> None:
    words = [*(f"v{number}" for number in range(before)), "bridge", *(f"w{number}" for number in range(after))]
    text = ("“" if before else "") + " ".join(words) + "."
    shown = [word for word in "".join(piece for _, piece in marker_of([text], {"bridge"}).excerpt(text)).split() if word != CUT]
    assert (shown[0], shown[-1]) == (first, last)
    assert len(shown) == min(WORDS, len(words))


@given(st.text(max_size=30), st.text(min_size=1, max_size=6))
def test_joined_marked_pieces_are_the_text(text: str, words: str) -> None:
    assert "".join(piece for _, piece in mark_first_match(text, words)) == text


@given(st.text(max_size=12), st.text(min_size=1, max_size=6), st.text(max_size=12))
def test_words_of_a_text_are_marked(before: str, words: str, after: str) -> None:
    (match,) = [piece for is_match, piece in mark_first_match(before + words + after, words) if is_match]
    assert len(match) == len(words)


@pytest.mark.parametrize(
    ("text", "words", "marks"),
    [
        ("İİ said Bucha", "bucha", "Bucha"),
        ("İstanbul", "stan", "stan"),
        ("БУЧА", "буча", "БУЧА"),
        ("One", "two", ""),
        ("a.b", ".", "."),
    ],
)
def test_only_the_words_are_marked(text: str, words: str, marks: str) -> None:
    assert "".join(piece for is_match, piece in mark_first_match(text, words) if is_match) == marks


@pytest.mark.django_db
class TestFound:
    def test_claims_match_by_word_forms(self, world: World) -> None:
        claim = world.claim("The scenes were being arranged.")
        assert titles(search_everything(world.reader, "arrange scene").claims) == [claim.statement]
        assert search_everything(world.reader, "prosecutor").claims == []

    def test_other_forms_of_a_word_are_marked(self, world: World) -> None:
        world.claim("Dying ships; a SHIP, shipping — and shipment, or they die.")
        (hit,) = search_everything(world.reader, "ships die").claims
        assert [text for is_match, text in hit.title if is_match] == ["Dying", "ships", "SHIP", "shipping", "die"]

    def test_context_of_a_claim_matches_and_is_displayed(self, world: World) -> None:
        world.claim("It was so.", context="Said at a meeting with ambassadors.")
        (hit,) = search_everything(world.reader, "ambassador").claims
        assert (True, "ambassadors") in hit.snippet

    def test_articles_match_by_text_and_title(self, world: World) -> None:
        assert world.first_article
        assert world.second_article
        assert titles(search_everything(world.reader, "prosecutor").articles) == ["The figure and the denial"]
        assert titles(search_everything(world.reader, "the minister den").articles) == ["The minister denies"]

    def test_article_matches_only_by_its_newest_revision(self, world: World) -> None:
        article = world.article("An elephant came by.\n", title="Animals")
        assert titles(search_everything(world.reader, "elephant").articles) == ["Animals"]
        revise_article(person=world.checker, article=article, content=b"A giraffe came by.\n")
        assert search_everything(world.reader, "elephant").articles == []
        assert titles(search_everything(world.reader, "giraffe").articles) == ["Animals"]

    def test_actors_and_published_checks_match_by_name(self, world: World) -> None:
        verdict = world.published
        everything = search_everything(world.reader, "minister")
        assert titles(everything.actors) == ["Mikhail Minister"]
        assert titles(search_everything(world.reader, "arranged after").checks) == [verdict.latest.headline]

    @pytest.mark.parametrize("query", ["BEFORE the withdrawal show", "arranged after"])
    def test_check_has_its_headline_as_the_title_and_its_statement_below(self, world: World, query: str) -> None:
        verdict = world.published
        (hit,) = search_everything(world.reader, query).checks
        pieces = [*hit.title, *hit.snippet]
        assert "".join(text for _, text in hit.title) == verdict.latest.headline
        assert "".join(text for _, text in hit.snippet) == verdict.claim.statement
        assert [text.lower() for is_match, text in pieces if is_match] == [query.lower()]

    def test_check_without_a_headline_has_its_statement_as_the_title(self, world: World) -> None:
        statement = world.published.claim.statement
        with without_triggers() as cursor:
            cursor.execute("UPDATE publishing_publication SET headline = ''")
        (hit,) = search_everything(world.reader, "arranged after").checks
        assert ("".join(text for _, text in hit.title), hit.snippet) == (statement, [])

    def test_retracted_check_has_its_state_instead_of_its_rating(self, world: World) -> None:
        retract(person=world.editor, verdict=world.published, notice="It was wrong.")
        (hit,) = search_everything(world.reader, "arranged").checks
        assert (set(hit.facts), hit.facts["state"]) == ({"published_on", "state"}, "retracted")

    def test_draft_is_not_among_the_checks(self, world: World) -> None:
        assert world.approved
        assert search_everything(world.reader, "arranged after").checks == []

    @pytest.mark.parametrize(
        "words", ['"scene arranged"', "scene -arranged", "figure or scene", "%", "_", "'", "\\", ":*", "a & | !", "()"]
    )
    def test_any_input_is_accepted(self, world: World, words: str) -> None:
        assert world.open_claim
        assert signed_in(world.reader).get("/desk/search/", {"q": words}).status_code == 200

    def test_quotation_marks_and_minus_are_operators(self, world: World) -> None:
        world.claim("A red house and a blue door.")
        world.claim("A blue house and a red door.")
        assert len(search_everything(world.reader, "red house").claims) == 2
        assert titles(search_everything(world.reader, '"red house"').claims) == ["A red house and a blue door."]
        assert titles(search_everything(world.reader, 'door -"red house"').claims) == ["A blue house and a red door."]

    def test_better_match_is_first(self, world: World) -> None:
        world.claim("A bridge was mentioned.", context="Nothing more.")
        better = world.claim("The bridge fell; the bridge was mined; a bridge.", context="About that bridge.")
        assert titles(search_everything(world.reader, "bridge").claims)[0] == better.statement

    def test_anonymous_user_gets_no_results(self, world: World) -> None:
        assert world.open_claim
        assert search_everything(AnonymousUser(), "scene").all == []  # type: ignore[arg-type]


@pytest.mark.django_db
class TestPage:
    def test_markup_in_texts_is_escaped(self, world: World) -> None:
        world.claim("The <b>scene</b> & <script>alert(1)</script> was arranged.", context="<img src=x> at the scene")
        world.article("A scene with <script>alert(2)</script> in it.\n", title="<i>Scene</i>")
        for headers in ({}, {"HX-Request": "true"}):
            shown = signed_in(world.reader).get("/desk/search/?q=scene", headers=headers).content.decode()
            assert "<script>alert" not in shown
            assert "<img src" not in shown
            assert "<i>Scene" not in shown
            assert '<mark class="found-mark">scene</mark>' in shown

    def test_query_is_escaped(self, world: World) -> None:
        shown = source_of(signed_in(world.reader).get("/desk/search/", {"q": '"><script>x</script>'}))
        assert "<script>x" not in shown

    def test_empty_result_explains_the_search_operators(self, world: World) -> None:
        assert "No results." in source_of(signed_in(world.reader).get("/desk/search/?q=zebra"))

    def test_palette_gets_a_fragment_with_few_results_of_each_kind(self, world: World) -> None:
        for number in range(6):
            world.claim(f"Scene {number}.")
        shown = signed_in(world.reader).get("/desk/search/?q=scene", headers={"HX-Request": "true"}).content.decode()
        assert shown.strip().startswith('<ul id="palette-found"')
        assert shown.count('<li role="none">') == 5  # four claims, one article

    def test_number_of_queries_does_not_depend_on_the_results(self, world: World, django_assert_max_num_queries: Any) -> None:
        client = signed_in(world.reader)
        world.claim("Scene one.")
        client.get("/desk/search/?q=scene")
        with django_assert_max_num_queries(3) as unchanged:  # session and person, hits by words, hits by a part
            client.get("/desk/search/?q=scene")
        assert not any("left(text" in each["sql"] for each in unchanged.captured_queries)
        world.claim("Scene two.")
        world.claim("Scene three.")
        with django_assert_max_num_queries(4):  # and the texts for the excerpts
            client.get("/desk/search/?q=scene")

    def test_other_form_of_a_word_takes_one_query_more(self, world: World, django_assert_max_num_queries: Any) -> None:
        client = signed_in(world.reader)
        client.get("/desk/search/?q=scene")
        world.claim("Scene one, many scenes, seven scenarios.")
        for most in (5, 3):
            with django_assert_max_num_queries(most):
                shown = client.get("/desk/search/?q=scene").content.decode()
            assert '<mark class="found-mark">scenes</mark>, seven scenarios' in shown

    def test_palette_reads_no_texts(self, world: World, django_assert_max_num_queries: Any) -> None:
        client, headers = signed_in(world.reader), {"HX-Request": "true"}
        world.article("A zebra came by.\n", title="Animals")
        client.get("/desk/search/?q=zebra", headers=headers)
        with django_assert_max_num_queries(3):
            assert "Animals" in client.get("/desk/search/?q=zebra", headers=headers).content.decode()

    def test_changes_are_displayed_at_once(self, world: World) -> None:
        client = signed_in(world.reader)
        claim, article = world.claim("A zebra at the harbor."), world.article("A zebra and a giraffe.\n", title="Animals")

        def shown() -> str:
            return [client.get("/desk/search/?q=zebra").content.decode() for _ in range(2)][1]

        assert claim.claimant.name in shown()
        edit_actor(person=world.checker, actor=claim.claimant, seen_version=None, name="The harbor master")
        assert "The harbor master" in shown()
        assert "giraffe" in shown()
        revise_article(person=world.checker, article=article, content=b"A zebra and an elephant.\n")
        assert "giraffe" not in shown()
        assert "at the harbor" in shown()
        close_claim(person=world.editor, claim=claim, closed_reason="ambiguous", seen_version=None)
        assert "at the harbor" not in shown()
