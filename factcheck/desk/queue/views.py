"""The queue, the start screen for staff."""

from __future__ import annotations

from django.http import HttpResponse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.models import Layer
from factcheck.desk.queue.queries import QueueFilters, QueuePart, queue_page
from factcheck.desk.queue.rows import queue_rows
from factcheck.verdicts.states import QUEUED
from factcheck.web.access import get_only, signed_in
from factcheck.web.responses import render_page
from factcheck.web.tabs import Tab


@signed_in
@get_only
def queue(request: StaffRequest) -> HttpResponse:
    person = request.user
    query = request.GET
    part = QueuePart(query["part"]) if query.get("part") in set(QueuePart) else QueuePart.MINE
    filters = QueueFilters(
        state=query.get("state", "") if query.get("state") in set(QUEUED) else "",
        layer=query.get("layer", "") if query.get("layer") in Layer.values else "",
    )
    page = queue_page(person, part, filters, query.get("page", ""))
    context = {
        "part": part,
        "segments": [Tab(p.label, f"?part={p.value}", p is part) for p in QueuePart],
        "filters": filters,
        "states": QUEUED,
        "layers": Layer.values,
        "page": page,
        "rows": queue_rows(person, page.items, with_key="page" not in query),
    }
    return render_page(request, "desk/queue/page.html", context)
