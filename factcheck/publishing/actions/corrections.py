"""Actions that open a correction or a new check, and edit its public notice."""

from __future__ import annotations

import uuid

from factcheck.accounts.models import Person
from factcheck.claims.actions import contribute
from factcheck.ledger.actions import change_once, create_once, lock_row, record, save_next_version
from factcheck.publishing.fields import MAX_NOTICE, NO_NOTICE, notice_too_long
from factcheck.publishing.models import Correction, CorrectionKind
from factcheck.verdicts.actions import lock_verdict, transition
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.workflow import MOVES
from factcheck.web.decisions import permit
from factcheck.web.errors import Invalid
from factcheck.web.text import text_error


@create_once(Correction)
def correct(
    *,
    person: Person,
    verdict: Verdict,
    correction_kind: str,
    notice: str,
    seen_version: int | None = None,
    token: uuid.UUID | None = None,
) -> Correction:
    """Open a correction, so that the verdict can be edited. The public page stays until the corrected version is published.

    `correction_kind` is typo, clarification, or change_of_verdict; readers see it with the notice. Raises Invalid(notice,
    correction_kind).
    """
    row = lock_verdict(verdict, person=person, permission="verdict.correct", seen_version=seen_version, typed={"notice": notice})
    errors = notice_errors(notice)
    if correction_kind not in (CorrectionKind.TYPO, CorrectionKind.CLARIFICATION, CorrectionKind.CHANGE_OF_VERDICT):
        errors["correction_kind"] = "Choose typo, clarification, or change of verdict. A retraction has a separate form."
    if errors:
        raise Invalid(errors)
    # Nobody could continue a correction whose author has left, so the person who opens it becomes the author.
    author = row.author if row.author.is_active else person
    return _open(row, "correct", person, author, CorrectionKind(correction_kind), notice)


@create_once(Correction, kind="verdict.recheck")
def recheck(
    *,
    person: Person,
    verdict: Verdict,
    notice: str,
    seen_version: int | None = None,
    token: uuid.UUID | None = None,
) -> Correction:
    """Open a new check after a retraction. `person` becomes the author; the former author stays a contributor.

    The retraction stays public until the new version is approved and published. `notice` is then published with it; it can be
    edited until then. Raises Invalid(notice).
    """
    row = lock_verdict(verdict, person=person, permission="verdict.recheck", seen_version=seen_version, typed={"notice": notice})
    if errors := notice_errors(notice):
        raise Invalid(errors)
    return _open(row, "recheck", person, person, CorrectionKind.NEW_CHECK, notice)


def _open(row: Verdict, name: str, person: Person, author: Person, kind: CorrectionKind, notice: str) -> Correction:
    """Make the move `name` of a locked verdict, and open its correction."""
    former = row.author
    before = transition(row, name, author=author)
    replaced, new = ({"author": former.pk}, {"author": author.pk}) if author != former else ({}, {})
    contribute([row.claim_id], former)
    correction = Correction.objects.create(verdict=row, correction_kind=kind, notice=notice.strip(), opened_by=person)
    record(
        person=person,
        action=MOVES[name].action,
        subject=row,
        touched=[correction],
        before={**before, **replaced},
        after={"state": row.state, **new, "kind": kind.value, "notice": correction.notice},
    )
    return correction


@change_once("correction.reword", "correction")
def edit_correction_notice(
    *, person: Person, correction: Correction, notice: str, seen_version: int | None = None, token: uuid.UUID | None = None
) -> Correction:
    """Change the notice of an open correction. Raises Refused if it is public or under review."""
    verdicts = Verdict.objects.select_for_update(no_key=True)
    row = lock_row(
        correction,
        person=person,
        permission="correction.reword",
        seen_version=seen_version,
        typed={"notice": notice},
        rows=Correction.objects.select_related("verdict"),
        lock_first=lambda: verdicts.get(pk=correction.verdict_id),  # before its correction, as `publish` does
    )
    # The permission depends on the state of the verdict, which can change without a new version of the correction.
    permit(person, "correction.reword", row)
    if errors := notice_errors(notice):
        raise Invalid(errors)
    before, after = save_next_version(row, notice=notice.strip())
    if not after:
        return row
    contribute([row.verdict.claim_id], person)
    record(person=person, action="correction.reworded", subject=row, before=before, after={**after, "verdict": row.verdict_id})
    return row


def notice_errors(notice: str) -> dict[str, str]:
    """The validation errors of a public notice: field → message. Empty if it is valid."""
    if problem := text_error(notice):
        return {"notice": problem}
    if not notice.strip():
        return {"notice": NO_NOTICE}
    if len(notice.strip()) > MAX_NOTICE:
        return {"notice": notice_too_long(len(notice.strip()))}
    return {}
