"""Messages and validation errors of the screens of the right of reply. Pure."""

from __future__ import annotations

REQUEST_RECORDED = "Request for comment recorded. Record the outcome when there is one."
REASON_RECORDED = "Reason recorded. Readers see it."
REPLY_SAVED = "Saved. The earlier values stay in the history."
OUTCOME_SAVED = "Outcome recorded."
REPLY_WITHDRAWN = "Withdrawn. It stays on the record with your reason."
WITHDRAW_REPLY = "Withdraw request for comment"
WITHDRAW_REASON = "Withdraw reason for not asking"
SOMEONE_ELSE = "Someone else"
SOMEONE_ELSE_NAME = "Name of someone else"
WHO_REQUIRED = "Choose who was asked, or choose “Someone else” and enter the name."
WHO_UNKNOWN = "This source or person is no longer in the record of the claim. Choose another, or enter the name."
NAME_WITHOUT_CHOICE = "To use this name, choose “Someone else.”"
CHANNEL_REQUIRED = "Choose how you asked."
OUTCOME_REQUIRED = "Choose the outcome."
NO_RESULT_LABEL = "no answer yet"
