from __future__ import annotations

from django.urls import path

from factcheck.accounts import views

app_name = "accounts"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/invite/", views.invite, name="invite"),
    path("people/<int:person_id>/", views.person, name="person"),
    path("people/<int:person_id>/vouch/", views.vouch, name="vouch"),
    path("people/<int:person_id>/invite/", views.invite_again, name="invite-again"),
    path("profile/", views.profile, name="profile"),
    path("tokens/issue/", views.issue, name="token-issue"),
    path("tokens/<int:token_id>/revoke/", views.revoke, name="token-revoke"),
]
