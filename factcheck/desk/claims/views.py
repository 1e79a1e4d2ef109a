"""The list of all claims."""

from __future__ import annotations

from django.http import HttpResponse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.models import Layer
from factcheck.desk.claims.queries import NO_VERDICT, Filters, page_of
from factcheck.verdicts.models import Conclusion, VerdictState
from factcheck.web.access import get_only, staff
from factcheck.web.responses import show


@staff
@get_only
def claims(request: StaffRequest) -> HttpResponse:
    said = request.GET
    states = [NO_VERDICT, *VerdictState.values]
    filters = Filters(
        layer=said.get("layer", "") if said.get("layer") in Layer.values else "",
        state=said.get("state", "") if said.get("state") in states else "",
        conclusion=said.get("conclusion", "") if said.get("conclusion") in Conclusion.values else "",
        claimant=said.get("claimant", "").strip()[:200],
        topic=said.get("topic", "").strip()[:60],
    )
    context = {
        "filters": filters,
        "layers": Layer.values,
        "states": VerdictState.values,
        "conclusions": Conclusion.choices,
        "page": page_of(request.user, filters, said.get("page", "")),
    }
    return show(request, "desk/claims/page.html", context)
