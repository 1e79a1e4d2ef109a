"""The template tag that warns an editor before an edit that would cost them the right to approve a verdict."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext

from factcheck.desk.lost_reviews import warning_for

register = template.Library()


@register.inclusion_tag("desk/lost_reviews.html", takes_context=True)
def lost_reviews(context: RequestContext) -> dict[str, Any]:
    """The warning for the page of the current request; nothing if it has no form that costs this person a review."""
    request: Any = context.get("request")
    match = getattr(request, "resolver_match", None)
    if match is None or match.namespace != "desk" or not request.user.is_authenticated:
        return {"warning": None}
    return {"warning": warning_for(request.user, match.url_name, match.kwargs)}
