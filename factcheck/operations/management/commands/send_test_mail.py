"""`manage.py send_test_mail ADDRESS`: sends a message, and explains what is wrong if that fails."""

from __future__ import annotations

import smtplib
import socket
import ssl
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import get_connection, send_mail
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from factcheck.accounts.mailing import NoMailServer


class Command(BaseCommand):
    help = "Send a test message to ADDRESS with the mail settings, and explain the error if it cannot be sent."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", help="Email address of the recipient")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        try:
            validate_email(address)
        except ValidationError as error:
            raise CommandError(f"{address!r} is not an email address.") from error
        if isinstance(get_connection(), NoMailServer):
            raise CommandError(
                "No mail server is configured. Set FACTCHECK_EMAIL_BACKEND=django.core.mail.backends.smtp.EmailBackend and"
                " FACTCHECK_EMAIL_HOST."
            )
        try:
            send_mail("Test message from Factcheck", "Factcheck can send mail.\n", None, [address])
        except (OSError, smtplib.SMTPException) as error:
            raise CommandError(explanation(error)) from error
        self.stdout.write(f"The mail server accepted the message to {address}. Check that it arrived, also among junk mail.")


def explanation(error: OSError | smtplib.SMTPException) -> str:
    """What is wrong and which setting to check. It contains neither the password nor the user name."""
    if isinstance(error, smtplib.SMTPServerDisconnected) and isinstance(error.__context__, TimeoutError):
        error = error.__context__  # smtplib reports a timeout as a lost connection
    server = f"The mail server {settings.EMAIL_HOST}, port {settings.EMAIL_PORT},"
    match error:
        case ssl.SSLCertVerificationError():
            return (
                f"{server} has a certificate that is not trusted: {error.verify_message} If it belongs to a private certificate"
                " authority, set SSL_CERT_FILE to the certificates of that authority. The name in the certificate must be"
                " FACTCHECK_EMAIL_HOST."
            )
        case ssl.SSLError():
            return f"{server} does not use TLS from the start. Check FACTCHECK_EMAIL_SECURITY and FACTCHECK_EMAIL_PORT."
        case smtplib.SMTPAuthenticationError():
            return f"{server} rejected FACTCHECK_EMAIL_USER or FACTCHECK_EMAIL_PASSWORD (code {error.smtp_code})."
        case smtplib.SMTPNotSupportedError():
            return (
                f"{server} does not offer what the settings require: {error}. Check FACTCHECK_EMAIL_SECURITY,"
                " FACTCHECK_EMAIL_PORT, and FACTCHECK_EMAIL_USER."
            )
        case smtplib.SMTPRecipientsRefused():
            code, text = next(iter(error.recipients.values()))
            return f"{server} rejected the recipient: {code} {readable(text)}"
        case smtplib.SMTPSenderRefused():
            return f"{server} rejected the sender, FACTCHECK_EMAIL_FROM: {error.smtp_code} {readable(error.smtp_error)}"
        case smtplib.SMTPServerDisconnected():
            return f"{server} closed the connection. Check FACTCHECK_EMAIL_SECURITY and FACTCHECK_EMAIL_PORT."
        case smtplib.SMTPResponseException():
            return f"{server} rejected the message: {error.smtp_code} {readable(error.smtp_error)}"
        case socket.gaierror():
            return f"The mail server {settings.EMAIL_HOST} was not found. Check FACTCHECK_EMAIL_HOST."
        case TimeoutError():
            return (
                f"{server} did not respond within {settings.EMAIL_TIMEOUT} seconds. Check FACTCHECK_EMAIL_HOST,"
                " FACTCHECK_EMAIL_PORT, and FACTCHECK_EMAIL_SECURITY, and whether a firewall blocks the port."
            )
        case ConnectionRefusedError():
            return f"{server} refused the connection. Check FACTCHECK_EMAIL_HOST and FACTCHECK_EMAIL_PORT."
        case _:
            return f"{server} cannot be used: {error}."


def readable(text: bytes | str) -> str:
    """The text of a server's response on one line."""
    decoded = text.decode(errors="replace") if isinstance(text, bytes) else text
    return "".join(character if character.isprintable() else " " for character in decoded)[:300]
