"""The REST API: all staff can read, the role decides on writes, and the table of moves on moves."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from factcheck.accounts.actions import change_person
from factcheck.accounts.models import Token
from factcheck.accounts.tokens import issue_token
from factcheck.articles.actions import close_article
from factcheck.articles.models import Article, Revision
from factcheck.claims.actions import add_relation, close_claim, get_or_create_actor
from factcheck.claims.models import Claim, Relation
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Entry
from factcheck.publishing.actions import correct, retract
from factcheck.publishing.models import AvailabilityNotice, Correction, Publication
from factcheck.publishing.notices.actions import publish_notice
from factcheck.verdicts.models import Rating, Review, Verdict
from factcheck.verdicts.queries import basis_for
from tests.address_checks import gone_page
from tests.copies import QUOTE, collected, page_item, preserved_copy
from tests.routes import Row
from tests.world import World

FromWorld = Callable[[World], Any]

READ = (401, 200, 200, 200, 200)
CHECK = (401, 403, 201, 201, 201)
CHANGE = (401, 403, 200, 200, 200)
EDIT = (401, 403, 403, 200, 200)
REFUSED = (401, 405, 405, 405, 405)
"""Unauthenticated requests get 401 for every method."""


def resource_rows(
    name: str, row: FromWorld, *, read: tuple[int, ...] = READ, write: tuple[int, ...] = REFUSED, data: FromWorld | None = None
) -> list[Row]:
    """The list and the detail endpoint. POST to the list sends `data`, if the resource can be created."""
    address = {"args": lambda world: {"pk": row(world).pk}}
    sent = {"data": data, "json": True} if data else {}
    return [
        Row(f"api:{name}-list", "GET", read),
        Row(f"api:{name}-list", "POST", write, **sent),
        Row(f"api:{name}-detail", "GET", read, **address),
        Row(f"api:{name}-detail", "POST", REFUSED, **address),
    ]


def no_package(world: World) -> dict[str, Any]:
    return {"token": uuid.UUID(int=1)}


def a_part(world: World) -> dict[str, Any]:
    return {"token": uuid.UUID(int=2), "offset": 0, "file": SimpleUploadedFile("part", b"PK")}


def same_names(world: World) -> dict[str, Any]:
    return {"same_names": "use"}


def post_rows(name: str, row: FromWorld, expect: tuple[int, ...], data: FromWorld = lambda world: {}) -> list[Row]:
    """A POST endpoint below one row."""
    address = {"args": lambda world: {"pk": row(world).pk}}
    return [Row(f"api:{name}", "POST", expect, data=data, json=True, **address), Row(f"api:{name}", "GET", REFUSED, **address)]


def get_rows(name: str, row: FromWorld, expect: tuple[int, ...] = READ) -> list[Row]:
    """A GET endpoint below one row."""
    address = {"args": lambda world: {"pk": row(world).pk}}
    return [Row(f"api:{name}", "GET", expect, **address), Row(f"api:{name}", "POST", REFUSED, **address)]


def quoted(exact: str) -> dict[str, Any]:
    return {"selector": [{"type": "TextQuoteSelector", "exact": exact}]}


def relation(world: World) -> Relation:
    other = world.claim("The town was left on 30 March.", quote="the town had been left on 30 March")
    return add_relation(person=world.checker, claim=world.open_claim, relation_kind="counters", other=other)


def published_once(world: World) -> Publication:
    return Publication.objects.get(verdict=world.published)


def changed(world: World) -> Verdict:
    world.evidence_on(world.published.claim, person=world.second_checker, quote="Seen again.")
    return published_now(world)


def confirmation(world: World) -> dict[str, Any]:
    return {"version": world.published.version, "basis": basis_for(world.published.claim), "reason": "It repeats the check."}


def correcting(world: World) -> Verdict:
    correction(world)
    return published_now(world)


def retracted(world: World) -> Verdict:
    retract(person=world.editor, verdict=world.published, notice="It was wrong.")
    return published_now(world)


def published_now(world: World) -> Verdict:
    """The verdict after its last move."""
    return Verdict.objects.get(pk=world.published.pk)


def correction(world: World) -> Correction:
    return correct(person=world.editor, verdict=world.published, correction_kind="typo", notice="A name was misspelt.")


def notice(world: World) -> AvailabilityNotice:
    item = world.published.claim.evidence.get()
    day = date(2026, 1, 2)
    return publish_notice(person=world.editor, item=item, notice_kind="gone", checked_on=day, text="The page was removed.")


def review(world: World) -> Review:
    return Review.objects.get(verdict_version__verdict=world.returned)


def versioned(verdict: FromWorld, **options: Any) -> FromWorld:
    def data(world: World) -> dict[str, Any]:
        return {"version": verdict(world).version, **options}

    return data


def approval(world: World) -> dict[str, Any]:
    verdict: Verdict = world.submitted
    return {"number": verdict.latest.number, "basis": basis_for(verdict.claim)}


def evidence(world: World) -> Evidence:
    return world.evidence


def a_copy(world: World) -> EvidenceCopy:
    return preserved_copy(world.checker, world.evidence)


def a_copy_with_two_places(world: World) -> EvidenceCopy:
    item = page_item(world.checker, world.open_claim)
    return preserved_copy(world.checker, item, collected(f"{QUOTE}. {QUOTE}."))


def a_saved_page(world: World) -> dict[str, Any]:
    file = SimpleUploadedFile("page.html", b"<html><body>Words.</body></html>")
    return {"evidence": world.evidence.pk, "file": file, "made_how": "Saved in a browser."}


def a_copy_without_the_quote(world: World) -> EvidenceCopy:
    return preserved_copy(world.checker, page_item(world.checker, world.open_claim), collected("Nothing at all."))


def an_item_with_a_copy(world: World) -> Evidence:
    return a_copy(world).evidence


def a_checked_item(world: World) -> Evidence:
    return gone_page(world.checker, world.evidence).evidence


def mistake(world: World) -> Article:
    return world.article("A text that was imported by mistake.")


def closed_mistake(world: World) -> Article:
    return close_article(person=world.checker, article=mistake(world), seen_version=1)


def closed_claim(world: World) -> Claim:
    return close_claim(person=world.checker, claim=world.open_claim, closed_reason="ambiguous", seen_version=1)


def same_claim(world: World) -> Claim:
    return world.claim("After the withdrawal, the scene was arranged.")


def split(world: World) -> dict[str, Any]:
    fields = {"statement": "All was well.", "layer": "proposition", "claimant": world.minister.pk}
    return {**fields, "mentions": [world.mention.pk], "version": 1}


OWN = (401, 404, 404, 404, 404)
"""For a row of another person."""


def token_of_another_person(world: World) -> Token:
    return issue_token(by=world.second_checker, person=world.second_checker, name="export")[0]


def _promoted(world: World) -> dict[str, int]:
    """A person whom another administrator promoted."""
    change_person(by=world.person("administrator"), person=world.second_checker, role="editor")
    return {"pk": world.second_checker.pk}


def other_actor(world: World) -> int:
    return int(get_or_create_actor(person=world.checker, name="M. Minister")[0].pk)


ROWS = [
    Row("api:newsroom", "GET", READ),
    Row("api:newsroom", "POST", REFUSED),
    Row("api:nouns", "GET", READ),
    Row("api:nouns", "POST", REFUSED),
    Row("api:schema", "GET", 200),
    Row("api:schema", "POST", 405),
    Row("api:nothing", "GET", 404, args=lambda world: {"rest": "nothing/"}),
    Row("api:nothing", "POST", 404, args=lambda world: {"rest": "nothing/"}),
    *resource_rows("sources", lambda world: world.outlet, write=CHECK, data=lambda world: {"name": "Another Source"}),
    Row("api:sources-near", "GET", READ, query="?name=Another"),
    Row("api:sources-near", "POST", REFUSED),
    *post_rows("sources-merge", lambda world: world.outlet, CHANGE, lambda world: {"into": world.ministry.pk, "version": 1}),
    *resource_rows("articles", lambda world: world.first_article, write=CHECK, data=lambda world: {"text": "Another text."}),
    *post_rows("articles-close", mistake, CHANGE, lambda world: {"version": 1}),
    *post_rows(
        "articles-show-text",
        lambda world: world.first_article,
        EDIT,
        lambda world: {"may_show_text": True, "reason": "An agreement.", "version": 1},
    ),
    *post_rows("articles-reopen", closed_mistake, CHANGE, lambda world: {"version": 2}),
    *post_rows(
        "claims-close", lambda world: world.open_claim, CHANGE, lambda world: {"closed_reason": "ambiguous", "version": 1}
    ),
    Row("api:packages-list", "GET", REFUSED),
    Row("api:packages-list", "POST", (401, 403, 403, 422, 422), data=lambda world: {"token": uuid.uuid4()}),
    Row("api:packages-parts", "GET", REFUSED),
    Row("api:packages-parts", "POST", (401, 403, 403, 200, 200), data=a_part),
    Row("api:packages-detail", "GET", (401, 404, 404, 404, 404), args=no_package),
    Row("api:packages-detail", "POST", REFUSED, args=no_package),
    Row("api:packages-import", "GET", REFUSED, args=no_package),
    Row("api:packages-import", "POST", (401, 403, 403, 409, 409), args=no_package, data=same_names, json=True),
    *post_rows("claims-export", lambda world: world.open_claim, EDIT, lambda world: {}),
    *post_rows("claims-reopen", closed_claim, CHANGE, lambda world: {"version": 2}),
    *post_rows("claims-merge", same_claim, CHANGE, lambda world: {"into": world.open_claim.pk, "version": 1}),
    *post_rows("claims-split", lambda world: world.open_claim, CHECK, split),
    *get_rows("articles-annotations", lambda world: world.mention.revision.article),
    *resource_rows(
        "revisions",
        lambda world: world.first_article.current,
        write=CHECK,
        data=lambda world: {
            "article": world.first_article.pk,
            "content_base64": base64.b64encode(b"A changed text.").decode(),
            "version": world.first_article.version,
        },
    ),
    *resource_rows("captures", lambda world: world.first_article.current.original),
    *get_rows("captures-content", lambda world: world.first_article.current.original),
    *resource_rows("actors", lambda world: world.minister, write=CHECK, data=lambda world: {"name": "Another Actor"}),
    Row("api:actors-near", "GET", READ, query="?name=Another"),
    Row("api:actors-near", "POST", REFUSED),
    *post_rows("actors-merge", lambda world: world.minister, CHANGE, lambda world: {"into": other_actor(world), "version": 1}),
    *resource_rows(
        "claims",
        lambda world: world.open_claim,
        write=CHECK,
        data=lambda world: {"statement": "The mayor said so.", "layer": "utterance", "claimant": world.minister.pk},
    ),
    *resource_rows(
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
    *get_rows("mentions-annotation", lambda world: world.mention),
    *post_rows(
        "mentions-withdraw",
        lambda world: world.mention,
        CHANGE,
        lambda world: {"reason": "Twice.", "version": world.mention.version},
    ),
    *resource_rows(
        "relations",
        relation,
        write=CHECK,
        data=lambda world: {
            "claim": world.open_claim.pk,
            "relation_kind": "denies",
            "other": world.claim("The town was left.", quote="the town had been left").pk,
        },
    ),
    *post_rows("relations-withdraw", relation, CHANGE, lambda world: {"reason": "Not so.", "version": 1}),
    *resource_rows(
        "parties",
        lambda world: world.party_on(world.open_claim),
        write=CHECK,
        data=lambda world: {"claim": world.open_claim.pk, "actor": world.minister.pk, "interest": "Is accused."},
    ),
    *post_rows(
        "parties-withdraw",
        lambda world: world.party_on(world.open_claim),
        CHANGE,
        lambda world: {"reason": "Has no interest.", "version": 1},
    ),
    *resource_rows(
        "replies",
        lambda world: world.reply,
        write=CHECK,
        data=lambda world: {
            "claim": world.open_claim.pk,
            "name": "The author of the post",
            "not_asked_because": "Nobody knows who it is.",
        },
    ),
    *post_rows("replies-withdraw", lambda world: world.reply, CHANGE, lambda world: {"reason": "Not so.", "version": 1}),
    *resource_rows(
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
    *post_rows("evidence-withdraw", evidence, CHANGE, lambda world: {"reason": "Wrong page.", "version": world.evidence.version}),
    *post_rows("evidence-preserve", evidence, (401, 403, 202, 202, 202)),
    *get_rows("evidence-copying", an_item_with_a_copy),
    *get_rows("evidence-custody", an_item_with_a_copy),
    *post_rows("evidence-check", an_item_with_a_copy, (401, 403, 202, 202, 202)),
    *get_rows("evidence-checking", a_checked_item),
    *resource_rows("address-checks", lambda world: gone_page(world.checker, world.evidence)),
    *get_rows("copies-text", a_copy),
    *get_rows("copies-quote", a_copy),
    *post_rows(
        "copies-place-quote",
        a_copy_with_two_places,
        (401, 403, 201, 201, 201),
        lambda world: {"quote": QUOTE, "start": 0, "end": len(QUOTE)},
    ),
    *post_rows(
        "copies-quote-words",
        a_copy_without_the_quote,
        (401, 403, 200, 200, 200),
        lambda world: {"selection": quoted("Nothing"), "version": 1},
    ),
    *get_rows("copies-detail", a_copy),
    Row("api:copies-list", "GET", READ),
    Row("api:copies-list", "POST", CHECK, data=a_saved_page),
    *resource_rows(
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
    *resource_rows(
        "ratings",
        lambda world: Rating.objects.get(name="False"),
        write=(401, 403, 403, 403, 201),
        data=lambda world: {"name": "Out of context", "conclusion": "conflicting"},
    ),
    *resource_rows("verdicts", lambda world: world.draft, write=CHECK, data=lambda world: {"claim": world.open_claim.pk}),
    Row("api:versions", "GET", READ, args=lambda world: {"verdict": world.draft.pk}),
    Row(
        "api:versions",
        "POST",
        CHECK,
        args=lambda world: {"verdict": world.draft.pk},
        data=lambda world: {"summary": "Other words.", "version": world.draft.version},
        json=True,
    ),
    *post_rows("verdicts-submit", lambda world: world.draft, (401, 403, 200, 403, 403), versioned(lambda world: world.draft)),
    *post_rows(
        "verdicts-return",
        lambda world: world.submitted,
        EDIT,
        versioned(lambda world: world.submitted, reason="Name the source."),
    ),
    *post_rows("verdicts-approve", lambda world: world.submitted, EDIT, approval),
    *post_rows(
        "verdicts-take_back",
        lambda world: world.submitted,
        (401, 403, 200, 403, 403),
        versioned(lambda world: world.submitted),
    ),
    *post_rows(
        "verdicts-hand_over",
        lambda world: world.draft,
        CHANGE,
        lambda world: {"version": world.draft.version, "to": world.second_checker.pk, "reason": "On leave."},
    ),
    *post_rows("verdicts-reopen", lambda world: world.approved, CHANGE, versioned(lambda world: world.approved)),
    *get_rows("verdicts-preview", lambda world: world.approved, EDIT),
    *post_rows("verdicts-publish", lambda world: world.approved, EDIT, versioned(lambda world: world.approved)),
    *post_rows(
        "verdicts-correct",
        lambda world: world.published,
        CHANGE,
        versioned(lambda world: world.published, correction_kind="typo", notice="A name was misspelt."),
    ),
    *post_rows(
        "verdicts-retract",
        lambda world: world.published,
        EDIT,
        versioned(lambda world: world.published, notice="It was wrong."),
    ),
    *post_rows("verdicts-drop", correcting, CHANGE, versioned(published_now, reason="The page was right.")),
    *post_rows("verdicts-confirm", changed, EDIT, confirmation),
    *post_rows("verdicts-recheck-date", lambda world: world.published, CHANGE, versioned(published_now, recheck_on="2099-01-31")),
    *get_rows("verdicts-changes", lambda world: world.published),
    *post_rows("verdicts-recheck", retracted, CHANGE, versioned(published_now, notice="Dated again.")),
    *resource_rows("reviews", review),
    *resource_rows("publications", published_once),
    *resource_rows("corrections", correction),
    *resource_rows(
        "notices",
        notice,
        write=(401, 403, 403, 201, 201),
        data=lambda world: {
            "evidence": world.published.claim.evidence.get().pk,
            "notice_kind": "gone",
            "checked_on": "2026-01-02",
            "text": "The page was removed.",
        },
    ),
    *resource_rows(
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
    *get_rows("tokens-detail", token_of_another_person, OWN),
    *post_rows("tokens-revoke", token_of_another_person, OWN),
    *resource_rows("ledger", lambda world: Entry.objects.get(kind="source", object_id=world.outlet.pk)),
]
