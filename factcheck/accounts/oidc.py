"""Sign-in with an OpenID Connect provider: the adapter for django-allauth, and the HTTP session for requests to the provider.

The provider signs in existing people only: those whose address it has verified. It cannot add anyone.
"""

from __future__ import annotations

from typing import Any, NoReturn
from urllib.parse import urlsplit

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from factcheck.accounts.models import EventKind, Person
from factcheck.accounts.security_log import record_event
from factcheck.web import maintenance

FAILED = "Sign-in with {name} failed. Try again, or sign in with your password."
UNKNOWN = "{name} signed you in as someone who has no account here. Ask an administrator which address your account uses."
MAINTENANCE = (
    "This is your first sign-in with {name}. It has to be saved, which is impossible during the maintenance. Sign in with your"
    " password, or with {name} after the maintenance."
)
OTHER_IDENTITY = "Your account is connected with another identity at {name}. Ask the administrator of this server."


class IssuerSession(requests.Session):
    """Sends requests only to the origin of the issuer, and follows no redirects. Raises InvalidURL for any other address."""

    def request(self, method: str, url: str | bytes, *args: Any, **kwargs: Any) -> requests.Response:
        target, issuer = urlsplit(str(url)), urlsplit(settings.OIDC_ISSUER)
        if (target.scheme, target.netloc) != (issuer.scheme, issuer.netloc):
            raise requests.exceptions.InvalidURL(f"{target.netloc} is not the configured issuer")
        kwargs |= {"allow_redirects": False, "timeout": settings.SOCIALACCOUNT_REQUESTS_TIMEOUT}
        return super().request(method, url, *args, **kwargs)


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    def get_requests_session(self) -> IssuerSession:
        session = IssuerSession()
        session.trust_env = False  # no credentials from ~/.netrc
        return session

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def on_authentication_error(self, request: HttpRequest, provider: Any, **details: Any) -> NoReturn:
        refuse(request, FAILED)

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Connect the identity with the person who has its verified address, or refuse the sign-in.

        Also notes when the provider authenticated the person (`auth_time`), because only that counts as a recent sign-in.
        """
        claims = sociallogin.account.extra_data
        id_token, userinfo = claims.get("id_token") or {}, claims.get("userinfo") or {}
        is_consistent = userinfo.get("sub", id_token.get("sub")) == id_token.get("sub")
        if sociallogin.state.get("process") != "login" or not is_consistent:
            refuse(request, FAILED)
        if str(id_token.get("iss", "")).rstrip("/") != settings.OIDC_ISSUER:
            refuse(request, FAILED)
        source = userinfo or id_token
        email = str(source.get("email") or "") if source.get("email_verified") is True else ""
        person = Person.objects.filter(email=email.lower(), is_active=True).first() if email else None
        if person is None or (sociallogin.is_existing and sociallogin.user.pk != person.pk):
            refuse(request, UNKNOWN)
        if not sociallogin.is_existing:
            if SocialAccount.objects.filter(user_id=person.pk).exists():
                refuse(request, OTHER_IDENTITY)
            if maintenance.current():
                refuse(request, MAINTENANCE)
            sociallogin.connect(request, person)
            record_event(EventKind.IDENTITY_CONNECTED, person, provider=settings.OIDC_NAME)
        request.authenticated_at = float(id_token.get("auth_time") or 0)  # type: ignore[attr-defined]
        request.has_provider_factor = settings.OIDC_TRUSTS_FACTORS  # type: ignore[attr-defined]


def refuse(request: HttpRequest, message: str) -> NoReturn:
    """End the sign-in and return to the sign-in page with a message."""
    messages.error(request, message.format(name=settings.OIDC_NAME))
    raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
