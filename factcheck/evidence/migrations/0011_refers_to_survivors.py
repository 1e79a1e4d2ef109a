"""New evidence cannot refer to a source that was merged into another one."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0010_known_names'),
        ('evidence', '0010_passage_anchor'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='sources_are_not_merged', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE replacement bigint;', func="\n            SELECT t.merged_into_id INTO replacement FROM articles_source t WHERE t.id = NEW.source_id FOR KEY SHARE;\n            IF replacement IS NOT NULL THEN\n                RAISE EXCEPTION 'row % of articles_source was merged into %', NEW.source_id, replacement USING ERRCODE = '40001';\n            END IF;\n            SELECT t.merged_into_id INTO replacement FROM articles_source t WHERE t.id = NEW.origin_id FOR KEY SHARE;\n            IF replacement IS NOT NULL THEN\n                RAISE EXCEPTION 'row % of articles_source was merged into %', NEW.origin_id, replacement USING ERRCODE = '40001';\n            END IF;\n            RETURN NEW;\n        ", hash='0ce235fbc321a690338f4f7b73d52861d9d370b3', operation='INSERT OR UPDATE OF "source_id", "origin_id"', pgid='pgtrigger_sources_are_not_merged_d2e5f', table='evidence_evidence', when='BEFORE')),
        ),
    ]
