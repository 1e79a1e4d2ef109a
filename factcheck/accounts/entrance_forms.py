"""The accounts library's forms in this product's look: labels say what a field is, so nothing stands grey inside it."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp

LABELS = {
    "login": "E-mail address",
    "email": "E-mail address",
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


class SecondStepForm(Plain, factor.AuthenticateForm):
    pass


class ConfirmSecondStepForm(Plain, factor.ReauthenticateForm):
    pass


class ActivateSecondStepForm(Plain, totp.ActivateTOTPForm):
    pass
