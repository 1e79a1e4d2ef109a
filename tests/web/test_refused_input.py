"""The response to a refused request contains the input: in the form if it can be submitted again, otherwise as text to copy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from factcheck.accounts.actions import change_person
from factcheck.accounts.models import Person, Role
from factcheck.claims.actions import add_relation, withdraw_mention, withdraw_relation
from factcheck.claims.models import Mention
from factcheck.evidence.actions import withdraw_evidence
from factcheck.evidence.models import Evidence
from factcheck.evidence.revisions import revise_article
from factcheck.verdicts.models import Verdict
from tests.desk.reading import address, form_data, new_person
from tests.pages import alerts, parsed, post, texts_to_copy, values
from tests.world import FIRST, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_checker"), pytest.mark.prepared("first_article", "minister")]

TEXT = "Text that took an hour to write."
CLAIM = {"statement": "The scene was arranged.", "layer": "proposition", "claimant": "Mikhail Minister", "version": 1}
EVIDENCE = {"stance": "context", "closeness": "primary"}


def demote(world: World) -> None:
    change_person(by=world.administrator, person=world.checker, role=Role.READER, hand_over_to=world.second_checker)


def is_listed_for_copying(response: HttpResponse, status: int) -> bool:
    return response.status_code == status and TEXT in texts_to_copy(response) and not parsed(response).all("textarea")


def test_note_on_withdrawn_evidence_is_listed_for_copying(client: Client, world: World) -> None:
    item = world.evidence
    withdraw_evidence(person=world.second_checker, item=item, reason="A copy.")
    assert is_listed_for_copying(post(client, "desk:evidence", item.pk, {**EVIDENCE, "note": TEXT, "version": 1}), 409)
    assert is_listed_for_copying(post(client, "desk:evidence-withdraw", item.pk, {"reason": TEXT, "version": 1}), 409)
    assert Evidence.objects.get(pk=item.pk).withdrawn_reason == "A copy."


def test_chain_of_a_withdrawn_mention_is_listed_for_copying(client: Client, world: World) -> None:
    withdraw_mention(person=world.second_checker, mention=world.mention, reason="Not it.")
    data = {"mode": "direct", "chain": TEXT, "quote": "all was well", "revision": 1, "version": 1}
    response = post(client, "desk:mention", world.mention.pk, data)
    assert is_listed_for_copying(response, 409)
    assert "all was well" in response.content.decode()
    assert is_listed_for_copying(post(client, "desk:mention-withdraw", world.mention.pk, {"reason": TEXT, "version": 1}), 409)


def test_selection_in_an_old_revision_is_returned_as_a_quote_for_the_current_one(client: Client, world: World) -> None:
    mention, article = world.mention, world.first_article
    revise_article(
        person=world.second_checker, article=article, content=b"Before it. " + FIRST.replace("The scene", "A scene").encode()
    )
    at = FIRST.index("all was well")
    data = {"mode": "indirect", "chain": "A Named Person", **new_person("chain", "A Named Person"), "revision": 1, "version": 2}
    response = post(client, "desk:mention", mention.pk, {**data, "selection": f"{at}-{at + 12} all was well"})
    assert response.status_code == 409
    assert alerts(response)
    assert (values(response, "chain"), values(response, "quote")) == (["A Named Person"], ["all was well"])
    hidden = {name: values(response, name)[0] for name in ("version", "revision")}
    assert hidden == {"version": "2", "revision": "2"}
    assert post(client, "desk:mention", mention.pk, {**data, **hidden, "quote": "all was well"}).status_code == 303
    assert Mention.objects.get(pk=mention.pk).revision.number == 2


def test_person_who_lost_the_role_can_copy_the_input(client: Client, world: World) -> None:
    claim, mention, item, verdict = world.open_claim, world.mention, world.evidence, world.draft
    other = add_relation(person=world.checker, claim=claim, relation_kind="denies", other=verdict.claim)
    demote(world)
    search = {"sought": "supports", "place": "Archive", "terms": TEXT, "searched_on": "2022-04-10", "is_found": "0"}
    for name, pk, data in [
        ("desk:claim-edit", claim.pk, {**CLAIM, "context": TEXT}),
        ("desk:mention", mention.pk, {"mode": "direct", "chain": TEXT, "version": 1}),
        ("desk:evidence", item.pk, {**EVIDENCE, "note": TEXT, "version": 1}),
        ("desk:evidence-add", claim.pk, {**EVIDENCE, "note": TEXT, "address": "https://a.example/", "quote": "Words."}),
        ("desk:search-add", claim.pk, search),
        ("desk:relation-withdraw", other.pk, {"reason": TEXT, "version": 1}),
    ]:
        assert is_listed_for_copying(post(client, name, pk, data), 403), name
    for name, pk, data in [
        ("desk:verdict", claim.pk, {"rationale": TEXT}),
        ("desk:verdict", verdict.claim_id, {"rationale": TEXT, "version": 1}),
    ]:
        response = post(client, name, pk, data)
        assert (response.status_code, values(response, "rationale")) == (403, [TEXT])
    response = client.post("/desk/articles/import/", {"content": TEXT, "encoding": "utf-8"})
    assert (response.status_code, values(response, "content")) == (403, [TEXT])
    assert is_listed_for_copying(client.post(address(world, "claim-add"), form_data(context=TEXT)), 403)
    assert Verdict.objects.get(pk=verdict.pk).latest.number == 1


def test_form_of_an_actor_returns_the_input_of_a_person_who_lost_the_role(client: Client, world: World) -> None:
    actor = world.minister
    demote(world)
    data = {"name": "Mikhail Minister", "actor_kind": "person", "description": TEXT, "version": 1}
    response = post(client, "desk:actor", actor.pk, data)
    assert response.status_code == 403
    assert TEXT in response.content.decode()


def test_reason_for_withdrawing_a_withdrawn_relation_is_returned(client: Client, world: World) -> None:
    relation = add_relation(person=world.checker, claim=world.open_claim, relation_kind="denies", other=world.claim("He left."))
    withdraw_relation(person=world.second_checker, relation=relation, reason="Not so.")
    response = post(client, "desk:relation-withdraw", relation.pk, {"reason": TEXT, "version": 1})
    assert response.status_code == 409
    assert TEXT in response.content.decode()


def test_note_on_a_decision_is_returned_to_an_editor_who_became_a_checker(client: Client, world: World) -> None:
    verdict, person = world.submitted, world.editor
    change_person(by=world.administrator, person=person, role=Role.CHECKER)
    client.force_login(Person.objects.get(pk=person.pk))
    data = {"version": verdict.version, "number": 1, "basis": "0" * 64, "reason": TEXT}
    response = post(client, "desk:return", verdict.pk, data)
    assert response.status_code == 403
    assert TEXT in values(response, "reason")


def test_reason_for_reopening_a_reopened_verdict_is_on_the_page(client: Client, world: World) -> None:
    verdict = world.approved
    data = {"version": verdict.version, "reason": "Because."}
    assert post(client, "desk:reopen", verdict.pk, data).status_code == 303
    response = post(client, "desk:reopen", verdict.pk, {**data, "reason": TEXT})
    assert response.status_code == 409
    assert TEXT in response.content.decode()


def withdrawn_evidence(world: World) -> int:
    return int(withdraw_evidence(person=world.checker, item=world.evidence, reason="A copy.").pk)


def withdrawn_mention(world: World) -> int:
    return int(withdraw_mention(person=world.checker, mention=world.mention, reason="Not it.").pk)


INVALID = {"version": 1, "token": "not a UUID"}
NOT_PERMITTED: dict[str, Callable[[World], tuple[Person, int]]] = {
    "desk:evidence": lambda w: (w.checker, withdrawn_evidence(w)),
    "desk:evidence-withdraw": lambda w: (w.checker, withdrawn_evidence(w)),
    "desk:evidence-stance": lambda w: (w.checker, withdrawn_evidence(w)),
    "desk:mention": lambda w: (w.checker, withdrawn_mention(w)),
    "desk:mention-withdraw": lambda w: (w.checker, withdrawn_mention(w)),
    "desk:verdict": lambda w: (w.checker, w.submitted.claim_id),
    "desk:submit": lambda w: (w.checker, w.submitted.pk),
    "desk:reopen": lambda w: (w.editor, w.draft.pk),
    "desk:approve": lambda w: (w.editor, w.draft.pk),
    "desk:return": lambda w: (w.editor, w.draft.pk),
    "desk:publish": lambda w: (w.editor, w.draft.pk),
    "desk:correct": lambda w: (w.editor, w.draft.pk),
    "desk:retract": lambda w: (w.editor, w.draft.pk),
    "desk:vouch": lambda w: (w.editor, w.editor.pk),
}


@pytest.mark.parametrize("route", NOT_PERMITTED)
def test_invalid_form_is_not_returned_for_correction_if_the_operation_is_not_permitted(
    client: Client, world: World, route: str
) -> None:
    """The screen checks the permission of its action, so nobody corrects a form that would then be refused."""
    person, pk = NOT_PERMITTED[route](world)
    client.force_login(person)
    response = post(client, route, pk, INVALID)
    assert response.status_code in (403, 409)


def test_invalid_new_verdict_is_returned_for_correction(client: Client, world: World) -> None:
    assert post(client, "desk:verdict", world.open_claim.pk, {"as_of": "never"}).status_code == 422
