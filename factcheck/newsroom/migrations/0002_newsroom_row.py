"""The single row. Its empty fields fall back to environment variables."""

from django.db import migrations


def create_row(apps, schema_editor):
    from factcheck.ledger.actions import record

    Newsroom = apps.get_model("newsroom", "Newsroom")
    if not Newsroom.objects.exists():
        record(person=None, action="newsroom.added", subject=Newsroom.objects.create(), after={"name": "", "contact": ""})


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0001_initial"), ("ledger", "0005_rename_touch")]
    operations = [migrations.RunPython(create_row, migrations.RunPython.noop)]
