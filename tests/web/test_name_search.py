"""Searching names while they are typed: what is found, in which order, and what it costs among many names."""

from __future__ import annotations

import html
import re
from typing import Any
from unicodedata import normalize

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.articles.actions import add_source
from factcheck.articles.models import Source
from factcheck.claims.actions import get_or_create_actor
from factcheck.claims.models import Actor
from factcheck.web.names import RANKED, search_names
from tests.plans import filling, nodes, plan_of, statements_of
from tests.world import World

pytestmark = pytest.mark.django_db

COUNT = 30_000
NAMES = (
    "Daily",
    "The Daily Example",
    "Daily Observer",
    "Le Quotidien",
    "Радіо Свобода",
    "L’Équipe – “Sport”",
    "Undailyish",
    "AT&T",
    "New York Times",
    "100 % Truth_ful",
)


@pytest.fixture
def sources(world: World) -> None:
    for name in NAMES:
        add_source(person=world.checker, name=name)


def found(words: str, rows: Any = None) -> list[str]:
    return [row.name for row in search_names(Source.objects.all() if rows is None else rows, words).rows]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        # the name itself, names that start so, names with a word that starts so, names that have it somewhere
        ("daily", ["Daily", "Daily Observer", "The Daily Example", "Undailyish"]),
        ("DAILY O", ["Daily Observer"]),
        ("  example   daily ", ["The Daily Example"]),
        ("aily", ["Daily", "Daily Observer", "The Daily Example", "Undailyish"]),
        ("equipe", ["L’Équipe – “Sport”"]),
        ('L\'équipe - "sport"', ["L’Équipe – “Sport”"]),
        ("at&t", ["AT&T"]),
        ("yor tim", ["New York Times"]),
        ("100%", ["100 % Truth_ful"]),
        ("truth_", ["100 % Truth_ful"]),
        ("свобода", ["Радіо Свобода"]),
        ("nobody", []),
        ("%", []),
        ("_", []),
        ("' OR 1=1 --", []),
        ("a:* & !b | (", []),
        ("-" * 5000, []),
        ("w" * 5000, []),
    ],
)
def test_the_best_match_comes_first(sources: None, words: str, names: list[str]) -> None:
    assert found(words) == names


def test_a_name_of_punctuation_alone_is_found_by_itself(world: World) -> None:
    add_source(person=world.checker, name="!!!")
    assert found("!!!") == ["!!!"]


def test_no_words_find_the_newest(sources: None) -> None:
    assert found("") == list(reversed(NAMES))


def test_a_name_is_known_regardless_of_case_alone(sources: None) -> None:
    assert search_names(Source.objects.all(), "the daily  EXAMPLE").is_known
    assert not search_names(Source.objects.all(), "the daily").is_known
    # the rule by which saving adds a source: an accent makes another name
    assert not search_names(Source.objects.all(), "L'Equipe – “Sport”").is_known


@pytest.mark.parametrize("name", ["desk:source-options", "desk:actor-options"])
def test_options_are_escaped_bounded_and_never_a_whole_page(client: Client, world: World, name: str) -> None:
    client.force_login(world.reader)
    for number in range(30):
        add_source(person=world.checker, name=f"<b>Bold</b> {number:02}")
        get_or_create_actor(person=world.checker, name=f"<b>Bold</b> {number:02}")
    page = client.get(reverse(name), {"q": "bold"}).content.decode()
    values = [html.unescape(value) for value in re.findall(r'role="option" data-value="([^"]*)"', page)]
    assert values == [f"<b>Bold</b> {number:02}" for number in range(20)]
    assert "<b>Bold" not in page
    assert "There are more: type more of the name." in page
    assert "<html" not in page
    assert "data-is-known" not in page
    assert "data-is-known" in client.get(reverse(name), {"q": "<B>bold</b>  07"}).content.decode()


@pytest.mark.parametrize("name", ["desk:source-options", "desk:actor-options"])
@pytest.mark.parametrize("words", ["\x00", "a\x00b", "\ud800", "%00"])
def test_text_that_cannot_be_stored_is_no_server_error(client: Client, world: World, name: str, words: str) -> None:
    client.force_login(world.reader)
    query = {"q": words.encode("utf-8", "surrogatepass")}
    assert client.get(reverse(name), query).status_code == (422 if "\x00" in words else 200)


@pytest.mark.parametrize("model", [Source, Actor])
def test_every_search_reads_indexes_alone(world: World, model: type[Source] | type[Actor]) -> None:
    table = model._meta.db_table
    kind = "source_kind, is_party, interest, country" if model is Source else "actor_kind, same_as, description"
    values = "'organization', FALSE, '', ''" if model is Source else "'person', '', ''"
    address = "address, " if model is Source else ""
    no_address = "'', " if model is Source else ""
    with filling() as cursor:
        cursor.execute(
            f"""
            INSERT INTO {table} (version, name, {address}{kind})
            SELECT 1, (ARRAY['The', 'Le', 'News', 'Daily', 'Agence', 'Ministry of', 'Radio'])[1 + n %% 7] || ' '
                || initcap(substr(md5(n::text), 1, 4 + n %% 5)) || ' '
                || (ARRAY['News', 'Times', 'Gazette', 'Institute', 'Télévision'])[1 + n %% 5] || ' ' || n, {no_address}{values}
            FROM generate_series(1, %s) AS n
            """,
            [COUNT],
        )
    rows = model._default_manager.all()
    for words in ("a", "the", "news", "ews", "times 99", "television", "99999", "institute the", "zzzz", "e"):
        statements = statements_of(lambda words=words: search_names(rows, words))
        assert len(statements) <= 3
        for statement, given in statements:
            for generic in (False, True):
                plan = plan_of(statement, given, generic=generic)
                scans = [node for node in nodes(plan) if node.get("Relation Name") == table and node["Actual Loops"]]
                assert scans, statement
                for node in scans:
                    assert node["Node Type"] != "Seq Scan", (words, statement)
                    # rows fetched and looked at: what one arm stops at, and the candidates that its trigrams let through
                    looked = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
                    assert looked * node["Actual Loops"] <= 4 * RANKED, (words, node)


def test_a_name_whose_characters_expand_is_stored_and_found(world: World) -> None:
    """200 characters, each of several others in its decomposed form: more bytes than an entry of a B-tree holds."""
    points = [*range(0x3300, 0x3358), 0xFDFA, 0xFDFB]
    expanding = [character for character in map(chr, points) if len(normalize("NFKD", character)) > 4]
    name = "".join(expanding[n * n % len(expanding)] for n in range(200))
    assert len(normalize("NFKD", name).encode()) > 2704
    add_source(person=world.checker, name=name)
    get_or_create_actor(person=world.checker, name=name)
    assert found(name) == [name]
