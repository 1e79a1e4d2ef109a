"""The measured requests, as a browser sends them."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from factcheck.operations.bench.client import BenchClient, BenchResponse, hidden_fields
from factcheck.operations.bench.measure import Measurement, SendRequest, measure_pairs
from factcheck.operations.bench.newsroom import BenchNewsroom

ROW_BASELINE, INSERT_BASELINE = "a bare view of one row", "a bare insert"
WARM_UP = 5
"""Unmeasured write requests of each kind before the measured ones."""
PAGE_LINK = re.compile(r'href="([^"]*\bpage=[^"]+)"')


def measure_requests(
    newsroom: BenchNewsroom, checker: BenchClient, editor: BenchClient, public: BenchClient, *, rounds: int
) -> Iterator[Measurement]:
    """Measure each kind of request. The newsroom must have at least `rounds` + WARM_UP drafts."""

    def row() -> BenchResponse:
        return public.get("/bench/row/")

    def insert() -> BenchResponse:
        return checker.post("/bench/insert/", [])

    def reading(name: str, client: BenchClient, address: str) -> Measurement:
        return measure_pairs(name, lambda: client.get(address), ROW_BASELINE, row, rounds=rounds)

    def writing(name: str, request: SendRequest) -> Measurement:
        return measure_pairs(name, request, INSERT_BASELINE, insert, rounds=rounds, warm_up=WARM_UP)

    article = newsroom.article
    yield measure_pairs(ROW_BASELINE, row, ROW_BASELINE, row, rounds=rounds)
    yield measure_pairs(INSERT_BASELINE, insert, INSERT_BASELINE, insert, rounds=rounds)
    yield reading("the desk: 450 words, 50 claims", checker, reverse("desk:article", args=[article.pk]))
    yield writing("save a claim", save_claim_request(newsroom, checker))
    yield writing("attach evidence", attach_evidence_request(newsroom, checker))
    yield writing("a move: submit", submit_verdict_request(newsroom, checker))
    for name, address in queue_pages(editor):
        yield reading(f"the queue of 10,000: {name}", editor, address)
    # The claim gets more items while "attach evidence" is measured, so its page is measured with a draft's claim.
    yield reading("a claim with 1 item of evidence", checker, reverse("desk:claim", args=[newsroom.drafts[-1].claim_id]))
    yield reading("a claim with 200 items of evidence", checker, reverse("desk:claim", args=[newsroom.heavy_claim.pk]))
    yield reading("the public page", public, reverse("public:check", args=[newsroom.slug]))


def save_claim_request(newsroom: BenchNewsroom, client: BenchClient) -> SendRequest:
    """A request that adds a claim with a selection as its mention."""
    revision = newsroom.article.current
    address = reverse("desk:claim-add", args=[newsroom.article.pk])
    hidden = hidden_fields(client.get(reverse("desk:article", args=[newsroom.article.pk])).text, address)
    quote = revision.text[100:140]

    def request() -> BenchResponse:
        fields = {
            **hidden,
            "token": str(uuid.uuid4()),
            "revision": str(revision.number),
            "selection": f"100-140 {quote}",
            "statement": "A generated statement.",
            "layer": "proposition",
            "claimant": "An actor",
            "mode": "indirect",
            "chain": "A source\nAn actor",
            "said": "4 April 2022",
            "types": "event",
        }
        return client.post(address, list(fields.items()), fragment=True)

    return request


def attach_evidence_request(newsroom: BenchNewsroom, client: BenchClient) -> SendRequest:
    address = reverse("desk:evidence-add", args=[newsroom.claim.pk])
    hidden = hidden_fields(client.get(address).text, address)

    def request() -> BenchResponse:
        token = str(uuid.uuid4())
        fields = {
            **hidden,
            "token": token,
            "stance": "supports",
            "closeness": "secondary",
            "address": f"https://source.example/{token}",
            "quote": "A quote from the source.",
            "source": "A source",
            "note": "It bears on the claim.",
            "available_since": str(date(2022, 4, 4)),
        }
        return client.post(address, list(fields.items()), fragment=True)

    return request


def submit_verdict_request(newsroom: BenchNewsroom, client: BenchClient) -> SendRequest:
    drafts = iter(newsroom.drafts)

    def request() -> BenchResponse:
        verdict = next(drafts)
        address = reverse("desk:submit", args=[verdict.pk])
        return client.post(address, [("version", str(verdict.version))], fragment=True)

    return request


def queue_pages(client: BenchClient) -> list[tuple[str, str]]:
    """The name and URL of the first page of the queue and of page 40, found by following the pagination links."""
    first = reverse("desk:queue")
    address = first
    for _ in range(40):
        links = [link.replace("&amp;", "&") for link in PAGE_LINK.findall(client.get(address).text)]
        if not links:
            break
        address = first + links[-1] if links[-1].startswith("?") else links[-1]
    return [("first page", first), ("page 40", address)]
