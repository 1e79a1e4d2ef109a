"""An index for the headlines and statements of checks by their trigrams (`factcheck.web.containing`)."""

import django.contrib.postgres.indexes
import factcheck.web.names
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False
    dependencies = [('publishing', '0020_share_images')]

    operations = [
        AddIndexConcurrently(
            model_name='publication',
            index=django.contrib.postgres.indexes.GinIndex(factcheck.web.names.NameGrams('search_key'), condition=models.Q(('is_current', True)), fastupdate=False, name='publication_title_grams'),
        ),
    ]
