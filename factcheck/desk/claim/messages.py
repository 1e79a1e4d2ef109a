"""Messages, help texts, and validation errors of the screens of a claim: claim, mentions, relations, and actors. Pure."""

from __future__ import annotations

CLAIM_SAVED = "Claim saved."
MENTION_SAVED = "Mention saved."
MENTION_WITHDRAWN = "Mention withdrawn. It stays on the record with your reason."
WITHDRAW_MENTION = "Withdraw mention"
PARTY_SAVED = "Party saved."
PARTY_WITHDRAWN = "Party withdrawn. It stays on the record with your reason."
WITHDRAW_PARTY = "Withdraw party"
PARTY_REQUIRED = "Choose a source or person."
PARTY_UNKNOWN = "This source or person is no longer in the record of the claim, or is already a party. Choose another."
RELATION_SAVED = "Relation saved."
RELATION_WITHDRAWN = "Relation withdrawn. It stays on the record with your reason."
WITHDRAW_RELATION = "Withdraw relation"
ACTOR_SAVED = "Actor saved."
QUOTED_TEXT = "Quoted text"
NO_ACTORS_MATCH = "No actor has this name yet."
NEW_ACTOR = "A new name is added when you save."

PROPOSITION_QUESTION = "Is it true? Checks the claim against the facts."
UTTERANCE_QUESTION = "Did the person say it? Checks the exact words."
REPORT_QUESTION = "Was it reported correctly? Checks how the article presents it."

LAYER_REQUIRED = "Choose a layer."
MODE_REQUIRED = "Choose how the claim is presented"
OTHER_CLAIM_REQUIRED = "Choose the related claim."
OTHER_CLAIM_UNKNOWN = "This claim does not exist. Choose another one."


def in_article(title: str) -> str:
    """Where a mention appears."""
    return f"In {title}"
