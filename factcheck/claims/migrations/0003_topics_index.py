"""An index for finding the claims of a topic, built concurrently because the table can be large."""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0002_http_addresses")]

    operations = [
        AddIndexConcurrently(
            "claim", django.contrib.postgres.indexes.GinIndex(fields=["topics"], name="claim_topics")
        ),
    ]
