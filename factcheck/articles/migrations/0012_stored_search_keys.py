"""Store the search keys of titles, of the names of sources, and of what is known about sources.

Rewrites three tables, each with an exclusive lock. `factcheck.web.search.containing` reads the keys.
"""

import django.db.models.functions.text
import factcheck.web.known_names
import factcheck.web.names
import factcheck.web.search
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0011_words_with_stop_words'),
        ('web', '0007_search_configuration'),
    ]

    operations = [
        # With many rows, this takes minutes. The statement timeout for requests must not cancel it.
        migrations.RunSQL('SET LOCAL statement_timeout = 0', migrations.RunSQL.noop),
        migrations.RemoveIndex(
            model_name='article',
            name='article_title_grams',
        ),
        migrations.AddField(
            model_name='article',
            name='search_key',
            field=models.GeneratedField(db_persist=True, expression=factcheck.web.names.NameKey(factcheck.web.search.SearchKey('title')), output_field=models.TextField()),
        ),
        migrations.AddField(
            model_name='knownsourcename',
            name='search_key',
            field=models.GeneratedField(db_persist=True, expression=factcheck.web.names.NameKey(factcheck.web.known_names.NameIdentity('name')), output_field=models.TextField()),
        ),
        migrations.AddField(
            model_name='source',
            name='search_key',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Concat(factcheck.web.names.NameKey(factcheck.web.search.SearchKey('country')), models.Value('\n', models.TextField()), factcheck.web.names.NameKey(factcheck.web.search.SearchKey('interest'))), output_field=models.TextField()),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, 'SET LOCAL statement_timeout = 0'),
    ]
