"""The link with which an invited person sets the first password: once, and for some days."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from factcheck.accounts.models import Person

log = logging.getLogger(__name__)


def days() -> int:
    """How many days a link is good for."""
    return int(settings.PASSWORD_RESET_TIMEOUT // 86_400)


def invitation_path(person: Person) -> str:
    """The path of a fresh link. It holds no secret of its own: setting a password, by this or another link, ends it."""
    where = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    return reverse("account_reset_password_from_key", kwargs=where)


def mail_invitation(person: Person, link: str, *, by: Person) -> bool:
    """Mail the absolute `link`. False where no mail server took it; the link can then be handed over otherwise."""
    said = render_to_string(
        "accounts/invitation.txt",
        {"person": person, "link": link, "by": by, "days": days(), "newsroom_name": settings.NEWSROOM_NAME},
    )
    try:
        sent = send_mail(f"Your account at {settings.NEWSROOM_NAME}", said, None, [person.email])
    except (SMTPException, OSError):
        log.exception("the invitation of person %s could not be mailed", person.pk)
        return False
    return bool(sent) and not settings.EMAIL_BACKEND.endswith((".console.EmailBackend", ".dummy.EmailBackend"))
