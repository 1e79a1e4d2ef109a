"""The accounts library's forms in this product's look: labels say what a field is, so nothing stands grey inside it."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp


class Plain:
    """Takes the placeholders and the library's help away; the templates have their own sentences."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
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
