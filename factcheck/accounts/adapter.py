"""The account adapter for django-allauth: no self-registration, sign-in limits, and safe links in mail."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from factcheck.accounts import actions, known_devices, signin_limits
from factcheck.accounts.freshness import has_factor, is_fresh
from factcheck.accounts.links import link_base
from factcheck.accounts.mailing import is_mail_configured
from factcheck.accounts.models import EventKind, Person
from factcheck.accounts.notices import enqueue_reset_link
from factcheck.accounts.security_log import known_or_digest, record_event, record_repeated
from factcheck.accounts.sessions import GENERATION, SUSPENDED
from factcheck.setup.network import network_of
from factcheck.web.consent import Consent

CONFIRMATIONS = {
    "mfa_reauthenticate:webauthn": "use a passkey",
    "mfa_reauthenticate": "enter a code",
    "reauthenticate": "enter your password",
}
"""Id of each method of the library to confirm an identity → description, in order of preference."""
SIGN_IN_ENDED = "Your sign-in was ended in the meantime. Sign in again."


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
        """What the limits of the library count: a known device of the account that signs in, or the network of the client."""
        account = signin_limits.account_of(request.POST.get("login", "")) if request.method == "POST" else ""
        device = known_devices.device_of(request, account)
        return device or self.client_address(request)

    def client_address(self, request: HttpRequest) -> str:
        """The network of the client.

        The library groups IPv6 addresses by /64. A server that listens on `::` sees IPv4 clients as IPv4-mapped addresses, which
        are all in one /64 and would share one limit.
        """
        address: str = super().get_client_ip(request)
        network = network_of(address)
        return address if "/" in network else network

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt against two limits: account and network, and account across networks. Success resets both.

        On a known device, only those of this device count.
        """
        self.login_attempted = credentials.get("email") or ""
        super().pre_authenticate(request, **credentials)
        account, network, device = self._attempt_of(request, credentials)
        if device:
            return
        usage = signin_limits.consume_unknown_networks(request, account, network)
        if usage is None:
            raise self.validation_error("too_many_attempts_elsewhere")
        self._login_failed_rl_usage.usage += usage.usage

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record a wrong password, at the sign-in or at a later confirmation."""
        super().authentication_failed(request, **credentials)
        step = "confirmation" if request.user.is_authenticated else "password"
        record_event(EventKind.SIGN_IN_FAILED, step=step, **known_or_digest(credentials.get("email") or ""))

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """The library raises the returned error. Those about rate limits are recorded."""
        if code.startswith("too_many"):
            login = getattr(self, "login_attempted", "")
            record_repeated(EventKind.RATE_LIMITED, about="sign-in", **(known_or_digest(login) if login else {}))
        error: ValidationError = super().validation_error(code, *args)
        return error

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Remember the network. Attempts from other networks then cannot lock the owner out of this one.

        Refuses a sign-in that began before the sessions of the person were ended.
        """
        person = cast(Person, user)
        generation = request.session.pop(GENERATION, None)
        if not person.is_active or generation not in (None, [person.pk, person.session_generation]):
            clear_login(request)
            messages.error(request, SIGN_IN_ENDED)
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
        super().login(request, user)
        account, network, _ = self._attempt_of(request, {"email": user.get_username()})
        signin_limits.remember_network(account, network)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **details: Any) -> HttpResponse:
        """Remember the device. Attempts on other devices then cannot lock the owner out of this one."""
        response: HttpResponse = super().post_login(request, user, **details)
        known_devices.remember_device(request, response, signin_limits.account_of(user.get_username()))
        return response

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """A new password ends sessions and tokens, and resets the limits. The library keeps the session of this request."""
        actions.set_password(person=cast(Person, user), password=password)
        account = signin_limits.account_of(user.get_username())
        signin_limits.clear_unknown_networks(self.request, account)
        self._delete_login_attempts_cached_email(self.request, email=user.get_username())

    def send_password_reset_mail(self, user: AbstractBaseUser, email: str, context: dict[str, Any]) -> None:
        """Send to the stored address of the account, not to the entered address, which can differ in Unicode case.

        A worker sends it, so that the time of the response does not reveal whether the account exists. Beyond the limit, nothing
        is sent: the person has received several links, which still work.
        """
        if not signin_limits.may_send_link(self.request, signin_limits.account_of(user.get_username())):
            return
        if is_mail_configured():
            enqueue_reset_link(cast(Person, user), link_base(self.request))
        else:
            super().send_password_reset_mail(user, user.get_username(), context)

    def get_reset_password_from_key_url(self, key: str) -> str:
        uidb36, _, secret = key.partition("-")
        return link_base(self.request) + reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": secret})

    def logout(self, request: HttpRequest) -> None:
        """A person who signs in again with the provider keeps the form that waits. It stays bound to the person."""
        waiting = request.session.get(SUSPENDED) if hasattr(request, "authenticated_at") else None
        super().logout(request)
        if waiting:
            request.session[SUSPENDED] = waiting

    def get_login_stages(self) -> list[str]:
        """Without the second step, if the provider has already required one."""
        stages: list[str] = super().get_login_stages()
        if getattr(self.request, "has_provider_factor", False):
            stages.remove("allauth.mfa.stages.AuthenticateStage")
        return stages

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Whether pages of the library, such as those for second factors, require a confirmation.

        For a person without a second factor, a recent sign-in is enough: they may have to add one before they can do anything.
        The library asks several times in the request that adds the factor, so the answer is that at its beginning.
        Raises ReauthenticationRequired for a person with neither a password nor a factor: the library has no confirmation for
        them, so it would require none.
        """
        request = self.request
        if not hasattr(request, "had_factor"):
            request.had_factor = has_factor(request.user)
        is_required = request.had_factor or not is_fresh(request, Consent.FULL)
        if is_required and not self.get_reauthentication_methods(request.user):
            raise ReauthenticationRequired
        return is_required

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """The methods, the preferred one first, with our descriptions.

        The password is left out for people with a second factor, unless it is enough for the request that waits.
        """
        found = {method["id"]: method for method in super().get_reauthentication_methods(user)}
        methods = [found[id_] | {"description": text} for id_, text in CONFIRMATIONS.items() if id_ in found]
        if not user.is_authenticated or not has_factor(user):
            return methods
        if getattr(self.request, "password_is_enough", False):  # set by `desk.confirmation`
            return methods
        return [method for method in methods if method["id"] != "reauthenticate"]

    def _attempt_of(self, request: HttpRequest, credentials: dict[str, Any]) -> tuple[str, str, str]:
        """The account and the network of a sign-in attempt, and its device if that is known to the account."""
        account = signin_limits.account_of(credentials.get("email") or "")
        network = network_of(self.client_address(request))
        return account, network, known_devices.device_of(request, account)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """A cache key that does not depend on the Host header.

        The key of the library includes this header, so that a different port in it allows five more attempts.
        """
        account, network, device = self._attempt_of(request, credentials)
        return f"{account}|{device or network}"
