"""The forms of django-allauth with our labels and without placeholders."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings as settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.core.cache import cache
from django.core.exceptions import ValidationError

from factcheck.accounts.models import EventKind
from factcheck.accounts.security_log import known_or_digest, record_event
from factcheck.web.form_fields import LineField, RequiredMessages

PASSKEY_NAME_LENGTH = 80
"""Maximum length in code points."""
LABELS = {
    "login": "Email address",
    "email": "Email address",
    "oldpassword": "Current password",
    "password1": "New password",
    "password2": "Confirm new password",
    "remember": "Keep me signed in on this device",
    "code": "Code",
    "name": "Name of the passkey",
    "passwordless": "Also sign in without a password",
}


class WithoutPlaceholders(RequiredMessages):
    """Removes the placeholders and help texts of the library, and sets our labels."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""
            if name == "password2":
                field.error_messages["required"] = "Enter the new password again."


class SignInForm(WithoutPlaceholders, account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:  # after an error, the summary takes the focus
            self.fields["login"].widget.attrs["autofocus"] = True


class ConfirmPasswordForm(WithoutPlaceholders, account.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:  # after an error, the summary takes the focus
            self.fields["password"].widget.attrs["autofocus"] = True


class ChangePasswordForm(WithoutPlaceholders, account.ChangePasswordForm):
    def clean_oldpassword(self) -> str:
        """Record a wrong password: whoever has found an open session may guess it here."""
        try:
            current: str = super().clean_oldpassword()
        except ValidationError:
            record_event(EventKind.SIGN_IN_FAILED, self.user, step="confirmation")
            raise
        return current


class SetPasswordForm(WithoutPlaceholders, account.SetPasswordForm):
    pass


class RequestResetForm(WithoutPlaceholders, account.ResetPasswordForm):
    def save(self, request: Any, **kwargs: Any) -> str:
        login: str = self.cleaned_data["email"]
        record_event(EventKind.RESET_REQUESTED, **known_or_digest(login))
        super().save(request, **kwargs)
        return login


class ResetFromLinkForm(WithoutPlaceholders, account.ResetPasswordKeyForm):
    pass


class SingleUseCode:
    """Accepts each code only once during its validity (RFC 6238, section 5.2).

    The library remembers a used code for one time step, but accepts it in several.
    """

    user: Any

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        seconds = settings.TOTP_PERIOD * (1 + 2 * settings.TOTP_TOLERANCE)
        if not cache.add(f"second-step.{self.user.pk}.{normalize_user_code(code)}", "used", timeout=seconds):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondFactorForm(WithoutPlaceholders, SingleUseCode, factor.AuthenticateForm):
    pass


class ConfirmSecondFactorForm(WithoutPlaceholders, SingleUseCode, factor.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.fields["code"].widget.attrs["autofocus"] = True


class ActivateSecondFactorForm(WithoutPlaceholders, SingleUseCode, totp.ActivateTOTPForm):
    pass


class AddPasskeyForm(WithoutPlaceholders, webauthn.AddWebAuthnForm):
    """Adds a passkey that can also sign in without a password. The browser then asks for a PIN, a fingerprint, or the like."""

    name = LineField(max_length=PASSKEY_NAME_LENGTH, required=False)


class RenamePasskeyForm(WithoutPlaceholders, webauthn.EditWebAuthnForm):
    name = LineField(max_length=PASSKEY_NAME_LENGTH)
