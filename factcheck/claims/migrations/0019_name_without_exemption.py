"""If one of several actors with the same name is renamed, the unique constraint applies to the first of the others."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0018_typographic_apostrophe'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='actor',
            name='knows_name',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actor',
            trigger=pgtrigger.compiler.Trigger(name='knows_name', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'INSERT' THEN\n                INSERT INTO claims_knownactorname (owner_id, name, is_alias, is_duplicate) VALUES (NEW.id, NEW.name, FALSE, FALSE);\n            ELSIF NEW.name <> OLD.name THEN\n                DELETE FROM claims_knownactorname WHERE owner_id = NEW.id AND is_alias AND key = name_identity(NEW.name);\n                UPDATE claims_knownactorname SET name = NEW.name, is_duplicate = is_duplicate AND key = name_identity(NEW.name)\n                WHERE owner_id = NEW.id AND NOT is_alias;\n                UPDATE claims_knownactorname SET is_duplicate = FALSE\n                WHERE id = (SELECT min(id) FROM claims_knownactorname WHERE key = name_identity(OLD.name) AND is_duplicate)\n                    AND NOT EXISTS (SELECT 1 FROM claims_knownactorname WHERE key = name_identity(OLD.name) AND NOT is_duplicate);\n            END IF;\n            RETURN NULL;\n        ", hash='fbf33a592dc1b8055c4f12e25b132eed2b921854', operation='INSERT OR UPDATE OF "name"', pgid='pgtrigger_knows_name_4fcc2', table='claims_actor', when='AFTER')),
        ),
    ]
