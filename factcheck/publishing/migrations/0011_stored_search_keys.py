"""Store the search keys of checks, which contain their headlines and statements. Rewrites the table with an exclusive lock."""

import django.db.models.functions.text
import factcheck.web.names
import factcheck.web.search
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0010_unicode_slugs'),
        ('web', '0007_search_configuration'),
    ]

    operations = [
        # With many rows, this takes minutes. The statement timeout for requests must not cancel it.
        migrations.RunSQL('SET LOCAL statement_timeout = 0', migrations.RunSQL.noop),
        migrations.RemoveIndex(
            model_name='publication',
            name='publication_statement_grams',
        ),
        migrations.RemoveIndex(
            model_name='publication',
            name='publication_headline_grams',
        ),
        migrations.AddField(
            model_name='publication',
            name='search_key',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Concat(factcheck.web.names.NameKey(factcheck.web.search.SearchKey('headline')), models.Value('\n', models.TextField()), factcheck.web.names.NameKey(factcheck.web.search.SearchKey('statement'))), output_field=models.TextField()),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, 'SET LOCAL statement_timeout = 0'),
    ]
