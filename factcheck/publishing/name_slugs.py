"""Database functions that compute the slugs of names: topics, claimants, and sources. `slugs.name_slug` is the same in Python."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, TextField


class NameSlug(Func):
    """The slug of a name."""

    function = "factcheck_name_slug"
    arity = 1
    output_field = TextField()


class NameSlugs(Func):
    """The slugs of an array of names. Names without letters and digits have none."""

    function = "factcheck_name_slugs"
    arity = 1
    output_field = ArrayField(TextField())


class SourceSlugs(Func):
    """The slugs of the sources in a document: those of evidence, and the outlets in which the claim appeared."""

    function = "factcheck_source_slugs"
    arity = 1
    output_field = ArrayField(TextField())
