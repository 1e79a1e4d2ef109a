from __future__ import annotations

import unicodedata

from django.urls import path, register_converter

from factcheck.public import feeds, views
from factcheck.publishing.slugs import is_slug


class SlugConverter:
    """The slug of a check, in any script. Some programs decompose the characters of a URL; both forms lead to the check."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        slug = unicodedata.normalize("NFC", value)
        if not is_slug(slug):
            raise ValueError(value)
        return slug

    def to_url(self, value: str) -> str:
        return value


register_converter(SlugConverter, "check")

app_name = "public"
urlpatterns = [
    path("", views.index, name="index"),
    path("checks/feed.atom", feeds.atom, name="feed"),
    path("checks/data.json", feeds.data, name="data"),
    path("checks/<check:slug>/", views.check, name="check"),
    path("checks/<check:slug>/claimreview.json", feeds.claimreview, name="claimreview"),
    path("checks/<check:slug>/versions/<int:number>/", views.version, name="version"),
    path("corrections/", views.corrections, name="corrections"),
    path("method/", views.method, name="method"),
    path("ledger-head.json", feeds.ledger_head, name="ledger-head"),
    path("robots.txt", feeds.robots, name="robots"),
]
