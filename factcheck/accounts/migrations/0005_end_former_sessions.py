from django.db import migrations


class Migration(migrations.Migration):
    """Deletes the sessions in the former table. Nobody can use them any longer, because sessions are in `StaffSession`."""

    dependencies = [
        ("accounts", "0004_sessions"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL("DELETE FROM django_session", migrations.RunSQL.noop),
    ]
