"""Store the search keys of the names of actors. Rewrites the table of names with an exclusive lock."""

import factcheck.web.known_names
import factcheck.web.names
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0016_words_with_stop_words'),
        ('web', '0007_search_configuration'),
    ]

    operations = [
        # With many rows, this takes minutes. The statement timeout for requests must not cancel it.
        migrations.RunSQL('SET LOCAL statement_timeout = 0', migrations.RunSQL.noop),
        migrations.AddField(
            model_name='knownactorname',
            name='search_key',
            field=models.GeneratedField(db_persist=True, expression=factcheck.web.names.NameKey(factcheck.web.known_names.NameIdentity('name')), output_field=models.TextField()),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, 'SET LOCAL statement_timeout = 0'),
    ]
