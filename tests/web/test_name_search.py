"""The name search: its matches, their order, and its cost for many names."""

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
from factcheck.web.names import MAX_CANDIDATES, search_names
from tests.plans import bulk_insert, plan_nodes, plan_of, statements_of
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


def names_matching(text: str, rows: Any = None) -> list[str]:
    return [row.name for row in search_names(Source.objects.all() if rows is None else rows, text).rows]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # exact match, names with this prefix, names with a word that has this prefix, names that contain it
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
def test_the_best_match_comes_first(sources: None, text: str, names: list[str]) -> None:
    assert names_matching(text) == names


def test_name_that_contains_only_punctuation_matches_exactly(world: World) -> None:
    add_source(person=world.checker, name="!!!")
    assert names_matching("!!!") == ["!!!"]


def test_empty_text_returns_the_newest_names(sources: None) -> None:
    assert names_matching("") == list(reversed(NAMES))


def test_exact_match_ignores_only_case(sources: None) -> None:
    assert search_names(Source.objects.all(), "the daily  EXAMPLE").has_exact_match
    assert not search_names(Source.objects.all(), "the daily").has_exact_match
    # The same rule as for saving: a name with a different accent is a new source.
    assert not search_names(Source.objects.all(), "L'Equipe – “Sport”").has_exact_match


@pytest.mark.parametrize("name", ["desk:source-options", "desk:actor-options"])
def test_options_are_escaped_limited_and_not_a_whole_page(client: Client, world: World, name: str) -> None:
    client.force_login(world.reader)
    for number in range(30):
        add_source(person=world.checker, name=f"<b>Bold</b> {number:02}")
        get_or_create_actor(person=world.checker, name=f"<b>Bold</b> {number:02}")
    page = client.get(reverse(name), {"q": "bold"}).content.decode()
    values = [html.unescape(value) for value in re.findall(r'role="option" data-value="([^"]*)"', page)]
    assert values == [f"<b>Bold</b> {number:02}" for number in range(20)]
    assert "<b>Bold" not in page
    assert "There are more matches; keep typing" in page
    assert "<html" not in page
    assert "data-is-known" not in page
    assert "data-is-known" in client.get(reverse(name), {"q": "<B>bold</b>  07"}).content.decode()


@pytest.mark.parametrize("name", ["desk:source-options", "desk:actor-options"])
@pytest.mark.parametrize("text", ["\x00", "a\x00b", "\ud800", "%00"])
def test_text_that_cannot_be_stored_is_not_a_server_error(client: Client, world: World, name: str, text: str) -> None:
    client.force_login(world.reader)
    query = {"q": text.encode("utf-8", "surrogatepass")}
    assert client.get(reverse(name), query).status_code == (422 if "\x00" in text else 200)


@pytest.mark.parametrize("model", [Source, Actor])
def test_every_search_uses_only_indexes(world: World, model: type[Source] | type[Actor]) -> None:
    table = model._meta.db_table
    kind = "source_kind, is_party, interest, country" if model is Source else "actor_kind, same_as, description"
    values = "'organization', FALSE, '', ''" if model is Source else "'person', '', ''"
    address = "address, " if model is Source else ""
    no_address = "'', " if model is Source else ""
    with bulk_insert() as cursor:
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
        names = model.known_names.rel.related_model._meta.db_table
        # each third row has another name
        cursor.execute(
            f"INSERT INTO {names} (owner_id, name, is_alias, is_duplicate)"
            f" SELECT id, name, FALSE, FALSE FROM {table} UNION ALL"
            f" SELECT id, 'Former ' || name, TRUE, FALSE FROM {table} WHERE id %% 3 = 0",
            [],
        )
    rows = model._default_manager.all()
    for text in ("a", "the", "news", "ews", "times 99", "television", "99999", "institute the", "zzzz", "e"):
        statements = statements_of(lambda text=text: search_names(rows, text))
        assert len(statements) <= 3
        for statement, parameters in statements:
            for generic in (False, True):
                plan = plan_of(statement, parameters, generic=generic)
                tables = (table, model.known_names.rel.related_model._meta.db_table)
                scans = [node for node in plan_nodes(plan) if node.get("Relation Name") in tables and node["Actual Loops"]]
                assert scans, statement
                for node in scans:
                    assert node["Node Type"] != "Seq Scan", (text, statement)
                    # The limit of one branch, plus candidates with matching trigrams that the filter removes.
                    processed = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
                    assert processed * node["Actual Loops"] <= 4 * MAX_CANDIDATES, (text, node)


def test_name_with_expanding_characters_is_stored_and_matched(world: World) -> None:
    """200 characters that each decompose into several others: more bytes than fit into an entry of a B-tree index."""
    points = [*range(0x3300, 0x3358), 0xFDFA, 0xFDFB]
    expanding = [character for character in map(chr, points) if len(normalize("NFKD", character)) > 4]
    name = "".join(expanding[n * n % len(expanding)] for n in range(200))
    assert len(normalize("NFKD", name).encode()) > 2704
    add_source(person=world.checker, name=name)
    get_or_create_actor(person=world.checker, name=name)
    assert names_matching(name) == [name]
