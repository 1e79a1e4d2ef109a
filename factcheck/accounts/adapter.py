"""The account adapter for django-allauth: no self-registration, sign-in limits, and safe links in mail."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from factcheck.accounts import signin_limits
from factcheck.accounts.links import link_base
from factcheck.accounts.models import Person
from factcheck.accounts.tokens import revoke_tokens


class InviteOnlyAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The email address and password don’t match. Check both, or reset your password.",
        "too_many_login_attempts": "Too many wrong passwords for this address. Try again in five minutes, or reset your"
        " password.",
        "too_many_attempts_elsewhere": (
            "Too many wrong passwords for this address from several networks. Reset your password, sign in from a network you"
            " have used before, or try again in an hour."
        ),
        "incorrect_password": "The password is incorrect.",
        "enter_current_password": "The password is incorrect.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Whether `url` is on the host of the request. Other allowed hosts can be different sites behind the same proxy."""
        request = self.request
        return url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}, require_https=request.is_secure())

    def get_client_ip(self, request: HttpRequest) -> str:
        """The network of the client.

        The library groups IPv6 addresses by /64. A server that listens on `::` sees IPv4 clients as IPv4-mapped addresses, which
        are all in one /64 and would share one limit.
        """
        address: str = super().get_client_ip(request)
        network = signin_limits.network_of(address)
        return address if "/" in network else network

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt against two limits: account and network, and account across networks. Success resets both."""
        super().pre_authenticate(request, **credentials)
        account, network = self._attempt_of(request, credentials)
        usage = signin_limits.consume_unknown_networks(request, account, network)
        if usage is None:
            raise self.validation_error("too_many_attempts_elsewhere")
        self._login_failed_rl_usage.usage += usage.usage

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Remember the network. Attempts from other networks then cannot lock the owner out of this one."""
        super().login(request, user)
        signin_limits.remember_network(*self._attempt_of(request, {"email": user.get_username()}))

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """A new password resets the limits, and revokes the tokens of the person."""
        super().set_password(user, password)
        revoke_tokens(cast(Person, user))
        account = signin_limits.account_of(user.get_username())
        signin_limits.clear_unknown_networks(self.request, account)
        self._delete_login_attempts_cached_email(self.request, email=user.get_username())

    def send_password_reset_mail(self, user: AbstractBaseUser, email: str, context: dict[str, Any]) -> None:
        """Send to the stored address of the account, not to the entered address, which can differ in Unicode case."""
        super().send_password_reset_mail(user, user.get_username(), context)

    def get_reset_password_from_key_url(self, key: str) -> str:
        uidb36, _, secret = key.partition("-")
        return link_base(self.request) + reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": secret})

    def _attempt_of(self, request: HttpRequest, credentials: dict[str, Any]) -> tuple[str, str]:
        """The account and the network of a sign-in attempt."""
        account = signin_limits.account_of(credentials.get("email") or "")
        return account, signin_limits.network_of(self.get_client_ip(request))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """A cache key that does not depend on the Host header.

        The key of the library includes this header, so that a different port in it allows five more attempts.
        """
        return "|".join(self._attempt_of(request, credentials))
