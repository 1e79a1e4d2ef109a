"""Indexes for the search in the statements and headlines of checks."""

import django.contrib.postgres.indexes
import factcheck.web.names
import factcheck.web.search
from django.conf import settings
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0008_closed_correction'),
        ('web', '0007_search_configuration'),
        ('verdicts', '0020_contributors_may_return'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='publication',
            index=django.contrib.postgres.indexes.GinIndex(factcheck.web.names.NameGrams(factcheck.web.names.NameKey(factcheck.web.search.SearchKey('statement'))), fastupdate=False, name='publication_statement_grams'),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=django.contrib.postgres.indexes.GinIndex(factcheck.web.names.NameGrams(factcheck.web.names.NameKey(factcheck.web.search.SearchKey('headline'))), fastupdate=False, name='publication_headline_grams'),
        ),
    ]
