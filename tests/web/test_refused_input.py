"""What was typed comes back whatever refused it: in its form where it can be sent again, else on the page, to be copied."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client

from factcheck.accounts.actions import change_person
from factcheck.accounts.models import Person, Role
from factcheck.claims.actions import add_relation, revise_article, withdraw_mention, withdraw_relation
from factcheck.claims.models import Mention
from factcheck.evidence.actions import withdraw
from factcheck.evidence.models import Evidence
from factcheck.verdicts.models import Verdict
from tests.desk.reading import address, typed
from tests.pages import alerts, parsed, post, texts_to_copy, values
from tests.world import FIRST, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_checker")]

WORDS = "Words that took an hour."
CLAIM = {"statement": "The scene was arranged.", "layer": "proposition", "claimant": "Mikhail Minister", "version": 1}
OF = {"stance": "context", "closeness": "primary"}


def demote(world: World) -> None:
    change_person(by=world.administrator, person=world.checker, role=Role.READER)


def to_be_copied(answer: HttpResponse, status: int) -> bool:
    return answer.status_code == status and WORDS in texts_to_copy(answer) and not parsed(answer).all("textarea")


def test_evidence_withdrawn_meanwhile_keeps_the_note_to_be_copied(client: Client, world: World) -> None:
    item = world.evidence
    withdraw(person=world.second_checker, item=item, reason="A copy.")
    assert to_be_copied(post(client, "desk:evidence", item.pk, {**OF, "note": WORDS, "version": 1}), 409)
    assert to_be_copied(post(client, "desk:evidence-withdraw", item.pk, {"reason": WORDS, "version": 1}), 409)
    assert Evidence.objects.get(pk=item.pk).withdrawn_reason == "A copy."


def test_a_mention_withdrawn_meanwhile_keeps_the_chain_to_be_copied(client: Client, world: World) -> None:
    withdraw_mention(person=world.second_checker, mention=world.mention, reason="Not it.")
    data = {"mode": "direct", "chain": WORDS, "quote": "all was well", "revision": 1, "version": 1}
    answer = post(client, "desk:mention", world.mention.pk, data)
    assert to_be_copied(answer, 409)
    assert "all was well" in answer.content.decode()
    assert to_be_copied(post(client, "desk:mention-withdraw", world.mention.pk, {"reason": WORDS, "version": 1}), 409)


def test_words_of_an_old_revision_come_back_as_a_quote_on_the_newest(client: Client, world: World) -> None:
    mention, article = world.mention, world.first_article
    revise_article(
        person=world.second_checker, article=article, content=b"Before it. " + FIRST.replace("The scene", "A scene").encode()
    )
    at = FIRST.index("all was well")
    data = {"mode": "indirect", "chain": "Somebody Named", "revision": 1, "version": 2}
    answer = post(client, "desk:mention", mention.pk, {**data, "selection": f"{at}-{at + 12} all was well"})
    assert answer.status_code == 409
    assert alerts(answer)
    assert (values(answer, "chain"), values(answer, "quote")) == (["Somebody Named"], ["all was well"])
    hidden = {name: values(answer, name)[0] for name in ("version", "revision")}
    assert hidden == {"version": "2", "revision": "2"}
    assert post(client, "desk:mention", mention.pk, {**data, **hidden, "quote": "all was well"}).status_code == 303
    assert Mention.objects.get(pk=mention.pk).revision.number == 2


def test_whoever_lost_the_role_meanwhile_can_copy_what_was_typed(client: Client, world: World) -> None:
    claim, mention, item, verdict = world.open_claim, world.mention, world.evidence, world.draft
    other = add_relation(person=world.checker, claim=claim, relation_kind="denies", other=verdict.claim)
    demote(world)
    looked = {"sought": "supports", "place": "Archive", "terms": WORDS, "searched_on": "2022-04-10", "is_found": "0"}
    for name, pk, data in [
        ("desk:claim-edit", claim.pk, {**CLAIM, "context": WORDS}),
        ("desk:mention", mention.pk, {"mode": "direct", "chain": WORDS, "version": 1}),
        ("desk:evidence", item.pk, {**OF, "note": WORDS, "version": 1}),
        ("desk:evidence-add", claim.pk, {**OF, "note": WORDS, "address": "https://a.example/", "quote": "Words."}),
        ("desk:search-add", claim.pk, looked),
        ("desk:relation-withdraw", other.pk, {"reason": WORDS, "version": 1}),
    ]:
        assert to_be_copied(post(client, name, pk, data), 403), name
    for name, pk, data in [
        ("desk:verdict", claim.pk, {"rationale": WORDS}),
        ("desk:verdict", verdict.claim_id, {"rationale": WORDS, "version": 1}),
    ]:
        answer = post(client, name, pk, data)
        assert (answer.status_code, values(answer, "rationale")) == (403, [WORDS])
    answer = client.post("/desk/articles/import/", {"content": WORDS, "encoding": "utf-8"})
    assert (answer.status_code, values(answer, "content")) == (403, [WORDS])
    assert to_be_copied(client.post(address(world, "claim-add"), typed(context=WORDS)), 403)
    assert Verdict.objects.get(pk=verdict.pk).latest.number == 1


def test_an_actor_keeps_what_was_typed_by_whoever_lost_the_role(client: Client, world: World) -> None:
    actor = world.minister
    demote(world)
    data = {"name": "Mikhail Minister", "actor_kind": "person", "description": WORDS, "version": 1}
    answer = post(client, "desk:actor", actor.pk, data)
    assert answer.status_code == 403
    assert WORDS in answer.content.decode()


def test_a_relation_withdrawn_meanwhile_keeps_the_reason(client: Client, world: World) -> None:
    relation = add_relation(person=world.checker, claim=world.open_claim, relation_kind="denies", other=world.claim("He left."))
    withdraw_relation(person=world.second_checker, relation=relation, reason="Not so.")
    answer = post(client, "desk:relation-withdraw", relation.pk, {"reason": WORDS, "version": 1})
    assert answer.status_code == 409
    assert WORDS in answer.content.decode()


def test_an_editor_made_a_checker_meanwhile_keeps_the_note_of_the_decision(client: Client, world: World) -> None:
    verdict, person = world.submitted, world.editor
    change_person(by=world.administrator, person=person, role=Role.CHECKER)
    client.force_login(Person.objects.get(pk=person.pk))
    data = {"version": verdict.version, "number": 1, "basis": "0" * 64, "reason": WORDS}
    answer = post(client, "desk:return", verdict.pk, data)
    assert answer.status_code == 403
    assert WORDS in values(answer, "reason")


def test_a_reason_for_reopening_what_was_reopened_stands_in_the_page(client: Client, world: World) -> None:
    verdict = world.approved
    data = {"version": verdict.version, "reason": "Because."}
    assert post(client, "desk:reopen", verdict.pk, data).status_code == 303
    answer = post(client, "desk:reopen", verdict.pk, {**data, "reason": WORDS})
    assert answer.status_code == 409
    assert WORDS in answer.content.decode()
