"""Labels of actions, kinds of rows, and fields in the history. Editable fields have the labels of `fields.py`. Pure."""

from __future__ import annotations

from factcheck.articles.fields import ARTICLE, SOURCE
from factcheck.claims.fields import ACTOR, CLAIM, MENTION, PARTY
from factcheck.evidence.fields import EVIDENCE, QUOTATION, SEARCH
from factcheck.evidence.replies.fields import REPLY
from factcheck.newsroom.fields import NEWSROOM
from factcheck.publishing.fields import CORRECTION
from factcheck.publishing.notices.fields import NOTICE
from factcheck.verdicts.fields import RATING, VERDICT
from factcheck.verdicts.workflow import MOVES

_ACTION_LABELS = {
    "verdict.opened": "Verdict proposed",
    "verdict.saved": "New version of the verdict saved",
    **{move.action: move.history for move in MOVES.values()},
    "verdict.recheck_date_set": "Re-check date set",
    "verdict.corrected": "Correction published",  # the move `publish` while a correction is open
    "mention.carried": "Mention checked against a new revision",
    "mention.waits_for_placement": "Mention waits to be placed in a new revision",
    "mention.kept": "Mention kept in its revision",
    "evidence.kept": "Passage kept in its revision",
    "mention.context_confirmed": "Changed context of the mention confirmed",
    "evidence.carried": "Passage checked against a new revision",
    "evidence.waits_for_placement": "Passage waits to be placed in a new revision",
    "evidence.placed": "Passage placed in a new revision",
    "evidence.context_confirmed": "Changed context of the passage confirmed",
    "person.invited": "New invitation link created",
    "person.factor_reset": "Second factors removed by an operator",
    "person.password_replaced": "Password replaced by an operator",
    "person.vouched": "Account vouched for",
    "search.logged": "Search logged",
    "reply.requested": "Request for comment recorded",
    "reply.not_requested": "Reason for not asking recorded",
    "reply.answered": "Outcome of a request for comment recorded",
    "reply.changed": "Request for comment corrected",
    "reply.withdrawn": "Request for comment withdrawn",
    "copy.requested": "Copy of the page requested",
    "copy.added": "Copy of the page added",
    "copy.pictured": "Picture of the copy made",
    "quote.searched": "Quote searched for in the copy",
    "takedown.added": "Evidence hidden",
    "takedown.lifted": "Takedown lifted",
    "hold.placed": "Legal hold placed",
    "hold.ended": "Legal hold ended",
    "capture.verified": "Stored bytes verified",
    "evidence.exported": "File handed over",
    "quote.placed": "Place of the quote in the copy chosen",
    "claim.imported": "Claim imported from a package of another newsroom",
    "notice.published": "Availability notice published",
    "claim.exported": "Package of the claim exported",
    "address.result_changed": "Check of the address: another result",
    "address.interval_set": "Interval for checks of the address set",
    "address.no_notice": "Stated why readers need no notice",
    "newsroom.gate": "Levels of the evidence gate set",
    "newsroom.logo": "Logo changed",
    "newsroom.logo_removed": "Logo removed",
}

KIND_LABELS = {
    "verdictversion": "verdict version",
    "waiver": "written exception",
    "search": "search log entry",
    "reply": "request for comment",
    "correction": "correction notice",
    "availabilitynotice": "availability notice",
    "capture": "stored file",
    "logo": "logo",
    "copyrequest": "request for a copy",
    "evidencecopy": "copy of a page",
    "quoteplace": "place of a quote in a copy",
    "takedown": "takedown",
    "legalhold": "legal hold",
    "captureverification": "verification of stored bytes",
    "evidenceexport": "export",
    "preservedtext": "text of a copy",
    "claimexport": "export of a claim",
    "claimimport": "origin of an imported claim",
    "addresscheck": "check of an address",
    "addressinterval": "interval for checks of an address",
    "addressstatement": "statement about a check of an address",
}

_FIELD_LABELS = {
    fields.kind: {field.name: field.label for field in fields}
    for fields in (
        *(ARTICLE, SOURCE, ACTOR, CLAIM, MENTION, PARTY, EVIDENCE, SEARCH, REPLY, VERDICT, RATING, CORRECTION),
        *(NOTICE, NEWSROOM),
    )
}
_FIELD_LABELS["evidence"] |= {**{field.name: field.label for field in QUOTATION}, "number": "number"}
_OTHER_FIELD_LABELS = {
    "is_active": "in use",
    "sha256": "SHA-256",
    "number": "version",
    "basis": "basis",
    "cooling_off_days": "cooling-off period in days",
    "exact": "quote",
    "changed_context": "changed context",
    "stays_in_revision": "only in this revision",
    "reference": "legal reference",
    "reason_code": "kind of reason",
    "levels": "levels of the evidence gate",
    "gate_levels": "levels of the evidence gate",
    "contains_name": "contains the name",
}


_ORDER = (
    *("claim", "statement", "title", "name", "state", "version", "number", "rating", "conclusion", "headline", "summary"),
    *("rationale", "stance", "relation", "other", "layer", "claimant", "context", "exact", "spans", "mode", "chain", "address"),
    *("source", "origin", "note", "closeness", "as_of"),
)
"""The display order of fields. JSON columns do not preserve the order of keys."""


def display_order(field: str) -> tuple[int, str]:
    """A sort key: the fields of _ORDER first, then all others by name."""
    return (_ORDER.index(field) if field in _ORDER else len(_ORDER), field)


def action_label(action: str) -> str:
    """ "evidence.added" → "Evidence added"."""
    noun, _, verb = action.partition(".")
    return _ACTION_LABELS.get(action) or f"{noun} {verb}".replace("_", " ").strip().capitalize()


def kind_label(kind: str) -> str:
    return KIND_LABELS.get(kind, kind)


def field_label(kind: str, field: str) -> str:
    """The label of a field in the ledger entries of a kind of row."""
    return _FIELD_LABELS.get(kind, {}).get(field) or _OTHER_FIELD_LABELS.get(field) or field.replace("_", " ")
