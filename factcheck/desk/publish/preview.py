"""The preview of a publication: the public page of the document that would be published, in a frame of the publish screen.

It is a page of its own, because the style sheets of the desk and of the public pages define the same classes, and because the
columns of a public page depend on the width of the window.
"""

from __future__ import annotations

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from factcheck.accounts.requests import StaffRequest
from factcheck.formats.titles import displayed_rating
from factcheck.newsroom.queries import newsroom_name
from factcheck.publishing import actions
from factcheck.publishing.hidden_items import hidden_items, without_hidden_items
from factcheck.publishing.notices.noticed import with_notices
from factcheck.publishing.notices.queries import notices_of
from factcheck.verdicts.models import Verdict
from factcheck.web.access import get_only, signed_in
from factcheck.web.decisions import permit
from factcheck.web.public_urls import public_base, public_url


@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]  # its types exclude values from the URL
@xframe_options_sameorigin
@signed_in
@get_only
def preview(request: StaffRequest, verdict_id: int) -> HttpResponse:
    """The page that readers would see. Only pages of this site may embed it."""
    verdict = get_object_or_404(Verdict.objects.visible_to(request.user).select_related("claim"), pk=verdict_id)
    permit(request.user, "verdict.publish", verdict)
    draft = actions.draft_publication(verdict)
    document = without_hidden_items(draft.document, verdict.claim_id, hidden_items())
    document = with_notices(document, notices_of(verdict.pk))
    context = {
        "newsroom_name": newsroom_name(),
        "check": document,
        "displayed_rating": displayed_rating(document),
        "canonical": public_url(public_base(request), "check", slug=document["slug"]),
        "is_preview": True,
    }
    return render(request, "desk/publish/preview.html", context)
