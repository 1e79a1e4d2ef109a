"""Compute the search vectors of texts from the search key. Rewrites the table in one transaction, with an exclusive lock."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.text
from django.db import migrations, models

import factcheck.web.search


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0004_kept_whole'),
        ('web', '0004_search_key'),
    ]

    operations = [
        # With a large library, this takes minutes. The statement timeout for requests must not cancel it.
        migrations.RunSQL('SET LOCAL statement_timeout = 0', migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name='revision', name='revision_words'),
        migrations.RemoveField(model_name='revision', name='words'),
        migrations.AddField(
            model_name='revision',
            name='words',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector(django.db.models.functions.text.Left(factcheck.web.search.SearchKey(django.db.models.functions.text.Left('text', 150000)), 150000), config='english'), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddIndex(
            model_name='revision',
            index=django.contrib.postgres.indexes.GinIndex(fields=['words'], name='revision_words'),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, 'SET LOCAL statement_timeout = 0'),
    ]
