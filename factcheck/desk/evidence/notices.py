"""What the page of an item needs to list its availability notices."""

from __future__ import annotations

from factcheck.accounts.requests import StaffRequest
from factcheck.evidence.models import Evidence
from factcheck.publishing.notices.queries import notices_of_item
from factcheck.web.decisions import can


def notices_context(request: StaffRequest, row: Evidence) -> dict[str, object]:
    """The context of `desk/publish/notices.html`. The link to the form appears only if the person may publish one."""
    return {"notices": notices_of_item(row), "may_notify": can(request.user, "notice.publish", row)}
