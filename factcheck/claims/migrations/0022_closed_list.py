"""An index for the list of closed claims."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False
    dependencies = [('claims', '0021_contribution_entry')]

    operations = [
        AddIndexConcurrently(
            model_name='claim',
            index=models.Index(condition=models.Q(('closed_at__isnull', False)), fields=['created_at', 'id'], name='claim_closed_list'),
        ),
    ]
