"""Names that nearly match a new one, and the cost of finding them among many names."""

from __future__ import annotations

import pytest

from factcheck.articles.actions import add_source, edit_source
from factcheck.articles.models import KnownSourceName, Source
from factcheck.web.near_names import near_names
from tests.plans import bulk_insert, plan_nodes, plan_of, statements_of
from tests.world import World

pytestmark = pytest.mark.django_db

COUNT = 30_000
NAMES = (
    "Office of the United Nations High Commissioner for Human Rights",
    "Ministry of Defence of the Russian Federation",
    "Dmitry Peskov",
    "Lavrov",
    "Zoë Agency",
    "TASS",
    "L’Équipe",
    "The New York Times",
    "Bucha City Council",
)


@pytest.fixture
def sources(world: World) -> None:
    for name in NAMES:
        add_source(person=world.checker, name=name)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("OHCHR", NAMES[0]),
        ("Dmitri Peskov", "Dmitry Peskov"),
        ("Pescov", None),
        ("D. Peskow", None),
        ("Peskov", "Dmitry Peskov"),
        ("Sergey Lavrov", "Lavrov"),
        ("Zoe Agency", "Zoë Agency"),
        ("Zoë  Agencie", "Zoë Agency"),
        ("L'Equipe", "L’Équipe"),
        ("New York Times", "The New York Times"),
        ("Ministry of Defense of Russia", None),
        ("Russian Ministry of Defence", NAMES[1]),
        ("Telegraph Agency of the Soviet Snow", "TASS"),
        ("Ministry of Health", None),
        ("Reuters", None),
        ("!!!", None),
        ("a", None),
        ("%_%", None),
        ("x" * 200, None),
    ],
)
def test_nearest_existing_name(sources: None, name: str, near: str | None) -> None:
    found = [each.row.name for each in near_names(Source.objects.all(), name)]
    assert found == ([near] if near else [])


def test_other_names_are_near_matches_too(world: World, sources: None) -> None:
    tass = Source.objects.get(name="TASS")
    edit_source(person=world.checker, source=tass, seen_version=None, other_names=["Russian News Agency"])
    (near,) = near_names(Source.objects.all(), "Russian News Agencies")
    assert (near.row, near.alias) == (tass, "Russian News Agency")


def test_near_names_use_only_indexes(world: World) -> None:
    table, names = Source._meta.db_table, KnownSourceName._meta.db_table
    with bulk_insert() as cursor:
        cursor.execute(
            f"""
            INSERT INTO {table} (version, name, address, country, source_kind, is_party, interest)
            SELECT 1, (ARRAY['The', 'Le', 'News', 'Daily', 'Agence', 'Ministry of', 'Radio', 'Office of'])[1 + n %% 8] || ' '
                || initcap(substr(md5(n::text), 1, 4 + n %% 5)) || ' '
                || (ARRAY['News', 'Times', 'Gazette', 'Institute', 'Télévision'])[1 + n %% 5] || ' ' || n,
                '', '', 'organization', FALSE, ''
            FROM generate_series(1, %s) AS n
            """,
            [COUNT],
        )
        cursor.execute(f"INSERT INTO {names} (owner_id, name, is_alias, is_duplicate) SELECT id, name, FALSE, FALSE FROM {table}")
    rows = Source.objects.all()
    for name in ("Ministry of News 77", "OHCHR", "The Daily News", "Radio Zzz", "Agence Télévision", "Office of the Daily News"):
        statements = statements_of(lambda name=name: near_names(rows, name))
        assert len(statements) <= 2
        for statement, parameters in statements:
            for generic in (False, True):
                plan = plan_of(statement, parameters, generic=generic)
                scans = [node for node in plan_nodes(plan) if node.get("Relation Name") in (table, names)]
                assert {node["Node Type"] for node in scans} <= {"Index Scan", "Index Only Scan", "Bitmap Heap Scan"}
