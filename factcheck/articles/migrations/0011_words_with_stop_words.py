"""Add stop words to the search vectors. Rewrites the table in one transaction, with an exclusive lock."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.text
from django.db import migrations, models

import factcheck.web.search


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0010_known_names'),
        ('web', '0007_search_configuration'),
    ]

    operations = [
        # With a large library, this takes minutes. The statement timeout for requests must not cancel it.
        migrations.RunSQL('SET LOCAL statement_timeout = 0', migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name='revision', name='revision_words'),
        migrations.RemoveField(model_name='revision', name='words'),
        migrations.AddField(
            model_name='revision',
            name='words',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector(django.db.models.functions.text.Left(factcheck.web.search.SearchKey(django.db.models.functions.text.Left('text', 150000)), 150000), config='factcheck'), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddIndex(
            model_name='revision',
            index=django.contrib.postgres.indexes.GinIndex(fields=['words'], name='revision_words'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=django.contrib.postgres.indexes.GinIndex(factcheck.web.search.text_grams('title'), fastupdate=False, name='article_title_grams'),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, 'SET LOCAL statement_timeout = 0'),
    ]
