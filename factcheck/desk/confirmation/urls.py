"""URLs of the pages on which a signed-in person confirms their identity. They precede those of `accounts.auth_urls`."""

from __future__ import annotations

from allauth.mfa.base.views import reauthenticate as confirm_factor
from allauth.mfa.webauthn.views import reauthenticate_webauthn as confirm_passkey
from django.urls import path
from django.views.generic import RedirectView

from factcheck.desk.confirmation import views

urlpatterns = [
    path("reauthenticate/", views.confirm_password, name="account_reauthenticate"),
    path("resume/<str:id>/", views.resume, name="account_resume"),
    path("2fa/reauthenticate/", views.executing(confirm_factor), name="mfa_reauthenticate"),
    path("2fa/webauthn/reauthenticate/", views.executing(confirm_passkey), name="mfa_reauthenticate_webauthn"),
    path("2fa/webauthn/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", views.remove_passkey, name="mfa_remove_webauthn"),
]
