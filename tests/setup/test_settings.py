"""An invalid environment variable ends a command with a one-line message that names the variable."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import zip_longest
from pathlib import Path

import pytest

from factcheck.setup.environment import ROOT
from factcheck.setup.secret_files import SECRETS
from tests.setup.commands import run_manage

FLAGS = ["FACTCHECK_BEHIND_PROXY", "FACTCHECK_DEBUG", "FACTCHECK_DEMONSTRATION", "FACTCHECK_PREPARED", "FACTCHECK_TESTING"]
INVALID = {
    **{name: ["maybe"] for name in FLAGS},
    "FACTCHECK_REQUEST_TIMEOUT": ["4", "soon", "15"],  # the last one is the time limit for a statement
    "FACTCHECK_ALLOWED_HOSTS": ["https://checks.example.org", "a b", "example.org:8000", "2001:db8::1", "a/b", "*.example.org"],
    "FACTCHECK_MAX_UPLOAD_MB": ["3", "4097", "fifty", "5.5"],
    "FACTCHECK_MAX_PACKAGE_MB": ["0", "4097", "many"],
    "FACTCHECK_UPLOAD_MB_PER_DAY": ["0", "-1", "10000001"],
    "FACTCHECK_S3_BUCKET": ["a", "a bucket", "bucket/prefix"],
    "FACTCHECK_S3_ENDPOINT": ["s3.example.org", "ftp://s3.example.org", "https://me:secret@s3.example.org"],
    "FACTCHECK_S3_REGION": ["eu central", "x" * 64],
    "FACTCHECK_S3_PREFIX": ["/absolute", "a/../b", "a prefix"],
    "FACTCHECK_API_RATE": ["fast", "600", "600/fortnight"],
    "FACTCHECK_API_WRITE_RATE": ["/min"],
    "FACTCHECK_CAPTURES": ["/dev/null/captures", "/etc/hostname"],
    "FACTCHECK_CONTACT": ["the desk", "a@b@c"],
    "FACTCHECK_EXCERPT_WORDS": ["-1", "fifty", "501", "7.5"],
    "FACTCHECK_COOLING_OFF_DAYS": ["-1", "a week", "366", "7.5", "٧"],
    "FACTCHECK_DATA": ["/dev/null/data", "/etc/hostname"],
    "FACTCHECK_EMAIL_BACKEND": [
        "django.core.mail.backends.console.EmailBackend",
        "smtp",
        "no.such.module.Backend",
        "django.core.mail.",
        "..",
    ],
    "FACTCHECK_EMAIL_FROM": ["factcheck", "Factcheck <factcheck>"],
    "FACTCHECK_EMAIL_HOST": ["smtp://mail.example.org", "mail.example.org:25", "a b"],
    "FACTCHECK_EMAIL_PORT": ["smtp", "0", "65536"],
    "FACTCHECK_EMAIL_SECURITY": ["ssl", "1"],
    "FACTCHECK_EMAIL_TIMEOUT": ["0", "forever"],
    "FACTCHECK_EMAIL_TLS": ["maybe"],
    "FACTCHECK_EMAIL_USER": ["a\nb"],
    "FACTCHECK_FETCH_CONTACT": [
        "the desk",
        "desk@a@b",
        "ftp://a.example",
        "https://a.example/a b",
        "https://a.example/(a)",
        "desk@ä.example",
    ],
    "FACTCHECK_FETCH_TEST_SERVERS": [
        "127.0.0.1:8080",
        "127.0.0.1",
        "localhost:8080",
        "127.0.0.1:0",
        "127.0.0.1:65536",
        "[::1:80",
    ],
    "FACTCHECK_FORMER_SIGNING_KEY": ["g" * 64],
    "FACTCHECK_HEAD_MAIL_TO": ["a@example.org,b"],
    "FACTCHECK_TIMESTAMP_CA": ["/no/such/file.pem", "/dev/null"],
    "FACTCHECK_SHARE_FONT": ["/no/such/font.ttf", "/dev/null", "font.ttf"],
    "FACTCHECK_EMBED_ORIGINS": ["partner.example", "*,https://partner.example", "https://partner.example/path"],
    "FACTCHECK_SECURITY_CONTACT": ["desk@example.org", "http://example.org/report", "mailto:desk"],
    "FACTCHECK_SECURITY_EXPIRES": ["2027-02-30", "soon"],
    "FACTCHECK_TIMESTAMP_URL": ["tsa.example", "ftp://tsa.example/", "https://name:word@tsa.example/"],
    "FACTCHECK_HEALTH_TOKEN": ["short", "with spaces in the middle", "é" * 30],
    "FACTCHECK_HTTPS": ["maybe"],
    "FACTCHECK_LOG_FORMAT": ["xml"],
    "FACTCHECK_LOG_LEVEL": ["LOUD", "10"],
    "FACTCHECK_NEWSROOM": ["two\nlines", "x" * 121],
    "FACTCHECK_NO_BOOTSTRAP": ["yes"],
    "FACTCHECK_PICTURE_BROWSER": ["chromium", "/dev/null", "/usr/bin", "/no/such/program"],
    "FACTCHECK_PUBLIC_URL": ["checks.example.org", "ftp://checks.example.org", "https://a.example/path"],
    "FACTCHECK_SECURITY_LOG_DAYS": ["29", "forever", "3651"],
    "FACTCHECK_SENTRY_DSN": ["https://sentry.example.org/1", "key", "https://key@sentry.example.org"],
    "FACTCHECK_SIGNING_KEY": ["secret", "a" * 63],
    "FACTCHECK_STATEMENT_TIMEOUT": ["0", "soon"],
    "FACTCHECK_TIME_ZONE": ["Mars/Olympus_Mons", "../etc/passwd", "/etc/localtime", "Europe"],
    "FACTCHECK_TRUSTED_ORIGINS": ["checks.example.org", "https://a.example/path", "*"],
    "FACTCHECK_SESSION_HOURS": ["0", "a day", "2161"],
    "FACTCHECK_SESSION_IDLE_MINUTES": ["4", "never"],
    "FACTCHECK_FRESH_MINUTES": ["0", "-1", "1441"],
    "FACTCHECK_HSTS_SUBDOMAINS": ["all"],
    "FACTCHECK_OIDC_CLIENT_ID": ["without-an-issuer"],
    "FACTCHECK_OIDC_CLIENT_SECRET": ["without-an-issuer"],
    "FACTCHECK_OIDC_ISSUER": [
        "sign-in.example.org",
        "http://sign-in.example.org",
        "https://sign-in.example.org/?a=b",
        "https://[::1",
        "https://sign-in.example.org:99999",
        "https://sign in.example.org",
        "https://me:secret@sign-in.example.org",
        "https://sign-in.example.org/a b",
    ],
    "FACTCHECK_OIDC_NAME": ["two\nlines", "x" * 121, "\udcff"],
    "FACTCHECK_OIDC_TRUSTS_FACTORS": ["maybe"],
    "FACTCHECK_SECRET_KEY": ["x", "k" * 60, "0123456789abcdef"],
    "FACTCHECK_FACTOR_KEY": ["short", "a" * 50],
    "FACTCHECK_FACTOR_KEY_FORMER": ["short"],
    "FACTCHECK_REQUIRE_SECOND_FACTOR": ["administrators", "1"],
    "SSL_CERT_FILE": ["/nonexistent.pem", "/dev/null", "/etc/hostname", "/"],
    "DATABASE_URL": ["factcheck", "mysql://localhost/factcheck", "postgresql://localhost:port/factcheck", "postgresql://[::1/a"],
    "DATABASE_REPLICA_URL": ["replica", "mysql://localhost/factcheck", "postgresql://me:secret@localhost:port/factcheck"],
    "FACTCHECK_REPLICA_MAX_LAG": ["0", "601", "soon"],
    "FACTCHECK_OWNER_DATABASE_URL": [
        "factcheck",
        "mysql://localhost/factcheck",
        "postgresql://me:secret@localhost:port/factcheck",
    ],
}
UNCHECKED = {
    "FACTCHECK_BACKUP_PASSPHRASE": "`manage.py backup` checks its length; tests/operations/test_backup.py",
    "FACTCHECK_BROWSER": "only the tests and the benchmark read it; tests/setup/test_browser.py",
    "FACTCHECK_DEMO_PASSWORD": "only `manage.py demo` reads it",
    "FACTCHECK_EMAIL_PASSWORD": "the mail server decides which passwords are valid",
    "FACTCHECK_ENVIRONMENT_MADE": "internal: set by `manage.py` for the process that it starts again",
    "FACTCHECK_PARENT": "internal: set by `manage.py demo` for its child processes",
    "FACTCHECK_PASSWORD": "`manage.py add_person` checks it like any other new password",
    "FACTCHECK_S3_ACCESS_KEY": "the service decides which values are valid; both keys are required together, see below",
    "FACTCHECK_S3_SECRET_KEY": "the service decides which values are valid; both keys are required together, see below",
    "FACTCHECK_TEST_DATA": "only the tests read it",
    "FACTCHECK_TEST_DATABASE_URL": "only the tests read it",
    "FACTCHECK_TEST_ENTRIES": "only the tests read it",
    "FACTCHECK_TEST_EXAMPLES": "only the tests read it",
    "FACTCHECK_TEST_VNU": "only the tests read it",
    "PG_BINDIR": "read only if a program of PostgreSQL is needed; tests/setup/test_postgres.py",
}
"""Variables without an invalid value in INVALID, and the reasons."""
VALID = {
    "FACTCHECK_ALLOWED_HOSTS": ["", "checks.example.org,192.0.2.1,[2001:db8::1],.example.net,my_host"],
    "FACTCHECK_MAX_UPLOAD_MB": ["", "4", "4096"],
    "FACTCHECK_MAX_PACKAGE_MB": ["", "1", "4096"],
    "FACTCHECK_UPLOAD_MB_PER_DAY": ["1"],
    "FACTCHECK_S3_BUCKET": ["", "captures.example.org"],
    "FACTCHECK_S3_ENDPOINT": ["https://s3.example.org", "http://[::1]:9000/storage/s3"],
    "FACTCHECK_S3_PREFIX": ["factcheck/captures/"],
    "FACTCHECK_API_RATE": ["", "10/s", "5/hour"],
    "FACTCHECK_EMAIL_BACKEND": ["django.core.mail.backends.smtp.EmailBackend", "factcheck.accounts.mailing.NoMailServer"],
    "FACTCHECK_EMAIL_FROM": ['"Factcheck, the desk" <factcheck@example.org>', "factcheck@localhost"],
    "FACTCHECK_EMAIL_HOST": ["2001:db8::1", "mail", "192.0.2.1"],
    "FACTCHECK_EMAIL_SECURITY": ["TLS", "starttls"],
    "FACTCHECK_EMAIL_TLS": ["", "1"],
    "FACTCHECK_FETCH_CONTACT": ["desk@news.example", "https://news.example/how-we-check?a=b"],
    "FACTCHECK_LOG_FORMAT": ["json", "line"],
    "FACTCHECK_LOG_LEVEL": ["", "debug", "ERROR"],
    "FACTCHECK_TEST_ANYTHING": ["1"],
    "FACTCHECK_TIME_ZONE": ["", "Europe/Kyiv"],
    "FACTCHECK_TRUSTED_ORIGINS": ["https://*.example.org,http://localhost:8000"],
}
MISSPELLED = {
    "FACTCHECK_ALOWED_HOSTS": "Did you mean FACTCHECK_ALLOWED_HOSTS?",
    "FACTCHECK_EMAIL_PASSWORT": "Did you mean FACTCHECK_EMAIL_PASSWORD?",
    "FACTCHECK_FLUX_CAPACITOR": "docs/running.md lists all settings.",
}


def groups(values: dict[str, list[str]]) -> list[dict[str, str]]:
    """Groups of variables: the first has the first value of each variable, the second has the second one, and so on."""
    rounds = zip_longest(*([(name, value) for value in group] for name, group in values.items()))
    return [dict(filter(None, each)) for each in rounds]


def pairs(values: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, group in values.items() for value in group]


def run_check(name: str, value: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run `manage.py check` with one environment variable."""
    environment = {variable: text for variable, text in os.environ.items() if not variable.startswith("FACTCHECK_")}
    environment |= {"FACTCHECK_DATA": str(folder), "FACTCHECK_NO_BOOTSTRAP": "1", **more, name: value}
    environment.pop("DATABASE_URL" if name != "DATABASE_URL" else "", None)
    return run_manage("check", environment=environment)


@pytest.mark.parametrize(("name", "value"), pairs(INVALID))
def test_invalid_value_is_reported_in_one_line_without_a_traceback(name: str, value: str, tmp_path: Path) -> None:
    process = run_check(name, value, tmp_path)
    assert (process.returncode, process.stdout) == (1, "")
    assert process.stderr.startswith(f"{name} must be ")
    assert process.stderr.count("\n") == 1


@pytest.mark.parametrize("variables", groups(VALID))
def test_valid_values_are_accepted(variables: dict[str, str], tmp_path: Path) -> None:
    """One process for many variables, because a successful check takes seconds. The message names the variable."""
    process = run_check("FACTCHECK_TEST_ANYTHING", "1", tmp_path, **variables)
    assert process.returncode == 0, process.stderr


def test_client_of_the_provider_must_be_complete(tmp_path: Path) -> None:
    process = run_check("FACTCHECK_OIDC_ISSUER", "https://sign-in.example.org", tmp_path)
    assert process.stderr == "FACTCHECK_OIDC_CLIENT_ID must be set, because FACTCHECK_OIDC_ISSUER is set\n"


def test_secret_of_the_provider_is_not_in_the_message(tmp_path: Path) -> None:
    issuer = {"FACTCHECK_OIDC_ISSUER": "https://sign-in.example.org", "FACTCHECK_OIDC_CLIENT_ID": "a"}
    process = run_check("FACTCHECK_OIDC_CLIENT_SECRET", "two\nlines", tmp_path, **issuer)
    assert process.stderr == "FACTCHECK_OIDC_CLIENT_SECRET must be one line without control characters\n"


def test_each_secret_can_be_in_a_file() -> None:
    secrets = {
        name for name in in_code() if re.search(r"(?<!ACCESS)_KEY(_FORMER)?$|PASS|SECRET$|TOKEN$|DSN$|DATABASE_URL$", name)
    }
    read_otherwise = {"FACTCHECK_PASSWORD", "FACTCHECK_DEMO_PASSWORD", "FACTCHECK_TEST_DATABASE_URL"}
    assert {"DATABASE_URL", "DATABASE_REPLICA_URL", *(secrets - read_otherwise)} == set(SECRETS)


def test_documentation_lists_the_secrets_that_can_be_in_files() -> None:
    settings = (ROOT / "docs" / "running.md").read_text().partition("## Settings")[2]
    text, *_ = re.split(r"can be in\s+files", settings)
    assert set(re.findall(r"`([A-Z0-9_]+)`", text.rpartition("\n\n")[2])) == set(SECRETS)


def test_message_about_the_database_does_not_contain_the_password(tmp_path: Path) -> None:
    process = run_check("DATABASE_URL", "postgresql://me:secret@localhost:port/factcheck", tmp_path)
    assert process.returncode == 1
    assert "secret" not in process.stderr


@pytest.mark.parametrize("name", MISSPELLED)
def test_misspelled_variable_is_reported_with_the_similar_name_and_without_its_value(name: str, tmp_path: Path) -> None:
    process = run_check(name, "a-secret-value", tmp_path)
    assert (process.returncode, process.stdout) == (1, "")
    assert process.stderr == f"{name} must not be set, because no setting has this name. {MISSPELLED[name]}\n"


def test_contradiction_between_the_two_variables_for_encrypted_mail_is_reported(tmp_path: Path) -> None:
    environment = {"FACTCHECK_EMAIL_TLS": "1", "FACTCHECK_EMAIL_SECURITY": "tls"}
    process = run_check("FACTCHECK_EMAIL_TLS", "1", tmp_path, **environment)
    assert process.stderr == "FACTCHECK_EMAIL_TLS must not be set if FACTCHECK_EMAIL_SECURITY says something else\n"


def test_servers_of_tests_are_permitted_only_in_tests(tmp_path: Path) -> None:
    servers = "127.0.0.1:8080, [::1]:8081"
    process = run_check("FACTCHECK_FETCH_TEST_SERVERS", servers, tmp_path)
    assert process.stderr.startswith("FACTCHECK_FETCH_TEST_SERVERS must be empty outside of tests")
    process = run_check("FACTCHECK_FETCH_TEST_SERVERS", servers, tmp_path, FACTCHECK_TESTING="1")
    assert process.returncode == 0, process.stderr


def test_short_token_is_not_in_the_message(tmp_path: Path) -> None:
    assert "hunter2" not in run_check("FACTCHECK_HEALTH_TOKEN", "hunter2", tmp_path).stderr


def documented() -> set[str]:
    table = (ROOT / "docs" / "running.md").read_text().partition("## Settings")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE))


def in_code() -> set[str]:
    """All names that begin with FACTCHECK_ in the code, and the two standard variables."""
    text = "".join(file.read_text() for file in [ROOT / "manage.py", *(ROOT / "factcheck").rglob("*.py")])
    return set(re.findall(r"\bFACTCHECK_[A-Z0-9_]*[A-Z0-9]\b", text)) - {"FACTCHECK_TEST"}


def test_every_variable_has_an_invalid_value_or_a_reason() -> None:
    assert sorted((documented() | in_code()) - set(INVALID) - set(UNCHECKED)) == []
    assert sorted((set(INVALID) | set(UNCHECKED)) - documented() - in_code()) == []
    assert set(INVALID) & set(UNCHECKED) == set()


def test_web_server_ends_with_the_same_sentence(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FACTCHECK_")}
    environment |= {"FACTCHECK_DATA": str(tmp_path), "DATABASE_URL": "postgresql://db.example/x", "FACTCHECK_HTTPS": "maybe"}
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "factcheck.wsgi",
        "--config",
        "python:factcheck.setup.web",
        "--bind",
        "127.0.0.1:0",
    ]
    process = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert process.returncode == 1
    assert process.stderr.endswith("FACTCHECK_HTTPS must be 1 or 0, not 'maybe'\n")
    assert "Traceback" not in process.stderr


def test_keys_of_the_storage_service_belong_together(tmp_path: Path) -> None:
    for given, missing in (("ACCESS", "SECRET"), ("SECRET", "ACCESS")):
        process = run_check(f"FACTCHECK_S3_{given}_KEY", "confidential", tmp_path)
        assert process.returncode == 1
        assert process.stderr == f"FACTCHECK_S3_{missing}_KEY must be set if FACTCHECK_S3_{given}_KEY is set\n"


def test_message_about_the_storage_service_does_not_contain_the_password(tmp_path: Path) -> None:
    process = run_check("FACTCHECK_S3_ENDPOINT", "https://me:secret@s3.example.org", tmp_path)
    assert process.returncode == 1
    assert "secret" not in process.stderr
