"""Rename the model Search to SearchLogEntry. The table and the ledger kind keep their names; the triggers are recreated."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ('claims', '0010_actor_name_search'),
        ('evidence', '0004_kept_whole'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(model_name="search", name="entered"),
        pgtrigger.migrations.RemoveTrigger(model_name="search", name="fixed"),
        pgtrigger.migrations.RemoveTrigger(model_name="search", name="contributes"),
        pgtrigger.migrations.RemoveTrigger(model_name="search", name="not_emptied"),
        migrations.AlterModelTable(name="search", table="evidence_search"),
        migrations.RenameModel(old_name="Search", new_name="SearchLogEntry"),
        pgtrigger.migrations.AddTrigger(
            model_name='searchlogentry',
            trigger=pgtrigger.compiler.Trigger(name='entered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n            IF NOT EXISTS (\n                SELECT 1 FROM ledger_touch\n                WHERE kind = 'search' AND object_id = NEW.id AND version = NEW.version\n            ) THEN\n                RAISE EXCEPTION 'search % version % has no ledger entry', NEW.id, NEW.version\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NULL;\n        ", hash='254444c081e9732bf916e78ec87d5afd785d870a', operation='INSERT OR UPDATE', pgid='pgtrigger_entered_2e473', table='evidence_search', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='searchlogentry',
            trigger=pgtrigger.compiler.Trigger(name='fixed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ba640c9e55e3537a8a2fe79f9df02ce61a5f7f84', operation='UPDATE OR DELETE', pgid='pgtrigger_fixed_586aa', table='evidence_search', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='searchlogentry',
            trigger=pgtrigger.compiler.Trigger(name='not_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate evidence_search table';", hash='985d6a05a01842fe6c0cf8ed52d6dfd2a0fbb269', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_not_emptied_ad943', table='evidence_search', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='searchlogentry',
            trigger=pgtrigger.compiler.Trigger(name='contributes', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            INSERT INTO claims_contribution (claim_id, person_id, since)\n            VALUES (NEW.claim_id, NEW.created_by_id, clock_timestamp()) ON CONFLICT DO NOTHING;\n            RETURN NULL;\n        ', hash='a6b76d02bf765e79090707e494bc1972eaf1f68d', operation='INSERT', pgid='pgtrigger_contributes_7dd8b', table='evidence_search', when='AFTER')),
        ),
    ]
