"""The API of takedowns, legal holds, recorded verifications, and exports."""

from typing import Any

from factcheck.evidence.custody.actions import export_file, hide_evidence, place_hold, verify_file
from factcheck.evidence.custody.models import CaptureVerification, EvidenceExport, LegalHold, Takedown
from factcheck.evidence.models import Evidence
from tests.copies import preserved_copy
from tests.routes import Row
from tests.routes.api import CHECK, post_rows, resource_rows
from tests.routes.evidence import a_file
from tests.world import World

DECIDE = (401, 403, 403, 201, 201)
DECIDED = (401, 403, 403, 200, 200)


def a_takedown(world: World) -> Takedown:
    return hide_evidence(person=world.editor, item=world.evidence, reason_code="safety", reason="A person is in danger.")


def a_hold(world: World) -> LegalHold:
    return place_hold(person=world.editor, claim=world.open_claim, reason="A lawsuit.")


def a_file_of_item(world: World) -> Evidence:
    return Evidence.objects.select_related("capture").get(pk=a_file(world)["evidence_id"])


def a_verification(world: World) -> CaptureVerification:
    copy = preserved_copy(world.checker, world.evidence)
    return verify_file(person=world.checker, item=copy.evidence, capture=copy.capture)


def an_export(world: World) -> EvidenceExport:
    item = a_file_of_item(world)
    assert item.capture
    return export_file(person=world.checker, item=item, capture=item.capture, form="file", recipient="A court", purpose="1")


def of_file(world: World) -> dict[str, Any]:
    item = a_file_of_item(world)
    return {"evidence": item.pk, "capture": item.capture_id}


def why(world: World) -> dict[str, Any]:
    return {"reason": "It is over.", "version": 1}


ROWS: list[Row] = [
    *resource_rows(
        "takedowns",
        a_takedown,
        write=DECIDE,
        data=lambda world: {"evidence": world.evidence.pk, "reason_code": "safety", "reason": "A person is in danger."},
    ),
    *post_rows("takedowns-lift", a_takedown, DECIDED, why),
    *resource_rows("holds", a_hold, write=DECIDE, data=lambda world: {"claim": world.open_claim.pk, "reason": "A lawsuit."}),
    *post_rows("holds-end", a_hold, DECIDED, why),
    *resource_rows("verifications", a_verification, write=CHECK, data=of_file),
    *resource_rows(
        "exports",
        an_export,
        write=CHECK,
        data=lambda world: {**of_file(world), "form": "file", "recipient": "A court", "purpose": "Case 1"},
    ),
]
