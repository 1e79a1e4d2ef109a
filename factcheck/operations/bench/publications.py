"""Many published checks for a benchmark, copied by SQL as in `scale`."""

from __future__ import annotations

from typing import Any

from factcheck.operations.bench.copying import copy_rows
from factcheck.operations.bench.newsroom import BenchNewsroom
from factcheck.publishing.models import Publication

PUBLICATIONS = 20_000
SPEAKERS = ("Speaker 0", "Rare Speaker")
RARE_TOPIC = "Rare"
RARE_EVERY = 200


def fill_publications(cursor: Any, newsroom: BenchNewsroom, size: int, first: int, rare: str, common: str) -> None:
    """Publish the first PUBLICATIONS of the `size` claims with ids from `first`.

    One of RARE_EVERY has the word, the topic, and the speaker that are rare. Each tenth was corrected, each hundredth retracted.
    """
    publication = Publication.objects.get(slug=newsroom.slug)
    verdict, version = publication.verdict, publication.verdict_version
    own = f"{first} + g"
    is_rare = f"g %% {RARE_EVERY} = 7"
    count = min(size, PUBLICATIONS)
    copy_rows(cursor, "verdicts_verdict", verdict.pk, count, {"claim_id": own, "approved_id": own}, first=first)
    copy_rows(cursor, "verdicts_verdictversion", version.pk, count, {"verdict_id": own}, first=first)
    notice = '"words": "corrected", "at": "2022-04-06T00:00:00+00:00", "notice": "A generated notice."'
    corrections = (
        f"""CASE WHEN g %% 100 = 3 THEN '[{{"kind": "retraction", {notice}}}]'"""
        f""" WHEN g %% 10 = 4 THEN '[{{"kind": "clarification", {notice}}}]' ELSE '[]' END::jsonb"""
    )
    changed = {
        "verdict_id": own,
        "verdict_version_id": own,
        "slug": "'check-' || g",
        "statement": f"'Statement ' || g || CASE WHEN {is_rare} THEN ' {rare}' ELSE ' {common}' END",
        "claimant": f"CASE WHEN {is_rare} THEN '{SPEAKERS[1]}' ELSE 'Speaker ' || g %% 5 END",
        "topics": f"ARRAY[CASE WHEN {is_rare} THEN '{RARE_TOPIC}' ELSE 'Common' END]",
        "publication_kind": "CASE WHEN g %% 100 = 3 THEN 'retracted' WHEN g %% 10 = 4 THEN 'corrected' ELSE 'first' END",
        "first_published_at": "r.first_published_at - g * interval '1 minute'",
        "published_at": "r.published_at - g * interval '1 minute'",
        "document": (f"jsonb_set(jsonb_set(r.document, '{{slug}}', to_jsonb('check-' || g)), '{{corrections}}', {corrections})"),
    }
    copy_rows(cursor, "publishing_publication", publication.pk, count, changed, first=first)
