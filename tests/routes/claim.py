"""The claim page, mentions, relations, and actors."""

import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from factcheck.claims.actions import add_relation, close_claim, get_or_create_actor
from factcheck.evidence.revisions import revise_article
from tests.routes import LOGIN, Row, only_get, only_post
from tests.world import FIRST, World

CHANGED = FIRST.replace("The scene was", "The scene\u00a0was")
READING = (LOGIN, 200, 200, 200, 200)
WRITING = (LOGIN, 403, 303, 303, 303)


def a_claim(world: World) -> dict[str, Any]:
    return {"claim_id": world.open_claim.pk}


def no_package(world: World) -> dict[str, Any]:
    return {"token": uuid.UUID(int=1)}


def a_part(world: World) -> dict[str, Any]:
    return {"token": uuid.UUID(int=2), "offset": 0, "file": SimpleUploadedFile("part", b"PK")}


def a_mention(world: World) -> dict[str, Any]:
    return {"mention_id": world.mention.pk}


def a_party(world: World) -> dict[str, Any]:
    return {"party_id": world.party_on(world.open_claim).pk}


def new_party(world: World) -> dict[str, Any]:
    return {"who": f"actor-{world.minister.pk}", "interest": "Is accused."}


def a_reply(world: World) -> dict[str, Any]:
    return {"reply_id": world.reply.pk}


def new_request(world: World) -> dict[str, Any]:
    who = f"actor-{world.minister.pk}"
    return {"who": who, "asked_on": "2022-04-11", "channel": "phone", "deadline": "2022-04-14"}


def not_asked(world: World) -> dict[str, Any]:
    return {"who": f"actor-{world.minister.pk}", "not_asked_because": "Nobody knows the address."}


def changed_party(world: World) -> dict[str, Any]:
    return {"interest": "Is accused by the town.", "version": 1}


def a_relation(world: World) -> dict[str, Any]:
    other = world.claim("Nothing was arranged.", quote="rejected the accusation")
    return {"relation_id": add_relation(person=world.checker, claim=world.open_claim, relation_kind="denies", other=other).pk}


def an_actor(world: World) -> dict[str, Any]:
    return {"actor_id": world.minister.pk}


def words(world: World) -> dict[str, Any]:
    return {"statement": "The scene was arranged.", "layer": "proposition", "claimant": "Mikhail Minister", "version": 1}


def shape(world: World) -> dict[str, Any]:
    return {"mode": "indirect", "chain": "The Daily Example", "version": 1}


def reason(world: World) -> dict[str, Any]:
    return {"reason": "It was a mistake.", "version": 1}


def denial(world: World) -> dict[str, Any]:
    return {"relation_kind": "denies", "other": world.claim("He denies it.", quote="rejected the accusation").pk}


def office(world: World) -> dict[str, Any]:
    return {"name": "Mikhail Minister", "actor_kind": "person", "description": "former minister", "version": 1}


def a_closed_claim(world: World) -> dict[str, Any]:
    claim = close_claim(person=world.checker, claim=world.open_claim, closed_reason="ambiguous", seen_version=1)
    return {"claim_id": claim.pk}


def closing(world: World) -> dict[str, Any]:
    return {"closed_reason": "ambiguous", "version": 1}


def a_merge(world: World) -> dict[str, Any]:
    return {"other": world.claim("It was arranged.").pk, "stays": world.open_claim.pk, "versions": "1-1"}


def a_split(world: World) -> dict[str, Any]:
    return {**words(world), "mentions": [world.mention.pk]}


def a_mention_to_place(world: World) -> dict[str, Any]:
    """A mention that needs review in revision 2."""
    mention = world.mention
    revise_article(person=world.checker, article=world.first_article, content=CHANGED.encode())
    return {"mention_id": mention.pk}


def a_removed_mention(world: World) -> dict[str, Any]:
    """An orphan in revision 2."""
    mention = world.mention
    revise_article(person=world.checker, article=world.first_article, content=b"Nothing of it.")
    return {"mention_id": mention.pk}


def a_place(world: World) -> dict[str, Any]:
    start = CHANGED.index("The scene")
    return {"version": 2, "revision": 2, "place": f"{start}-{start + 22}"}


def merge(world: World) -> dict[str, Any]:
    into = get_or_create_actor(person=world.checker, name="M. Minister")[0]
    return {"into": into.pk, "version": world.minister.version, "into_version": into.version}


ROWS = [
    Row("desk:claim-close", "GET", READING, args=a_claim),
    Row("desk:claim-close", "POST", WRITING, args=a_claim, data=closing),
    Row("desk:claim-reopen", "GET", READING, args=a_closed_claim),
    Row("desk:claim-reopen", "POST", WRITING, args=a_closed_claim, data=lambda world: {"version": 2}),
    Row("desk:claim-merge", "GET", READING, args=a_claim),
    Row("desk:claim-merge", "POST", WRITING, args=a_claim, data=a_merge),
    Row("desk:claim-split", "GET", READING, args=a_claim),
    Row("desk:claim-split", "POST", WRITING, args=a_claim, data=a_split),
    Row("desk:claim-export", "GET", READING, args=a_claim),
    Row("desk:claim-export", "POST", (LOGIN, 403, 403, 200, 200), args=a_claim, data=lambda world: {"with_originals": "on"}),
    *only_get("desk:claim-origin", (LOGIN, 404, 404, 404, 404), args=a_claim),
    Row("desk:package-upload", "GET", READING),
    Row("desk:package-upload", "POST", (LOGIN, 403, 403, 422, 422), data=lambda world: {"key": "unknown"}),
    *only_post("desk:package-part", (LOGIN, 403, 403, 204, 204), data=a_part),
    Row("desk:package", "GET", (LOGIN, 404, 404, 404, 404), args=no_package),
    Row("desk:package", "POST", (LOGIN, 403, 403, 409, 409), args=no_package, data=lambda world: {"same_names": "use"}),
    *only_post("desk:package-remove", (LOGIN, 403, 403, 404, 404), args=no_package),
    *only_get("desk:claim", READING, args=a_claim),
    Row("desk:claim-edit", "GET", READING, args=a_claim),
    Row("desk:claim-edit", "POST", WRITING, args=a_claim, data=words),
    Row("desk:mention", "GET", READING, args=a_mention),
    Row("desk:mention", "POST", WRITING, args=a_mention, data=shape),
    Row("desk:mention-withdraw", "GET", READING, args=a_mention),
    Row("desk:mention-withdraw", "POST", WRITING, args=a_mention, data=reason),
    Row("desk:mention-keep", "GET", READING, args=a_mention),
    Row("desk:mention-keep", "POST", WRITING, args=a_removed_mention, data=lambda world: {"version": 2, "reason": "Removed."}),
    *only_post("desk:mention-place", WRITING, args=a_mention_to_place, data=a_place),
    *only_post("desk:mention-context", WRITING, args=a_mention_to_place, data=lambda world: {"version": 2}),
    Row("desk:relation-add", "GET", READING, args=a_claim),
    Row("desk:relation-add", "POST", WRITING, args=a_claim, data=denial),
    Row("desk:party-add", "GET", READING, args=a_claim),
    Row("desk:party-add", "POST", WRITING, args=a_claim, data=new_party),
    Row("desk:reply-add", "GET", READING, args=a_claim),
    Row("desk:reply-add", "POST", WRITING, args=a_claim, data=new_request),
    Row("desk:reply-skip", "GET", READING, args=a_claim),
    Row("desk:reply-skip", "POST", WRITING, args=a_claim, data=not_asked),
    Row("desk:reply", "GET", READING, args=a_reply),
    Row("desk:reply", "POST", WRITING, args=a_reply, data=lambda world: {**new_request(world), "version": 1}),
    Row("desk:reply-answer", "GET", READING, args=a_reply),
    Row("desk:reply-answer", "POST", WRITING, args=a_reply, data=lambda world: {"outcome": "no_answer", "version": 1}),
    Row("desk:reply-withdraw", "GET", READING, args=a_reply),
    Row("desk:reply-withdraw", "POST", WRITING, args=a_reply, data=reason),
    Row("desk:party", "GET", READING, args=a_party),
    Row("desk:party", "POST", WRITING, args=a_party, data=changed_party),
    Row("desk:party-withdraw", "GET", READING, args=a_party),
    Row("desk:party-withdraw", "POST", WRITING, args=a_party, data=reason),
    Row("desk:relation-withdraw", "GET", READING, args=a_relation),
    Row("desk:relation-withdraw", "POST", WRITING, args=a_relation, data=reason),
    *only_get("desk:actor-options", (LOGIN, 200, 200, 200, 200)),
    Row("desk:actor", "GET", READING, args=an_actor),
    Row("desk:actor", "POST", WRITING, args=an_actor, data=office),
    Row("desk:actor-merge", "GET", READING, args=an_actor),
    Row("desk:actor-merge", "POST", WRITING, args=an_actor, data=merge),
]
