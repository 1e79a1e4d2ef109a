"""The generated data of a benchmark: an article of 450 words with 50 claims, drafts to submit, 10,000 verdicts in the queue, a
published check, and optionally an article of 50,000 words with 500 mentions."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from factcheck.accounts.actions import add_person
from factcheck.accounts.models import Person
from factcheck.articles.actions import add_source, import_article
from factcheck.articles.models import Article, Source
from factcheck.claims.actions import add_claim, get_or_create_actor
from factcheck.claims.anchoring import select
from factcheck.claims.models import Actor, Claim
from factcheck.claims.new_mention import NewMention
from factcheck.evidence.actions import attach, log_search
from factcheck.evidence.locators import PageLocator
from factcheck.publishing.actions import publish
from factcheck.publishing.models import Publication
from factcheck.verdicts.actions import approve, open_verdict, submit
from factcheck.verdicts.models import Rating, Verdict
from factcheck.verdicts.queries import basis_for
from factcheck.web.database.owner import as_owner

_SYLLABLES = "ka lo mi ne ru ta so vi da pe go ha zu be fi nor tel sam"
QUEUE_SIZE = 10_000
ITEMS = 200


@dataclass(frozen=True, slots=True)
class BenchNewsroom:
    checker: Person
    editor: Person
    source: Source
    article: Article
    long_article: Article
    claim: Claim
    """a claim of `article` with one item of evidence"""
    small_article: Article
    """411 words and 5 claims"""
    save_article: Article
    """the article to which measured requests add claims"""
    save_claim: Claim
    """the claim to which measured requests attach evidence"""
    heavy_claim: Claim
    """with ITEMS items of evidence"""
    drafts: list[Verdict]
    slug: str


def publish_check(checker: Person, editor: Person, source: Source, claim: Claim, *, has_evidence: bool = False) -> Publication:
    """Publish a check of a claim, with a first item of evidence unless it has one."""
    if not has_evidence:
        _add_evidence(checker, source, claim)
    verdict = _open_draft(checker, claim)
    submit(person=checker, verdict=verdict)
    approve(person=editor, verdict=verdict, version=verdict.latest, basis=basis_for(claim))
    return publish(person=editor, verdict=Verdict.objects.get(pk=verdict.pk))


def generate_text(count: int, seed: int) -> str:
    """A text of `count` generated words, with 12 words per sentence and 6 sentences per paragraph."""
    generator, syllables = random.Random(seed), _SYLLABLES.split()  # noqa: S311  (not a secret)
    words = ["".join(generator.choices(syllables, k=generator.randint(1, 4))) for _ in range(count)]
    sentences = [" ".join(words[i : i + 12]).capitalize() + "." for i in range(0, count, 12)]
    return "\n\n".join(" ".join(sentences[i : i + 6]) for i in range(0, len(sentences), 6)) + "\n"


def create_bench_newsroom(*, drafts: int, long_words: int = 0, long_mentions: int = 0) -> BenchNewsroom:
    """Fill the empty database of a benchmark."""
    with transaction.atomic():
        checker = add_person(by=None, email="checker@bench.example", name="Checker", role="checker")
        editor = add_person(by=None, email="editor@bench.example", name="Editor", role="editor")
        source = add_source(person=checker, name="A source", country="Nowhere", interest="None.")
        actor, _ = get_or_create_actor(person=checker, name="An actor")
        article = _import(checker, source, "450 words", generate_text(450, 1))
        claims = _add_claims(checker, actor, article, 50)
        for claim in claims[:20]:
            _add_evidence(checker, source, claim)
        for _ in range(ITEMS):
            _add_evidence(checker, source, claims[20], is_search_logged=False)
        for claim in claims[:10]:
            _open_draft(checker, claim)
        ready = _add_ready_drafts(checker, source, actor, drafts)
        publication = publish_check(checker, editor, source, claims[15], has_evidence=True)
        small_article = _import(checker, source, "411 words", generate_text(411, 4))
        _add_claims(checker, actor, small_article, 5)
        save_article = _import(checker, source, "Saved claims", generate_text(411, 5))
        (save_claim,) = _add_claims(checker, actor, save_article, 1)
        long_article = article
        if long_words:
            long_article = _import(checker, source, f"{long_words:,} words", generate_text(long_words, 2))
            _add_claims(checker, actor, long_article, long_mentions)
    _fill_queue(checker, actor)
    return BenchNewsroom(
        checker=checker,
        editor=editor,
        source=source,
        article=article,
        long_article=long_article,
        claim=claims[0],
        small_article=small_article,
        save_article=save_article,
        save_claim=save_claim,
        heavy_claim=claims[20],
        drafts=ready,
        slug=publication.slug,
    )


def _import(person: Person, outlet: Source, title: str, text: str) -> Article:
    return import_article(person=person, content=text.encode(), title=title, outlet=outlet).article


def _add_claims(person: Person, actor: Actor, article: Article, count: int) -> list[Claim]:
    revision = article.current
    step = max(1, (revision.length - 60) // count)
    return [
        add_claim(
            person=person,
            claimant=actor,
            statement=f"Generated statement number {index}.",
            layer=("proposition", "utterance", "report")[index % 3],
            said_on=date(2022, 4, 4),
            types=["event"],
            mention=NewMention(revision, [select(revision.text, index * step, index * step + 40)], "indirect", [actor]),
        )
        for index in range(count)
    ]


def _add_evidence(person: Person, source: Source, claim: Claim, *, is_search_logged: bool = True) -> None:
    attach(
        person=person,
        claim=claim,
        stance="contradicts",
        closeness="primary",
        quoted_from=PageLocator("https://source.example/", "A quote from the source."),
        source=source,
        note="Generated note.",
    )
    if is_search_logged:
        at = date(2022, 4, 5)
        log_search(person=person, claim=claim, sought="supports", place="Everywhere", terms="statement", searched_on=at)


def _open_draft(person: Person, claim: Claim) -> Verdict:
    return open_verdict(
        person=person,
        claim=claim,
        rating=Rating.objects.get(name="False"),
        conclusion="refuted",
        headline="Generated headline",
        summary="Generated summary.",
        rationale="Generated **rationale**. " * 40,
        as_of=date(2022, 4, 6),
    )


def _add_ready_drafts(person: Person, source: Source, actor: Actor, count: int) -> list[Verdict]:
    """Drafts that pass the gate, about claims in a separate article."""
    article = _import(person, source, "Drafts", generate_text(3000, 3))
    drafts = []
    for claim in _add_claims(person, actor, article, count):
        _add_evidence(person, source, claim)
        drafts.append(_open_draft(person, claim))
    return drafts


def _fill_queue(checker: Person, actor: Actor) -> None:
    """Insert 10,000 submitted verdicts with SQL, bypassing the actions and triggers: the benchmark only reads them."""
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            """
            WITH claim AS (
                INSERT INTO claims_claim (version, statement, context, layer, claimant_id, said_precision, place, types, topics,
                                          created_at, created_by_id)
                SELECT 1, 'Queued statement number ' || n, '', 'proposition', %(actor)s, 'day', '', '{}', '{}',
                       now() - n * interval '1 minute', %(person)s
                FROM generate_series(1, %(count)s) AS n RETURNING id, created_at
            ), contribution AS (
                INSERT INTO claims_contribution (claim_id, person_id, since, entry) SELECT id, %(person)s, now(), 0 FROM claim
            ), verdict AS (
                INSERT INTO verdicts_verdict (version, claim_id, state, author_id, moved_at)
                SELECT 1, id, 'submitted', %(person)s, created_at FROM claim RETURNING id
            )
            INSERT INTO verdicts_verdictversion (version, verdict_id, number, conclusion, headline, summary, rationale, as_of,
                                                 created_at, created_by_id)
            SELECT 1, id, 1, 'refuted', 'Queued', 'Queued', 'Queued', current_date, now(), %(person)s FROM verdict
            """,
            {"actor": actor.pk, "person": checker.pk, "count": QUEUE_SIZE},
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")
