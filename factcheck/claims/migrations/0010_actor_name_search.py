"""Indexes for searching the names of actors as the user types."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models.functions import Collate

from factcheck.web.names import NameGrams, NameKey


class Migration(migrations.Migration):
    dependencies = [("web", "0005_name_search_functions"), ("claims", "0009_words_from_search_key")]
    operations = [
        migrations.AddIndex("actor", models.Index(Collate(NameKey("name"), "C"), name="actor_name_key")),
        migrations.AddIndex("actor", GinIndex(NameGrams(NameKey("name")), fastupdate=False, name="actor_name_grams")),
    ]
