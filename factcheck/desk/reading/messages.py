"""Messages and validation errors of the reading desk. Pure."""

from __future__ import annotations

CLAIM_SAVED = "Claim saved."
DENIAL_SAVED = "Claim saved and linked to the claim that it denies."
MENTION_SAVED = "Mention saved."
EVIDENCE_ATTACHED = "Evidence attached."

CLAIM_REQUIRED = "Choose a claim."
CLAIM_UNKNOWN = "This claim does not exist. Choose another one."
SELECTION_INCOMPLETE = "No text is selected yet."
PARAMETER_NOT_A_NUMBER = "This parameter must be a number."
