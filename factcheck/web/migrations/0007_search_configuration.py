"""A text search configuration with English word stems but without a list of stop words, so that “who” can be found.

Creating it needs no extension and no privilege except that of creating tables.
"""

from django.db import migrations

CREATE = """
CREATE TEXT SEARCH DICTIONARY factcheck_stem (TEMPLATE = pg_catalog.snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION factcheck (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION factcheck ALTER MAPPING REPLACE pg_catalog.english_stem WITH factcheck_stem;
"""
DROP = "DROP TEXT SEARCH CONFIGURATION factcheck; DROP TEXT SEARCH DICTIONARY factcheck_stem"


class Migration(migrations.Migration):
    dependencies = [("web", "0006_name_identity")]
    operations = [migrations.RunSQL(CREATE, DROP)]
