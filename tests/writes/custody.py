"""The writes of custody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from factcheck.evidence.actions import attach
from factcheck.evidence.custody.actions import end_hold, export_file, hide_evidence, lift_takedown, place_hold, verify_file
from factcheck.evidence.locators import FileLocator
from tests.world import World
from tests.writes.write import OTHER_REASON, Write


def _file(world: World) -> dict[str, Any]:
    file = FileLocator("report.txt", "text/plain", b"what was found")
    item = attach(person=world.checker, claim=world.open_claim, stance="context", closeness="primary", quoted_from=file)
    return {"person": world.checker, "item": item, "capture": item.capture}


def _lift_takedown(world: World) -> Write:
    takedown = hide_evidence(person=world.editor, item=world.evidence, reason_code="safety", reason="A person is in danger.")
    return Write(
        lift_takedown, {"person": world.editor, "takedown": takedown, "reason": "Over.", "seen_version": 1}, OTHER_REASON
    )


def _end_hold(world: World) -> Write:
    hold = place_hold(person=world.editor, item=world.evidence, reason="A lawsuit.")
    return Write(end_hold, {"person": world.editor, "hold": hold, "reason": "Over.", "seen_version": 1}, OTHER_REASON)


CUSTODY_WRITES: dict[str, Callable[[World], Write]] = {
    "hide evidence": lambda w: Write(
        hide_evidence,
        {"person": w.editor, "item": w.evidence, "reason_code": "safety", "reason": "A person is in danger."},
        OTHER_REASON,
    ),
    "lift a takedown": _lift_takedown,
    "place a legal hold": lambda w: Write(
        place_hold, {"person": w.editor, "item": w.evidence, "reason": "A lawsuit."}, OTHER_REASON
    ),
    "end a legal hold": _end_hold,
    "verify a stored file": lambda w: Write(verify_file, _file(w), _file(w)),
    "export a file": lambda w: Write(
        export_file, {**_file(w), "form": "file", "recipient": "A court", "purpose": "Case 1"}, {"purpose": "Case 2"}
    ),
}
