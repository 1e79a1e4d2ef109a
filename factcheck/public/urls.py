from __future__ import annotations

from django.urls import path

from factcheck.public import feeds, views

app_name = "public"
urlpatterns = [
    path("", views.index, name="index"),
    path("checks/feed.atom", feeds.atom, name="feed"),
    path("checks/data.json", feeds.data, name="data"),
    path("checks/<slug:slug>/", views.check, name="check"),
    path("checks/<slug:slug>/claimreview.json", feeds.claimreview, name="claimreview"),
    path("checks/<slug:slug>/versions/<int:number>/", views.version, name="version"),
    path("corrections/", views.corrections, name="corrections"),
    path("method/", views.method, name="method"),
    path("robots.txt", feeds.robots, name="robots"),
]
