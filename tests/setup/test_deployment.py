"""The files for containers and systemd. No container engine is needed: the files are parsed, and the build steps that copy files
are executed in a plain directory tree."""

from __future__ import annotations

import configparser
import json
import os
import re
import secrets
import shlex
import shutil
import socket
import subprocess
import sys
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml
from psycopg import conninfo

from factcheck.setup import binaries, secret_files
from factcheck.setup.environment import ROOT, RUN, has_packages
from factcheck.setup.launch import OWNER_URL
from factcheck.setup.problem import SetupProblem
from factcheck.setup.web import COMMAND
from tests.database import superuser_url
from tests.setup.processes import eventually

UNITS = ROOT / "docs" / "deployment" / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Containerfile: keyword and arguments."""
    text = re.sub(r"\\\n", " ", (ROOT / "Containerfile").read_text())
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(keyword.upper(), rest.strip()) for keyword, _, rest in (line.partition(" ") for line in lines)]


def last_stage() -> list[tuple[str, str]]:
    found = instructions()
    start = max(index for index, (keyword, _) in enumerate(found) if keyword == "FROM")
    return found[start:]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return parsed


def test_containerfile_has_only_known_instructions_and_fixed_images() -> None:
    known = {"FROM", "RUN", "COPY", "WORKDIR", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD"}
    assert {keyword for keyword, _ in instructions()} <= known
    images = [arguments.split()[0] for keyword, arguments in instructions() if keyword == "FROM"]
    assert all(re.fullmatch(r"docker\.io/library/python:3\.\d+-slim-\w+", image) for image in images), images


def test_image_does_not_run_as_root_and_contains_no_secret() -> None:
    keywords = [keyword for keyword, _ in last_stage()]
    assert [arguments for keyword, arguments in last_stage() if keyword == "USER"] == ["10001:10001"]
    assert "RUN" not in keywords[keywords.index("USER") :]
    assert not re.search(r"SECRET|PASSWORD|DATABASE_URL|TOKEN", "\n".join(arguments for _, arguments in instructions()))


def test_web_command_is_the_same_everywhere() -> None:
    ((_, command),) = [row for row in last_stage() if row[0] == "CMD"]
    assert json.loads(command) == [*COMMAND, "--bind", "0.0.0.0:8000"]
    unit = (UNITS / "factcheck-web.service").read_text()
    expected = f"/opt/factcheck/venv/bin/{shlex.join(COMMAND)} --bind 127.0.0.1:8000"
    assert f"ExecStart={expected}\n" in unit
    assert f"    {expected}\n" in (ROOT / "docs" / "running.md").read_text()


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the image, copied as the Containerfile says, without those that .containerignore excludes."""
    root = tmp_path_factory.mktemp("image")
    for keyword, arguments in last_stage():
        if keyword == "COPY" and not arguments.startswith("--from"):
            *sources, target = arguments.split()
            for source in sources:
                assert allowed(source), source
                destination = root / target.lstrip("/")
                if (ROOT / source).is_dir():
                    shutil.copytree(ROOT / source, destination, ignore=shutil.ignore_patterns("__pycache__"))
                else:
                    (destination if target.endswith("/") else destination.parent).mkdir(parents=True, exist_ok=True)
                    shutil.copy(ROOT / source, destination)
    return root / "opt" / "factcheck"


def allowed(source: str) -> bool:
    """Whether .containerignore, which excludes everything by default, includes this file or folder."""
    lines = (ROOT / ".containerignore").read_text().splitlines()
    return lines[0] == "*" and f"!{source.split('/')[0]}" in lines


def test_docker_ignores_the_same_files() -> None:
    assert (ROOT / ".dockerignore").read_text() == (ROOT / ".containerignore").read_text()


def test_lock_file_of_the_image_is_the_one_of_this_environment() -> None:
    """The step that installs packages is not executed here, but the tests run with the same packages."""
    assert ("COPY", "requirements/run.txt /build/run.txt") in instructions()
    assert has_packages(RUN)


def settings_of(compose: dict[str, Any], folder: Path) -> dict[str, str]:
    """The environment of the web container, with secrets in files of `folder`."""
    values = {
        "database-url": "postgresql://factcheck:x@127.0.0.1:1/factcheck",
        "secret-key": secrets.token_hex(32),
    }
    environment = {name: str(value) for name, value in compose["services"]["web"]["environment"].items()}
    for name, value in environment.items():
        if value.startswith("/run/secrets/"):
            secret = value.removeprefix("/run/secrets/")
            assert secret in compose["services"]["web"]["secrets"]
            (folder / secret).write_text(values[secret] + "\n")
            environment[name] = str(folder / secret)
    return environment


@pytest.fixture
def container(compose: dict[str, Any], tree: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a process in the web container, with the files of the image and a data folder."""
    image = dict(pair.split("=", 1) for keyword, line in last_stage() if keyword == "ENV" for pair in line.split())
    (tmp_path / "data").mkdir()
    kept = {name: value for name, value in os.environ.items() if name in ("LANG", "HOME", "LD_LIBRARY_PATH")}
    return {
        **kept,
        **image,
        **settings_of(compose, tmp_path),
        "FACTCHECK_DATA": str(tmp_path / "data"),
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
    }


@pytest.fixture
def server(container: dict[str, str], tree: Path, tmp_path: Path) -> Iterator[int]:
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0"], cwd=tree, env=container, check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", *COMMAND, "--bind", f"127.0.0.1:{port}"]
    with (
        (tmp_path / "log").open("w") as log,
        subprocess.Popen(command, cwd=tree, env=container, stdout=log, stderr=log) as process,
    ):
        try:
            yield port
        finally:
            process.terminate()


def test_server_starts_from_the_files_of_the_image_and_logs_json(server: int, tmp_path: Path) -> None:
    """There is no database, so readers get a short page with 503."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def get(path: str, **headers: str) -> tuple[int, str]:
        request = urllib.request.Request(f"http://127.0.0.1:{server}{path}", headers=headers)
        try:
            with opener.open(request, timeout=20) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()
        except OSError:
            return 0, ""

    assert eventually(lambda: get("/health/")[0] == 503, 60), (tmp_path / "log").read_text()
    proxied = {"Host": "checks.example.org", "X-Forwarded-Proto": "https"}
    status, page = get("/", **proxied)
    assert status == 503
    assert "This page is temporarily unavailable" in page
    style = re.search(r'href="(/static/css/public\.[0-9a-f]+\.css)"', page)
    assert style, page
    status, sheet = get(style[1], **proxied)
    assert status == 200
    assert "@import" not in sheet  # one file, with the hashed names of the fonts
    assert re.search(r'url\("\.\./fonts/factcheck-serif-latin\.[0-9a-f]+\.woff2"\)', sheet)
    lines = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    assert any(line["logger"] == "factcheck.web.outage" for line in lines)


def test_containers_are_hardened(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {"database", "prepare", "web", "worker", "proxy"}
    for name, service in compose["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["user"].split(":")[0] not in ("0", "root"), name
        assert service["tmpfs"], name
        assert not {"privileged", "network_mode", "pid", "devices"} & set(service), name
        assert re.search(r":\d", service["image"]), name
        assert service.get("cap_add", []) == (["NET_BIND_SERVICE"] if name == "proxy" else []), name
    assert {name for name, service in compose["services"].items() if "ports" in service} == {"proxy"}
    assert compose["services"]["database"]["networks"] == ["internal"]
    assert compose["networks"]["internal"] == {"internal": True}
    healthy = {name for name, service in compose["services"].items() if "test" in service.get("healthcheck", {})}
    assert healthy == {"database", "worker", "proxy"}  # that of the web server is in the Containerfile


def test_only_the_migrations_connect_as_the_owner_of_the_database(compose: dict[str, Any]) -> None:
    holders = {
        secret: {name for name, service in compose["services"].items() if secret in service.get("secrets", [])}
        for secret in compose["secrets"]
    }
    assert holders == {
        "database-password": {"database"},
        "owner-password": {"database"},
        "runtime-password": {"database"},
        "owner-database-url": {"prepare"},
        "database-url": {"prepare", "web", "worker"},
        "secret-key": {"prepare", "web", "worker"},
    }
    variables = {name for name, service in compose["services"].items() if OWNER_URL + "_FILE" in service.get("environment", {})}
    assert variables == {"prepare"}
    assert "POSTGRES_USER" not in compose["services"]["database"]["environment"]  # so the superuser is postgres


def test_roles_of_the_containers_separate_the_owner_from_the_runtime_role(django_db_setup: Any, tmp_path: Path) -> None:
    """psql executes the file, as in the image of PostgreSQL. Roles belong to the whole server, so their names differ here."""
    suffix = uuid.uuid4().hex[:8]
    owner, runtime, database = f"owner_{suffix}", f"runtime_{suffix}", f"database_{suffix}"
    text = (ROOT / "docs" / "deployment" / "roles.sql").read_text().replace("/run/secrets", str(tmp_path))
    text = re.sub(r"\bfactcheck_owner\b", owner, text)
    text = re.sub(r"ROLE factcheck\b", f"ROLE {runtime}", text).replace("DATABASE factcheck ", f"DATABASE {database} ")
    (tmp_path / "roles.sql").write_text(text)
    (tmp_path / "owner-password").write_text("it's a password")
    (tmp_path / "runtime-password").write_text("another password")
    with psycopg.connect(superuser_url(), autocommit=True) as session:
        session.execute(f"CREATE DATABASE {database}")
        try:
            url = conninfo.make_conninfo(superuser_url(), dbname=database)
            psql = [
                str(binaries.find_client_programs(session.info.server_version // 10_000) / "psql"),
                "--no-psqlrc",
                "--quiet",
                "--set=ON_ERROR_STOP=1",
                f"--dbname={url}",
            ]
            subprocess.run([*psql, f"--file={tmp_path / 'roles.sql'}"], check=True, timeout=60)
            found = session.execute(
                "SELECT r.rolname = %s, r.rolsuper OR r.rolcreaterole OR r.rolcreatedb, d.datdba = r.oid, a.rolpassword <> ''"
                " FROM pg_roles r JOIN pg_authid a USING (oid), pg_database d"
                " WHERE r.rolname IN (%s, %s) AND d.datname = %s ORDER BY 1 DESC",
                [owner, owner, runtime, database],
            ).fetchall()
            assert found == [(True, False, True, True), (False, False, False, True)]
        finally:
            session.execute(f"DROP DATABASE {database}")
            session.execute(f"DROP ROLE IF EXISTS {owner}, {runtime}")


def test_references_in_the_compose_file_exist(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        assert set(service.get("secrets", [])) <= set(compose["secrets"])
        assert set(service["networks"]) <= set(compose["networks"])
        for volume in service["volumes"]:
            source = volume.split(":")[0]
            assert (ROOT / source).exists() if source.startswith(".") else source in compose["volumes"]
        for name, condition in service.get("depends_on", {}).items():
            assert name in compose["services"]
            assert condition["condition"] in ("service_healthy", "service_completed_successfully")
        for name in service.get("environment", []):
            assert not re.search(r"(SECRET|PASSWORD|TOKEN|URL)$", name) or name == "FACTCHECK_PUBLIC_URL", name
    ignored = subprocess.run(["git", "check-ignore", "secrets/secret-key"], cwd=ROOT, capture_output=True, check=False)
    assert ignored.returncode == 0


def unit(file: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None, delimiters=("=",), comment_prefixes=("#",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(file)
    return parser


@pytest.mark.parametrize("file", SERVICES, ids=lambda file: file.stem)
def test_services_are_hardened(file: Path) -> None:
    service = unit(file)["Service"]
    expected = {
        "User": "factcheck",
        "NoNewPrivileges": "yes",
        "CapabilityBoundingSet": "",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "PrivateTmp": "yes",
        "PrivateDevices": "yes",
        "RestrictNamespaces": "yes",
        "RestrictSUIDSGID": "yes",
        "UMask": "0077",
    }
    assert {name: service[name] for name in expected} == expected


@pytest.fixture
def units(tmp_path: Path) -> list[str]:
    """The units, with programs that exist on this machine."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed, so the units are only parsed")
    paths = []
    for file in sorted(UNITS.iterdir()):
        text = re.sub(r"/opt/factcheck/venv/bin/(gunicorn|python)", "/bin/true", file.read_text())
        (tmp_path / file.name).write_text(text)
        paths.append(str(tmp_path / file.name))
    return paths


def test_systemd_accepts_the_units(units: list[str]) -> None:
    process = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert (process.returncode, process.stdout + process.stderr) == (0, "")


def test_systemd_rates_the_exposure_as_low(units: list[str]) -> None:
    for path in units:
        if path.endswith(".service"):
            command = ["systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", path]
            process = subprocess.run(command, capture_output=True, text=True, check=False)
            assert process.returncode == 0, process.stdout


def test_secret_is_read_from_a_file_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "token").write_text("secret value\n")
    monkeypatch.setenv("FACTCHECK_HEALTH_TOKEN_FILE", str(tmp_path / "token"))
    monkeypatch.setenv("FACTCHECK_HEALTH_TOKEN", "")  # so that the variable is restored at the end
    secret_files.load()
    assert os.environ["FACTCHECK_HEALTH_TOKEN"] == "secret value"
    assert "FACTCHECK_HEALTH_TOKEN_FILE" not in os.environ
    secret_files.load()
    monkeypatch.setenv("FACTCHECK_HEALTH_TOKEN_FILE", str(tmp_path / "token"))
    with pytest.raises(SetupProblem, match=r"^FACTCHECK_HEALTH_TOKEN_FILE must not be set together with FACTCHECK_HEALTH_TOKEN$"):
        secret_files.load()


@pytest.mark.parametrize("content", [None, b"", b"two\nlines", b"\xff\xfe"])
def test_file_without_one_line_is_reported_without_its_content(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if content is not None:
        (tmp_path / "url").write_bytes(content)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "url"))
    with pytest.raises(SetupProblem, match=r"^DATABASE_URL_FILE must be the path of a") as problem:
        secret_files.load()
    assert "lines" not in str(problem.value)
