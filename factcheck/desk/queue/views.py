"""The queue: the first screen of the desk."""

from __future__ import annotations

from django.http import HttpResponse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.models import Layer
from factcheck.desk.queue.queries import OPEN, Filters, Part, page_of
from factcheck.desk.queue.rows import html_of
from factcheck.web.access import get_only, staff
from factcheck.web.responses import show
from factcheck.web.tabs import Choice


@staff
@get_only
def queue(request: StaffRequest) -> HttpResponse:
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
        "segments": [Choice(p.label, f"?part={p.value}", p is part) for p in Part],
        "filters": filters,
        "states": OPEN,
        "layers": Layer.values,
        "page": page,
        "rows": html_of(person, page.items, with_key="page" not in said),
    }
    return show(request, "desk/queue/page.html", context)
