"""Sign-in with an OpenID Connect provider."""

from __future__ import annotations

from urllib.parse import urlsplit

from factcheck.settings.http import CONTENT_SECURITY_POLICY
from factcheck.variables import flag, issuer, line, required_with

OIDC_ISSUER = issuer("FACTCHECK_OIDC_ISSUER")
OIDC_NAME = line("FACTCHECK_OIDC_NAME", urlsplit(OIDC_ISSUER).hostname or "", most=120)
"""Name of the provider on the sign-in page."""
OIDC_TRUSTS_FACTORS = flag("FACTCHECK_OIDC_TRUSTS_FACTORS")
"""Whether the provider requires a second factor of everyone, so that Factcheck does not ask for another one."""
_CLIENT_ID = required_with("FACTCHECK_OIDC_ISSUER", "FACTCHECK_OIDC_CLIENT_ID")
_CLIENT_SECRET = required_with("FACTCHECK_OIDC_ISSUER", "FACTCHECK_OIDC_CLIENT_SECRET")
OIDC_PROVIDER_ID = "newsroom"
SOCIALACCOUNT_ADAPTER = "factcheck.accounts.oidc.ProviderAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # seconds
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": OIDC_PROVIDER_ID,
                "name": OIDC_NAME,
                "client_id": _CLIENT_ID,
                "secret": _CLIENT_SECRET,
                "settings": {"server_url": OIDC_ISSUER},
            }
        ]
        if OIDC_ISSUER
        else [],
    }
}
if OIDC_ISSUER:  # the button on the sign-in page is a form that is redirected to the provider
    _origin = urlsplit(OIDC_ISSUER)
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(f"{_origin.scheme}://{_origin.netloc}")
