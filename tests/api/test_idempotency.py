"""The Idempotency-Key header on edits and moves: a repeated request returns the outcome of the first request."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from factcheck.accounts.actions import add_person
from factcheck.claims.actions import add_relation
from factcheck.ledger.models import Entry
from factcheck.publishing.actions import correct, draft_publication
from factcheck.publishing.models import Correction
from factcheck.verdicts.models import Rating
from factcheck.verdicts.queries import basis_for
from tests.api.calls import Caller
from tests.world import World

Call = tuple[str, str, str, dict[str, Any], dict[str, Any]]
"""Role, method, path, body, and the values that differ in another body."""
REASON = {"reason": "Another reason."}


def _relation_id(world: World) -> int:
    other = world.claim("They did it.")
    return add_relation(person=world.checker, claim=world.open_claim, relation_kind="denies", other=other).pk


def _correction_id(world: World) -> int:
    verdict = world.published
    correct(person=world.editor, verdict=verdict, correction_kind="typo", notice="One letter.", seen_version=verdict.version)
    return Correction.objects.get().pk


def _invited_id(world: World) -> int:
    return add_person(by=world.administrator, email="invited@newsroom.example", name="Ira Invited", role="checker").pk


def _move_call(world: World, verdict: Any, move: str, who: str, body: dict[str, Any], other: dict[str, Any]) -> Call:
    return who, "post", f"verdicts/{verdict.pk}/{move}/", {"version": verdict.version, **body}, other


WRITES: dict[str, Callable[[World], Call]] = {
    "source": lambda w: (
        "checker",
        "patch",
        f"sources/{w.outlet.pk}/",
        {"country": "Nepal", "version": 1},
        {"country": "Bhutan"},
    ),
    "article": lambda w: (
        "checker",
        "patch",
        f"articles/{w.first_article.pk}/",
        {"author": "A. Author", "version": 1},
        {"author": "B."},
    ),
    "actor": lambda w: (
        "checker",
        "patch",
        f"actors/{w.minister.pk}/",
        {"description": "mayor", "version": 1},
        {"description": "clerk"},
    ),
    "claim": lambda w: (
        "checker",
        "patch",
        f"claims/{w.open_claim.pk}/",
        {"statement": "He said it.", "version": 1},
        {"statement": "She said it."},
    ),
    "mention": lambda w: ("checker", "patch", f"mentions/{w.mention.pk}/", {"mode": "scare", "version": 1}, {"mode": "indirect"}),
    "mention withdrawn": lambda w: (
        "checker",
        "post",
        f"mentions/{w.mention.pk}/withdraw/",
        {"reason": "No.", "version": 1},
        REASON,
    ),
    "relation withdrawn": lambda w: (
        "checker",
        "post",
        f"relations/{_relation_id(w)}/withdraw/",
        {"reason": "No.", "version": 1},
        REASON,
    ),
    "evidence": lambda w: (
        "checker",
        "patch",
        f"evidence/{w.evidence.pk}/",
        {"stance": "context", "version": 1},
        {"stance": "supports"},
    ),
    "evidence withdrawn": lambda w: (
        "checker",
        "post",
        f"evidence/{w.evidence.pk}/withdraw/",
        {"reason": "No.", "version": 1},
        REASON,
    ),
    "version": lambda w: (
        "checker",
        "post",
        f"verdicts/{w.draft.pk}/versions/",
        {"summary": "Another text.", "version": 1},
        {"summary": "A third text."},
    ),
    "submit": lambda w: _move_call(w, w.draft, "submit", "checker", {}, {"version": 99}),
    "return": lambda w: _move_call(w, w.submitted, "return", "editor", {"reason": "Name the source."}, REASON),
    "approve": lambda w: (
        "editor",
        "post",
        f"verdicts/{w.submitted.pk}/approve/",
        {"number": 1, "basis": basis_for(w.submitted.claim)},
        REASON,
    ),
    "reopen": lambda w: _move_call(w, w.approved, "reopen", "editor", {"reason": "A new image came in."}, REASON),
    "publish": lambda w: _move_call(
        w, w.approved, "publish", "editor", {"seen_document": draft_publication(w.approved).seen}, {"version": 99}
    ),
    "correct": lambda w: _move_call(
        w, w.published, "correct", "editor", {"correction_kind": "typo", "notice": "One letter."}, {"notice": "Two letters."}
    ),
    "retract": lambda w: _move_call(w, w.published, "retract", "editor", {"notice": "It was wrong."}, {"notice": "Wrong."}),
    "notice": lambda w: (
        "editor",
        "patch",
        f"corrections/{_correction_id(w)}/",
        {"notice": "Two.", "version": 1},
        {"notice": "3"},
    ),
    "rating": lambda w: (
        "administrator",
        "patch",
        f"ratings/{Rating.objects.get(name='False').pk}/",
        {"description": "Wrong.", "version": 1},
        {"description": "Not right."},
    ),
    "new rating": lambda w: (
        "administrator",
        "post",
        "ratings/",
        {"name": "Outdated", "conclusion": "refuted"},
        {"name": "Old"},
    ),
    "new person": lambda w: (
        "administrator",
        "post",
        "people/",
        {"email": "new@newsroom.example", "name": "New", "role": "checker"},
        {"role": "editor"},
    ),
    "person": lambda w: (
        "administrator",
        "patch",
        f"people/{w.second_checker.pk}/",
        {"role": "editor", "version": 1},
        {"role": "reader"},
    ),
    "vouch": lambda w: ("editor", "post", f"people/{_invited_id(w)}/vouch/", {"reason": "We met on Monday."}, REASON),
}


@pytest.mark.parametrize("name", WRITES)
def test_repeated_edit_or_move_writes_once_and_returns_the_same_response(world: World, name: str) -> None:
    who, method, path, body, other = WRITES[name](world)
    caller, key = Caller(getattr(world, who)), str(uuid.uuid4())
    first = getattr(caller, method)(path, body, idempotency_key=key)
    assert first.status_code in (200, 201), first.content
    entries = Entry.objects.count()
    again = getattr(caller, method)(path, body, idempotency_key=key)
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert Entry.objects.count() == entries
    conflict = getattr(caller, method)(path, body | other, idempotency_key=key)
    assert conflict.status_code == 409, conflict.content
    assert "a different body already" in conflict.json()["detail"]
    assert Entry.objects.count() == entries


def test_key_of_another_operation_is_rejected_for_a_move(world: World, checker: Caller) -> None:
    key = str(uuid.uuid4())
    checker.patch(f"sources/{world.outlet.pk}/", {"country": "Nepal", "version": 1}, idempotency_key=key)
    response = checker.post(f"verdicts/{world.draft.pk}/submit/", {"version": 1}, idempotency_key=key)
    assert response.status_code == 422
    assert set(response.json()["errors"]) == {"Idempotency-Key"}


def test_used_key_grants_no_access_to_reads(world: World, checker: Caller) -> None:
    key, verdict = str(uuid.uuid4()), world.approved
    checker.patch(f"sources/{world.outlet.pk}/", {"country": "Nepal", "version": 1}, idempotency_key=key)
    path = f"/api/v1/verdicts/{verdict.pk}/preview/"
    assert checker.client.get(path).status_code == checker.client.get(path, headers={"idempotency-key": key}).status_code == 403
