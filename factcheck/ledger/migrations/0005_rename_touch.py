"""Rename the model Touch to RowVersion. The table keeps its name; the triggers are recreated under their new identifiers."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_several_entries_in_one_statement")]

    operations = [
        pgtrigger.migrations.RemoveTrigger(model_name="touch", name="touch_append_only"),
        pgtrigger.migrations.RemoveTrigger(model_name="touch", name="not_emptied"),
        migrations.AlterModelTable(name="touch", table="ledger_touch"),
        migrations.RenameModel(old_name="Touch", new_name="RowVersion"),
        migrations.AlterField(
            model_name="rowversion",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="row_versions", to="ledger.entry"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rowversion',
            trigger=pgtrigger.compiler.Trigger(name='touch_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1360ab3f75f2c04dcde14521b8ad2ca04bac3187', operation='UPDATE OR DELETE', pgid='pgtrigger_touch_append_only_a41a8', table='ledger_touch', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rowversion',
            trigger=pgtrigger.compiler.Trigger(name='not_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate ledger_touch table';", hash='044dd84b05d2271c53013b1a204731a5cc76dc5d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_not_emptied_3e3bb', table='ledger_touch', when='BEFORE')),
        ),
    ]
