"""The verdict page, its moves, and the review."""

from __future__ import annotations

import uuid
from typing import Any

from factcheck.verdicts.queries import basis_for
from tests.routes import LOGIN, Row, only_get, only_post
from tests.world import World

SEEN = (LOGIN, 200, 200, 200, 200)


def _claim(world: World) -> dict[str, Any]:
    return {"claim_id": world.open_claim.pk}


def _draft(world: World) -> dict[str, Any]:
    return {"verdict_id": world.draft.pk}


def _approved(world: World) -> dict[str, Any]:
    return {"verdict_id": world.approved.pk}


def _submitted(world: World) -> dict[str, Any]:
    return {"verdict_id": world.submitted.pk}


def _text(world: World) -> dict[str, Any]:
    return {"token": str(uuid.uuid4()), "conclusion": "refuted", "summary": "It is not so.", "as_of": "2022-04-20"}


def _decision(world: World) -> dict[str, Any]:
    verdict = world.submitted
    number, basis = verdict.latest.number, basis_for(verdict.claim)
    return {"version": verdict.version, "number": number, "basis": basis, "reason": "Looked at each image."}


def _of_submitted(world: World) -> dict[str, Any]:
    return {"version": world.submitted.version}


def _to_second_checker(world: World) -> dict[str, Any]:
    return {"version": world.draft.version, "to": world.second_checker.pk, "reason": "On leave."}


def _of_approved(world: World) -> dict[str, Any]:
    return {"version": world.approved.version}


ROWS = [
    Row("desk:verdict", "GET", SEEN, args=_claim),
    Row("desk:verdict", "GET", SEEN, args=lambda world: {"claim_id": world.draft.claim_id}, query="?from=1&to=1"),
    Row("desk:verdict", "GET", (LOGIN, 404, 404, 404, 404), args=lambda world: {"claim_id": 9_999_999}),
    Row("desk:verdict", "POST", (LOGIN, 403, 303, 303, 303), args=_claim, data=_text),
    *only_post("desk:submit", (LOGIN, 403, 303, 403, 403), args=_draft, data=lambda world: {"version": world.draft.version}),
    *only_post("desk:take_back", (LOGIN, 403, 303, 403, 403), args=_submitted, data=_of_submitted),
    *only_post("desk:hand_over", (LOGIN, 403, 303, 303, 303), args=_draft, data=_to_second_checker),
    *only_post("desk:reopen", (LOGIN, 403, 303, 303, 303), args=_approved, data=_of_approved),
    *only_get("desk:review", SEEN, args=_submitted),
    *only_post("desk:approve", (LOGIN, 403, 403, 303, 303), args=_submitted, data=_decision),
    *only_post("desk:return", (LOGIN, 403, 403, 303, 303), args=_submitted, data=_decision),
]
