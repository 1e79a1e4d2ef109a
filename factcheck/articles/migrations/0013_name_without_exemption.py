"""If one of several sources with the same name is renamed, the unique constraint applies to the first of the others."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0012_stored_search_keys'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='source',
            name='knows_name',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='knows_name', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF TG_OP = 'INSERT' THEN\n                INSERT INTO articles_knownsourcename (owner_id, name, is_alias, is_duplicate) VALUES (NEW.id, NEW.name, FALSE, FALSE);\n            ELSIF NEW.name <> OLD.name THEN\n                DELETE FROM articles_knownsourcename WHERE owner_id = NEW.id AND is_alias AND key = name_identity(NEW.name);\n                UPDATE articles_knownsourcename SET name = NEW.name, is_duplicate = is_duplicate AND key = name_identity(NEW.name)\n                WHERE owner_id = NEW.id AND NOT is_alias;\n                UPDATE articles_knownsourcename SET is_duplicate = FALSE\n                WHERE id = (SELECT min(id) FROM articles_knownsourcename WHERE key = name_identity(OLD.name) AND is_duplicate)\n                    AND NOT EXISTS (SELECT 1 FROM articles_knownsourcename WHERE key = name_identity(OLD.name) AND NOT is_duplicate);\n            END IF;\n            RETURN NULL;\n        ", hash='49a8ad7091598357ba96ae2f9ecbaf2db7f4f9fb', operation='INSERT OR UPDATE OF "name"', pgid='pgtrigger_knows_name_bf054', table='articles_source', when='AFTER')),
        ),
    ]
