"""Optimistic concurrency and idempotency of the API, including concurrent requests."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, models, transaction

from factcheck.articles.models import Article, Revision, Source
from factcheck.claims.models import Actor, Claim, Mention, Relation
from factcheck.evidence.models import Evidence, SearchLogEntry
from factcheck.verdicts.models import Rating, Verdict
from tests.api.calls import Caller, quoted
from tests.world import World

CHANGING: dict[str, tuple[Callable[[World], Any], dict[str, Any]]] = {
    "sources": (lambda world: world.outlet, {"country": "Nepal"}),
    "articles": (lambda world: world.first_article, {"author": "A. Author"}),
    "actors": (lambda world: world.minister, {"description": "former minister"}),
    "claims": (lambda world: world.open_claim, {"statement": "The scene was arranged."}),
    "mentions": (lambda world: world.mention, {"mode": "indirect"}),
    "evidence": (lambda world: world.evidence, {"stance": "context"}),
}


@pytest.mark.parametrize("noun", CHANGING)
def test_change_without_a_version_gets_428(world: World, checker: Caller, noun: str) -> None:
    row, body = CHANGING[noun][0](world), CHANGING[noun][1]
    response = checker.patch(f"{noun}/{row.pk}/", body)
    assert response.status_code == 428
    assert (
        response.json()["detail"]
        == "This request must specify the version that you read, because others can change the same row."
    )
    row.refresh_from_db()
    assert row.version == 1


@pytest.mark.parametrize("noun", CHANGING)
def test_version_is_accepted_in_the_if_match_header(world: World, checker: Caller, noun: str) -> None:
    row, body = CHANGING[noun][0](world), CHANGING[noun][1]
    current = checker.get(f"{noun}/{row.pk}/")
    assert current["ETag"] == f'"{current.json()["version"]}"'
    changed = checker.patch(f"{noun}/{row.pk}/", body, if_match=current["ETag"])
    assert changed.status_code == 200, changed.content
    assert changed.json()["version"] == 2
    assert changed["ETag"] == '"2"'
    assert {field: changed.json()[field] for field in body} == body


@pytest.mark.parametrize("noun", CHANGING)
def test_edit_conflict_returns_both_values(world: World, checker: Caller, noun: str) -> None:
    row, body = CHANGING[noun][0](world), CHANGING[noun][1]
    assert checker.patch(f"{noun}/{row.pk}/", body | {"version": 1}).status_code == 200
    stale = Caller(world.second_checker).patch(f"{noun}/{row.pk}/", body | {"version": 1})
    assert stale.status_code == 409
    (field,) = body
    assert stale.json()["current"][field] == body[field]
    assert stale.json()["typed"][field] == body[field]
    assert "It is now version 2; you edited version 1." in stale.json()["detail"]


@pytest.mark.parametrize("header", ["3", '"x"', "*", 'W/"1"', '"1", "2"', '"' + "9" * 40 + '"'])
def test_invalid_if_match_header_is_rejected(world: World, checker: Caller, header: str) -> None:
    response = checker.patch(f"sources/{world.outlet.pk}/", {"country": "Nepal"}, if_match=header)
    assert response.status_code == 422
    assert set(response.json()["errors"]) == {"If-Match"}


def test_header_and_body_must_specify_the_same_version(world: World, checker: Caller) -> None:
    response = checker.patch(f"sources/{world.outlet.pk}/", {"country": "Nepal", "version": 1}, if_match='"2"')
    assert response.status_code == 422
    assert set(response.json()["errors"]) == {"If-Match"}


def test_edit_conflict_on_a_verdict_returns_both_texts(world: World, checker: Caller) -> None:
    path = f"verdicts/{world.draft.pk}/versions/"
    assert checker.post(path, {"summary": "The first words.", "version": 1}).status_code == 201
    stale = Caller(world.second_checker).post(path, {"summary": "The second words.", "version": 1})
    assert stale.status_code == 409
    assert stale.json()["current"] == {"summary": "The first words."}
    assert stale.json()["typed"] == {"summary": "The second words."}


def test_edit_conflicts_of_a_change_and_a_withdrawal_have_a_next_step_for_clients(world: World, checker: Caller) -> None:
    path = f"evidence/{world.evidence.pk}/"
    assert checker.patch(path, {"note": "Another note.", "version": 1}).status_code == 200
    stale = (
        checker.patch(path, {"note": "A third note.", "version": 1}),
        checker.post(f"{path}withdraw/", {"reason": "No.", "version": 1}),
    )
    assert [response.status_code for response in stale] == [409, 409]
    for response in stale:
        assert "send the request with its current version" in response.json()["next_step"]


def test_move_with_an_old_version_gets_409(world: World, checker: Caller) -> None:
    checker.post(f"verdicts/{world.draft.pk}/versions/", {"summary": "Other words.", "version": 1})
    assert checker.post(f"verdicts/{world.draft.pk}/submit/", {}).status_code == 428
    assert checker.post(f"verdicts/{world.draft.pk}/submit/", {"version": 1}).status_code == 409
    assert checker.post(f"verdicts/{world.draft.pk}/submit/", {"version": 2}).status_code == 200


def test_approval_of_an_outdated_record_gets_409(world: World, editor: Caller, checker: Caller) -> None:
    path = f"verdicts/{world.submitted.pk}/"
    verdict = editor.get(path).json()
    assert checker.patch(f"claims/{verdict['claim']}/", {"place": "Elsewhere", "version": 1}).status_code == 200
    body = {"number": verdict["latest"]["number"], "basis": verdict["basis"]}
    refused = editor.post(f"{path}approve/", body)
    assert refused.status_code == 409
    assert editor.get(path).json()["state"] == "submitted"
    approved = editor.post(f"{path}approve/", body | {"basis": editor.get(path).json()["basis"]})
    assert (approved.status_code, approved.json()["state"], approved.json()["approved"]) == (200, "approved", 1)


def _create_requests(world: World) -> dict[str, tuple[type[models.Model], dict[str, Any]]]:
    claim, article = world.open_claim, world.first_article
    return {
        "sources": (Source, {"name": "Another Source"}),
        "articles": (Article, {"text": "Another text."}),
        "revisions": (Revision, {"article": article.pk, "text": "A changed text.", "version": 1}),
        "actors": (Actor, {"name": "Another Actor"}),
        "claims": (Claim, {"statement": "He said so.", "layer": "utterance", "claimant": world.minister.pk}),
        "mentions": (
            Mention,
            {"claim": claim.pk, "revision": article.current.pk, "selection": [quoted("all was well")], "mode": "indirect"},
        ),
        "relations": (Relation, {"claim": claim.pk, "relation_kind": "denies", "other": world.claim("He left.").pk}),
        "evidence": (
            Evidence,
            {"claim": claim.pk, "stance": "context", "closeness": "primary", "address": "https://a.example/", "exact": "Words."},
        ),
        "searches": (
            SearchLogEntry,
            {"claim": claim.pk, "sought": "supports", "place": "Archive", "terms": "words", "searched_on": "2022-04-10"},
        ),
        "verdicts": (Verdict, {"claim": claim.pk}),
    }


CREATING = ("sources", "articles", "revisions", "actors", "claims", "mentions", "relations", "evidence", "searches", "verdicts")


@pytest.mark.parametrize("noun", CREATING)
def test_repeated_create_request_creates_one_row(world: World, checker: Caller, noun: str) -> None:
    model, body = _create_requests(world)[noun]
    before, key = model._default_manager.count(), str(uuid.uuid4())
    first = checker.post(f"{noun}/", body, idempotency_key=key)
    assert first.status_code == 201, first.content
    again = checker.post(f"{noun}/", body, idempotency_key=key)
    assert (again.status_code, again["Location"]) == (201, first["Location"])
    assert again.json() == first.json()
    assert model._default_manager.count() == before + 1
    assert checker.client.get(first["Location"]).json() == first.json()


OTHER_VALUES: dict[str, dict[str, Any]] = {
    "sources": {"country": "Nepal"},
    "articles": {"text": "Other words."},
    "revisions": {"text": "Other words."},
    "actors": {"description": "clerk"},
    "claims": {"statement": "She said so."},
    "mentions": {"mode": "direct"},
    "relations": {"relation_kind": "counters"},
    "evidence": {"exact": "Other words."},
    "searches": {"note": "Another note."},
    "verdicts": {"summary": "Other words."},
}


@pytest.mark.parametrize("noun", CREATING)
def test_used_key_with_a_different_body_gets_409(world: World, checker: Caller, noun: str) -> None:
    model, body = _create_requests(world)[noun]
    key = str(uuid.uuid4())
    first = checker.post(f"{noun}/", body, idempotency_key=key)
    count = model._default_manager.count()
    conflict = checker.post(f"{noun}/", body | OTHER_VALUES[noun], idempotency_key=key)
    assert conflict.status_code == 409
    assert "a different body already" in conflict.json()["detail"]
    assert "Send a new key" in conflict.json()["next_step"]
    assert model._default_manager.count() == count
    assert checker.post(f"{noun}/", body, idempotency_key=key)["Location"] == first["Location"]


def test_import_of_an_existing_text_does_not_use_up_the_key(world: World, checker: Caller) -> None:
    existing, key = world.first_article, str(uuid.uuid4())
    body = {"text": existing.current.text}
    responses = [checker.post("articles/", body, idempotency_key=key) for _ in range(2)]
    assert [(response.status_code, response.json()["id"]) for response in responses] == [(200, existing.pk)] * 2
    assert checker.post("articles/", {"text": "Another text."}, idempotency_key=key).status_code == 201


def test_key_belongs_to_one_person_and_one_operation(world: World, checker: Caller) -> None:
    key = str(uuid.uuid4())
    assert checker.post("sources/", {"name": "One"}, idempotency_key=key).status_code == 201
    other = Caller(world.second_checker).post("sources/", {"name": "Two"}, idempotency_key=key)
    assert (other.status_code, other.json()["name"]) == (201, "Two")
    used = checker.post("articles/", {"text": "Another text."}, idempotency_key=key)
    assert used.status_code == 422
    assert set(used.json()["errors"]) == {"Idempotency-Key"}


def test_key_must_be_a_uuid(checker: Caller) -> None:
    response = checker.post("sources/", {"name": "One"}, idempotency_key="once")
    assert response.status_code == 422
    assert set(response.json()["errors"]) == {"Idempotency-Key"}


def test_existing_actor_is_returned_and_not_added(checker: Caller) -> None:
    first = checker.post("actors/", {"name": "Mikhail Minister"})
    again = checker.post("actors/", {"name": "mikhail  minister", "description": "someone else"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()


@pytest.mark.django_db(transaction=True)
def test_actor_that_a_concurrent_request_adds_is_not_reported_as_new(world: World) -> None:
    """The unique index makes the second request wait, so it returns a row that is newer than the request."""
    first, second = Caller(world.checker), Caller(world.second_checker)

    def post() -> Any:
        try:
            return second.post("actors/", {"name": "BRAND NEW"})
        finally:
            connection.close()

    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic(), connection.cursor() as cursor:
            assert first.post("actors/", {"name": "Brand new"}).status_code == 201
            response = pool.submit(post)
            is_waiting = False
            while not is_waiting:
                assert not response.done()
                cursor.execute(waiting)
                is_waiting = cursor.fetchone() == (1,)
        assert (response.result().status_code, response.result().json()["name"]) == (200, "Brand new")


def test_identical_text_is_recognized(checker: Caller) -> None:
    first = checker.post("articles/", {"text": "The same words.\r\n"})
    again = checker.post("articles/", {"text": "The same words.\n", "title": "Another title"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()


def _run_concurrently(*calls: Callable[[], Any]) -> list[Any]:
    """The responses to requests that start together, each in its own thread with its own connection."""
    ready, responses = threading.Barrier(len(calls)), [None] * len(calls)

    def run(position: int, call: Callable[[], Any]) -> None:
        try:
            ready.wait(10)
            responses[position] = call()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return responses


@pytest.mark.django_db(transaction=True)
def test_concurrent_changes_have_one_winner(world: World) -> None:
    source, callers = world.outlet, [Caller(world.checker), Caller(world.second_checker)]
    responses = _run_concurrently(
        *(
            lambda caller=caller, country=country: caller.patch(f"sources/{source.pk}/", {"country": country, "version": 1})
            for caller, country in zip(callers, ("Nepal", "Bhutan"), strict=True)
        )
    )
    assert sorted(response.status_code for response in responses) == [200, 409]
    won, lost = sorted(responses, key=lambda response: response.status_code)
    assert lost.json()["current"] == {"country": won.json()["country"]}


@pytest.mark.django_db(transaction=True)
def test_concurrent_requests_with_one_key_create_one_row(world: World) -> None:
    caller, key = Caller(world.checker), str(uuid.uuid4())
    body = {"statement": "He said so.", "layer": "utterance", "claimant": world.minister.pk}
    responses = _run_concurrently(*[lambda: caller.post("claims/", body, idempotency_key=key)] * 2)
    assert [response.status_code for response in responses] == [201, 201]
    assert responses[0].json() == responses[1].json()
    assert Claim.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_concurrent_approvals_have_one_winner(world: World) -> None:
    verdict = world.submitted
    one, other = Caller(world.editor), Caller(world.other_editor)
    seen = one.get(f"verdicts/{verdict.pk}/").json()
    read = {"number": seen["latest"]["number"], "basis": seen["basis"]}
    responses = _run_concurrently(
        lambda: one.post(f"verdicts/{verdict.pk}/approve/", read),
        lambda: other.post(f"verdicts/{verdict.pk}/approve/", read),
    )
    assert sorted(response.status_code for response in responses) == [200, 409]


def test_rating_change_requires_the_current_version(administrator: Caller) -> None:
    rating = Rating.objects.get(name="False")
    path = f"ratings/{rating.pk}/"
    assert administrator.patch(path, {"description": "Wrong."}).status_code == 428
    assert administrator.patch(path, {"description": "Wrong.", "version": rating.version}).status_code == 200
    assert administrator.patch(path, {"description": "Wrong again.", "version": rating.version}).status_code == 409
    taken = administrator.patch(path, {"name": "True", "version": rating.version + 1})
    assert taken.status_code == 422
    assert set(taken.json()["errors"]) == {"name"}
