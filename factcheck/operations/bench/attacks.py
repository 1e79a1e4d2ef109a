"""The attacks of `manage.py bench --attack`: requests and connections that are cheap to send and expensive to process."""

from __future__ import annotations

import random
from urllib.parse import urlencode

from django.urls import reverse

from factcheck.accounts.actions import add_person
from factcheck.articles.actions import import_article
from factcheck.articles.canonical import MAX_CODE_POINTS
from factcheck.articles.models import Article
from factcheck.operations.bench.attackers import (
    BURST,
    UNREAD_CONNECTIONS,
    Attack,
    Burst,
    RepeatedRequest,
    SlowConnections,
    UnreadResponses,
)
from factcheck.operations.bench.newsroom import BenchNewsroom, generate_text
from factcheck.publishing.actions import correct, publish
from factcheck.verdicts.actions import approve, save_version, submit
from factcheck.verdicts.fields import VERDICT
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.queries import basis_for

MAX_RATIONALE = VERDICT.max_length("rationale")


def create_attacks(newsroom: BenchNewsroom, checker: dict[str, str], editor: dict[str, str]) -> list[Attack]:
    """Create the data that the attacks need. `checker` and `editor` are the cookies of their sessions, for staff pages.

    The newsroom must have a draft.
    """
    dots = _import(newsroom, "Dots", "." * (MAX_CODE_POINTS - 2) + "a")
    flags = _import(newsroom, "Regional indicators", "\N{REGIONAL INDICATOR SYMBOL LETTER A}" * (MAX_CODE_POINTS - 2))
    selection = [{"selector": [{"type": "TextQuoteSelector", "exact": "\N{REGIONAL INDICATOR SYMBOL LETTER A}"}]}]
    mention = {"claim": newsroom.claim.pk, "revision": flags.current.pk, "mode": "direct", "selection": selection}
    search, version = reverse("desk:search"), _rewritten_rationale(newsroom)
    post = f"POST {reverse('account_login')} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\n"
    return [
        RepeatedRequest("an earlier version, with a rewritten rationale", version),
        RepeatedRequest(f"a text of {MAX_CODE_POINTS:,} dots", f"{reverse('desk:article', args=[dots.pk])}?plain=1", checker),
        RepeatedRequest(
            "a quote in a text of regional indicators",
            reverse("api:mentions-list"),
            checker,
            content=mention,
            status=422,
            marker="The quote does not occur",
        ),
        RepeatedRequest("a rationale of Markdown tables", _table_rationale(newsroom), editor, marker="<table>"),
        RepeatedRequest("a search for hyphens", f"{search}?{urlencode({'q': '-' * 200})}", checker),
        RepeatedRequest("a search for words with hyphens", f"{search}?{urlencode({'q': 'a-' * 100})}", checker),
        Burst(f"bursts of {BURST} requests", reverse("public:index")),
        UnreadResponses(f"{UNREAD_CONNECTIONS:,} unread responses", version),
        SlowConnections("slow headers", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "),
        SlowConnections("slow bodies", post.encode()),
    ]


def _import(newsroom: BenchNewsroom, title: str, text: str) -> Article:
    return import_article(person=newsroom.checker, content=text.encode(), title=title, outlet=newsroom.source).article


def _rewritten_rationale(newsroom: BenchNewsroom) -> str:
    """Publish two versions whose rationales have the maximum length and no sentence in common. Returns the URL of the first."""
    checker, editor = newsroom.checker, newsroom.editor
    verdict = Verdict.objects.get(publications__slug=newsroom.slug, publications__is_current=True)
    opener = add_person(by=None, email="opener@bench.example", name="Opener", role="editor")  # contributors cannot approve
    number = verdict.publications.latest("number").number + 1
    for seed in (11, 12):
        correct(person=opener, verdict=verdict, correction_kind="clarification", notice="The rationale was rewritten.")
        verdict.refresh_from_db()
        rationale = _shuffled(generate_text(20_000, 3), seed)[:MAX_RATIONALE].rsplit(" ", 1)[0]
        save_version(person=checker, verdict=verdict, seen_version=verdict.version, rationale=rationale)
        verdict.refresh_from_db()
        submit(person=checker, verdict=verdict)
        verdict.refresh_from_db()
        approve(person=editor, verdict=verdict, version=verdict.latest, basis=basis_for(verdict.claim))
        verdict.refresh_from_db()
        publish(person=editor, verdict=verdict)
        verdict.refresh_from_db()
    return reverse("public:version", args=[newsroom.slug, number])


def _shuffled(text: str, seed: int) -> str:
    words = text.split()
    random.Random(seed).shuffle(words)  # noqa: S311  (not a secret)
    return " ".join(words)


def _table_rationale(newsroom: BenchNewsroom) -> str:
    """Submit a verdict whose rationale is tables with many empty cells. Returns the URL of its review."""
    table = "|".join("a" * 100) + "\n" + "|".join("-" * 100) + "\n" + "a\n" * 500
    verdict = newsroom.drafts[0]
    rationale = ((table + "\n") * 40)[:MAX_RATIONALE].strip()
    save_version(person=newsroom.checker, verdict=verdict, seen_version=verdict.version, rationale=rationale)
    verdict.refresh_from_db()
    submit(person=newsroom.checker, verdict=verdict)
    return reverse("desk:review", args=[verdict.pk])
