"""Pages whose plans are checked, but whose times are not measured: filters, lists for readers, and feeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase

from django.urls import reverse

from factcheck.operations.bench.cases import Cookies
from factcheck.operations.bench.newsroom import BenchNewsroom
from factcheck.operations.bench.publications import RARE_TOPIC, SPEAKERS
from factcheck.operations.bench.scale import COMMON, FIRST, RARE
from factcheck.publishing.slugs import name_slug

UNKNOWN = [f"qx{letter}" for letter in ascii_lowercase]
"""Words that no text contains. PostgreSQL expects that one row of eight contains one of them."""


@dataclass(frozen=True, slots=True)
class PlannedPage:
    name: str
    address: str
    cookies: Cookies


def more_pages(newsroom: BenchNewsroom, checker: Cookies, editor: Cookies) -> Iterator[PlannedPage]:
    """All of them. The cookies are those of sessions."""
    claim, item = newsroom.claim.pk, newsroom.claim.evidence.get().pk
    desk = {
        "the claims of an actor": f"{reverse('desk:claims')}?claimant=An+actor",
        "the claims of nobody": f"{reverse('desk:claims')}?claimant=Nobody",
        "the claims with an unknown topic": f"{reverse('desk:claims')}?topic=Nothing",
        "the claims with common words": f"{reverse('desk:claims')}?words=statement",
        "the claims with an unknown word": f"{reverse('desk:claims')}?words=xylophone",
        "the claims without a verdict": f"{reverse('desk:claims')}?state=none",
        "the refuted claims": f"{reverse('desk:claims')}?conclusion=refuted",
        "the closed claims": f"{reverse('desk:claims')}?closed=1",
        "the library: two words": f"{reverse('desk:library')}?q={COMMON}+ship",
        "the library: an unknown word": f"{reverse('desk:library')}?q=xylophone",
        "the library: an outlet": f"{reverse('desk:library')}?outlet=Generated+source+7",
        "the search: an unknown word": f"{reverse('desk:search')}?q=xylophone",
        "the search: a phrase": f"{reverse('desk:search')}?q=%22came+to+the+{COMMON}%22",
        "the search: a title": f"{reverse('desk:search')}?q=Article+number+777",
        "the search: unknown words": f"{reverse('desk:search')}?q={'+or+'.join(UNKNOWN)}",
        "choose a claim: unknown words": f"{reverse('desk:claim-options')}?q={'+'.join(UNKNOWN)}",
        "the nearest claims: unknown words": f"{reverse('desk:nearest-claims')}?statement={'+'.join(UNKNOWN)}",
        "the checks": reverse("desk:checks"),
        "the sources: a search": f"{reverse('desk:sources')}?q=source+777",
        "the options of sources": f"{reverse('desk:source-options')}?q=source+777",
        "the options of actors": f"{reverse('desk:actor-options')}?q=actor",
        "a source": reverse("desk:source", args=[FIRST + 7]),
        "edit a claim": reverse("desk:claim-edit", args=[claim]),
        "relate a claim": reverse("desk:relation-add", args=[claim]),
        "attach evidence: the form": reverse("desk:evidence-add", args=[claim]),
        "an item of evidence": reverse("desk:evidence", args=[item]),
        "the custody of an item": reverse("desk:evidence-custody", args=[item]),
        "the verdict screen": reverse("desk:verdict", args=[claim]),
        "edit an article": reverse("desk:article-edit", args=[newsroom.article.pk]),
        "revise an article": reverse("desk:revise", args=[newsroom.article.pk]),
        "the history of an article": reverse("desk:history", args=["article", newsroom.article.pk]),
        "the people": reverse("desk:people"),
        "the sessions": reverse("desk:sessions"),
    }
    public = reverse("public:index")
    readers = {
        "readers: a rare word": f"{public}?q={RARE}",
        "readers: a common word": f"{public}?q={COMMON}",
        "readers: an unknown word": f"{public}?q=xylophone",
        "readers: a rating": f"{public}?rating=False",
        "readers: a topic": reverse("public:topic", args=["common"]),
        "readers: a rare topic": reverse("public:topic", args=[name_slug(RARE_TOPIC)]),
        "readers: a claimant": reverse("public:claimant", args=[name_slug(SPEAKERS[0])]),
        "readers: corrections": reverse("public:corrections"),
        "readers: the feed": reverse("public:feed"),
        "readers: the feed of a topic": reverse("public:topic-feed", args=["common"]),
        "readers: the sitemap": reverse("public:sitemap"),
        "readers: an earlier version": reverse("public:version", args=[newsroom.slug, 1]),
        "readers: ClaimReview": reverse("public:claimreview", args=[newsroom.slug]),
    }
    for name, address in desk.items():
        yield PlannedPage(name, address, editor if name == "the people" else checker)
    for name, address in readers.items():
        yield PlannedPage(name, address, {})
