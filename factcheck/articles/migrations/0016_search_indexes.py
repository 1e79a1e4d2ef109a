"""Indexes for the list of closed articles, and for titles and what is known about sources by their trigrams.

See `factcheck.web.containing`.
"""

import django.contrib.postgres.indexes
import factcheck.web.names
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False
    dependencies = [('articles', '0015_may_show_text')]

    operations = [
        AddIndexConcurrently(
            model_name='article',
            index=models.Index(condition=models.Q(('closed_at__isnull', False)), fields=['imported_at', 'id'], name='article_closed_library'),
        ),
        AddIndexConcurrently(
            model_name='article',
            index=django.contrib.postgres.indexes.GinIndex(factcheck.web.names.NameGrams('search_key'), fastupdate=False, name='article_title_grams'),
        ),
        AddIndexConcurrently(
            model_name='source',
            index=django.contrib.postgres.indexes.GinIndex(factcheck.web.names.NameGrams('search_key'), fastupdate=False, name='source_key_grams'),
        ),
    ]
