"""An invalid environment variable ends a command with a one-line message that names the variable."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.setup.environment import ROOT

INVALID = {
    "FACTCHECK_SIGNING_KEY": ["secret", "a" * 63],
    "FACTCHECK_FORMER_SIGNING_KEY": ["g" * 64],
    "FACTCHECK_COOLING_OFF_DAYS": ["-1", "a week", "366", "7.5", "٧"],
    "FACTCHECK_EMAIL_PORT": ["smtp", "0", "65536"],
    "FACTCHECK_STATEMENT_TIMEOUT": ["0", "soon"],
    "FACTCHECK_HTTPS": ["maybe"],
    "FACTCHECK_PUBLIC_URL": ["checks.example.org"],
    "FACTCHECK_MAX_UPLOAD_MB": ["3", "4097", "fifty", "5.5"],
    "FACTCHECK_UPLOAD_MB_PER_DAY": ["0", "-1", "10000001"],
    "FACTCHECK_S3_BUCKET": ["a", "a bucket", "bucket/prefix"],
    "FACTCHECK_S3_ENDPOINT": ["s3.example.org", "ftp://s3.example.org", "https://me:secret@s3.example.org"],
    "FACTCHECK_S3_REGION": ["eu central", "x" * 64],
    "FACTCHECK_S3_PREFIX": ["/absolute", "a/../b", "a prefix"],
    "FACTCHECK_TIME_ZONE": ["Mars/Olympus_Mons", "../etc/passwd", "/etc/localtime", "Europe"],
    "FACTCHECK_LOG_LEVEL": ["LOUD", "10"],
    "FACTCHECK_API_RATE": ["fast", "600", "600/fortnight"],
    "FACTCHECK_API_WRITE_RATE": ["/min"],
    "DATABASE_URL": ["factcheck", "mysql://localhost/factcheck", "postgresql://localhost:port/factcheck", "postgresql://[::1/a"],
}
VALID = {
    "FACTCHECK_MAX_UPLOAD_MB": ["", "4", "4096"],
    "FACTCHECK_UPLOAD_MB_PER_DAY": ["1"],
    "FACTCHECK_S3_BUCKET": ["", "captures.example.org"],
    "FACTCHECK_S3_ENDPOINT": ["https://s3.example.org", "http://[::1]:9000/storage/s3"],
    "FACTCHECK_S3_PREFIX": ["factcheck/captures/"],
    "FACTCHECK_TIME_ZONE": ["", "Europe/Kyiv"],
    "FACTCHECK_LOG_LEVEL": ["", "debug", "ERROR"],
    "FACTCHECK_API_RATE": ["", "10/s", "5/hour"],
}


def pairs(values: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, group in values.items() for value in group]


def run_check(name: str, value: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `manage.py check` with one environment variable."""
    environment = {variable: text for variable, text in os.environ.items() if not variable.startswith("FACTCHECK_")}
    environment |= {"FACTCHECK_DATA": str(folder), "FACTCHECK_NO_BOOTSTRAP": "1", name: value}
    command = [sys.executable, str(ROOT / "manage.py"), "check"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("name", "value"), pairs(INVALID))
def test_invalid_value_is_reported_in_one_line_without_a_traceback(name: str, value: str, tmp_path: Path) -> None:
    process = run_check(name, value, tmp_path)
    assert (process.returncode, process.stdout) == (1, "")
    assert process.stderr.startswith(f"{name} must be ")
    assert process.stderr.count("\n") == 1


@pytest.mark.parametrize(("name", "value"), pairs(VALID))
def test_valid_value_is_accepted(name: str, value: str, tmp_path: Path) -> None:
    process = run_check(name, value, tmp_path)
    assert process.returncode == 0, process.stderr


def test_message_about_the_database_does_not_contain_the_password(tmp_path: Path) -> None:
    process = run_check("DATABASE_URL", "postgresql://me:secret@localhost:port/factcheck", tmp_path)
    assert process.returncode == 1
    assert "secret" not in process.stderr


def test_keys_of_the_storage_service_belong_together(tmp_path: Path) -> None:
    for given, missing in (("ACCESS", "SECRET"), ("SECRET", "ACCESS")):
        process = run_check(f"FACTCHECK_S3_{given}_KEY", "confidential", tmp_path)
        assert process.returncode == 1
        assert process.stderr == f"FACTCHECK_S3_{missing}_KEY must be set if FACTCHECK_S3_{given}_KEY is set\n"


def test_message_about_the_storage_service_does_not_contain_the_password(tmp_path: Path) -> None:
    process = run_check("FACTCHECK_S3_ENDPOINT", "https://me:secret@s3.example.org", tmp_path)
    assert process.returncode == 1
    assert "secret" not in process.stderr
