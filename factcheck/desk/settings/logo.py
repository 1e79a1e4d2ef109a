"""The screen of the logo. All staff can see it, administrators change it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from factcheck.accounts.requests import StaffRequest
from factcheck.archive.quota import low_quota
from factcheck.desk.settings import messages
from factcheck.desk.settings.forms import LogoForm, LogoRemovalForm
from factcheck.desk.settings.look import current_look
from factcheck.evidence.fields import FILE_TOO_LARGE
from factcheck.newsroom.models import Newsroom
from factcheck.newsroom.queries import the_newsroom
from factcheck.publishing.logos.actions import remove_logo, set_logo
from factcheck.publishing.logos.limits import MAX_BYTES
from factcheck.web.access import get_and_post, post_only, signed_in
from factcheck.web.decisions import can
from factcheck.web.responses import render_page
from factcheck.web.submission import Outcome, saved, submit


@signed_in
@get_and_post
def logo(request: StaffRequest) -> HttpResponse:
    """The logo with its preview, and the form that uploads another one."""
    row = the_newsroom()

    def save(form: LogoForm) -> Newsroom:
        clean = form.cleaned_data
        return set_logo(
            person=request.user,
            newsroom=row,
            file=clean["file"],
            name=clean["file"].name,
            contains_name=clean["contains_name"],
            seen_version=clean["version"],
            token=clean["token"],
        )

    outcome = submit(request, LogoForm.of(row, request), save, permission="newsroom.edit", subject=row, reload=the_newsroom)
    if outcome.is_saved:
        return saved(request, messages.LOGO_SAVED, to=reverse("desk:newsroom-logo"), changed=["newsroom"])
    return _page(request, outcome, outcome.form, LogoRemovalForm.of(outcome.row or row))


@signed_in
@post_only
def remove(request: StaffRequest) -> HttpResponse:
    """Removes the logo."""
    row = the_newsroom()

    def save(form: LogoRemovalForm) -> Newsroom:
        clean = form.cleaned_data
        return remove_logo(person=request.user, newsroom=row, seen_version=clean["version"], token=clean["token"])

    form = LogoRemovalForm.of(row, request)
    outcome = submit(request, form, save, permission="newsroom.edit", subject=row, reload=the_newsroom)
    if outcome.is_saved:
        return saved(request, messages.LOGO_REMOVED, to=reverse("desk:newsroom-logo"), changed=["newsroom"])
    return _page(request, outcome, LogoForm.of(outcome.row or row), outcome.form)


def _page(request: StaffRequest, outcome: Outcome[Any, Newsroom], form: LogoForm, removal: LogoRemovalForm) -> HttpResponse:
    context = {
        **outcome.context,
        "form": form,
        "removal": removal,
        "may_edit": can(request.user, "newsroom.edit"),
        "look": current_look(),
        "most_bytes": MAX_BYTES,
        "too_large": FILE_TOO_LARGE.format(size="{size}", limit=f"{MAX_BYTES:,}"),
        "low_quota": low_quota(request.user),
    }
    return render_page(request, "desk/settings/logo.html", context, status=outcome.status)
