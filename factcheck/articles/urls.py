from __future__ import annotations

from django.urls import path

from factcheck.articles import source_views, views

app_name = "articles"
urlpatterns = [
    path("articles/", views.library, name="library"),
    path("articles/import/", views.import_, name="import"),
    path("articles/<int:article_id>/edit/", views.edit, name="edit"),
    path("articles/<int:article_id>/revisions/<int:number>/original/", views.original, name="original"),
    path("sources/", source_views.listing, name="sources"),
    path("sources/options/", source_views.options, name="source-options"),
    path("sources/add/", source_views.add, name="source-add"),
    path("sources/<int:source_id>/", source_views.source, name="source"),
]
