"""A claim with items of all kinds that a takedown hides, and every place that could display their words.

Each item quotes other words before its correction, and each of these texts contains one word that occurs nowhere else.
`COPIED` is a word of another hidden quote, which occurs in another text: beside the words of the claim in a second article.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any
from zipfile import ZipFile

from django.test import Client
from django.urls import NoReverseMatch, reverse

from factcheck.api.urls import router
from factcheck.archive.actions import store_bytes
from factcheck.archive.models import Capture
from factcheck.articles.actions import show_text
from factcheck.articles.models import Article
from factcheck.claims.actions import add_mention
from factcheck.claims.anchoring import find
from factcheck.claims.models import Claim
from factcheck.claims.new_mention import NewMention
from factcheck.desk.urls import urlpatterns as desk_patterns
from factcheck.evidence.actions import attach, change_evidence
from factcheck.evidence.custody.actions import hide_evidence
from factcheck.evidence.locators import FileLocator, PageLocator, PassageLocator
from factcheck.evidence.models import Evidence, EvidenceCopy, QuotePlace
from factcheck.evidence.revisions import revise_article
from factcheck.formats.citations import FORMATS
from factcheck.public.urls import urlpatterns as public_patterns
from factcheck.publishing.models import Publication
from factcheck.verdicts.models import Review, Verdict
from tests.copies import COLLECTED_AT, collected, preserved_copy, warc_of
from tests.exchange.packages import exported
from tests.world import World

PAGE, PAGE_BEFORE, PAGE_AROUND = "vanadium", "zirconium", "palladium"
FILE, FILE_BEFORE = "ytterbium", "thulium"
PASSAGE, PASSAGE_BEFORE, PASSAGE_AROUND = "osmium", "rhenium", "iridium"
COPIED = "tellurium"
WORDS = (PAGE, PAGE_BEFORE, PAGE_AROUND, FILE, FILE_BEFORE)
OF_ARTICLE = (PASSAGE, PASSAGE_BEFORE, PASSAGE_AROUND)
PAGE_TEXT = (
    "The council met on Monday and the whole town came to listen to what the engineers had to report that night.\n\n"
    f"One engineer held up a piece of {PAGE_AROUND} for all to see. It was {PAGE_BEFORE} at first, the minutes say."
    f" Later it was {PAGE} after all. The mayor slept through it, and so did most of the members of the council that night.\n\n"
    "The meeting ended at ten, the streets were empty, and nobody thought about the valve again until the next morning came."
)
ARTICLE_TEXT = (
    f"The council was told on Monday about the {PASSAGE_BEFORE} in the tank.\n\n"
    f"A second report named {PASSAGE} beside the {PASSAGE_AROUND} valve.\n\nNobody asked.\n"
)
COPIED_QUOTE = f"The dealer sold {COPIED}."
COPYING_TEXT = f"Nobody knew more. {COPIED_QUOTE} “All is well,” the mayor said. The town had nothing to add to it that day.\n"


@dataclass(slots=True)
class HiddenCase:
    """A claim with a page, a file, a passage, and `copied`, which will be hidden, and with another quote from the same page.

    `copying` contains the words of `copied`, too, beside those of the claim.
    """

    world: World
    claim: Claim
    article: Article
    items: list[Evidence]
    other: Evidence
    copying: Article
    copied: Evidence
    takedowns: list[int] = field(default_factory=list)

    def correct_items(self) -> None:
        """Let each item quote other words."""
        page, file, passage = self.items
        text = self.article.current
        place = PassageLocator(text, find(text.text, f"A second report named {PASSAGE}"))
        for item, changes in (
            (page, {"exact": f"Later it was {PAGE} after all."}),
            (file, {"exact": f"The file says {FILE}."}),
            (passage, {"passage": place}),
        ):
            item.refresh_from_db()
            change_evidence(person=self.world.checker, item=item, seen_version=item.version, **changes)
            item.refresh_from_db()

    def hide(self) -> None:
        for item in [*self.items, self.copied]:
            takedown = hide_evidence(person=self.world.editor, item=item, reason_code="safety", reason="A person is in danger.")
            self.takedowns.append(takedown.pk)

    def revise(self, around: str) -> None:
        """Add a revision of the article in which the words beside the passage are others."""
        text = ARTICLE_TEXT.replace(PASSAGE_AROUND, around)
        revise_article(person=self.world.second_checker, article=self.article, content=text.encode())


def hidden_case(world: World) -> HiddenCase:
    claim = world.claim()
    article = world.article(ARTICLE_TEXT, title="The valve")

    def attached(locator: Any, **fields: Any) -> Evidence:
        return attach(
            person=world.checker,
            claim=claim,
            stance="context",
            closeness="primary",
            quoted_from=locator,
            note="A note.",
            **fields,
        )

    address = "https://hidden.example/a"
    page = attached(PageLocator(address, f"It was {PAGE_BEFORE} at first", "", True), title="The minutes")
    other = attached(PageLocator(address, "The mayor slept through it", "", True), title="The mayor")
    body = f"<html><body><article><p>{PAGE_TEXT}</p></article></body></html>".encode()
    stored = {"archive": store_bytes(warc_of(body, address)), "payload": store_bytes(body)}
    for item in (page, other):
        preserved_copy(world.checker, item, collected(PAGE_TEXT, address=address, collected_at=COLLECTED_AT, **stored))
    content = f"{FILE} and {FILE_BEFORE}".encode()
    file = attached(FileLocator("a.txt", "text/plain", io.BytesIO(content), f"The file says {FILE_BEFORE}."), title="The file")
    text = article.current
    place = PassageLocator(text, find(text.text, f"about the {PASSAGE_BEFORE} in the tank"))
    items = [page, file, attached(place)]
    copied = attached(PageLocator("https://dealer.example/", COPIED_QUOTE, "", True), title="The dealer")
    copying = world.article(COPYING_TEXT, title="The dealer and the mayor")
    mention = NewMention(copying.current, [find(COPYING_TEXT, "All is well")], "indirect", ["The mayor"])
    add_mention(person=world.checker, claim=claim, mention=mention)
    show_text(person=world.editor, article=copying, may_show_text=True, reason="An agreement.", seen_version=None)
    return HiddenCase(world, claim, article, items, other, Article.objects.get(pk=copying.pk), copied)


def addresses(case: HiddenCase) -> Iterator[str]:
    """The address of every page of the desk and for readers that can concern the claim, its items, or its verdict."""
    verdict = Verdict.objects.filter(claim=case.claim).first()
    items = [*case.items, case.other, case.copied]
    copies = EvidenceCopy.objects.filter(evidence__in=items)
    ids: dict[str, Iterable[Any]] = {
        "claim_id": [case.claim.pk],
        "evidence_id": [item.pk for item in items],
        "copy_id": [copy.pk for copy in copies],
        "verdict_id": [verdict.pk] if verdict else [],
        "article_id": [case.article.pk, case.copying.pk],
        "number": [revision.number for revision in case.article.revisions.all()],
        "takedown_id": case.takedowns,
    }
    for pattern in desk_patterns:
        needed = sorted(pattern.pattern.converters)
        for values in product(*(ids.get(name, ()) for name in needed)):
            yield reverse(f"desk:{pattern.name}", kwargs=dict(zip(needed, values, strict=True)))
    rows = [case.claim, *items, *copies, *QuotePlace.objects.filter(evidence__in=items), case.article, case.article.current]
    if verdict:
        rows += [verdict, *Review.objects.filter(verdict_version__verdict=verdict), *verdict.publications.all()]
    for row in rows:
        history = reverse("desk:history", args=[row.kind, row.pk])
        yield from (history, f"{history}?format=json")
    captures = list(Capture.objects.values_list("sha256", flat=True))
    for publication in Publication.objects.filter(verdict=verdict):
        yield from _addresses_of_check(publication, [case.article.pk, case.copying.pk], captures)


def _addresses_of_check(publication: Publication, articles: list[int], captures: list[str]) -> Iterator[str]:
    """The address of every page, feed, picture, and file for readers that can concern the publication."""
    names = {
        "topic": publication.topic_slugs,
        "claimant": [publication.claimant_slug],
        "source": publication.source_slugs,
    }
    for pattern in public_patterns:
        of_check: dict[str, Iterable[Any]] = {
            "slug": names.get(str(pattern.name).partition("-")[0], [publication.slug]),
            "number": [publication.number, publication.verdict.claim_id],
            "article_id": articles,
            "extension": FORMATS,
            "colors": ["123456-123456"],
            "part": [1],
            "sha256": captures,
        }
        for values in product(*(of_check[name] for name in pattern.pattern.converters)):
            yield reverse(f"public:{pattern.name}", kwargs=dict(zip(pattern.pattern.converters, values, strict=True)))


def api_addresses(client: Client) -> Iterator[str]:
    """The address of each list, of each row in it, and of everything that can be read of the row."""
    names = {pattern.name for pattern in router.urls}
    for name in sorted(names):
        resource, _, action = name.partition("-")
        if action == "list":
            page = reverse(f"api:{name}")
            answer = client.get(f"{page}?page_size=100").json()
            if "results" not in answer:  # a resource without pages
                yield page
                continue
            yield f"{page}?page_size=100"
            pks = [row.get("id", row.get("number")) for row in answer["results"]]
            for other in sorted(names):
                if other.startswith(f"{resource}-") and other != name:
                    for pk in pks:
                        try:
                            yield reverse(f"api:{other}", args=[pk])
                        except NoReverseMatch:
                            break


def content_of(client: Client, address: str) -> str:
    response = client.get(address)
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return content.decode(errors="replace")


def displaying(client: Client, urls: Iterable[str], words: Iterable[str]) -> dict[str, set[str]]:
    """The addresses without ids → the words that their responses contain."""
    found: dict[str, set[str]] = {}
    for address in urls:
        content = content_of(client, address)
        if there := {word for word in words if word in content}:
            found.setdefault(re.sub(r"\d+", "#", address.removesuffix("?page_size=100")), set()).update(there)
    return found


def in_package(case: HiddenCase) -> set[str]:
    """The words that any file of the package of the claim contains."""
    with ZipFile(io.BytesIO(exported(case.world, case.claim))) as package:
        content = b"\n".join(package.read(name) for name in package.namelist()).decode(errors="replace")
    return {word for word in (*WORDS, *OF_ARTICLE) if word in content}
