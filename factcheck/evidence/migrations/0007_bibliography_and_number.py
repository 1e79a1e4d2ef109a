"""Columns for the bibliographic details of an item and for its number, which the next migration assigns."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import factcheck.web.text


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0012_parties_of_sources'),
        ('evidence', '0006_moved_with_claim'),
    ]

    operations = [
        migrations.CreateModel(
            name='Numbering',
            fields=[
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='claims.claim')),
                ('last', models.PositiveIntegerField()),
            ],
        ),
        migrations.AddConstraint(
            model_name='numbering',
            constraint=models.CheckConstraint(condition=models.Q(('last__gte', 1)), name='numbering_from_one'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='numbering',
            trigger=pgtrigger.compiler.Trigger(name='advances', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF NEW.claim_id <> OLD.claim_id OR NEW.last <= OLD.last THEN\n                RAISE EXCEPTION 'the numbers of claim % go on after %', OLD.claim_id, OLD.last USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='18b090ee5a02a01ff4166be07dbbea07935d3729', operation='UPDATE', pgid='pgtrigger_advances_1fcb3', table='evidence_numbering', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='numbering',
            trigger=pgtrigger.compiler.Trigger(name='numbering_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='05bee7e497c0cad4cba5609118f635fa6af8d6bf', operation='DELETE', pgid='pgtrigger_numbering_kept_5586a', table='evidence_numbering', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='numbering',
            trigger=pgtrigger.compiler.Trigger(name='not_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'Cannot truncate evidence_numbering table';", hash='e32eb084e196f448ef12e3d9bab737bc068aafc6', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_not_emptied_1fcbe', table='evidence_numbering', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='evidence',
            name='title',
            field=models.CharField(blank=True, max_length=300, validators=[factcheck.web.text.storable]),
        ),
        migrations.AddField(
            model_name='evidence',
            name='author',
            field=models.CharField(blank=True, max_length=200, validators=[factcheck.web.text.storable]),
        ),
        migrations.AddField(model_name='evidence', name='published_on', field=models.DateField(blank=True, null=True)),
        migrations.AddField(model_name='evidence', name='accessed_on', field=models.DateField(blank=True, null=True)),
        migrations.AddField(model_name='evidence', name='number', field=models.PositiveIntegerField(editable=False, null=True)),
    ]
