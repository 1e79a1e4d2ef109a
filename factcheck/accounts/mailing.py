"""The mail backend of an installation without a mail server."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

log = logging.getLogger(__name__)


class NoMailServer(BaseEmailBackend):
    """Sends nothing and logs each unsent message, without its text and recipients: mail contains links that grant access."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            log.warning("Mail was not sent because no mail server is configured (FACTCHECK_EMAIL_BACKEND): %s", message.subject)
        return 0
