"""Invitation links, which invited people use to set their first password."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from factcheck.accounts.mailing import is_mail_configured
from factcheck.accounts.models import Person
from factcheck.newsroom.queries import newsroom_name

log = logging.getLogger(__name__)


class LinkTokenGenerator(PasswordResetTokenGenerator):
    """Makes the keys of links that set a password. A link ends with a sign-in, a new password, and the sessions of the person.

    The generator of the library writes to the database to include addresses that people enter themselves, which we do not have.
    """

    def _make_hash_value(self, user: Person, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.session_generation}"


def link_days() -> int:
    """The number of days after which a link expires."""
    return int(settings.PASSWORD_RESET_TIMEOUT // 86_400)


def invitation_path(person: Person) -> str:
    """The path of a new link. All links of a person become invalid when the person sets a password."""
    arguments = {"uidb36": user_pk_to_url_str(person), "key": LinkTokenGenerator().make_token(person)}
    return reverse("account_reset_password_from_key", kwargs=arguments)


def mail_invitation(person: Person, link: str, *, by: Person) -> bool:
    """Mail the absolute `link`. Returns False if no mail server accepted the message; `by` then has to pass on the link."""
    text = render_to_string(
        "accounts/invitation.txt",
        {"person": person, "link": link, "by": by, "days": link_days(), "newsroom_name": newsroom_name()},
    )
    try:
        sent = send_mail(f"Your account at {newsroom_name()}", text, None, [person.email])
    except (SMTPException, OSError):
        log.exception("Could not send mail to person %s", person.pk)
        return False
    return bool(sent) and is_mail_configured()
