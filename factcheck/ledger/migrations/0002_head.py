"""Insert the single row with the number and hash of the last entry."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "INSERT INTO ledger_head (id, number, hash) VALUES (1, 0, repeat('0', 64)) ON CONFLICT DO NOTHING",
            migrations.RunSQL.noop,
        )
    ]
