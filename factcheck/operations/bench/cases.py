"""The acts that are measured, as a browser sends them."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from factcheck.operations.bench.client import Answer, Client, hidden_fields
from factcheck.operations.bench.measure import Figure, Request, compare
from factcheck.operations.bench.newsroom import Newsroom

ROW, INSERT = "a bare view of one row", "a bare insert"
WARM_UP = 5
"""Writes of each kind before the first that counts."""
NEXT = re.compile(r'href="([^"]*\bpage=[^"]+)"')


def figures(newsroom: Newsroom, checker: Client, editor: Client, public: Client, *, rounds: int) -> Iterator[Figure]:
    """Measure each act in turn. The newsroom needs WARM_UP drafts more than `rounds`."""

    def row() -> Answer:
        return public.get("/bench/row/")

    def insert() -> Answer:
        return checker.post("/bench/insert/", [])

    def reading(name: str, client: Client, address: str) -> Figure:
        return compare(name, lambda: client.get(address), ROW, row, rounds=rounds)

    def writing(name: str, request: Request) -> Figure:
        return compare(name, request, INSERT, insert, rounds=rounds, warm_up=WARM_UP)

    article = newsroom.article
    yield compare(ROW, row, ROW, row, rounds=rounds)
    yield compare(INSERT, insert, INSERT, insert, rounds=rounds)
    yield reading("the desk: 450 words, 50 claims", checker, reverse("desk:article", args=[article.pk]))
    yield writing("save a claim", saving(newsroom, checker))
    yield writing("attach evidence", attaching(newsroom, checker))
    yield writing("a move: submit", moving(newsroom, checker))
    for name, address in queue_pages(editor):
        yield reading(f"the queue of 10,000: {name}", editor, address)
    yield reading("the public page", public, reverse("public:check", args=[newsroom.slug]))


def saving(newsroom: Newsroom, client: Client) -> Request:
    """A new claim from selected words."""
    revision = newsroom.article.current
    address = reverse("desk:claim-add", args=[newsroom.article.pk])
    hidden = hidden_fields(client.get(reverse("desk:article", args=[newsroom.article.pk])).text, address)
    words = revision.text[100:140]

    def request() -> Answer:
        fields = {
            **hidden,
            "token": str(uuid.uuid4()),
            "revision": str(revision.number),
            "selection": f"100-140 {words}",
            "statement": "A statement that is measured.",
            "layer": "proposition",
            "claimant": "An actor",
            "mode": "indirect",
            "chain": "A source\nAn actor",
            "said": "4 April 2022",
            "types": "event",
        }
        return client.post(address, list(fields.items()), fragment=True)

    return request


def attaching(newsroom: Newsroom, client: Client) -> Request:
    address = reverse("desk:evidence-add", args=[newsroom.claim.pk])
    hidden = hidden_fields(client.get(address).text, address)

    def request() -> Answer:
        token = str(uuid.uuid4())
        fields = {
            **hidden,
            "token": token,
            "stance": "supports",
            "closeness": "secondary",
            "address": f"https://source.example/{token}",
            "quote": "Words of the source.",
            "source": "A source",
            "note": "It bears on the claim.",
            "available_since": str(date(2022, 4, 4)),
        }
        return client.post(address, list(fields.items()), fragment=True)

    return request


def moving(newsroom: Newsroom, client: Client) -> Request:
    waiting = iter(newsroom.drafts)

    def request() -> Answer:
        verdict = next(waiting)
        address = reverse("desk:submit", args=[verdict.pk])
        return client.post(address, [("version", str(verdict.version))], fragment=True)

    return request


def queue_pages(client: Client) -> list[tuple[str, str]]:
    """The first page and one far into the queue, reached by its own links."""
    first = reverse("desk:queue")
    address = first
    for _ in range(40):
        links = [link.replace("&amp;", "&") for link in NEXT.findall(client.get(address).text)]
        if not links:
            break
        address = first + links[-1] if links[-1].startswith("?") else links[-1]
    return [("first page", first), ("page 40", address)]
