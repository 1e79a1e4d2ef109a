"""Fills the database of a benchmark with many rows, by SQL that copies rows of the newsroom and bypasses actions and triggers.

The measured pages only read these rows.
"""

from __future__ import annotations

from django.db import connection, transaction

from factcheck.operations.bench.copying import copy_rows, without_gin_indexes
from factcheck.operations.bench.entries import fill_entries
from factcheck.operations.bench.newsroom import BenchNewsroom, generate_text
from factcheck.operations.bench.publications import fill_publications
from factcheck.web.database.owner import as_owner

SOURCES = 50_000
OUTLETS = 500
EVIDENCE = 20_000
PEOPLE = 200
WORDS = 411
TEXTS = 200
"""Different generated texts. Each article has one of them and a word of its own."""
COMMON, RARE = "harbor", "quasar"
RARE_EVERY = 500
LARGE_TABLES = ("articles_article", "articles_knownsourcename", "articles_revision", "articles_source", "claims_claim")
FIRST = 10_000_000
"""The first id of the copied rows."""


def fill(newsroom: BenchNewsroom, size: int) -> None:
    """Add `size` articles and `size` claims, each with a mention and a ledger entry, and the other rows of a large newsroom.

    Three of five texts contain COMMON, and one of RARE_EVERY contains RARE.
    """
    texts = [
        generate_text(WORDS, 100 + number) + (f"A ship came to the {COMMON}.\n" if number % 5 < 3 else "A ship came.\n")
        for number in range(TEXTS)
    ]
    revision = newsroom.article.current
    mention = newsroom.claim.mentions.get()
    span, link = mention.spans.get(), mention.chain.get()
    text = (
        f"(%(texts)s::text[])[1 + g %% {TEXTS}] || 'Number w' || g || '.'"
        f" || CASE WHEN g %% {RARE_EVERY} = 0 THEN ' A {RARE} shone.' ELSE '' END"
    )
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        articles = {
            "title": "'Article number ' || g",
            "imported_at": "now() - g * interval '1 minute'",
            "outlet_id": f"{FIRST} + g %% {OUTLETS}",
        }
        revisions = {
            "article_id": f"{FIRST} + g",
            "text": text,
            "sha256": f"encode(sha256(convert_to({text}, 'UTF8')), 'hex')",
            "length": f"char_length({text})",
        }
        claims = {
            "statement": "'Generated statement about the ' || (ARRAY['harbor', 'bridge', 'road'])[1 + g %% 3] || ' number ' || g",
            "created_at": "now() - g * interval '1 minute'",
        }
        # Five claims for each fifth article.
        mentions = {"claim_id": f"{FIRST} + g", "revision_id": f"{FIRST} + g / 5 * 5"}
        start = "(g %% 5) * 60"
        spans = {
            "mention_id": f"{FIRST} + g",
            "start": start,
            "end": f"{start} + 40",
            "exact": f"(SELECT substr(t.text, {start} + 1, 40) FROM articles_revision t WHERE t.id = {FIRST} + g / 5 * 5)",
        }
        items = {"claim_id": f"{FIRST} + g %% {size}", "number": f"1 + g / {size}", "source_id": f"{FIRST} + g %% {SOURCES}"}
        people = {"email": "'person' || g || '@bench.example'", "name": "'Person ' || g"}
        with without_gin_indexes(cursor, LARGE_TABLES):
            copy_rows(cursor, "articles_article", newsroom.article.pk, size, articles, first=FIRST)
            copy_rows(cursor, "articles_revision", revision.pk, size, revisions, values={"texts": texts}, first=FIRST)
            copy_rows(cursor, "claims_claim", newsroom.claim.pk, size, claims, first=FIRST)
            copy_rows(cursor, "claims_mention", mention.pk, size, mentions, first=FIRST)
            copy_rows(cursor, "claims_span", span.pk, size, spans, first=FIRST)
            copy_rows(cursor, "claims_attribution", link.pk, size, {"mention_id": f"{FIRST} + g"}, first=FIRST)
            fill_entries(cursor, newsroom.claim.pk, FIRST, size)
            copy_rows(cursor, "evidence_evidence", newsroom.claim.evidence.get().pk, EVIDENCE, items, first=FIRST)
            copy_rows(cursor, "articles_source", newsroom.source.pk, SOURCES, {"name": "'Generated source ' || g"}, first=FIRST)
            copy_rows(cursor, "accounts_person", newsroom.checker.pk, PEOPLE, people, first=FIRST)
            fill_publications(cursor, newsroom, size, FIRST, RARE, COMMON)
            for rows, names in (("articles_source", "articles_knownsourcename"), ("claims_actor", "claims_knownactorname")):
                cursor.execute(
                    f"INSERT INTO {names} (owner_id, name, is_alias, is_duplicate)"
                    f" SELECT r.id, r.name, FALSE, FALSE FROM {rows} r"
                    f" WHERE NOT EXISTS (SELECT 1 FROM {names} n WHERE n.owner_id = r.id)"
                )
        cursor.execute("SET LOCAL session_replication_role = origin")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def create_baseline_table() -> None:
    """Create the table of `bench.bare.models.BareInsert`."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_insert (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, token uuid NOT NULL UNIQUE,"
            " at timestamptz NOT NULL)"
        )
        cursor.execute("GRANT ALL ON bench_insert TO PUBLIC")


def mark_long_article(newsroom: BenchNewsroom, mentions: int) -> None:
    """Add open claims with mentions to the long article, until it has that many."""
    revision = newsroom.long_article.current
    mention = revision.mentions.order_by("id")[0]
    span, link = mention.spans.get(), mention.chain.get()
    number = mentions - revision.mentions.count()
    if number <= 0:
        return
    step = (revision.length - 100) // number
    first = FIRST * 2 + revision.mentions.count()
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        claims = {"statement": "'Long statement number ' || g", "created_at": "now()"}
        spans = {
            "mention_id": f"{first} + g",
            "start": f"g * {step}",
            "end": f"g * {step} + 30",
            "exact": f"(SELECT substr(t.text, g * {step} + 1, 30) FROM articles_revision t WHERE t.id = {revision.pk})",
        }
        copy_rows(cursor, "claims_claim", mention.claim_id, number, claims, first=first)
        copy_rows(cursor, "claims_mention", mention.pk, number, {"claim_id": f"{first} + g"}, first=first)
        copy_rows(cursor, "claims_span", span.pk, number, spans, first=first)
        copy_rows(cursor, "claims_attribution", link.pk, number, {"mention_id": f"{first} + g"}, first=first)
        cursor.execute("SET LOCAL session_replication_role = origin")
