"""The open correction of a verdict as staff see it: with the kind that readers will see and the last author of its notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from factcheck.accounts.models import Person
from factcheck.ledger.queries import newest_entry
from factcheck.publishing.models import Correction, CorrectionKind, Publication
from factcheck.publishing.prepublication_notes import reason_for_change_of_verdict
from factcheck.publishing.snapshot import announced_kind
from factcheck.verdicts.models import Conclusion, Verdict, VerdictVersion


@dataclass(frozen=True, slots=True)
class OpenCorrection:
    """An open correction. `kind` is the kind that readers see if the newest version of the verdict is published.

    `reason` is the sentence that says why `kind` differs from the stored kind; empty if it does not.
    `edited_by` and `edited_at` are the person and time (UTC) of the last edit of the notice; None if it was not edited.
    """

    correction: Correction
    kind: CorrectionKind
    reason: str
    edited_by: Person | None
    edited_at: datetime | None

    @property
    def is_new_check(self) -> bool:
        return self.kind == CorrectionKind.NEW_CHECK


def open_correction(verdict: Verdict, latest: VerdictVersion) -> OpenCorrection | None:
    """The open correction of `verdict`, whose newest version is `latest`; None if there is none. At most three queries."""
    correction = Correction.objects.open_of(verdict)
    if correction is None:
        return None
    kind, reason = CorrectionKind(correction.correction_kind), ""
    public = Publication.objects.filter(verdict=verdict, is_current=True).only("rating", "conclusion").first()
    if public and latest.rating:
        kind = announced_kind(correction, public, latest.rating)
        if kind != correction.correction_kind:
            before = (public.rating, str(Conclusion(public.conclusion).label))
            after = (latest.rating.name, str(latest.rating.get_conclusion_display()))
            reason = reason_for_change_of_verdict(before, after)
    edit = newest_entry(correction) if correction.version > 1 else None
    return OpenCorrection(correction, kind, reason, edit.person if edit else None, edit.at if edit else None)
