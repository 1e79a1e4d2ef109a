"""The parser of search queries: its syntax and its limits. No other module calls the query parsers of PostgreSQL."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from factcheck.web.search import MAX_LENGTH, MAX_TERMS, Term, is_wordless, parse

ROOT = Path(__file__).resolve().parents[2]
PARSERS = ("websearch_to_tsquery", "plainto_tsquery", "phraseto_tsquery", "to_tsquery", "SearchQuery", "::tsquery", "ts_headline")


def matches(text: str, query: str) -> bool:
    parsed = parse(query)
    with connection.cursor() as cursor:
        statement = f"SELECT to_tsvector('factcheck', factcheck_search_key(%(text)s)) @@ {parsed.sql()}"
        cursor.execute(statement, {"text": text, **parsed.parameters})
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("query", "terms"),
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
def test_query_syntax_is_that_of_web_searches(query: str, terms: list[list[str]]) -> None:
    def signed(term: Term) -> str:
        return f"-{term.words}" if term.is_excluded else term.words

    assert [[signed(term) for term in alternative] for alternative in parse(query).alternatives] == terms
    assert is_wordless(query) == (bool(query.strip()) and not terms)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["red house", '"red house"', "red or green", "red -blue", '-"blue house"', "houses", "the"])
@pytest.mark.parametrize("text", ["A red house.", "A blue house and a red door.", "Green houses", "Nothing at all"])
def test_simple_queries_match_the_same_texts_as_websearch_to_tsquery(query: str, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_tsvector('english', %s) @@ websearch_to_tsquery('english', %s)", [text, query])
        assert matches(text, query) == cursor.fetchone()[0]


@pytest.mark.django_db
@given(st.text(st.sampled_from("a b-\"'«»|&!():*<>\\%_or\x00\ud800\u00ad💩é\n"), max_size=200))
def test_any_text_is_a_valid_query(query: str) -> None:
    matches("a text", query)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["x" * 100_000, "я" * 100_000, "a " * 50_000, "-a " * 50_000, '"a' * 50_000, "a or " * 50_000])
def test_size_of_a_query_is_limited(query: str) -> None:
    parsed = parse(query)
    assert sum(len(terms) for terms in parsed.alternatives) <= MAX_TERMS
    assert sum(map(len, parsed.parameters.values())) <= MAX_LENGTH
    matches("a text", query)


def test_no_other_module_calls_a_query_parser() -> None:
    calls = []
    for path in sorted((ROOT / "factcheck").rglob("*.py")):
        if "migrations" in path.parts or path == ROOT / "factcheck" / "web" / "search.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            text = node.value if isinstance(node, ast.Constant) else getattr(node, "name", None) or getattr(node, "id", None)
            names = [parser for parser in PARSERS if isinstance(text, str) and parser in text]
            calls += [f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', '?')}: {name}" for name in names]
    assert calls == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "query", "is_match"),
    [
        ("The WHO warned.", "who", True),
        ("The W.H.O. warned.", "who", False),
        ("To be, or not to be.", "to be", True),
        ("To be, or not to be.", '"not to be"', True),
        ("To be, or not to be.", '"be to"', False),
        ("It warned.", "who", False),
        ("It warned.", "it or who", True),
        ("Who warned?", "who -it", True),
        ("Who warned?", "-the", True),
        ("Who warned it?", "who -it", False),
        ("Minister denies.", "the minister", True),
        ("Minister denies.", "the who", False),
    ],
)
def test_query_of_stop_words_alone_finds_them(text: str, query: str, is_match: bool) -> None:
    assert matches(text, query) == is_match
