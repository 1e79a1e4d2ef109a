"""Accounts, passwords, second factors, and sessions."""

from __future__ import annotations

from factcheck.secret_variables import factor_keys
from factcheck.settings.http import COOKIE_PREFIX, HTTPS
from factcheck.settings.installation import DEMONSTRATION, NEWSROOM_NAME, TESTING
from factcheck.variables import choice, integer

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "factcheck.accounts.passwords.GuessablePasswordValidator"},
]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if TESTING
    else ["django.contrib.auth.hashers.ScryptPasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:queue"
LOGOUT_REDIRECT_URL = "account_login"  # its script removes the drafts of the person who signed out; public pages have no script
ACCOUNT_ADAPTER = "factcheck.accounts.adapter.InviteOnlyAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # otherwise, anyone could have mail sent to any address
ACCOUNT_SESSION_REMEMBER = None  # the sign-in form has a checkbox
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "factcheck.accounts.invitations.LinkTokenGenerator"
# Wrong passwords: ten per minute from one address, and five in five minutes for an account from one network (`signin_limits`).
# A device that is known to the account counts as an address and a network of its own (`known_devices`).
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
SIGN_IN_UNKNOWN_NETWORKS_RATE = "30/h/key"  # for one account from all networks from which its owner has not signed in
RESET_LINKS_RATE = "5/h/key"  # messages with a link to one person, whoever requests them
SIGN_IN_NETWORK_SECONDS = 90 * 24 * 3600  # how long such a network is remembered
SIGN_IN_DEVICE_SECONDS = 180 * 24 * 3600  # how long a device is remembered after its last sign-in
ACCOUNT_FORMS = {
    "login": "factcheck.accounts.auth_forms.SignInForm",
    "reauthenticate": "factcheck.accounts.auth_forms.ConfirmPasswordForm",
    "change_password": "factcheck.accounts.auth_forms.ChangePasswordForm",
    "set_password": "factcheck.accounts.auth_forms.SetPasswordForm",
    "reset_password": "factcheck.accounts.auth_forms.RequestResetForm",
    "reset_password_from_key": "factcheck.accounts.auth_forms.ResetFromLinkForm",
}
MFA_FORMS = {
    "authenticate": "factcheck.accounts.auth_forms.SecondFactorForm",
    "reauthenticate": "factcheck.accounts.auth_forms.ConfirmSecondFactorForm",
    "activate_totp": "factcheck.accounts.auth_forms.ActivateSecondFactorForm",
    "add_webauthn": "factcheck.accounts.auth_forms.AddPasskeyForm",
    "edit_webauthn": "factcheck.accounts.auth_forms.RenamePasskeyForm",
}
MFA_TOTP_ISSUER = NEWSROOM_NAME
# Also accept the code of the previous and the next 30 seconds, because of input delay and clock drift (RFC 6238, section 5.2).
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True  # administrators set the addresses, so no one can claim the address of another person
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600  # seconds; also for invitations, which set the first password
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "factcheck.accounts.factors.FactorAdapter"
REQUIRE_SECOND_FACTOR = choice(
    "FACTCHECK_REQUIRE_SECOND_FACTOR",
    "none" if DEMONSTRATION or TESTING else "editors",
    ("none", "editors", "all"),
)
"""Who must have a second factor: nobody, editors and administrators, or everyone."""

FACTOR_KEYS = factor_keys("FACTCHECK_FACTOR_KEY")[:1]
"""The key that encrypts second factors. If it is empty, the file `factor-key` in the data folder contains the key."""
FORMER_FACTOR_KEYS = factor_keys("FACTCHECK_FACTOR_KEY_FORMER")
SESSION_ENGINE = "factcheck.accounts.sessions"
SESSION_HOURS = integer("FACTCHECK_SESSION_HOURS", 168, least=1, most=2160)
"""Hours from the sign-in to the end of a session."""
SESSION_IDLE_MINUTES = integer("FACTCHECK_SESSION_IDLE_MINUTES", 120, least=5, most=10_080)
"""Minutes without a request after which a session ends that is not kept."""
FRESH_MINUTES = integer("FACTCHECK_FRESH_MINUTES", 15, least=1, most=1440)
"""Minutes for which a sign-in or a confirmation permits operations such as a publication."""
ACCOUNT_REAUTHENTICATION_TIMEOUT = FRESH_MINUTES * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # unless the person chose to stay signed in
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}factcheck_session"
SESSION_COOKIE_SECURE = HTTPS
DEVICE_COOKIE_NAME = f"{COOKIE_PREFIX}factcheck_device"

SECURITY_LOG_DAYS = integer("FACTCHECK_SECURITY_LOG_DAYS", 400, least=30, most=3650)
"""Age in days from which security events are deleted. The database refuses to delete events of the last 30 days."""
