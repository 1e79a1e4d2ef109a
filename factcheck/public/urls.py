from __future__ import annotations

import unicodedata

from django.urls import path, register_converter

from factcheck.public import feeds, sharing, views
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
    path("checks/feed.rss", feeds.rss, name="rss"),
    path("checks/data.json", feeds.data, name="data"),
    path("checks/<check:slug>/", views.check, name="check"),
    path("checks/<check:slug>/claimreview.json", feeds.claimreview, name="claimreview"),
    path("checks/<check:slug>/versions/<int:number>/", views.version, name="version"),
    path("checks/<check:slug>/versions/<int:number>/cite.<slug:extension>", sharing.cite, name="cite"),
    path("checks/<check:slug>/share.png", sharing.share_image, name="share-image"),
    path("checks/<check:slug>/embed/", sharing.embed, name="embed"),
    path("c/<int:number>/", sharing.short, name="short"),
    path("oembed/", sharing.oembed, name="oembed"),
    path("corrections/", views.corrections, name="corrections"),
    path("method/", views.method, name="method"),
    path("ledger-head.json", feeds.ledger_head, name="ledger-head"),
    path("robots.txt", feeds.robots, name="robots"),
    path(".well-known/security.txt", feeds.security, name="security"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("sitemaps/<int:part>.xml", feeds.sitemap_part, name="sitemap-part"),
]
