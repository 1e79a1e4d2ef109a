"""Each item has a number, once within its claim, and keeps it."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('evidence', '0008_number_items')]

    operations = [
        migrations.AlterField(model_name='evidence', name='number', field=models.PositiveIntegerField(editable=False)),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(fields=('claim', 'number'), name='evidence_number_once'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='evidence_number_from_one'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='keeps_number', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'UPDATE' AND NEW.claim_id = OLD.claim_id THEN\n                IF NEW.number <> OLD.number THEN\n                    RAISE EXCEPTION 'evidence % keeps its number %', OLD.id, OLD.number USING ERRCODE = 'check_violation';\n                END IF;\n            ELSIF NOT EXISTS (SELECT 1 FROM evidence_numbering n WHERE n.claim_id = NEW.claim_id AND NEW.number <= n.last) THEN\n                RAISE EXCEPTION 'claim % has not assigned the number %', NEW.claim_id, NEW.number\n                    USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ", hash='7d2f79b80b1632a78275362601f7890770335108', operation='INSERT OR UPDATE', pgid='pgtrigger_keeps_number_777b7', table='evidence_evidence', when='BEFORE')),
        ),
    ]
