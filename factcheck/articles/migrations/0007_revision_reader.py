"""Record which reader made each text. Older rows keep empty values, which change no digest of the ledger; no row is written.

After the reverse, the digests of revisions that were added in between no longer fit: the columns were part of them.
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
            field=models.CharField(blank=True, db_default='', help_text='empty in revisions from before the column', max_length=40),
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
