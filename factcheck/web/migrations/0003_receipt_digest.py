"""A receipt keeps the digest of what was sent, so that other words sent with a used form are told from a double click."""

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
