"""An article of 50,000 words with thousands of mentions, filled by SQL."""

from __future__ import annotations

from psycopg import sql

from factcheck.articles.models import Article
from factcheck.operations.bench.newsroom import generate_text
from tests.plans import FIRST_COPY, bulk_insert, copy_rows
from tests.world import World

WORDS, MENTIONS = 50_000, 5_000
LENGTH = 30
"""Characters of each mention."""


def long_article(world: World, words: int = WORDS, mentions: int = MENTIONS) -> Article:
    """An article whose claims are at equal distances. The statement of claim n of `mentions` is “Long statement number n.”"""
    article = world.article(generate_text(words, 2))
    revision = article.current
    claim = world.claim("Long statement number 1.", article=article, quote=revision.text[:LENGTH])
    mention = claim.mentions.get()
    span, link = mention.spans.get(), mention.chain.get()
    step, count = (revision.length - 100) // mentions, mentions - 1
    start = f"(g + 1) * {step}"
    # PostgreSQL would decompress the whole text for each `substr`.
    quotes = [revision.text[number * step : number * step + LENGTH] for number in range(1, mentions)]
    exact = f"({sql.Literal(quotes).as_string()}::text[])[g + 1]"
    with bulk_insert() as cursor:
        copy_rows(cursor, "claims_claim", claim.pk, count, statement="'Long statement number ' || g + 2 || '.'")
        copy_rows(cursor, "claims_mention", mention.pk, count, claim_id=f"{FIRST_COPY} + g")
        copy_rows(
            cursor,
            "claims_span",
            span.pk,
            count,
            mention_id=f"{FIRST_COPY} + g",
            start=start,
            end=f"{start} + {LENGTH}",
            exact=exact,
        )
        copy_rows(cursor, "claims_attribution", link.pk, count, mention_id=f"{FIRST_COPY} + g")
    return article
