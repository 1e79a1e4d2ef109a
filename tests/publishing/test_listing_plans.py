"""The plans of the lists for readers with many publications: no page reads many of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from factcheck.publishing.actions import publish
from factcheck.publishing.listing import Filter, index, subject_page
from factcheck.publishing.models import Publication
from factcheck.publishing.queries import corrections
from factcheck.publishing.related import related_checks
from tests.plans import bulk_insert, copy_rows, plan_nodes, plan_of, rows_visited, statements_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.timeout(300)]
NUMBER = 20_000
MOST_ROWS = 1_500
"""A page has 30 rows; a rare subject has up to 200, which are sorted, and each is counted by several nodes."""


def insert(world: World) -> Publication:
    """NUMBER publications. Everything rare occurs in one of 200 of them, from the oldest half on, and the rest is common."""
    publish(person=world.editor, verdict=world.approve(world.submit(world.ready(world.claim("Ships.", topics=["War"])))))
    row = Publication.objects.get()
    with bulk_insert() as cursor:
        copy_rows(
            cursor,
            "publishing_publication",
            row.pk,
            NUMBER,
            verdict_id="1000000 + g",
            slug="'check-' || g",
            statement="'Statement ' || g || CASE WHEN g % 200 = 7 AND g < 10000 THEN ' harbor' ELSE ' ships' END",
            claimant="CASE WHEN g % 200 = 7 THEN 'Rare Speaker' ELSE 'Speaker ' || g % 5 END",
            topics="ARRAY[CASE WHEN g % 200 = 7 THEN 'Rare' ELSE 'Common' END]",
            rating="CASE WHEN g % 200 = 7 THEN 'Rare' ELSE 'False' END",
            publication_kind="CASE WHEN g % 100 = 3 THEN 'retracted' WHEN g % 10 = 4 THEN 'corrected' ELSE 'first' END",
            first_published_at=f"r.first_published_at - ({NUMBER} - g) * interval '1 minute'",
            published_at=f"r.published_at - ({NUMBER} - g) * interval '1 minute'",
            document=(
                """jsonb_set(jsonb_set(r.document, '{slug}', to_jsonb('check-' || g)), '{corrections}',
                CASE WHEN g % 100 = 3 THEN '[{"kind": "retraction"}]' WHEN g % 1000 = 4 THEN '[{"kind": "typo"}]'
                WHEN g % 10 = 4 THEN '[{"kind": "clarification"}]' ELSE '[]' END::jsonb)"""
            ),
        )
    return row


def test_each_list_reads_few_publications(world: World) -> None:
    row = insert(world)
    document = {**row.document, "slug": "check-4"}
    reads: dict[str, Callable[[], Any]] = {
        "all": lambda: index(Filter()),
        "a rare word": lambda: index(Filter(words="harbor")),
        "a common word": lambda: index(Filter(words="ships")),
        "an unknown word": lambda: index(Filter(words="nothing")),
        "a rare rating": lambda: index(Filter(ratings=("Rare",))),
        "an unknown rating": lambda: index(Filter(ratings=("Unknown",))),
        "two ratings": lambda: index(Filter(ratings=("Rare", "False"))),
        "a common topic": lambda: index(Filter(topic="Common")),
        "a rare topic and rating": lambda: index(Filter(topic="Rare", ratings=("Rare",))),
        "a rare claimant": lambda: index(Filter(claimant="Rare Speaker")),
        "retracted": lambda: index(Filter(is_retracted=True)),
        "a topic page": lambda: subject_page("topic", "rare"),
        "a claimant page": lambda: subject_page("claimant", "speaker-1"),
        "a source page": lambda: subject_page("source", "the-institute"),
        "corrections": corrections,
        "typos": lambda: corrections(kind="typo"),
        "related": lambda: related_checks(document),
        "related by a rare topic": lambda: related_checks(
            {**document, "claim": {**document["claim"], "claimant": {"name": "Rare Speaker"}, "topics": ["Rare"]}}
        ),
    }
    found = {}
    for name, read in reads.items():
        for statement, values in statements_of(read):
            plan = plan_of(statement, values, generic=False)
            scans = [
                n for n in plan_nodes(plan) if n["Node Type"] == "Seq Scan" and n["Relation Name"] == "publishing_publication"
            ]
            found[name] = max(found.get(name, 0), rows_visited(plan) + 10**6 * len(scans))
    assert {name: rows for name, rows in found.items() if rows > MOST_ROWS} == {}
