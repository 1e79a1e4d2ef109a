"""The evidence counts of each claim on the reading desk, and their cost at scale."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from django.db.models import Count

from factcheck.claims.actions import NewMention, add_mention
from factcheck.claims.anchoring import find, select
from factcheck.claims.models import Claim
from factcheck.desk.reading.queries import complete, reading_rows
from factcheck.evidence.actions import withdraw_evidence
from factcheck.evidence.models import Evidence
from tests.plans import bulk_insert, plan_nodes, plan_of, rows_visited, statements_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("first_article", "minister")]

EVIDENCE = 20_000
OTHER_CLAIMS = 10_000
OTHER_ARTICLES = 2_000
"""The planner estimates an article from the majority, while the article under test has far more rows."""


def counts(row: Any) -> tuple[int, int, int]:
    return row.supports, row.contradicts, row.context


def test_counts_exclude_withdrawn_evidence(world: World) -> None:
    several, one, none = (world.claim(f"Statement {number}.") for number in range(3))
    revision = world.first_article.current
    # a second mention of the same claim, with two spans: several rows that count once
    pieces = [find(revision.text, "A second official"), find(revision.text, "The mayor")]
    add_mention(person=world.checker, claim=several, mention=NewMention(revision, pieces, "indirect", []))
    for number, stance in enumerate(("supports", "contradicts", "contradicts", "context", "supports")):
        item = world.evidence_on(several, stance, address=f"https://institute.example/{number}")
    withdraw_evidence(person=world.checker, item=item, reason="It is about another day.", seen_version=item.version)
    world.evidence_on(one, "context")
    rows, _ = reading_rows(revision)
    assert {row.id: counts(row) for row in rows} == {several.pk: (1, 2, 1), one.pk: (0, 0, 1), none.pk: (0, 0, 0)}
    for claim, wanted in ((several, (1, 2, 1)), (one, (0, 0, 1)), (none, (0, 0, 0))):
        (row,), _ = reading_rows(revision, claim_id=claim.pk)
        assert counts(row) == wanted


def fill(world: World, marked: int) -> None:
    """An article with `marked` claims, two items of evidence each; EVIDENCE more on the OTHER_CLAIMS of OTHER_ARTICLES."""
    revision = world.first_article.current
    at = select(revision.text, 0, 12)
    with bulk_insert() as cursor:
        cursor.execute(
            """
            WITH article AS (
                INSERT INTO articles_article (version, title, opening, author, address, language, is_graphic, imported_at)
                SELECT 1, 'Generated', '', '', '', '', FALSE, now() FROM generate_series(1, %(articles)s) RETURNING id
            ), revision AS (
                INSERT INTO articles_revision (version, article_id, number, text, sha256, length, encoding, original_id,
                                               imported_at)
                SELECT 1, id, 1, 'Generated words.', '', 16, 'utf-8', %(original)s, now() FROM article RETURNING id
            ), numbered_revision AS (
                SELECT id, row_number() OVER (ORDER BY id) AS n FROM revision
            ), claim AS (
                INSERT INTO claims_claim (version, statement, context, layer, claimant_id, said_precision, place, types, topics,
                                          created_at, created_by_id)
                SELECT 1, 'Generated statement ' || n, '', 'proposition', %(actor)s, 'day', '', '{}', '{}', now(), %(person)s
                FROM generate_series(1, %(marked)s + %(others)s) AS n RETURNING id
            ), numbered AS (
                SELECT id, row_number() OVER (ORDER BY id) AS n FROM claim
            ), mention AS (
                INSERT INTO claims_mention (version, claim_id, revision_id, mode, anchor, created_at, created_by_id,
                                            withdrawn_reason)
                SELECT 1, c.id, CASE WHEN c.n <= %(marked)s THEN %(revision)s ELSE r.id END, 'indirect', 'anchored', now(),
                    %(person)s, ''
                FROM numbered c JOIN numbered_revision r ON r.n = 1 + c.n %% %(articles)s RETURNING id
            ), span AS (
                INSERT INTO claims_span (mention_id, position, start, "end", exact, prefix, suffix)
                SELECT id, 0, 0, 12, %(exact)s, '', '' FROM mention
            )
            INSERT INTO evidence_evidence (version, claim_id, number, title, author, stance, closeness, note,
                available_precision, evidence_set, exact, prefix, suffix, address, locator, created_at, created_by_id,
                withdrawn_at, withdrawn_by_id, withdrawn_reason)
            SELECT 1, id, item, '', '', (ARRAY['supports', 'contradicts', 'context'])[1 + (id + item) %% 3], 'primary', '',
                'day', '', 'Words.', '', '', 'https://institute.example/' || item, '', now(), %(person)s,
                CASE WHEN item %% 5 = 0 THEN now() END, CASE WHEN item %% 5 = 0 THEN %(person)s::bigint END,
                CASE WHEN item %% 5 = 0 THEN 'A reason.' ELSE '' END
            FROM numbered CROSS JOIN LATERAL generate_series(1, CASE WHEN n <= %(marked)s THEN 2 ELSE %(each)s END) AS item
            """,
            {
                "actor": world.minister.pk,
                "person": world.checker.pk,
                "revision": revision.pk,
                "exact": at.exact,
                "marked": marked,
                "others": OTHER_CLAIMS,
                "articles": OTHER_ARTICLES,
                "original": revision.original_id,
                "each": EVIDENCE // OTHER_CLAIMS,
            },
        )


@pytest.mark.parametrize("generic", [False, True], ids=["planned with its values", "as prepared"])
@pytest.mark.parametrize("marked", [150, 1200])
def test_each_claim_reads_only_its_own_evidence(world: World, marked: int, generic: bool) -> None:
    fill(world, marked)
    revision = world.first_article.current
    for statement, values in statements_of(lambda: complete(reading_rows(revision)[0], revision)):
        plan = plan_of(statement, values, generic=generic)
        for node in plan_nodes(plan):
            if node["Node Type"] != "Aggregate" or node["Actual Loops"] == 1:
                continue
            # each row aggregates at most the evidence of its claim
            assert all(inner["Actual Rows"] <= 2 and inner.get("Rows Removed by Filter", 0) <= 2 for inner in node["Plans"])
        # a dozen rows for each mention including its two items of evidence, regardless of the size of the newsroom
        assert rows_visited(plan) <= 16 * marked


def test_counts_of_many_claims_exclude_withdrawn_evidence(world: World) -> None:
    fill(world, 1200)
    wanted: dict[int, dict[str, int]] = defaultdict(dict)
    stands = Evidence.objects.filter(withdrawn_at=None).order_by()
    for claim, stance, number in stands.values_list("claim_id", "stance").annotate(Count("id")):
        wanted[claim][stance] = number
    rows, _ = reading_rows(world.first_article.current)
    complete(rows, world.first_article.current)
    assert len(rows) == 1200
    assert Claim.objects.count() == 1200 + OTHER_CLAIMS
    assert {row.id: counts(row) for row in rows} == {
        row.id: tuple(wanted[row.id].get(stance, 0) for stance in ("supports", "contradicts", "context")) for row in rows
    }
