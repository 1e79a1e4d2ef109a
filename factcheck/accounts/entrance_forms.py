"""The accounts library's forms in this product's look: labels say what a field is, so nothing stands grey inside it."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings as settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from django.core.cache import cache

LABELS = {
    "login": "Email address",
    "email": "Email address",
    "oldpassword": "Password now",
    "password1": "New password",
    "password2": "The same again",
    "remember": "Keep me signed in on this device",
    "code": "Code",
}


class Plain:
    """Takes the placeholders and the library's help away, and calls things as the product does."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""


class SignInForm(Plain, account.LoginForm):
    pass


class ConfirmForm(Plain, account.ReauthenticateForm):
    pass


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    pass


class SetPasswordForm(Plain, account.SetPasswordForm):
    pass


class AskForLinkForm(Plain, account.ResetPasswordForm):
    pass


class FromLinkForm(Plain, account.ResetPasswordKeyForm):
    pass


class Once:
    """Takes a code once (RFC 6238, 5.2), also where the library, which notes a code for one step, takes it for three."""

    user: Any

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        seconds = settings.TOTP_PERIOD * (1 + 2 * settings.TOTP_TOLERANCE)
        if not cache.add(f"second-step.{self.user.pk}.{normalize_user_code(code)}", "used", timeout=seconds):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondStepForm(Plain, Once, factor.AuthenticateForm):
    pass


class ConfirmSecondStepForm(Plain, Once, factor.ReauthenticateForm):
    pass


class ActivateSecondStepForm(Plain, totp.ActivateTOTPForm):
    pass
