"""Record which reader produced each text. Empty values in existing rows do not change their digests; no row is written.

After a reversal, the digests of revisions that were added in the meantime do not match, because they cover the columns.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0006_source_name_search'),
    ]

    operations = [
        migrations.AddField(
            model_name='revision',
            name='reader',
            field=models.CharField(blank=True, db_default='', help_text='empty in revisions that predate the column', max_length=40),
        ),
        migrations.AddField(
            model_name='revision',
            name='reader_version',
            field=models.SmallIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='revision',
            name='encoding',
            field=models.CharField(blank=True, max_length=40),
        ),
    ]
