from django.db import migrations


def transform(apps, is_done, change):
    """Change each stored seed and recovery code with `change`, unless `is_done` is true for it."""
    authenticators = apps.get_model("mfa", "Authenticator").objects
    for row in authenticators.filter(type__in=["totp", "recovery_codes"]).order_by("pk").iterator():
        data = dict(row.data)
        for name in ("secret", "seed"):
            if name in data and not is_done(data[name]):
                data[name] = change(data[name])
        if "migrated_codes" in data:
            data["migrated_codes"] = [code if is_done(code) else change(code) for code in data["migrated_codes"]]
        if data != row.data:
            authenticators.filter(pk=row.pk).update(data=data)


def encrypt(apps, schema_editor):
    from factcheck.accounts import factor_keys

    seeds = apps.get_model("mfa", "Authenticator").objects.filter(type__in=["totp", "recovery_codes"])
    if not seeds.exists():
        return
    if not factor_keys.is_safe_to_create_key():
        raise SystemExit(
            "FACTCHECK_FACTOR_KEY must be set before this migration, because it encrypts second factors: to the same value for the"
            " web servers and for all commands, for example from: openssl rand -base64 32"
        )
    transform(apps, factor_keys.is_encrypted, factor_keys.encrypt)


def decrypt(apps, schema_editor):
    from factcheck.accounts import factor_keys

    transform(apps, lambda value: not factor_keys.is_encrypted(value), factor_keys.decrypt)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_factor_key"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(encrypt, decrypt)]
