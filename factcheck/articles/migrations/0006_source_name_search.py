"""Indexes for searching the names of sources as the user types."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models.functions import Collate

from factcheck.web.names import NameGrams, NameKey


class Migration(migrations.Migration):
    dependencies = [("web", "0005_name_search_functions"), ("articles", "0005_words_from_search_key")]
    operations = [
        migrations.AddIndex("source", models.Index(Collate(NameKey("name"), "C"), name="source_name_key")),
        migrations.AddIndex("source", GinIndex(NameGrams(NameKey("name")), fastupdate=False, name="source_name_grams")),
    ]
