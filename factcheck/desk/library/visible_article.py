"""The article that a request names, if the person may see it."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from factcheck.accounts.models import Person
from factcheck.articles.models import Article


def visible_article(person: Person, article_id: int) -> Article:
    """The article with its outlet, and with the person who closed it. Raises Http404."""
    return get_object_or_404(Article.objects.visible_to(person).select_related("outlet", "closed_by"), pk=article_id)
