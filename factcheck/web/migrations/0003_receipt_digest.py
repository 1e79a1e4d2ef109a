"""Store a digest of the request with each receipt, to distinguish a repeated request from one with a used key and other values."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("web", "0002_cache_table")]
    operations = [
        migrations.AddField(
            model_name="receipt",
            name="digest",
            field=models.CharField(blank=True, db_default="", max_length=64),
        ),
    ]
