"""Mail backends for installations without a mail server. The log contains no mail: that has links that grant access."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.filebased import EmailBackend as FileBackend

log = logging.getLogger(__name__)


class NoMailServer(BaseEmailBackend):
    """Sends nothing and logs each unsent message, without its text and recipients."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            log.warning("Mail was not sent because no mail server is configured (FACTCHECK_EMAIL_BACKEND): %s", message.subject)
        return 0


class MailFolder(FileBackend):
    """Writes each message to a file in the folder `mail` of the data folder, which only this account of the system can read.

    For the demonstration and for development.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.DATA_DIR) / "mail"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        super().__init__(*args, **{**options, "file_path": str(folder)})

    def write_message(self, message: EmailMessage) -> None:
        log.warning("Mail was saved in %s instead of being sent: %s", self.file_path, message.subject)
        super().write_message(message)


def is_mail_configured() -> bool:
    """Whether mail reaches people, as far as the settings say."""
    nowhere = ("mailing.NoMailServer", "mailing.MailFolder", "backends.dummy.EmailBackend", "backends.console.EmailBackend")
    return not settings.EMAIL_BACKEND.endswith(nowhere)
