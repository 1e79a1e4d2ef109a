"""The measured operations, as a browser sends them, with the highest acceptable ratio to their baseline."""

from __future__ import annotations

import itertools
import re
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from factcheck.claims.models import Mention
from factcheck.operations.bench.client import BenchClient, BenchResponse, hidden_fields
from factcheck.operations.bench.measure import SendRequest
from factcheck.operations.bench.newsroom import BenchNewsroom
from factcheck.operations.bench.scale import COMMON, FIRST, RARE
from factcheck.verdicts.models import Verdict

ROW_BASELINE, INSERT_BASELINE = "a bare view of one row", "a bare insert"
DRAFTS_PER_BLOCK = 40
OTHERS = 5_000
"""The most claims that are requested one after another."""
PAGE_LINK = re.compile(r'href="([^"]*\bpage=[^"]+)"')
SAVED = re.compile(r'data-saved="(\d+)"')
PANEL = re.compile(r'id="chosen"[^>]*data-claim="(\d+)"')
Cookies = dict[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """One operation. `connect` returns its request for a new client. `address` is that of a page, or empty for a write.

    `target` and `target_with_clients` are the highest acceptable ratios, with one and with several clients.
    """

    name: str
    connect: Callable[[], SendRequest]
    target: float | None = None
    address: str = ""
    is_fragment: bool = False
    cookies: Cookies | None = None
    most_requests: int | None = None
    is_for_one_client: bool = False

    @property
    def baseline(self) -> str:
        return ROW_BASELINE if self.address else INSERT_BASELINE


def cases(newsroom: BenchNewsroom, port: int, checker: Cookies, editor: Cookies) -> Iterator[Case]:
    """The operations on a newsroom. The cookies are those of sessions."""

    def page(name: str, address: str, cookies: Cookies, target: float | None, *, is_fragment: bool = False) -> Case:
        def connect() -> SendRequest:
            client = BenchClient(port, cookies)
            return lambda: client.get(address, fragment=is_fragment)

        return Case(name, connect, target, address, is_fragment, cookies)

    def other_pages(name: str, addresses: Sequence[str], *, is_fragment: bool = False) -> Case:
        """Each request has the next of `addresses`, so that the web server has not rendered its page before."""
        following, lock = itertools.cycle(addresses), threading.Lock()

        def next_address() -> str:
            with lock:
                return next(following)

        def connect() -> SendRequest:
            client = BenchClient(port, checker)
            return lambda: client.get(next_address(), fragment=is_fragment)

        return Case(name, connect, None, addresses[0], is_fragment, checker)

    desk = reverse("desk:article", args=[newsroom.article.pk])
    yield page("the desk: 411 words, 5 claims", reverse("desk:article", args=[newsroom.small_article.pk]), checker, 5)
    yield page("the desk: 450 words, 50 claims", desk, checker, 5)
    yield page("select a claim", f"{desk}?claim={newsroom.claim.pk}", checker, 5, is_fragment=True)
    marked = _marked_claims()
    articles = [reverse("desk:article", args=[article]) for article in dict.fromkeys(article for article, _ in marked)]
    selected = [f"{reverse('desk:article', args=[article])}?claim={claim}" for article, claim in marked]
    yield other_pages("the desk: another article each time", articles)
    yield other_pages("select another claim each time", selected, is_fragment=True)
    yield other_pages("another claim each time", [reverse("desk:claim", args=[claim]) for _, claim in marked])
    for name, address, target in (
        ("the library", reverse("desk:library"), 7),
        ("the claims", reverse("desk:claims"), 7),
        ("the queue of 10,000", reverse("desk:queue"), 7),
    ):
        cookies = editor if name.startswith("the queue") else checker
        yield page(f"{name}: first page", address, cookies, target)
        yield page(f"{name}: page 150", _page(BenchClient(port, cookies), address, 150), cookies, target)
    search = reverse("desk:search")
    yield page("search: a rare word", f"{search}?q={RARE}", checker, 8)
    yield page("search: a common word", f"{search}?q={COMMON}", checker, 8)
    yield page("search: two common words", f"{search}?q={COMMON}+ship", checker, 8)
    yield other_pages("search: other words each time", [f"{search}?{urlencode({'q': query})}" for query in _queries(newsroom)])
    yield page("the library: a rare word", f"{reverse('desk:library')}?q={RARE}", checker, 7)
    yield page("the library: a common word", f"{reverse('desk:library')}?q={COMMON}", checker, 7)
    yield page(
        "the nearest claims", f"{reverse('desk:nearest-claims')}?statement=Generated+statement+about+the+harbor", checker, None
    )
    yield page("choose a claim for a mention", f"{reverse('desk:claim-options')}?q=statement+about+the+harbor", checker, None)
    yield page("the sources", reverse("desk:sources"), checker, None)
    yield page("the import page", reverse("desk:article-import"), checker, None)
    yield page("a claim with 1 item of evidence", reverse("desk:claim", args=[newsroom.drafts[-1].claim_id]), checker, 8)
    yield page("a claim with 200 items of evidence", reverse("desk:claim", args=[newsroom.heavy_claim.pk]), checker, 15)
    yield page("the board with 200 items of evidence", reverse("desk:board", args=[newsroom.heavy_claim.pk]), checker, 15)
    yield page("the history of a claim", reverse("desk:history", args=["claim", newsroom.claim.pk]), checker, None)
    yield page("the public check", reverse("public:check", args=[newsroom.slug]), {}, 1.3)
    yield page("the public front page", reverse("public:index"), {}, 1.5)
    # after the lists, of which one counts the claims of the article to which they are added
    yield Case("save a claim", lambda: _saving(newsroom, BenchClient(port, checker)), 6)
    yield Case("save as the screen does", lambda: _saving(newsroom, BenchClient(port, checker), as_screen=True), 8)
    yield Case("attach evidence", lambda: _attaching(newsroom, BenchClient(port, checker)))
    drafts, lock = iter(newsroom.drafts), threading.Lock()
    yield Case(
        "a move: submit",
        lambda: _submitting(drafts, lock, BenchClient(port, checker)),
        most_requests=DRAFTS_PER_BLOCK,
        is_for_one_client=True,
    )


def long_case(newsroom: BenchNewsroom, port: int, checker: Cookies, mentions: int, target: float) -> Case:
    """The desk with the long article."""
    address = reverse("desk:article", args=[newsroom.long_article.pk])

    def connect() -> SendRequest:
        client = BenchClient(port, checker)
        return lambda: client.get(address)

    name = f"the desk: 50,000 words, {mentions:,} mentions"
    return Case(name, connect, target, address, cookies=checker, is_for_one_client=True)


def _marked_claims() -> list[tuple[int, int]]:
    """Articles of the newsroom and the claims in them, as pairs of ids."""
    mentions = Mention.objects.filter(pk__gt=FIRST).order_by("pk").values_list("revision__article_id", "claim_id")
    return list(mentions[:OTHERS])


def _queries(newsroom: BenchNewsroom) -> list[str]:
    """Different searches for one of two words."""
    words = sorted(set(re.findall(r"[a-z]{4,}", newsroom.article.current.text.lower())))
    return [f"{one} or {other}" for one, other in itertools.islice(itertools.combinations(words, 2), OTHERS)]


def bare_requests(port: int, baseline: str, number: int) -> Sequence[SendRequest]:
    """The requests of the baseline, one for each client."""
    path = "/row/" if baseline == ROW_BASELINE else "/insert/"
    clients = [BenchClient(port) for _ in range(number)]
    return [lambda client=client: client.get(path) for client in clients]  # type: ignore[misc]


def _saving(newsroom: BenchNewsroom, client: BenchClient, *, as_screen: bool = False) -> SendRequest:
    """Adds a claim with a selection as its mention, as a form without JavaScript does, which the server redirects.

    `as_screen`: the response has the row and the panel of the claim. Raises RuntimeError if either is missing.
    """
    article = newsroom.save_article
    desk = reverse("desk:article", args=[article.pk])
    address = reverse("desk:claim-add", args=[article.pk])
    hidden = hidden_fields(client.get(desk).text, address)
    revision = article.current
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
        response = client.post(address, list(fields.items()), fragment=as_screen)
        if as_screen:
            saved, panel = SAVED.search(response.text), PANEL.search(response.text)
            if saved is None or panel is None or saved[1] != panel[1]:
                raise RuntimeError("The response to a save does not contain the panel of the claim.")
        return response

    return request


def _attaching(newsroom: BenchNewsroom, client: BenchClient) -> SendRequest:
    address = reverse("desk:evidence-add", args=[newsroom.save_claim.pk])
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


def _submitting(drafts: Iterator[Verdict], lock: threading.Lock, client: BenchClient) -> SendRequest:
    def request() -> BenchResponse:
        with lock:
            verdict = next(drafts)
        address = reverse("desk:submit", args=[verdict.pk])
        return client.post(address, [("version", str(verdict.version))], fragment=True)

    return request


def _page(client: BenchClient, first: str, number: int) -> str:
    """The address of a page of a list, found by following the links to the next page. The last one if there are fewer."""
    address = first
    for _ in itertools.repeat(None, number - 1):
        links = [link.replace("&amp;", "&") for link in PAGE_LINK.findall(client.get(address).text)]
        if not links or (following := first + links[-1] if links[-1].startswith("?") else links[-1]) == address:
            break
        address = following
    return address
