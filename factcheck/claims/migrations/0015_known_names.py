"""All names of actors, with a unique key that does not depend on case, spaces, invisible characters, or normalization forms.

Rows that differed only in these keep their names: all but the first of them are exempt from the constraint until they are renamed
or merged, and the doctor lists them. Rows cannot refer to merged actors.
"""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import factcheck.web.known_names
import factcheck.web.names
import factcheck.web.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

FILL = """
INSERT INTO claims_knownactorname (owner_id, name, is_alias, is_duplicate)
SELECT id, name, FALSE, row_number() OVER (PARTITION BY name_identity(name) ORDER BY id) > 1 FROM claims_actor ORDER BY id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0010_known_names'),
        ('claims', '0014_mention_changed_context'),
    ]

    operations = [
        migrations.CreateModel(
            name='KnownActorName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('key', models.GeneratedField(db_persist=True, expression=factcheck.web.known_names.NameIdentity('name'), output_field=models.TextField())),
                ('is_alias', models.BooleanField(default=True, verbose_name='other name')),
                ('is_duplicate', models.BooleanField(default=False)),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='attribution',
            name='as_entered',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='span',
            name='as_entered',
        ),
        migrations.RemoveConstraint(
            model_name='actor',
            name='one_actor_of_a_name',
        ),
        migrations.RemoveIndex(
            model_name='actor',
            name='actor_name_key',
        ),
        migrations.RemoveIndex(
            model_name='actor',
            name='actor_name_grams',
        ),
        migrations.AddField(
            model_name='actor',
            name='merged_into',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='claims.actor'),
        ),
        migrations.AlterField(
            model_name='actor',
            name='actor_kind',
            field=models.CharField(choices=[('person', 'person'), ('organization', 'organization'), ('unknown', 'unknown')], default='unknown', max_length=12, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='actor',
            name='name',
            field=models.CharField(max_length=200, validators=[factcheck.web.text.storable]),
        ),
        migrations.AddIndex(
            model_name='actor',
            index=models.Index(fields=['name'], name='actor_by_name'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='knows_name', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'INSERT' THEN\n                INSERT INTO claims_knownactorname (owner_id, name, is_alias, is_duplicate) VALUES (NEW.id, NEW.name, FALSE, FALSE);\n            ELSIF NEW.name <> OLD.name THEN\n                DELETE FROM claims_knownactorname WHERE owner_id = NEW.id AND is_alias AND key = name_identity(NEW.name);\n                UPDATE claims_knownactorname SET name = NEW.name, is_duplicate = is_duplicate AND key = name_identity(NEW.name)\n                WHERE owner_id = NEW.id AND NOT is_alias;\n            END IF;\n            RETURN NULL;\n        ", hash='6f44c8c8f8ee05707fdf3ad0352d3878e714ba6a', operation='INSERT OR UPDATE OF "name"', pgid='pgtrigger_knows_name_4fcc2', table='claims_actor', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='source_is_not_merged', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE replacement bigint;', func="\n            SELECT t.merged_into_id INTO replacement FROM articles_source t WHERE t.id = NEW.source_id FOR KEY SHARE;\n            IF replacement IS NOT NULL THEN\n                RAISE EXCEPTION 'row % of articles_source was merged into %', NEW.source_id, replacement USING ERRCODE = '40001';\n            END IF;\n            RETURN NEW;\n        ", hash='031c6e2c079ec7e65d0dfccf85332f1cc4607db1', operation='INSERT OR UPDATE OF "source_id"', pgid='pgtrigger_source_is_not_merged_0116a', table='claims_actor', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attribution',
            trigger=pgtrigger.compiler.Trigger(name='as_entered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', declare='DECLARE of_mention bigint;', func="\n            FOREACH of_mention IN ARRAY array_remove(ARRAY[OLD.mention_id, NEW.mention_id], NULL) LOOP\n                IF (\n    SELECT coalesce(jsonb_agg(a.actor_id ORDER BY a.position), '[]') FROM claims_attribution a WHERE a.mention_id = of_mention)\n                IS DISTINCT FROM (\n    SELECT said.values -> 'chain' FROM ledger_touch t JOIN ledger_entry e ON e.number = t.entry_id\n    CROSS JOIN LATERAL (\n        SELECT coalesce(e.after -> 'rows' -> 'mention' -> of_mention::text, e.after -> 'mention', e.after) AS values) said\n    WHERE t.kind = 'mention' AND t.object_id = of_mention AND said.values ? 'chain'\n    ORDER BY e.number DESC LIMIT 1) THEN\n                    RAISE EXCEPTION 'the chain of mention % are not those of its ledger entry', of_mention\n                        USING ERRCODE = 'check_violation';\n                END IF;\n            END LOOP;\n            RETURN NULL;\n        ", hash='f4aaba25f3f754d0b5f7f8bab9611d7b46fee683', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_as_entered_ee4e7', table='claims_attribution', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attribution',
            trigger=pgtrigger.compiler.Trigger(name='actor_is_not_merged', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE replacement bigint;', func="\n            SELECT t.merged_into_id INTO replacement FROM claims_actor t WHERE t.id = NEW.actor_id FOR KEY SHARE;\n            IF replacement IS NOT NULL THEN\n                RAISE EXCEPTION 'row % of claims_actor was merged into %', NEW.actor_id, replacement USING ERRCODE = '40001';\n            END IF;\n            RETURN NEW;\n        ", hash='20b816618eb0e50a7ea4267487c4a01a0d42211e', operation='INSERT OR UPDATE OF "actor_id"', pgid='pgtrigger_actor_is_not_merged_1bfad', table='claims_attribution', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='claimant_is_not_merged', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE replacement bigint;', func="\n            SELECT t.merged_into_id INTO replacement FROM claims_actor t WHERE t.id = NEW.claimant_id FOR KEY SHARE;\n            IF replacement IS NOT NULL THEN\n                RAISE EXCEPTION 'row % of claims_actor was merged into %', NEW.claimant_id, replacement USING ERRCODE = '40001';\n            END IF;\n            RETURN NEW;\n        ", hash='972f7d21ec246566f52fb8fe84e0e138681d2179', operation='INSERT OR UPDATE OF "claimant_id"', pgid='pgtrigger_claimant_is_not_merged_8554f', table='claims_claim', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='source_is_not_merged', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE replacement bigint;', func="\n            SELECT t.merged_into_id INTO replacement FROM articles_source t WHERE t.id = NEW.source_id FOR KEY SHARE;\n            IF replacement IS NOT NULL THEN\n                RAISE EXCEPTION 'row % of articles_source was merged into %', NEW.source_id, replacement USING ERRCODE = '40001';\n            END IF;\n            RETURN NEW;\n        ", hash='a2e0dab32f427a1d38c1d398de45cc0996998e3f', operation='INSERT OR UPDATE OF "source_id"', pgid='pgtrigger_source_is_not_merged_45380', table='claims_party', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='actor_is_not_merged', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE replacement bigint;', func="\n            SELECT t.merged_into_id INTO replacement FROM claims_actor t WHERE t.id = NEW.actor_id FOR KEY SHARE;\n            IF replacement IS NOT NULL THEN\n                RAISE EXCEPTION 'row % of claims_actor was merged into %', NEW.actor_id, replacement USING ERRCODE = '40001';\n            END IF;\n            RETURN NEW;\n        ", hash='96895917eacf8423430ec85aa6549e3240bf2b64', operation='INSERT OR UPDATE OF "actor_id"', pgid='pgtrigger_actor_is_not_merged_e21fc', table='claims_party', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='span',
            trigger=pgtrigger.compiler.Trigger(name='as_entered', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', declare='DECLARE of_mention bigint;', func='\n            FOREACH of_mention IN ARRAY array_remove(ARRAY[OLD.mention_id, NEW.mention_id], NULL) LOOP\n                IF (\n    SELECT coalesce(jsonb_agg(jsonb_build_object(\n        \'start\', s.start, \'end\', s."end", \'exact\', s.exact, \'prefix\', s.prefix, \'suffix\', s.suffix) ORDER BY s.position), \'[]\')\n    FROM claims_span s WHERE s.mention_id = of_mention)\n                IS DISTINCT FROM (\n    SELECT said.values -> \'spans\' FROM ledger_touch t JOIN ledger_entry e ON e.number = t.entry_id\n    CROSS JOIN LATERAL (\n        SELECT coalesce(e.after -> \'rows\' -> \'mention\' -> of_mention::text, e.after -> \'mention\', e.after) AS values) said\n    WHERE t.kind = \'mention\' AND t.object_id = of_mention AND said.values ? \'spans\'\n    ORDER BY e.number DESC LIMIT 1) THEN\n                    RAISE EXCEPTION \'the spans of mention % are not those of its ledger entry\', of_mention\n                        USING ERRCODE = \'check_violation\';\n                END IF;\n            END LOOP;\n            RETURN NULL;\n        ', hash='1ed21de687854dcc348979f48d51eed0bfafece4', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_as_entered_30080', table='claims_span', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        migrations.AddField(
            model_name='knownactorname',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='known_names', to='claims.actor'),
        ),
        migrations.AddIndex(
            model_name='knownactorname',
            index=models.Index(fields=['key'], name='actor_known_key'),
        ),
        migrations.AddIndex(
            model_name='knownactorname',
            index=models.Index(django.db.models.functions.comparison.Collate(factcheck.web.names.NameKey('key'), 'C'), name='actor_name_key'),
        ),
        migrations.AddIndex(
            model_name='knownactorname',
            index=django.contrib.postgres.indexes.GinIndex(factcheck.web.names.NameGrams(factcheck.web.names.NameKey('key')), fastupdate=False, name='actor_name_grams'),
        ),
        migrations.AddConstraint(
            model_name='knownactorname',
            constraint=models.UniqueConstraint(condition=models.Q(('is_duplicate', False)), fields=('key',), name='one_actor_of_a_key'),
        ),
        migrations.AddConstraint(
            model_name='knownactorname',
            constraint=models.UniqueConstraint(condition=models.Q(('is_alias', False)), fields=('owner',), name='one_displayed_name_of_a_actor'),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
