"""URLs of the pages on which a signed-in person confirms their identity. They precede those of `accounts.auth_urls`."""

from __future__ import annotations

from allauth.mfa.base.views import reauthenticate as confirm_factor
from allauth.mfa.webauthn.views import reauthenticate_webauthn as confirm_passkey
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import path
from django.views.generic import RedirectView

from factcheck.desk.confirmation import views
from factcheck.web.access import get_only, post_only

urlpatterns = [
    path("login/", views.sign_in, name="account_login"),
    path("reauthenticate/", views.confirm_password, name="account_reauthenticate"),
    path("password/set/", views.set_password, name="account_set_password"),
    path("confirm/", views.confirm_with_provider, name="account_confirm_provider"),
    path("oidc/<slug:provider_id>/login/", post_only(oidc.login), name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", get_only(oidc.callback), name="openid_connect_callback"),
    path("resume/<str:id>/", views.resume, name="account_resume"),
    path("2fa/reauthenticate/", views.executing(confirm_factor), name="mfa_reauthenticate"),
    path("2fa/webauthn/reauthenticate/", views.executing(confirm_passkey), name="mfa_reauthenticate_webauthn"),
    path("2fa/totp/deactivate/", views.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/webauthn/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", views.remove_passkey, name="mfa_remove_webauthn"),
]
