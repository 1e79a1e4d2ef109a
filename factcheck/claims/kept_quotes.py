"""A quote that the newest revision of its article does not contain, and that stays in an earlier one by a person's decision."""

from __future__ import annotations

from django.db.models import Q

from factcheck.claims.choices import Anchor

MISSING = (Anchor.NEEDS_REVIEW, Anchor.ORPHAN)
"""The newest revision does not contain the quote, or only elsewhere or in another typography."""
STAYS = Q(anchor__in=MISSING, stays_in_revision=True)
"""`KeptQuote.stays` as a condition of a query."""


class KeptQuote:
    """The state of a mention or a passage of evidence, which has the columns `anchor` and `stays_in_revision`."""

    anchor: str
    stays_in_revision: bool

    @property
    def stays(self) -> bool:
        """Whether it stays in its revision by decision, so it does not wait. While a job places it, it waits."""
        return self.anchor in MISSING and self.stays_in_revision

    @property
    def is_missing(self) -> bool:
        """Whether a person has to decide where it is, or that it stays in its revision."""
        return self.anchor in MISSING and not self.stays_in_revision
