"""The label of a choice has a typographic apostrophe. Changes nothing in the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0017_stored_search_keys")]
    operations = [
        migrations.AlterField(
            model_name="mention",
            name="mode",
            field=models.CharField(
                choices=[
                    ("direct", "direct quote"),
                    ("indirect", "indirect speech"),
                    ("scare", "scare quote"),
                    ("headline", "headline"),
                    ("own_voice", "the outlet’s own voice"),
                ],
                max_length=10,
            ),
        ),
    ]
