"""Indexes for the words and the names of published checks."""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False
    dependencies = [('publishing', '0017_name_slugs')]

    operations = [
        AddIndexConcurrently(
            model_name='publication',
            index=models.Index(fields=['claimant_slug', 'first_published_at', 'id'], name='publication_by_claimant'),
        ),
        AddIndexConcurrently(
            model_name='publication',
            index=models.Index(condition=models.Q(('is_current', True), models.Q(('publication_kind', 'retracted'), _negated=True)), fields=['rating', 'first_published_at', 'id'], name='publication_by_rating'),
        ),
        AddIndexConcurrently(
            model_name='publication',
            index=models.Index(condition=models.Q(('publication_kind', 'first'), _negated=True), fields=['announced_kind', 'published_at', 'id'], name='publication_by_correction'),
        ),
        AddIndexConcurrently(
            model_name='publication',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('is_current', True)), fields=['topic_slugs'], name='publication_topics'),
        ),
        AddIndexConcurrently(
            model_name='publication',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('is_current', True)), fields=['source_slugs'], name='publication_sources'),
        ),
        AddIndexConcurrently(
            model_name='publication',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('is_current', True)), fields=['words'], name='publication_words'),
        ),
    ]
