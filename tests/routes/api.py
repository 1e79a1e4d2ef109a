"""The REST door: reading for everybody who works here, writing by role, moves by the table of moves."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

from factcheck.accounts.actions import change_person, issue_token
from factcheck.articles.models import Revision
from factcheck.claims.actions import add_relation
from factcheck.claims.models import Relation
from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Entry
from factcheck.publishing.actions import correct
from factcheck.publishing.models import Correction, Publication
from factcheck.verdicts.models import Rating, Review, Verdict
from factcheck.verdicts.queries import basis_for
from tests.routes import Row
from tests.world import World

Made = Callable[[World], Any]

READ = (401, 200, 200, 200, 200)
CHECK = (401, 403, 201, 201, 201)
CHANGE = (401, 403, 200, 200, 200)
EDIT = (401, 403, 403, 200, 200)
REFUSED = (401, 405, 405, 405, 405)
"""Nobody who is signed out learns which methods an address has."""


def noun(
    name: str, row: Made, *, read: tuple[int, ...] = READ, write: tuple[int, ...] = REFUSED, data: Made | None = None
) -> list[Row]:
    """List and detail; POST to the list adds one where `data` says what."""
    address = {"args": lambda world: {"pk": row(world).pk}}
    sent = {"data": data, "json": True} if data else {}
    return [
        Row(f"api:{name}-list", "GET", read),
        Row(f"api:{name}-list", "POST", write, **sent),
        Row(f"api:{name}-detail", "GET", read, **address),
        Row(f"api:{name}-detail", "POST", REFUSED, **address),
    ]


def act(name: str, row: Made, expect: tuple[int, ...], data: Made = lambda world: {}) -> list[Row]:
    """A POST beneath one row."""
    address = {"args": lambda world: {"pk": row(world).pk}}
    return [Row(f"api:{name}", "POST", expect, data=data, json=True, **address), Row(f"api:{name}", "GET", REFUSED, **address)]


def shown(name: str, row: Made, expect: tuple[int, ...] = READ) -> list[Row]:
    """A GET beneath one row."""
    address = {"args": lambda world: {"pk": row(world).pk}}
    return [Row(f"api:{name}", "GET", expect, **address), Row(f"api:{name}", "POST", REFUSED, **address)]


def quoted(exact: str) -> dict[str, Any]:
    return {"selector": [{"type": "TextQuoteSelector", "exact": exact}]}


def relation(world: World) -> Relation:
    other = world.claim("The town was left on 30 March.", quote="the town had been left on 30 March")
    return add_relation(person=world.checker, claim=world.open_claim, relation_kind="counters", other=other)


def published_once(world: World) -> Publication:
    return Publication.objects.get(verdict=world.published)


def correction(world: World) -> Correction:
    return correct(person=world.editor, verdict=world.published, correction_kind="typo", notice="A name was misspelt.")


def review(world: World) -> Review:
    return Review.objects.get(verdict_version__verdict=world.returned)


def at(verdict: Made, **more: Any) -> Made:
    def data(world: World) -> dict[str, Any]:
        return {"version": verdict(world).version, **more}

    return data


def reading(world: World) -> dict[str, Any]:
    verdict: Verdict = world.submitted
    return {"number": verdict.latest.number, "basis": basis_for(verdict.claim)}


def evidence(world: World) -> Evidence:
    return world.evidence


OWN = (401, 404, 404, 404, 404)
"""Somebody else's token: not to be seen."""


def _promoted(world: World) -> dict[str, int]:
    """Somebody whose role another administrator raised."""
    change_person(by=world.person("administrator"), person=world.second_checker, role="editor")
    return {"pk": world.second_checker.pk}


ROWS = [
    Row("api:nouns", "GET", READ),
    Row("api:nouns", "POST", REFUSED),
    Row("api:schema", "GET", 200),
    Row("api:schema", "POST", 405),
    Row("api:nothing", "GET", 404, args=lambda world: {"rest": "nothing/"}),
    Row("api:nothing", "POST", 404, args=lambda world: {"rest": "nothing/"}),
    *noun("sources", lambda world: world.outlet, write=CHECK, data=lambda world: {"name": "Another Source"}),
    *noun("articles", lambda world: world.first_article, write=CHECK, data=lambda world: {"text": "Another text."}),
    *shown("articles-annotations", lambda world: world.mention.revision.article),
    *noun(
        "revisions",
        lambda world: world.first_article.current,
        write=CHECK,
        data=lambda world: {
            "article": world.first_article.pk,
            "content_base64": base64.b64encode(b"A changed text.").decode(),
            "version": world.first_article.version,
        },
    ),
    *noun("captures", lambda world: world.first_article.current.original),
    *shown("captures-content", lambda world: world.first_article.current.original),
    *noun("actors", lambda world: world.minister, write=CHECK, data=lambda world: {"name": "Another Actor"}),
    *noun(
        "claims",
        lambda world: world.open_claim,
        write=CHECK,
        data=lambda world: {"statement": "The mayor said so.", "layer": "utterance", "claimant": world.minister.pk},
    ),
    *noun(
        "mentions",
        lambda world: world.mention,
        write=CHECK,
        data=lambda world: {
            "claim": world.open_claim.pk,
            "revision": world.first_article.current.pk,
            "selection": [quoted("all was well")],
            "mode": "indirect",
        },
    ),
    *shown("mentions-annotation", lambda world: world.mention),
    *act(
        "mentions-withdraw",
        lambda world: world.mention,
        CHANGE,
        lambda world: {"reason": "Twice.", "version": world.mention.version},
    ),
    *noun(
        "relations",
        relation,
        write=CHECK,
        data=lambda world: {
            "claim": world.open_claim.pk,
            "relation_kind": "denies",
            "other": world.claim("The town was left.", quote="the town had been left").pk,
        },
    ),
    *act("relations-withdraw", relation, CHANGE, lambda world: {"reason": "Not so.", "version": 1}),
    *noun(
        "evidence",
        evidence,
        write=CHECK,
        data=lambda world: {
            "claim": world.open_claim.pk,
            "stance": "supports",
            "closeness": "secondary",
            "revision": Revision.objects.get(article=world.first_article).pk,
            "selection": quoted("The scene was arranged"),
        },
    ),
    *act("evidence-withdraw", evidence, CHANGE, lambda world: {"reason": "Wrong page.", "version": world.evidence.version}),
    *noun(
        "searches",
        lambda world: world.search,
        write=CHECK,
        data=lambda world: {
            "claim": world.open_claim.pk,
            "sought": "supports",
            "place": "Press archive",
            "terms": "arranged",
            "searched_on": "2022-04-10",
        },
    ),
    *noun(
        "ratings",
        lambda world: Rating.objects.get(name="False"),
        write=(401, 403, 403, 403, 201),
        data=lambda world: {"name": "Out of context", "conclusion": "conflicting"},
    ),
    *noun("verdicts", lambda world: world.draft, write=CHECK, data=lambda world: {"claim": world.open_claim.pk}),
    Row("api:versions", "GET", READ, args=lambda world: {"verdict": world.draft.pk}),
    Row(
        "api:versions",
        "POST",
        CHECK,
        args=lambda world: {"verdict": world.draft.pk},
        data=lambda world: {"summary": "Other words.", "version": world.draft.version},
        json=True,
    ),
    *act("verdicts-submit", lambda world: world.draft, (401, 403, 200, 403, 403), at(lambda world: world.draft)),
    *act("verdicts-return", lambda world: world.submitted, EDIT, at(lambda world: world.submitted, reason="Name the source.")),
    *act("verdicts-approve", lambda world: world.submitted, EDIT, reading),
    *act("verdicts-reopen", lambda world: world.approved, CHANGE, at(lambda world: world.approved)),
    *shown("verdicts-preview", lambda world: world.approved, EDIT),
    *act("verdicts-publish", lambda world: world.approved, EDIT, at(lambda world: world.approved)),
    *act(
        "verdicts-correct",
        lambda world: world.published,
        CHANGE,
        at(lambda world: world.published, correction_kind="typo", notice="A name was misspelt."),
    ),
    *act("verdicts-retract", lambda world: world.published, EDIT, at(lambda world: world.published, notice="It was wrong.")),
    *noun("reviews", review),
    *noun("publications", published_once),
    *noun("corrections", correction),
    *noun(
        "people",
        lambda world: world.second_checker,
        write=(401, 403, 403, 403, 201),
        data=lambda world: {"email": "new@newsroom.example", "name": "Nina New", "role": "checker"},
    ),
    Row("api:people-vouch", "GET", REFUSED, args=_promoted),
    Row("api:people-vouch", "POST", (401, 403, 403, 200, 200), args=_promoted, data=lambda world: {"reason": "Met."}, json=True),
    Row("api:people-me", "GET", READ),
    Row("api:people-me", "POST", REFUSED),
    Row("api:tokens-list", "GET", READ),
    Row("api:tokens-list", "POST", (401, 201, 201, 201, 201), data=lambda world: {"name": "export"}, json=True),
    *shown(
        "tokens-detail", lambda world: issue_token(by=world.second_checker, person=world.second_checker, name="export")[0], OWN
    ),
    *act("tokens-revoke", lambda world: issue_token(by=world.second_checker, person=world.second_checker, name="export")[0], OWN),
    *noun("ledger", lambda world: Entry.objects.get(kind="source", object_id=world.outlet.pk)),
]
