"""Pages on which a signed-in person confirms their identity, and the execution of the requests that waited for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView, PasswordSetView, ReauthenticateView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.views import DeactivateTOTPView
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import resolve, reverse, reverse_lazy

from factcheck.accounts.freshness import CONFIRMED, has_factor, is_fresh
from factcheck.accounts.models import Person
from factcheck.accounts.requests import StaffRequest
from factcheck.desk.confirmation import suspension
from factcheck.desk.confirmation.suspension import Suspended
from factcheck.web.access import get_and_post, get_only, signed_in
from factcheck.web.consent import Consent
from factcheck.web.field_labels import field_label, submitted_fields, submitted_form
from factcheck.web.responses import redirect_to, render_page

ALREADY_EXECUTED = "This form was already submitted."


class SignInView(LoginView):  # type: ignore[misc]
    """The sign-in page, with the button of the OpenID Connect provider."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **_provider()}


sign_in = SignInView.as_view()


def _provider() -> dict[str, str]:
    """Template context: the name of the OpenID Connect provider and its URL, or nothing if there is none."""
    if not settings.OIDC_ISSUER:
        return {}
    url = reverse("openid_connect_login", args=[settings.OIDC_PROVIDER_ID])
    return {"provider_name": settings.OIDC_NAME, "provider_url": url}


class ConfirmPasswordView(ReauthenticateView):  # type: ignore[misc]
    """Records that the person entered their password. For the library, this counts only if they have no second factor."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        extra = {CONFIRMED: True} if has_factor(self.request.user) else {CONFIRMED: True, "reauthenticated": True}
        record_authentication(self.request, self.request.user, method="password", **extra)
        response: HttpResponse = super(ReauthenticateView, self).form_valid(form)
        return response


class FirstPasswordView(PasswordSetView):  # type: ignore[misc]
    """Sets a password for someone who signs in with a provider. Requires a recent sign-in, because this is a new way to sign in.

    The form does not wait for the confirmation, so that the session never contains a password.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not request.user.has_usable_password() and not is_fresh(request, Consent.FULL):
            return suspension.confirmation_redirect(request, request.get_full_path(), Consent.FULL)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


set_password = FirstPasswordView.as_view()


class RemovePasskeyView(RemoveWebAuthnView):  # type: ignore[misc]
    """Refuses to remove the last second factor of a person who must have one, as the form for authenticator apps does."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.object):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return HttpResponseRedirect(reverse("mfa_index"))
        response: HttpResponse = super().form_valid(form)
        return response


def removing(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Order concurrent removals: each could otherwise see the factor that the other one removes, so that none remains."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST" or not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            Person.objects.select_for_update(no_key=True).get(pk=request.user.pk)
            return view(request, *args, **kwargs)

    return wrapper


remove_passkey = removing(RemovePasskeyView.as_view(success_url=reverse_lazy("mfa_index")))
deactivate_totp = removing(DeactivateTOTPView.as_view())


def executing(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Execute the request that `next` names after `view` has recorded a confirmation.

    The stored request is also available to the template, as `request.suspended`, so that the person sees what they confirm.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        stored = suspension.named_by(request) if request.user.is_authenticated else None
        request.suspended = stored  # type: ignore[attr-defined]
        request.password_is_enough = stored is not None and stored.level == Consent.PASSWORD  # type: ignore[attr-defined]
        before = len(get_authentication_records(request, request.user))
        response = view(request, *args, **kwargs)
        is_confirmed = len(get_authentication_records(request, request.user)) > before
        if stored is None or not is_confirmed or not stored.is_executable:
            return response
        return _execute(request, stored)

    return wrapper


confirm_password = executing(ConfirmPasswordView.as_view())


@signed_in
@get_only
def confirm_with_provider(request: StaffRequest) -> HttpResponse:
    """For people with neither a password nor a second factor here: they sign in again with the provider, which asks them."""
    stored = suspension.named_by(request)
    parameters = urlencode({"auth_params": urlencode({"prompt": "login", "max_age": "0"})})
    context = {"stored": stored, "parameters": parameters, "next": request.GET.get("next", ""), **_provider()}
    return render_page(request, "account/confirm_with_provider.html", context)


@signed_in
@get_and_post
def resume(request: StaffRequest, id: str) -> HttpResponseBase:
    """The stored request, for a person who arrives without having confirmed their identity in the same step.

    POST executes it. The page displays its fields if it cannot be executed, because it has a file.
    """
    stored = suspension.find(request, id)
    if stored is None:
        return render_page(request, "account/resume.html", {"stored": None}, status=404)
    if request.method == "POST" and stored.is_executable:
        return _execute(request, stored)
    return render_page(request, "account/resume.html", {"stored": stored, "fields": _labeled_fields(request, stored)})


def _execute(request: HttpRequest, stored: Suspended) -> HttpResponseBase:
    response = suspension.execute(request, stored)
    if response is None:
        messages.info(request, ALREADY_EXECUTED)
        return redirect_to(request, stored.page)
    return response


def _labeled_fields(request: HttpRequest, stored: Suspended) -> list[tuple[str, str]]:
    """The label and the text of each visible field of a stored request."""
    form = submitted_form(resolve(stored.path).func, stored.fields)
    hidden = {name for name, field in form.items() if field.widget.is_hidden}
    return [(field_label(name, form), value) for name, value in submitted_fields(stored.fields) if name not in hidden]
