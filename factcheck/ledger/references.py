"""The columns that refer to the rows of a model, found by introspection, so that a new one cannot be forgotten in a merge."""

from __future__ import annotations

from typing import Any

from django.db import models


def references_to(model: type[models.Model]) -> dict[type[models.Model], list[str]]:
    """Referring model → the names of its foreign keys to `model`, in a fixed order. Includes those without a reverse name."""
    found: dict[type[models.Model], list[str]] = {}
    relations: list[Any] = [
        field for field in model._meta.get_fields(include_hidden=True) if field.auto_created and field.is_relation
    ]
    for relation in sorted(relations, key=lambda each: (each.related_model._meta.label, each.field.name)):
        if not relation.concrete and not relation.many_to_many:
            found.setdefault(relation.related_model, []).append(relation.field.name)
    return found
