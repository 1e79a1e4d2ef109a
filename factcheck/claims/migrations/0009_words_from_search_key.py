"""Compute the search vectors of claims from the search key. Rewrites the table in one transaction, with an exclusive lock."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

import factcheck.web.search


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0008_kept_whole'),
        ('web', '0004_search_key'),
    ]

    operations = [
        migrations.RunSQL('SET LOCAL statement_timeout = 0', migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name='claim', name='claim_words'),
        migrations.RemoveField(model_name='claim', name='words'),
        migrations.AddField(
            model_name='claim',
            name='words',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector(factcheck.web.search.SearchKey('statement'), factcheck.web.search.SearchKey('context'), config='english'), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=django.contrib.postgres.indexes.GinIndex(fields=['words'], name='claim_words'),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, 'SET LOCAL statement_timeout = 0'),
    ]
