"""Add stop words to the search vectors. Rewrites the table in one transaction, with an exclusive lock."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.text
from django.db import migrations, models

import factcheck.web.search


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0015_known_names'),
        ('web', '0007_search_configuration'),
    ]

    operations = [
        # With a large library, this takes minutes. The statement timeout for requests must not cancel it.
        migrations.RunSQL('SET LOCAL statement_timeout = 0', migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name='claim', name='claim_words'),
        migrations.RemoveField(model_name='claim', name='words'),
        migrations.AddField(
            model_name='claim',
            name='words',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector(factcheck.web.search.SearchKey('statement'), factcheck.web.search.SearchKey('context'), config='factcheck'), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=django.contrib.postgres.indexes.GinIndex(fields=['words'], name='claim_words'),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, 'SET LOCAL statement_timeout = 0'),
    ]
