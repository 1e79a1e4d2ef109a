"""Labels, help texts, and messages of the screens of changed checks. Pure."""

from __future__ import annotations

REASON_LABEL = "Why the published check needs no correction"
REASON_HELP = "One sentence. It stays on the record; readers do not see it."
REASON_REQUIRED = "Say in one sentence why the published check needs no correction."
CONFIRMED = "Confirmed. The public pages have not changed."
NEXT_RECHECK_LABEL = "Next re-check date"
NEXT_RECHECK_HELP = "The check appears in the queue again on this day. If you leave it empty, a later date that is set stays."
RECHECK_HELP = "The check appears in the queue again on this day. Leave it empty for no date."
RECHECK_DATE_SAVED = "The re-check date was saved."
KINDS = {"source": "Source", "actor": "Actor", "article": "Article", "rating": "Rating", "claim": "Related claim"}
"""Kind of a shared row → its label."""
