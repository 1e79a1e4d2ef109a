from __future__ import annotations

import unicodedata

from django.urls import path, register_converter

from factcheck.public import annotated_article, branding, feeds, lists, machines, sharing, views
from factcheck.public.branding import ColorsConverter, Sha256Converter
from factcheck.public.replica import reads_replica
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
register_converter(Sha256Converter, "sha256")

app_name = "public"
urlpatterns = [
    path("", reads_replica(lists.index), name="index"),
    path("articles/<int:article_id>/", reads_replica(annotated_article.article), name="article"),
    path("checks/feed.atom", reads_replica(feeds.feed), {"name": "feed"}, name="feed"),
    path("checks/feed.rss", reads_replica(feeds.feed), {"name": "rss"}, name="rss"),
    path("checks/data.json", reads_replica(feeds.data), name="data"),
    path("checks/<check:slug>/", reads_replica(views.check), name="check"),
    path("checks/<check:slug>/claimreview.json", reads_replica(feeds.claimreview), name="claimreview"),
    path("checks/<check:slug>/versions/<int:number>/", reads_replica(views.version), name="version"),
    path("checks/<check:slug>/versions/<int:number>/cite.<slug:extension>", reads_replica(sharing.cite), name="cite"),
    path("checks/<check:slug>/share.png", reads_replica(sharing.share_image), name="share-image"),
    path("checks/<check:slug>/embed/", reads_replica(sharing.embed), name="embed"),
    path("c/<int:number>/", reads_replica(sharing.short), name="short"),
    path("oembed/", reads_replica(sharing.oembed), name="oembed"),
    path("colors/<colors:colors>.css", branding.colors, name="colors"),
    path("colors/<colors:colors>.svg", branding.colors_preview, name="colors-preview"),
    path("logos/<sha256:sha256>.png", reads_replica(branding.logo), name="logo"),
    path("topics/<name:slug>/", reads_replica(lists.topic), name="topic"),
    path(
        "topics/<name:slug>/feed.atom",
        reads_replica(feeds.subject_feed),
        {"kind": "topic", "name": "topic-feed"},
        name="topic-feed",
    ),
    path(
        "topics/<name:slug>/feed.rss", reads_replica(feeds.subject_feed), {"kind": "topic", "name": "topic-rss"}, name="topic-rss"
    ),
    path("claimants/<name:slug>/", reads_replica(lists.claimant), name="claimant"),
    path(
        "claimants/<name:slug>/feed.atom",
        reads_replica(feeds.subject_feed),
        {"kind": "claimant", "name": "claimant-feed"},
        name="claimant-feed",
    ),
    path(
        "claimants/<name:slug>/feed.rss",
        reads_replica(feeds.subject_feed),
        {"kind": "claimant", "name": "claimant-rss"},
        name="claimant-rss",
    ),
    path("sources/<name:slug>/", reads_replica(lists.source), name="source"),
    path("corrections/", reads_replica(lists.corrections), name="corrections"),
    path("method/", reads_replica(views.method), name="method"),
    path("ledger-head.json", reads_replica(machines.ledger_head), name="ledger-head"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("sitemap.xml", reads_replica(machines.sitemap), name="sitemap"),
    path("sitemaps/<int:part>.xml", reads_replica(machines.sitemap_part), name="sitemap-part"),
]
