"""The scope that a token needs for each operation of the API, and the permission class that requires it.

An operation that is missing here is refused to all tokens. Sessions of browsers have all scopes.
"""

from __future__ import annotations

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from factcheck.accounts.models import EventKind, Scope, Token
from factcheck.web.current_request import mark_event
from factcheck.web.errors import NotAllowed

SESSION_ONLY = {"tokens_create": "A token cannot issue tokens. Create the token on your profile page."}
"""Operations that no token permits → reason."""

_READ = """
    root
    address-checks_list address-checks_retrieve
    actors_list actors_retrieve actors_near
    articles_list articles_retrieve articles_annotations
    captures_list captures_retrieve captures_content
    claims_list claims_retrieve
    copies_list copies_retrieve copies_text copies_quote
    corrections_list corrections_retrieve
    evidence_list evidence_retrieve evidence_proposals evidence_copying evidence_checking evidence_custody
    exports_list exports_retrieve
    holds_list holds_retrieve
    ledger_list ledger_retrieve
    mentions_list mentions_retrieve mentions_annotation mentions_proposals
    newsroom_retrieve
    notices_list notices_retrieve
    packages_retrieve
    parties_list parties_retrieve
    people_list people_retrieve people_me
    publications_list publications_retrieve
    ratings_list ratings_retrieve
    relations_list relations_retrieve
    replies_list replies_retrieve
    reviews_list reviews_retrieve
    revisions_list revisions_retrieve
    searches_list searches_retrieve
    sources_list sources_retrieve sources_near
    takedowns_list takedowns_retrieve
    tokens_list tokens_retrieve
    verdicts_list verdicts_retrieve verdicts_changes verdicts_preview
    verifications_list verifications_retrieve
    versions_list
"""
_WRITE = """
    actors_create actors_partial_update actors_merge
    articles_create articles_partial_update articles_close articles_reopen
    claims_create claims_partial_update claims_close claims_reopen claims_merge claims_split
    corrections_partial_update
    copies_create copies_place-quote copies_quote-words
    evidence_create evidence_partial_update evidence_confirm-context evidence_keep evidence_place evidence_preserve evidence_check
    evidence_withdraw
    mentions_create mentions_partial_update mentions_confirm-context mentions_keep mentions_place mentions_withdraw
    packages_create packages_parts
    parties_create parties_partial_update parties_withdraw
    relations_create relations_withdraw
    replies_create replies_partial_update replies_withdraw
    revisions_create
    searches_create
    sources_create sources_partial_update sources_merge
    tokens_revoke
    verdicts_create verdicts_submit verdicts_take_back verdicts_hand_over verdicts_reopen verdicts_recheck verdicts_recheck-date
    verdicts_drop
    verifications_create
    versions_create
"""
# Decisions of editors about what readers see, and everything that gives or takes authority.
_DECIDE = """
    articles_show-text
    claims_export
    exports_create
    holds_create holds_end
    newsroom_partial_update
    notices_create
    packages_import
    people_create people_partial_update people_vouch
    ratings_create ratings_partial_update
    takedowns_create takedowns_lift
    verdicts_approve verdicts_return verdicts_publish verdicts_correct verdicts_retract verdicts_confirm
"""
SCOPES: dict[str, Scope] = {
    name: scope
    for scope, names in ((Scope.READ, _READ), (Scope.WRITE, _WRITE), (Scope.DECIDE, _DECIDE))
    for name in names.split()
}
"""The scope of each operation, by its id (`operation_of`)."""


class ScopeMissing(NotAllowed):
    """The scope of the token does not include the operation (403). `required` is empty if no token permits it."""

    def __init__(self, message: str, *, required: Scope | None, next_step: str) -> None:
        super().__init__(message, next_step=next_step)
        self.required = required


def operation_of(view: Any) -> str:
    """The resource and the action of a view that handles a request, such as `claims_list` or `verdicts_submit`."""
    action = getattr(view, "action", None)
    if action is None:
        return str(getattr(view, "operation", ""))
    return f"{view.basename}_{getattr(getattr(view, action), 'url_name', action)}"


class TokenHasScope(BasePermission):
    """Refuses a request with a token whose scope does not include the operation. Raises ScopeMissing."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not isinstance(request.auth, Token):
            return True
        if getattr(view, "action", "") in (None, "metadata"):
            return True  # the resource does not support the method, so the response will be 405
        operation = operation_of(view)
        required = SCOPES.get(operation)
        if required is not None and request.auth.permits(required):
            return True
        mark_event(request._request, EventKind.SCOPE_REFUSED, operation=operation, scope=str(request.auth.scope))
        if operation in SESSION_ONLY:
            raise ScopeMissing(SESSION_ONLY[operation], required=None, next_step="")
        raise _missing(request.auth, required)


def _missing(token: Token, required: Scope | None) -> ScopeMissing:
    if required is None:
        return ScopeMissing("No token permits this operation.", required=None, next_step="")
    return ScopeMissing(
        f"This operation needs a token with the scope “{required.value}”. The scope of yours is “{token.scope}”.",
        required=required,
        next_step=f"Create a token with the scope “{required.value}” on your profile page.",
    )
