"""Compute the same search keys as `factcheck.web.search_key`, whatever version of Unicode the database and Python have.

ASCII capital letters are converted to lowercase before letters are composed with their marks, and letters that only newer
versions of Unicode normalize separate words.

“J” with U+030C has no composed form, but “j” with U+030C has one. Transliterated names in Arabic, Persian, and Armenian contain
such letters. Only rows with one of these characters are computed again. Looking for them takes about a second for each 10,000
publications.
"""

import importlib

from django.db import migrations

search_key = importlib.import_module("factcheck.web.migrations.0004_search_key")
BEFORE = search_key.FUNCTION
SEPARATORS = search_key.bracketed(search_key.SEPARATORS)
NEWER = search_key.bracketed("1ccd6-1ccf9 1e030-1e06d")
COMPOSING = "        IF key IS NOT NFC NORMALIZED THEN"
AFTER = BEFORE.replace(COMPOSING, f"        key := pg_catalog.lower(key);\n{COMPOSING}")
AFTER = AFTER.replace(SEPARATORS, SEPARATORS + NEWER)

# The marks with which small ASCII letters compose, and capitals do not: h and U+0331, j and U+030C, t and U+0308, w and y and
# U+030A. NFKC converts U+0344 to U+0308 and another mark.
CONCERNED = f"[{NEWER}\u0308\u030a\u030c\u0331\u0344]"

# The columns that stored columns are computed from with the function, directly or through the functions of slugs.
COLUMNS = """
SELECT c.oid::regclass::text, array_agg(DISTINCT quote_ident(used.attname))
FROM pg_class c
JOIN pg_attribute computed ON computed.attrelid = c.oid AND computed.attgenerated = 's'
JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = computed.attnum
JOIN pg_depend p ON p.classid = 'pg_attrdef'::regclass AND p.objid = d.oid AND p.refclassid = 'pg_class'::regclass
    AND p.refobjid = c.oid
JOIN pg_attribute used ON used.attrelid = c.oid AND used.attnum = p.refobjsubid AND used.attgenerated = ''
WHERE pg_get_expr(d.adbin, d.adrelid) ~ 'factcheck_(search_key|name_slugs?|source_slugs)'
GROUP BY c.oid ORDER BY 1
"""


def compute_again(apps, schema_editor):
    """Compute the stored columns of rows with one of these characters again, without triggers that forbid or record changes."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(COLUMNS)
        for table, columns in cursor.fetchall():
            concerned = " OR ".join(f"{column}::text ~ '{CONCERNED}'" for column in columns)
            cursor.execute(f"SELECT EXISTS (SELECT FROM {table} WHERE {concerned})")
            if cursor.fetchone()[0]:
                same = ", ".join(f"{column} = {column}" for column in columns)
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                cursor.execute(f"UPDATE {table} SET {same} WHERE {concerned}")
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


class Migration(migrations.Migration):
    dependencies = [("web", "0008_service_state")]
    operations = [
        migrations.RunPython(migrations.RunPython.noop, compute_again),
        migrations.RunSQL(AFTER, BEFORE),
        migrations.RunPython(compute_again, migrations.RunPython.noop),
    ]
