"""What a person typed as a query: its meaning, its bounds, and that no other module parses typed words."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from factcheck.web.search import LONGEST, MOST_TERMS, Term, is_wordless, parse

ROOT = Path(__file__).resolve().parents[2]
PARSERS = ("websearch_to_tsquery", "plainto_tsquery", "phraseto_tsquery", "to_tsquery", "SearchQuery", "::tsquery", "ts_headline")


def holds(text: str, typed: str) -> bool:
    sought = parse(typed)
    with connection.cursor() as cursor:
        question = f"SELECT to_tsvector('english', factcheck_search_key(%(text)s)) @@ {sought.sql()}"
        cursor.execute(question, {"text": text, **sought.parameters})
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("red house", [["red", "house"]]),
        ('"red house" blue', [["red house", "blue"]]),
        ("red or blue", [["red"], ["blue"]]),
        ("red house OR blue door", [["red", "house"], ["blue", "door"]]),
        ("red -house", [["red", "-house"]]),
        ('door -"red house"', [["door", "-red house"]]),
        ("or red or", [["red"]]),
        ("or or or", []),
        ("red or or blue", [["red"], ["blue"]]),
        ('"red or blue"', [["red or blue"]]),
        ("anti-war", [["anti war"]]),
        ("-anti-war", [["-anti war"]]),
        ("--house", [["house"]]),
        ("red - house", [["red", "house"]]),
        ('red "house door', [["red", "house door"]]),
        ("«red house» “blue door”", [["red house", "blue door"]]),
        ('red"house', [["red", "house"]]),
        ("Minister’s", [["minister s"]]),
        ("-" * 33, []),
        ("- " * 33, []),
        (":* &|!() <-> \\ % _ '", []),
        ("", []),
    ],
)
def test_typed_words_have_the_meaning_they_have_on_the_web(typed: str, meaning: list[list[str]]) -> None:
    def plain(term: Term) -> str:
        return f"-{term.words}" if term.is_excluded else term.words

    assert [[plain(term) for term in terms] for terms in parse(typed).alternatives] == meaning
    assert is_wordless(typed) == (bool(typed.strip()) and not meaning)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["red house", '"red house"', "red or green", "red -blue", '-"blue house"', "houses", "the", "-the"]
)
@pytest.mark.parametrize("text", ["A red house.", "A blue house and a red door.", "Green houses", "Nothing at all"])
def test_plain_words_are_found_as_the_database_itself_would(typed: str, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_tsvector('english', %s) @@ websearch_to_tsquery('english', %s)", [text, typed])
        assert holds(text, typed) == cursor.fetchone()[0]


@pytest.mark.django_db
@given(st.text(st.sampled_from("a b-\"'«»|&!():*<>\\%_or\x00\ud800\u00ad💩é\n"), max_size=200))
def test_nothing_that_is_typed_raises(typed: str) -> None:
    holds("a text", typed)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["x" * 100_000, "я" * 100_000, "a " * 50_000, "-a " * 50_000, '"a' * 50_000, "a or " * 50_000])
def test_a_query_is_bounded(typed: str) -> None:
    sought = parse(typed)
    assert sum(len(terms) for terms in sought.alternatives) <= MOST_TERMS
    assert sum(map(len, sought.parameters.values())) <= LONGEST
    holds("a text", typed)


def test_no_other_module_hands_words_to_the_query_parser() -> None:
    found = []
    for path in sorted((ROOT / "factcheck").rglob("*.py")):
        if "migrations" in path.parts or path == ROOT / "factcheck" / "web" / "search.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            said = node.value if isinstance(node, ast.Constant) else getattr(node, "name", None) or getattr(node, "id", None)
            names = [word for word in PARSERS if isinstance(said, str) and word in said]
            found += [f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', '?')}: {name}" for name in names]
    assert found == []
