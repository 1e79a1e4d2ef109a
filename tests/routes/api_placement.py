"""The endpoints of the REST API that place quotes in a new revision."""

from __future__ import annotations

from typing import Any

from factcheck.articles.models import Article, Revision
from factcheck.claims.anchoring import find
from factcheck.claims.models import Mention
from factcheck.evidence.actions import attach
from factcheck.evidence.locators import PassageLocator
from factcheck.evidence.models import Evidence
from factcheck.evidence.revisions import revise_article
from tests.routes.api import CHANGE, FromWorld, get_rows, post_rows, quoted
from tests.world import FIRST, World

VARIANT = FIRST.replace("all was well", "all\u00a0was well")
OTHER_CONTEXT = FIRST.replace("he told", "he denied to").replace("had announced that", "had denied that")


def revise(world: World, text: str) -> Revision:
    article = Article.objects.get(pk=world.first_article.pk)
    return revise_article(person=world.second_checker, article=article, content=text.encode())


def mention_in(text: str) -> FromWorld:
    """A mention, after a revision of its article with this text."""

    def row(world: World) -> Mention:
        mention = world.claim("All was well.", quote="all was well").mentions.get()
        revise(world, text)
        return Mention.objects.get(pk=mention.pk)

    return row


def passage_in(text: str) -> FromWorld:
    """A passage of evidence, after a revision of its article with this text."""

    def row(world: World) -> Evidence:
        locator = PassageLocator(world.first_article.current, find(FIRST, "all was well"))
        item = attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=locator)
        revise(world, text)
        return Evidence.objects.get(pk=item.pk)

    return row


def place(selection: Any) -> FromWorld:
    def data(world: World) -> dict[str, Any]:
        revision = Revision.objects.filter(article=world.first_article).order_by("-number")[0]
        return {"revision": revision.pk, "selection": selection, "version": 2}

    return data


def confirmation(world: World) -> dict[str, Any]:
    return {"version": 2}


def decision(world: World) -> dict[str, Any]:
    return {"version": 2, "reason": "The outlet removed it."}


ROWS = [
    *get_rows("mentions-proposals", mention_in(VARIANT)),
    *post_rows("mentions-place", mention_in(VARIANT), CHANGE, place([quoted("all\u00a0was well")])),
    *post_rows("mentions-confirm-context", mention_in(OTHER_CONTEXT), CHANGE, confirmation),
    *post_rows("mentions-keep", mention_in("Nothing of it."), CHANGE, decision),
    *post_rows("evidence-keep", passage_in("Nothing of it."), CHANGE, decision),
    *get_rows("evidence-proposals", passage_in(VARIANT)),
    *post_rows("evidence-place", passage_in(VARIANT), CHANGE, place(quoted("all\u00a0was well"))),
    *post_rows("evidence-confirm-context", passage_in(OTHER_CONTEXT), CHANGE, confirmation),
]
