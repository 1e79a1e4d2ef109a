from __future__ import annotations

import unicodedata

from django.urls import path, register_converter

from factcheck.public import annotated_article, branding, feeds, lists, machines, sharing, views
from factcheck.public.branding import ColorsConverter
from factcheck.publishing.slugs import is_slug, name_slug


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


class NameConverter:
    """The slug of a name, in any script. Other spellings of the name lead to the same page."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        if len(value) > MAX_NAME or not (slug := name_slug(value)):
            raise ValueError(value)
        return slug

    def to_url(self, value: str) -> str:
        return value


MAX_NAME = 300
"""Maximum length of a name in an address, in code points. Longer ones are not found."""
register_converter(SlugConverter, "check")
register_converter(NameConverter, "name")
register_converter(ColorsConverter, "colors")

app_name = "public"
urlpatterns = [
    path("", lists.index, name="index"),
    path("articles/<int:article_id>/", annotated_article.article, name="article"),
    path("checks/feed.atom", feeds.feed, {"name": "feed"}, name="feed"),
    path("checks/feed.rss", feeds.feed, {"name": "rss"}, name="rss"),
    path("checks/data.json", feeds.data, name="data"),
    path("checks/<check:slug>/", views.check, name="check"),
    path("checks/<check:slug>/claimreview.json", feeds.claimreview, name="claimreview"),
    path("checks/<check:slug>/versions/<int:number>/", views.version, name="version"),
    path("checks/<check:slug>/versions/<int:number>/cite.<slug:extension>", sharing.cite, name="cite"),
    path("checks/<check:slug>/share.png", sharing.share_image, name="share-image"),
    path("checks/<check:slug>/embed/", sharing.embed, name="embed"),
    path("c/<int:number>/", sharing.short, name="short"),
    path("oembed/", sharing.oembed, name="oembed"),
    path("colors/<colors:colors>.css", branding.colors, name="colors"),
    path("colors/<colors:colors>.svg", branding.colors_preview, name="colors-preview"),
    path("topics/<name:slug>/", lists.topic, name="topic"),
    path("topics/<name:slug>/feed.atom", feeds.subject_feed, {"kind": "topic", "name": "topic-feed"}, name="topic-feed"),
    path("topics/<name:slug>/feed.rss", feeds.subject_feed, {"kind": "topic", "name": "topic-rss"}, name="topic-rss"),
    path("claimants/<name:slug>/", lists.claimant, name="claimant"),
    path(
        "claimants/<name:slug>/feed.atom", feeds.subject_feed, {"kind": "claimant", "name": "claimant-feed"}, name="claimant-feed"
    ),
    path("claimants/<name:slug>/feed.rss", feeds.subject_feed, {"kind": "claimant", "name": "claimant-rss"}, name="claimant-rss"),
    path("sources/<name:slug>/", lists.source, name="source"),
    path("corrections/", lists.corrections, name="corrections"),
    path("method/", views.method, name="method"),
    path("ledger-head.json", machines.ledger_head, name="ledger-head"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemaps/<int:part>.xml", machines.sitemap_part, name="sitemap-part"),
]
