"""All names of sources, with a unique key that does not depend on case, spaces, invisible characters, or normalization forms.

Rows that differed only in these keep their names: all but the first of them are exempt from the constraint until they are renamed
or merged, and the doctor lists them. Rows cannot refer to merged sources.
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
INSERT INTO articles_knownsourcename (owner_id, name, is_alias, is_duplicate)
SELECT id, name, FALSE, row_number() OVER (PARTITION BY name_identity(name) ORDER BY id) > 1 FROM articles_source ORDER BY id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('web', '0006_name_identity'),
        ('articles', '0009_closed_articles'),
    ]

    operations = [
        migrations.CreateModel(
            name='KnownSourceName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('key', models.GeneratedField(db_persist=True, expression=factcheck.web.known_names.NameIdentity('name'), output_field=models.TextField())),
                ('is_alias', models.BooleanField(default=True, verbose_name='other name')),
                ('is_duplicate', models.BooleanField(default=False)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='source',
            name='one_source_of_a_name',
        ),
        migrations.RemoveIndex(
            model_name='source',
            name='source_name_key',
        ),
        migrations.RemoveIndex(
            model_name='source',
            name='source_name_grams',
        ),
        migrations.AddField(
            model_name='source',
            name='merged_into',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='articles.source'),
        ),
        migrations.AlterField(
            model_name='source',
            name='name',
            field=models.CharField(max_length=200, validators=[factcheck.web.text.storable]),
        ),
        migrations.AddIndex(
            model_name='source',
            index=models.Index(fields=['name'], name='source_by_name'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='outlet_is_not_merged', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE replacement bigint;', func="\n            SELECT t.merged_into_id INTO replacement FROM articles_source t WHERE t.id = NEW.outlet_id FOR KEY SHARE;\n            IF replacement IS NOT NULL THEN\n                RAISE EXCEPTION 'row % of articles_source was merged into %', NEW.outlet_id, replacement USING ERRCODE = '40001';\n            END IF;\n            RETURN NEW;\n        ", hash='c9f1d5417fa8a67f97d80d08090d6b861d1462f7', operation='INSERT OR UPDATE OF "outlet_id"', pgid='pgtrigger_outlet_is_not_merged_7b430', table='articles_article', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='knows_name', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'INSERT' THEN\n                INSERT INTO articles_knownsourcename (owner_id, name, is_alias, is_duplicate) VALUES (NEW.id, NEW.name, FALSE, FALSE);\n            ELSIF NEW.name <> OLD.name THEN\n                DELETE FROM articles_knownsourcename WHERE owner_id = NEW.id AND is_alias AND key = name_identity(NEW.name);\n                UPDATE articles_knownsourcename SET name = NEW.name, is_duplicate = is_duplicate AND key = name_identity(NEW.name)\n                WHERE owner_id = NEW.id AND NOT is_alias;\n            END IF;\n            RETURN NULL;\n        ", hash='4aeac02cbd5bb7d604987d4a6cb88da82514e2fb', operation='INSERT OR UPDATE OF "name"', pgid='pgtrigger_knows_name_bf054', table='articles_source', when='AFTER')),
        ),
        migrations.AddField(
            model_name='knownsourcename',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='known_names', to='articles.source'),
        ),
        migrations.AddIndex(
            model_name='knownsourcename',
            index=models.Index(fields=['key'], name='source_known_key'),
        ),
        migrations.AddIndex(
            model_name='knownsourcename',
            index=models.Index(django.db.models.functions.comparison.Collate(factcheck.web.names.NameKey('key'), 'C'), name='source_name_key'),
        ),
        migrations.AddIndex(
            model_name='knownsourcename',
            index=django.contrib.postgres.indexes.GinIndex(factcheck.web.names.NameGrams(factcheck.web.names.NameKey('key')), fastupdate=False, name='source_name_grams'),
        ),
        migrations.AddConstraint(
            model_name='knownsourcename',
            constraint=models.UniqueConstraint(condition=models.Q(('is_duplicate', False)), fields=('key',), name='one_source_of_a_key'),
        ),
        migrations.AddConstraint(
            model_name='knownsourcename',
            constraint=models.UniqueConstraint(condition=models.Q(('is_alias', False)), fields=('owner',), name='one_displayed_name_of_a_source'),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
