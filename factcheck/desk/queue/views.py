"""The queue: the first screen of the desk."""

from __future__ import annotations

from django.http import HttpResponse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.models import Layer
from factcheck.desk.queue.queries import OPEN, QueueFilters, QueuePart, page_of
from factcheck.desk.queue.rows import queue_rows
from factcheck.web.access import get_only, signed_in
from factcheck.web.responses import render_page
from factcheck.web.tabs import Tab


@signed_in
@get_only
def queue(request: StaffRequest) -> HttpResponse:
    person = request.user
    said = request.GET
    part = QueuePart(said["part"]) if said.get("part") in set(QueuePart) else QueuePart.MINE
    filters = QueueFilters(
        state=said.get("state", "") if said.get("state") in set(OPEN) else "",
        layer=said.get("layer", "") if said.get("layer") in Layer.values else "",
    )
    page = page_of(person, part, filters, said.get("page", ""))
    context = {
        "part": part,
        "segments": [Tab(p.label, f"?part={p.value}", p is part) for p in QueuePart],
        "filters": filters,
        "states": OPEN,
        "layers": Layer.values,
        "page": page,
        "rows": queue_rows(person, page.items, with_key="page" not in said),
    }
    return render_page(request, "desk/queue/page.html", context)
