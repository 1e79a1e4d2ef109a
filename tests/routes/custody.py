"""Custody of evidence, takedowns, legal holds, and exports."""

from typing import Any

from factcheck.evidence.custody.actions import export_file, hide_evidence, place_hold
from factcheck.evidence.models import Evidence
from tests.copies import preserved_copy
from tests.routes import LOGIN, Row, only_get, only_post
from tests.routes.evidence import READING, WRITING, a_file, an_item
from tests.world import World

DECIDING = (LOGIN, 403, 403, 303, 303)


def a_stored_file(world: World) -> dict[str, Any]:
    copy = preserved_copy(world.checker, world.evidence)
    return {"evidence_id": copy.evidence_id, "capture_id": copy.capture_id}


def an_export(world: World) -> dict[str, Any]:
    item = Evidence.objects.select_related("capture").get(pk=a_file(world)["evidence_id"])
    assert item.capture
    export = export_file(person=world.checker, item=item, capture=item.capture, form="file", recipient="A court", purpose="1")
    return {"export_id": export.pk}


def a_takedown(world: World) -> dict[str, Any]:
    takedown = hide_evidence(person=world.editor, item=world.evidence, reason_code="safety", reason="A person is in danger.")
    return {"takedown_id": takedown.pk}


def a_hidden_item(world: World) -> dict[str, Any]:
    a_takedown(world)
    return {"evidence_id": world.evidence.pk}


def a_hold(world: World) -> dict[str, Any]:
    return {"hold_id": place_hold(person=world.editor, item=world.evidence, reason="A lawsuit.").pk}


def a_file_to_export(world: World) -> dict[str, Any]:
    capture = Evidence.objects.filter(capture__isnull=False).values_list("capture", flat=True).get()
    return {"file": f"file-{capture}", "recipient": "A court", "purpose": "Case 1"}


def why(world: World) -> dict[str, Any]:
    return {"reason": "A lawsuit.", "version": 1}


ROWS = [
    *only_get("desk:evidence-custody", READING, args=an_item),
    *only_post("desk:file-verify", WRITING, args=a_stored_file),
    Row("desk:evidence-export", "GET", READING, args=a_file),
    Row("desk:evidence-export", "POST", WRITING, args=a_file, data=a_file_to_export),
    *only_get("desk:export-file", READING, args=an_export),
    Row("desk:evidence-takedown", "GET", READING, args=an_item),
    Row(
        "desk:evidence-takedown",
        "POST",
        DECIDING,
        args=an_item,
        data=lambda world: {"reason_code": "safety", "reason": "Danger."},
    ),
    *only_get("desk:evidence-hidden", (LOGIN, 403, 403, 200, 200), args=a_hidden_item),
    Row("desk:takedown-lift", "GET", READING, args=a_takedown),
    Row("desk:takedown-lift", "POST", DECIDING, args=a_takedown, data=why),
    Row("desk:evidence-hold", "GET", READING, args=an_item),
    Row("desk:evidence-hold", "POST", DECIDING, args=an_item, data=why),
    Row("desk:claim-hold", "GET", READING, args=lambda world: {"claim_id": world.open_claim.pk}),
    Row("desk:claim-hold", "POST", DECIDING, args=lambda world: {"claim_id": world.open_claim.pk}, data=why),
    Row("desk:hold-end", "GET", READING, args=a_hold),
    Row("desk:hold-end", "POST", DECIDING, args=a_hold, data=why),
]
