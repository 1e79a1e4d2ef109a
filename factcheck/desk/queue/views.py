"""The queue, the start screen for staff."""

from __future__ import annotations

from django.http import HttpResponse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.choices import Layer
from factcheck.desk.queue.addresses import address_page
from factcheck.desk.queue.counts import count_label, part_counts
from factcheck.desk.queue.first_steps import first_steps
from factcheck.desk.queue.messages import column_headings, overdue_answers
from factcheck.desk.queue.open_work import open_work
from factcheck.desk.queue.published import changed_page, due_page
from factcheck.desk.queue.queries import QueueFilters, QueuePart
from factcheck.desk.queue.rows import address_items, changed_items, due_items, overdue_items, queue_items, with_first_key
from factcheck.desk.replies.queries import overdue_page
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
    cursor = query.get("page", "")
    counts: dict[QueuePart, int] | None = None
    match part:
        case QueuePart.CHANGED:
            page = changed_page(cursor)
            items = changed_items(page.items)
        case QueuePart.DUE:
            page = due_page(cursor)
            items = due_items(page.items)
        case QueuePart.REPLIES:
            page = overdue_page(person, cursor)
            items = overdue_items(page.items)
        case QueuePart.ADDRESSES:
            page = address_page(person, cursor)
            items = address_items(page.items)
        case _:
            work = open_work(person, part, filters, cursor)
            page, counts = work.page, work.counts
            items = queue_items(person, work, is_first_page="page" not in query)
    if counts is None:
        counts = part_counts(person)
        items = items if "page" in query else with_first_key(items)
    is_empty = part is QueuePart.MINE and not page.items and filters == QueueFilters()
    overdue = counts.get(QueuePart.REPLIES, 0)
    context = {
        "part": part,
        "segments": [Tab(p.label, f"?part={p.value}", p is part, count_label(counts.get(p, 0))) for p in QueuePart],
        "filters": filters,
        "states": QUEUED,
        "layers": Layer.values,
        "columns": column_headings(part),
        "page": page,
        "items": items,
        "steps": first_steps(person) if is_empty else [],
        "overdue": overdue_answers(overdue) if overdue and part is QueuePart.MINE else "",
    }
    return render_page(request, "desk/queue/page.html", context)
