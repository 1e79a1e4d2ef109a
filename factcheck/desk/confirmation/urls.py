"""URLs of the pages on which a signed-in person confirms their identity. They precede those of `accounts.auth_urls`."""

from __future__ import annotations

from allauth.mfa.base.views import reauthenticate as confirm_factor
from django.urls import path

from factcheck.desk.confirmation import views

urlpatterns = [
    path("reauthenticate/", views.confirm_password, name="account_reauthenticate"),
    path("resume/<str:id>/", views.resume, name="account_resume"),
    path("2fa/reauthenticate/", views.executing(confirm_factor), name="mfa_reauthenticate"),
]
