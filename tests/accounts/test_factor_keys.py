"""Encryption of second factors: stored values, the key of a process, rotation, and the migration of older rows."""

import importlib
import io
import stat

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from factcheck.accounts import factor_keys
from factcheck.accounts.factor_keys import WrongFactorKey
from factcheck.accounts.models import FactorKey
from factcheck.operations.start import require_factor_key
from tests.accounts.test_sign_in import one_time_code, sign_in
from tests.world import World

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
FIRST, SECOND = "first-0123456789-abcdefghijklmnopqrstuvwxyz", "second-0123456789-abcdefghijklmnopqrstuvwxyz"
migration = importlib.import_module("factcheck.accounts.migrations.0007_encrypt_factors")


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.mark.django_db
def test_seeds_are_encrypted_with_a_generated_key(client: Client, world: World, data_folder) -> None:
    TOTP.activate(world.checker, SECRET)
    codes = RecoveryCodes.activate(world.checker).get_unused_codes()
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in stored
    assert stored.count(factor_keys.PREFIX) == 2
    assert stat.S_IMODE((data_folder / "factor-key").stat().st_mode) == 0o600
    sign_in(client, world.checker)
    assert client.post("/accounts/2fa/authenticate/", {"code": one_time_code(SECRET)})["Location"] == "/desk/"
    other = Client()
    sign_in(other, world.checker)
    assert other.post("/accounts/2fa/authenticate/", {"code": codes[0]})["Location"] == "/desk/"


@pytest.mark.django_db
def test_process_with_another_key_neither_reads_nor_writes(client: Client, world: World, settings, data_folder) -> None:
    settings.FACTOR_KEYS = [FIRST]
    TOTP.activate(world.checker, SECRET)
    digest = FactorKey.objects.get().digest
    for keys in ([SECOND], []):
        settings.FACTOR_KEYS = keys
        for attempt in (lambda: factor_keys.encrypt("seed"), lambda: TOTP.activate(world.editor, SECRET)):
            with pytest.raises(WrongFactorKey, match="FACTCHECK_FACTOR_KEY must be"):
                attempt()
        guest = Client()
        sign_in(guest, world.checker)
        response = guest.post("/accounts/2fa/authenticate/", {"code": one_time_code(SECRET)})
        assert response.status_code == 503
        assert "second factors" in response.content.decode()
    assert not (data_folder / "factor-key").exists()
    assert FactorKey.objects.get().digest == digest
    settings.FACTOR_KEYS = [FIRST]
    sign_in(client, world.checker)
    assert client.post("/accounts/2fa/authenticate/", {"code": one_time_code(SECRET)})["Location"] == "/desk/"


@pytest.mark.django_db
def test_web_process_with_another_key_does_not_start(world: World, settings, capsys, monkeypatch) -> None:
    monkeypatch.setattr(connection, "close", lambda: None)  # the connection belongs to the transaction of the test
    require_factor_key()
    settings.FACTOR_KEYS = [FIRST]
    TOTP.activate(world.checker, SECRET)
    require_factor_key()
    settings.FACTOR_KEYS = [SECOND]
    with pytest.raises(SystemExit) as exit_:
        require_factor_key()
    assert exit_.value.code == 3
    error = capsys.readouterr().err
    assert error.startswith("FACTCHECK_FACTOR_KEY must be")
    assert FIRST not in error


@pytest.mark.django_db
def test_former_key_decrypts_until_the_rotation(world: World, settings) -> None:
    settings.FACTOR_KEYS = [FIRST]
    totp = TOTP.activate(world.checker, SECRET)
    settings.FACTOR_KEYS, settings.FORMER_FACTOR_KEYS = [SECOND], [FIRST]
    assert totp.validate_code(one_time_code(SECRET))
    call_command("rotate_factor_key")
    settings.FORMER_FACTOR_KEYS = []
    assert factor_keys.problem() == ""
    assert factor_keys.decrypt(Authenticator.objects.get().data["secret"]) == SECRET
    settings.FACTOR_KEYS = [FIRST]
    assert factor_keys.problem() != ""
    with pytest.raises(CommandError, match="FACTCHECK_FACTOR_KEY must be"):
        call_command("rotate_factor_key")


@pytest.mark.django_db
@pytest.mark.parametrize("is_configured", [False, True])
def test_lost_key_is_replaced(world: World, settings, data_folder, client: Client, is_configured: bool) -> None:
    settings.FACTOR_KEYS = [FIRST]
    TOTP.activate(world.checker, SECRET)
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("rotate_factor_key", "--lost")
    settings.FACTOR_KEYS = [SECOND] if is_configured else []
    with pytest.raises(WrongFactorKey):
        factor_keys.encrypt(SECRET)
    out = io.StringIO()
    call_command("rotate_factor_key", "--lost", stdout=out)
    assert f"manage.py reset_factor {world.checker.email} --reason" in out.getvalue()
    assert factor_keys.problem() == ""
    assert (data_folder / "factor-key").exists() is not is_configured
    call_command("reset_factor", world.checker.email, reason="The key was lost.", stdout=io.StringIO(), stderr=io.StringIO())
    assert TOTP.activate(world.checker, SECRET).validate_code(one_time_code(SECRET))


def add_plain_factors(world: World) -> None:
    """Rows as they were stored before seeds were encrypted."""
    Authenticator.objects.create(user=world.checker, type="totp", data={"secret": SECRET})
    Authenticator.objects.create(user=world.checker, type="recovery_codes", data={"seed": "0123456789abcdef", "used_mask": 0})


@pytest.mark.django_db
def test_migration_encrypts_and_decrypts_stored_seeds(world: World, settings) -> None:
    settings.FACTOR_KEYS = [FIRST]
    add_plain_factors(world)
    migration.encrypt(apps, None)
    migration.encrypt(apps, None)
    assert factor_keys.decrypt(Authenticator.objects.get(type="totp").data["secret"]) == SECRET
    data = Authenticator.objects.get(type="recovery_codes").data
    assert (factor_keys.decrypt(data["seed"]), data["used_mask"]) == ("0123456789abcdef", 0)
    migration.decrypt(apps, None)
    assert Authenticator.objects.get(type="totp").data == {"secret": SECRET}


@pytest.mark.django_db
def test_migration_creates_no_key_on_a_machine_that_may_not_be_the_web_server(world: World, settings, data_folder) -> None:
    migration.encrypt(apps, None)
    assert not (data_folder / "factor-key").exists()
    add_plain_factors(world)
    with pytest.raises(SystemExit, match="FACTCHECK_FACTOR_KEY must be set"):
        migration.encrypt(apps, None)
    assert Authenticator.objects.get(type="totp").data == {"secret": SECRET}
    assert not (data_folder / "factor-key").exists()


@pytest.mark.django_db
def test_migration_creates_the_key_next_to_an_embedded_database(world: World, data_folder, monkeypatch) -> None:
    add_plain_factors(world)
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "host", f"{data_folder}/postgres/socket")
    migration.encrypt(apps, None)
    assert (data_folder / "factor-key").exists()
    assert factor_keys.is_encrypted(Authenticator.objects.get(type="totp").data["secret"])
