"""Messages, help texts, and validation errors of the screens of a claim: claim, mentions, relations, and actors. Pure."""

from __future__ import annotations

CLAIM_SAVED = "Claim saved."
CLAIM_CLOSED = "Claim closed. It stays on the record with your reason."
CLAIM_REOPENED = "Claim reopened."
CLOSED_REASON_REQUIRED = "Choose why the claim is closed."
CLAIMS_MERGED = "Claims merged. Everything attached to the other claim is now here."
STAYS_REQUIRED = "Choose the claim that stays."
CLAIM_SPLIT = "New claim added. The selected mentions and evidence are now here."
MENTION_SAVED = "Mention saved."
MENTION_WITHDRAWN = "Mention withdrawn. It stays on the record with your reason."
WITHDRAW_MENTION = "Withdraw mention"
PARTY_SAVED = "Party saved."
PARTY_WITHDRAWN = "Party withdrawn. It stays on the record with your reason."
WITHDRAW_PARTY = "Withdraw party"
PARTY_REQUIRED = "Choose a source or person, or enter a name."
PARTY_UNKNOWN = "This source or person is no longer in the record of the claim. Choose another, or enter the name."
ONE_PARTY_ONLY = "Name one party at a time: choose a name from the record, or enter one other name."
OTHER_PARTY = "Someone else"
OTHER_SOURCE = "Name of another source"
OTHER_SOURCE_HELP = "An existing institution or outlet. It does not have to be in the record of the claim."
OTHER_ACTOR = "Name of another person or organization"
OTHER_ACTOR_HELP = "An existing person or organization that makes statements."
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
RELATION_KINDS = (
    "A claim denies another one if both cannot be true. It counters one that it answers with a different account. It is part of"
    " one that makes several statements. It is the same as one that makes the same statement in other words; then merge the two."
)
OTHER_CLAIM_UNKNOWN = "This claim does not exist. Choose another one."


def in_article(title: str) -> str:
    """Where a mention appears."""
    return f"In {title}"


ACTOR_KIND_REQUIRED = "Select whether this is a person or an organization. Readers and search engines see it."


def merged_here(claim_id: int) -> str:
    return f"Claim {claim_id} was merged into this claim."
