"""The copy that a request names, if the person may see it."""

from __future__ import annotations

from django.http import Http404

from factcheck.accounts.models import Person
from factcheck.claims.models import Claim
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.custody.files import require_shown_copy


def visible_copy(person: Person, copy_id: int, *, with_text: bool = True, is_listed_only: bool = False) -> EvidenceCopy:
    """The copy with its item and claim, and by default its text.

    Raises Http404 if it does not exist or the person may not see it, and NotAllowed if a takedown hides it, unless
    `is_listed_only` is true: the page says only that the copy exists.
    """
    rows = EvidenceCopy.objects.select_related(
        "capture__parent",
        "text",
        "created_by",
        "copied_from__created_by",
        "copied_from__evidence",
        "evidence__claim__claimant",
        "evidence__source",
        "evidence__origin",
    ).defer("evidence__claim__words")
    if not with_text:
        rows = rows.defer("text__text")
    row = rows.filter(pk=copy_id, evidence__claim__in=Claim.objects.visible_to(person)).first()
    if row is None:
        raise Http404
    if not is_listed_only:
        require_shown_copy(row)
    return row
