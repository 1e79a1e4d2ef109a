"""The database functions for searching names: `name_key` and `name_grams` (see factcheck.web.names).

Both are immutable, so that indexes can use them, and refer only to objects in pg_catalog, so that a dump can be restored.
"""

from django.db import migrations

# Marks that are removed: combining accents, Hebrew points, Arabic vowel signs.
# Characters that are converted to a space: ASCII punctuation, Latin-1 signs, typographic and CJK punctuation.
# At most 600 characters (2400 bytes): NFKD expands one character to up to 18, and a B-tree entry can contain 2704 bytes.
NAME_KEY = r"""
CREATE FUNCTION name_key(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(left(regexp_replace(
    replace(replace(replace(
        translate(
            lower(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f\u0591-\u05bd\u064b-\u065f]+', '', 'g')),
            'øłđðħı', 'olddhi'
        ),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g'), 600));
"""

NAME_GRAMS = """
CREATE FUNCTION name_grams(name_key text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN coalesce(
    (SELECT array_agg(DISTINCT substr(word, at, 3))
     FROM (SELECT '  ' || part AS word FROM unnest(string_to_array(name_key, ' ')) AS part WHERE part <> '') AS words
     CROSS JOIN LATERAL generate_series(1, length(word) - 2) AS at),
    '{}');
"""


class Migration(migrations.Migration):
    dependencies = [("web", "0004_search_key")]
    operations = [
        migrations.RunSQL(NAME_KEY, "DROP FUNCTION name_key(text)"),
        migrations.RunSQL(NAME_GRAMS, "DROP FUNCTION name_grams(text)"),
    ]
