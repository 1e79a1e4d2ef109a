"""The list of all claims."""

from __future__ import annotations

from django.http import HttpResponse

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.models import Layer
from factcheck.desk.claims.queries import NO_VERDICT, ClaimFilters, page_of
from factcheck.verdicts.models import Conclusion, VerdictState
from factcheck.web.access import get_only, signed_in
from factcheck.web.responses import render_page


@signed_in
@get_only
def claims(request: StaffRequest) -> HttpResponse:
    said = request.GET
    states = [NO_VERDICT, *VerdictState.values]
    filters = ClaimFilters(
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
    return render_page(request, "desk/claims/page.html", context)
