"""Compute the words and the slugs of names of published checks. Rewrites the table with an exclusive lock.

The bodies of the functions are parsed when they are created, so that they do not depend on the search path of a restore.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.search
import django.db.models.fields.json
import factcheck.publishing.name_slugs
import factcheck.web.search
from django.db import migrations, models


# The length is that of `slugs.MAX_NAME_SLUG`.
FUNCTIONS = """
CREATE FUNCTION factcheck_name_slug(name text) RETURNS text LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN replace(rtrim(left(btrim(regexp_replace(factcheck_search_key(name), ' +', ' ', 'g')), 120)), ' ', '-');

CREATE FUNCTION factcheck_name_slugs(names text[]) RETURNS text[] LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN ARRAY(
    SELECT DISTINCT slug COLLATE "C" FROM (SELECT factcheck_name_slug(name) FROM unnest(names) AS name) AS s (slug)
    WHERE slug <> '' ORDER BY 1
);

CREATE FUNCTION factcheck_source_slugs(document jsonb) RETURNS text[] LANGUAGE SQL IMMUTABLE PARALLEL SAFE
RETURN factcheck_name_slugs(ARRAY(
    SELECT name #>> '{}' FROM (
        SELECT jsonb_path_query(document, '$.evidence.*[*].source.name')
        UNION ALL SELECT jsonb_path_query(document, '$.appearances[*].outlet')
    ) AS n (name)
));
"""
DROP = """
DROP FUNCTION factcheck_source_slugs(jsonb); DROP FUNCTION factcheck_name_slugs(text[]); DROP FUNCTION factcheck_name_slug(text);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('publishing', '0016_head_stamps'),
        ('web', '0008_service_state'),
    ]

    operations = [
        # With many rows, this takes minutes. The statement timeout for requests must not cancel it.
        migrations.RunSQL('SET LOCAL statement_timeout = 0', migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, DROP),
        migrations.AddField(
            model_name='publication',
            name='claimant_slug',
            field=models.GeneratedField(db_persist=True, expression=factcheck.publishing.name_slugs.NameSlug('claimant'), output_field=models.CharField(max_length=120)),
        ),
        migrations.AddField(
            model_name='publication',
            name='source_slugs',
            field=models.GeneratedField(db_persist=True, expression=factcheck.publishing.name_slugs.SourceSlugs('document'), output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
        ),
        migrations.AddField(
            model_name='publication',
            name='topic_slugs',
            field=models.GeneratedField(db_persist=True, expression=factcheck.publishing.name_slugs.NameSlugs('topics'), output_field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
        ),
        migrations.AddField(
            model_name='publication',
            name='words',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector(factcheck.web.search.SearchKey('headline'), factcheck.web.search.SearchKey('statement'), factcheck.web.search.SearchKey('claimant'), factcheck.web.search.SearchKey(django.db.models.fields.json.KeyTextTransform('summary', django.db.models.fields.json.KeyTransform('verdict', 'document'))), config='factcheck'), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        migrations.AddField(
            model_name='publication',
            name='announced_kind',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.fields.json.KeyTextTransform('kind', django.db.models.fields.json.KeyTransform('0', django.db.models.fields.json.KeyTransform('corrections', 'document'))), output_field=models.CharField(max_length=20, null=True)),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, 'SET LOCAL statement_timeout = 0'),
    ]
