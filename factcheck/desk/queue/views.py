"""The queue: the first screen of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from factcheck.accounts.models import Person, Role
from factcheck.claims.models import Layer
from factcheck.desk.queue.queries import OPEN, Filters, Part, page_of
from factcheck.verdicts.workflow import State
from factcheck.web.answers import show
from factcheck.web.signin import get_only, staff


@dataclass(frozen=True, slots=True)
class Segment:
    label: str
    url: str
    is_current: bool
    count: None = None


@staff
@get_only
def queue(request: HttpRequest) -> HttpResponse:
    person = request.user
    said = request.GET
    part = Part(said["part"]) if said.get("part") in set(Part) else Part.MINE
    filters = Filters(
        state=said.get("state", "") if said.get("state") in set(OPEN) else "",
        layer=said.get("layer", "") if said.get("layer") in Layer.values else "",
    )
    page = page_of(person, part, filters, said.get("page", ""))
    context = {
        "part": part,
        "segments": [Segment(p.label, f"?part={p.value}", p is part) for p in Part],
        "filters": filters,
        "states": OPEN,
        "layers": Layer.values,
        "page": page,
        "rows": [
            (
                *_door(person, row),
                *(row.claim__statement, row.claim__layer, row.claim__claimant__name),
                *(row.author__name, row.state, row.moved_at),
            )
            for row in page.items
        ],
        "is_first": "page" not in said,
    }
    return show(request, "desk/queue/page.html", context)


def _door(person: Person, row: Any) -> tuple[str, str]:
    """What this person does with the verdict next, and where."""
    is_editor = person.is_at_least(Role.EDITOR)
    match row.state:
        case State.SUBMITTED:
            return ("Review" if is_editor else "Read"), reverse("desk:review", args=[row.id])
        case State.APPROVED if is_editor:
            return "Publish", reverse("publishing:publish", args=[row.id])
        case State.RETURNED if row.author_id == person.pk:
            return "Answer", reverse("desk:verdict", args=[row.claim_id])
        case _:
            return "Open", reverse("desk:verdict", args=[row.claim_id])
