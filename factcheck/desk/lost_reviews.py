"""Which forms of the desk could cost an editor the right to approve a verdict, and the sentence that says so before the edit.

Each page with such a form displays it: `templates/desk/shell.html` renders `{% lost_reviews %}` for the URL name of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from factcheck.accounts.models import Person
from factcheck.desk import messages
from factcheck.verdicts.lost_reviews import Edit, LostReview, displays, lost_reviews
from factcheck.verdicts.states import State

_OF_CLAIM = "reviewed.claim_id = %(claim_id)s"
_OPEN = (State.DRAFT, State.RETURNED, State.CORRECTING)


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page with forms. `condition` is the start of the sentence."""

    edit: Edit
    condition: str = messages.IF_YOU_SAVE


def _part_of_claim(table: str, parameter: str, condition: str = messages.IF_YOU_SAVE) -> FormPage:
    """The page of a row that belongs to a claim."""
    claim = f"(SELECT p.claim_id FROM {table} p WHERE p.id = %({parameter})s)"  # noqa: S608  (both names are constants)
    return FormPage(Edit(contributes=f"reviewed.claim_id = {claim}"), condition)


_QUOTED_CLAIMS = """reviewed.claim_id IN (
    SELECT m.claim_id FROM claims_mention m JOIN articles_revision q ON q.id = m.revision_id
    WHERE q.article_id = %(article_id)s AND m.withdrawn_at IS NULL
    UNION SELECT i.claim_id FROM evidence_evidence i JOIN articles_revision q ON q.id = i.revision_id
    WHERE q.article_id = %(article_id)s AND i.withdrawn_at IS NULL)"""
_OF_ARTICLE = FormPage(Edit(contributes=_QUOTED_CLAIMS), messages.IF_YOU_MARK_TEXT)
_CLAIM_AND_ITS_DISPLAY = Edit(contributes=_OF_CLAIM, is_displayed=displays("claim", "%(claim_id)s"))
_CLAIM_FORM = FormPage(Edit(contributes=_OF_CLAIM))
_ALL = FormPage(Edit(is_displayed="TRUE"))

_OF_COPY = Edit(
    contributes="""reviewed.claim_id = (
    SELECT i.claim_id FROM evidence_evidencecopy c JOIN evidence_evidence i ON i.id = c.evidence_id WHERE c.id = %(copy_id)s)"""
)

FORM_PAGES: dict[str, FormPage] = {
    "claim": FormPage(Edit(contributes=_OF_CLAIM), messages.IF_YOU_EDIT_CLAIM),
    "claim-edit": FormPage(_CLAIM_AND_ITS_DISPLAY),
    "party-add": _CLAIM_FORM,
    "reply-add": _CLAIM_FORM,
    "reply-skip": _CLAIM_FORM,
    "relation-add": _CLAIM_FORM,
    "evidence-add": _CLAIM_FORM,
    "search-add": _CLAIM_FORM,
    "verdict": FormPage(Edit(contributes=_OF_CLAIM, states=_OPEN)),
    "correct": FormPage(Edit(contributes="reviewed.id = %(verdict_id)s", states=_OPEN)),
    "mention": _part_of_claim("claims_mention", "mention_id"),
    "mention-withdraw": _part_of_claim("claims_mention", "mention_id", messages.IF_YOU_WITHDRAW),
    "party": _part_of_claim("claims_party", "party_id"),
    "party-withdraw": _part_of_claim("claims_party", "party_id", messages.IF_YOU_WITHDRAW),
    "reply": _part_of_claim("evidence_reply", "reply_id"),
    "reply-answer": _part_of_claim("evidence_reply", "reply_id"),
    "reply-withdraw": _part_of_claim("evidence_reply", "reply_id", messages.IF_YOU_WITHDRAW),
    "relation-withdraw": _part_of_claim("claims_relation", "relation_id", messages.IF_YOU_WITHDRAW),
    "evidence": _part_of_claim("evidence_evidence", "evidence_id"),
    "board": FormPage(Edit(contributes=_OF_CLAIM), messages.IF_YOU_EDIT_CLAIM),
    "evidence-move": _part_of_claim("evidence_evidence", "evidence_id"),
    "evidence-stance": _part_of_claim("evidence_evidence", "evidence_id"),
    "evidence-withdraw": _part_of_claim("evidence_evidence", "evidence_id", messages.IF_YOU_WITHDRAW),
    "copy": FormPage(_OF_COPY, messages.IF_YOU_USE_WORDS),
    "copy-attach": FormPage(_OF_COPY, messages.IF_YOU_USE_WORDS),
    "copy-quote-words": FormPage(_OF_COPY, messages.IF_YOU_USE_WORDS),
    "claim-close": FormPage(Edit(is_displayed=displays("claim", "%(claim_id)s")), messages.IF_YOU_CLOSE_CLAIM),
    "claim-reopen": FormPage(Edit(is_displayed=displays("claim", "%(claim_id)s")), messages.IF_YOU_REOPEN_CLAIM),
    "claim-merge": FormPage(_CLAIM_AND_ITS_DISPLAY, messages.IF_YOU_MERGE_CLAIM),
    "claim-split": FormPage(_CLAIM_AND_ITS_DISPLAY, messages.IF_YOU_SPLIT_CLAIM),
    "mention-place": _part_of_claim("claims_mention", "mention_id", messages.IF_YOU_ACCEPT_PLACE),
    "mention-context": _part_of_claim("claims_mention", "mention_id", messages.IF_YOU_CONFIRM_CONTEXT),
    "mention-keep": _part_of_claim("claims_mention", "mention_id"),
    "evidence-keep": _part_of_claim("evidence_evidence", "evidence_id"),
    "evidence-place": _part_of_claim("evidence_evidence", "evidence_id", messages.IF_YOU_ACCEPT_PLACE),
    "evidence-context": _part_of_claim("evidence_evidence", "evidence_id", messages.IF_YOU_CONFIRM_CONTEXT),
    "article": _OF_ARTICLE,
    "claim-add": _OF_ARTICLE,
    "mention-add": _OF_ARTICLE,
    "passage-add": _OF_ARTICLE,
    "revise": FormPage(Edit(contributes=_QUOTED_CLAIMS)),
    "revised": FormPage(Edit(contributes=_QUOTED_CLAIMS), messages.IF_YOU_PLACE),
    "article-edit": FormPage(Edit(is_displayed=displays("article", "%(article_id)s"))),
    "source": FormPage(Edit(is_displayed=displays("source", "%(source_id)s"))),
    "source-merge": FormPage(Edit(is_displayed=displays("source", "%(source_id)s")), messages.IF_YOU_MERGE_SOURCE),
    "actor-merge": FormPage(Edit(is_displayed=displays("actor", "%(actor_id)s")), messages.IF_YOU_MERGE_ACTOR),
    "actor": FormPage(Edit(is_displayed=displays("actor", "%(actor_id)s"))),
    "person": FormPage(Edit(is_displayed=displays("person", "%(person_id)s")), messages.IF_YOU_RENAME),
    "profile": FormPage(Edit(is_displayed="TRUE"), messages.IF_YOU_RENAME_YOURSELF),
    "rating": _ALL,
    "rating-add": _ALL,
    "gate-levels": _ALL,
}
"""URL name of a page → its forms."""

WITHOUT_LOSS: dict[str, str] = {
    "article-import": "a new article is part of no record",
    "source-add": "a new source is part of no record",
    "newsroom": "its name and address are not part of a record",
    "newsroom-logo": "the logo is part of no record",
    "newsroom-logo-remove": "the logo is part of no record",
    "evidence-address": "a check of an address is part of no record",
    "address-check": "a check of an address is part of no record",
    "address-interval": "a check of an address is part of no record",
    "evidence-preserve": "a copy is part of no record",
    "file-verify": "a verification is part of no record",
    "evidence-export": "an export is part of no record",
    "evidence-takedown": "changes no value of the record",
    "takedown-lift": "changes no value of the record",
    "evidence-hold": "a hold is part of no record",
    "claim-hold": "a hold is part of no record",
    "hold-end": "a hold is part of no record",
    "copy-import": "a new article is part of no record",
    "copy-picture": "a picture is part of no record",
    "copy-quote": "the place in a copy is part of no record",
    "copy-add": "a copy is part of no record",
    "claim-export": "an export is part of no record",
    "package-upload": "a verification adds nothing",
    "package-part": "a verification adds nothing",
    "package-remove": "a verification adds nothing",
    "package": "a new claim is part of no record",
    "approve": "a decision is not an edit",
    "return": "a decision is not an edit",
    "submit": "only the author submits, who may not approve the verdict anyway",
    "take_back": "only the author takes it back, who may not approve the verdict anyway",
    "reopen": "changes no text; afterward the verdict is not waiting for review",
    "hand_over": "its form says that an author cannot approve the verdict",
    "publish": "not possible for a verdict that is waiting for review",
    "notice": "a notice is part of no record",
    "retract": "afterward, the verdict is not waiting for review",
    "drop": "afterward, the verdict is not waiting for review",
    "recheck": "a retracted check is not waiting for review",
    "confirm": "a published check is not waiting for review",
    "confirm-shared": "published checks are not waiting for review",
    "recheck-date": "changes nothing that readers see",
    "article-public": "what readers see of an article is no part of the record of a check",
    "article-close": "an article that a record quotes cannot be closed",
    "article-reopen": "no record quotes a closed article",
    "invite": "a new account is part of no record",
    "invite-again": "changes nothing that readers see",
    "vouch": "changes nothing that readers see",
    "token-issue": "changes nothing that readers see",
    "token-revoke": "changes nothing that readers see",
    "session-end": "changes nothing that readers see",
    "sessions-end": "changes nothing that readers see",
}
"""URL names of all other forms → why they cost no review."""


def warning_for(person: Person, url_name: str, parameters: Mapping[str, Any]) -> tuple[str, LostReview, str] | None:
    """The warning on a page: the text before the claim, the first lost review, and the text after it; None if there is none."""
    page = FORM_PAGES.get(url_name)
    lost = lost_reviews(person, page.edit, parameters) if page else []
    if not page or not lost:
        return None
    before, after = messages.lost_review(is_contribution=lost[0].is_contribution, count=lost[0].count)
    return f"{page.condition}, {before}", lost[0], after
