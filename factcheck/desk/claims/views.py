"""The list of all claims."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict

from factcheck.accounts.requests import StaffRequest
from factcheck.claims.choices import Layer
from factcheck.desk.claims.queries import NO_VERDICT, ClaimFilters, claim_list_page
from factcheck.verdicts.models import Conclusion, VerdictState
from factcheck.web.access import get_only, signed_in
from factcheck.web.decisions import can
from factcheck.web.responses import render_page
from factcheck.web.tabs import Tab
from factcheck.web.templatetags.parts import STATE_LABELS

ALL = "All"
LABELS = {NO_VERDICT: "No verdict"} | {state: STATE_LABELS[state] for state in VerdictState.values}
"""The state of a verdict → the label of its tab."""
_TABS = {state: label[0].upper() + label[1:] for state, label in {"": ALL, **LABELS}.items()}
_LAYERS, _CONCLUSIONS = Layer.values, dict(Conclusion.choices)


@signed_in
@get_only
def claims(request: StaffRequest) -> HttpResponse:
    query = request.GET
    filters = ClaimFilters(
        words=query.get("words", "").strip()[:200],
        layer=query.get("layer", "") if query.get("layer") in _LAYERS else "",
        state=query.get("state", "") if query.get("state") in LABELS else "",
        conclusion=query.get("conclusion", "") if query.get("conclusion") in _CONCLUSIONS else "",
        claimant=query.get("claimant", "").strip()[:200],
        topic=query.get("topic", "").strip()[:60],
        is_closed=query.get("closed") == "1",
    )
    context = {
        "filters": filters,
        "segments": _states(query, filters),
        "layers": _LAYERS,
        "conclusions": list(_CONCLUSIONS.items()),
        "may_verify_package": can(request.user, "package.verify"),
        "page": claim_list_page(request.user, filters, query.get("page", "")),
    }
    return render_page(request, "desk/claims/page.html", context)


def _states(query: QueryDict, filters: ClaimFilters) -> list[Tab]:
    """A tab for each state of a verdict, which preserves the other filters."""
    others = query.copy()
    for name in ("state", "page"):
        others.pop(name, None)
    address = f"?{others.urlencode()}&state=" if others else "?state="
    return [Tab(label, f"{address}{state}", filters.state == state) for state, label in _TABS.items()]
