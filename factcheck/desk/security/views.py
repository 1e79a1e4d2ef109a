"""The security log: a list with filters, and its export."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone

from factcheck.accounts.models import EventKind
from factcheck.accounts.requests import StaffRequest
from factcheck.accounts.security_log import ORDER, exported, record_event
from factcheck.desk.security.queries import EventFilters, listed, people_to_filter, read_filters
from factcheck.web.access import get_only, signed_in
from factcheck.web.decisions import permit
from factcheck.web.pagination import keyset_page
from factcheck.web.responses import render_page


@signed_in
@get_only
def security_log(request: StaffRequest) -> HttpResponse | StreamingHttpResponse:
    """The page, or all matching events as a file with `?format=json`."""
    permit(request.user, "security_log.view")
    filters = read_filters(request.GET)
    if request.GET.get("format") == "json":
        return _export(request, filters)
    page = keyset_page(filters.rows(), order=ORDER, cursor=request.GET.get("page", ""))
    context = {
        "filters": filters,
        "people": people_to_filter(),
        "kinds": EventKind.choices,
        "page": page,
        "events": listed(page.items),
    }
    return render_page(request, "desk/security/page.html", context)


def _export(request: StaffRequest, filters: EventFilters) -> StreamingHttpResponse:
    """A JSON array, one event on each line, newest first. The response is sent while the events are read."""
    record_event(EventKind.LOG_EXPORTED, request.user)
    response = StreamingHttpResponse(_lines(filters), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="security-log-{timezone.localdate()}.json"'
    return response


def _lines(filters: EventFilters) -> Iterator[str]:
    separator = "[\n"
    for values in exported(filters.rows()):
        yield separator + json.dumps(values)
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"
