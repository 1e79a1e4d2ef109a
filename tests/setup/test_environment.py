"""`manage.py` creates a virtual environment before it imports packages. These tests install a real, generated package."""

import base64
import hashlib
import http.server
import os
import shutil
import ssl
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from factcheck.setup import environment
from factcheck.setup.environment import DEVELOP, ROOT, RUN, has_packages, install, is_stamped
from factcheck.setup.problem import SetupProblem
from tests.setup.certificates import private_authority

SET_BY_THE_TESTS = ("DATABASE_URL", "FACTCHECK_OWNER_DATABASE_URL", "FACTCHECK_TESTING")


@pytest.fixture(scope="module")
def pins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lock file with one small package."""
    folder = tmp_path_factory.mktemp("pins")
    wheel = folder / "sample_package-1.0-py3-none-any.whl"
    files = {
        "sample_package.py": b"answer = 42\n",
        "sample_package-1.0.dist-info/METADATA": b"Metadata-Version: 2.1\nName: sample-package\nVersion: 1.0\n",
        "sample_package-1.0.dist-info/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = []
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
            check = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            record.append(f"{name},sha256={check},{len(content)}")
        archive.writestr("sample_package-1.0.dist-info/RECORD", "\n".join([*record, "sample_package-1.0.dist-info/RECORD,,", ""]))
    lock = folder / "lock.txt"
    lock.write_text(f"sample-package @ {wheel.as_uri()} \\\n    --hash=sha256:{environment.file_digest(wheel)}\n")
    return lock


@pytest.fixture(scope="module")
def venv(pins: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed") / ".venv"
    assert not is_stamped(folder, pins)
    install(folder, pins)
    return folder


def imports_sample(folder: Path) -> bool:
    return subprocess.run([folder / "bin" / "python", "-c", "import sample_package"], capture_output=True).returncode == 0


def test_new_environment_has_the_packages_and_a_stamp(venv: Path, pins: Path) -> None:
    assert imports_sample(venv)
    assert is_stamped(venv, pins)


def test_complete_environment_is_not_changed(venv: Path, pins: Path, capfd: pytest.CaptureFixture[str]) -> None:
    install(venv, pins)
    assert capfd.readouterr() == ("", "")


def test_changed_lock_file_is_detected(venv: Path, pins: Path, tmp_path: Path) -> None:
    changed = tmp_path / "lock.txt"
    changed.write_text(pins.read_text() + "# newer\n")
    assert not is_stamped(venv, changed)


def test_interrupted_installation_is_repeated(venv: Path, pins: Path) -> None:
    (venv / "factcheck-packages").unlink()
    next(venv.glob("lib/*/site-packages/sample_package.py")).unlink()
    for metadata in venv.glob("lib/*/site-packages/sample_package-*"):
        for file in metadata.iterdir():
            file.unlink()
    install(venv, pins)
    assert imports_sample(venv)


def test_environment_without_an_interpreter_is_created_again(venv: Path, pins: Path) -> None:
    for name in ("python", "python3"):
        (venv / "bin" / name).unlink(missing_ok=True)
    install(venv, pins)
    assert imports_sample(venv)


def test_concurrent_processes_install_once(pins: Path, tmp_path: Path) -> None:
    folder = tmp_path / ".venv"
    program = (
        "from pathlib import Path\nfrom factcheck.setup.environment import install\n"
        f"install(Path({str(folder)!r}), Path({str(pins)!r}))"
    )
    both = [subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    output = [process.communicate(timeout=90)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert "".join(output).count("Creating the virtual environment …\n") == 1
    assert imports_sample(folder)


def by_name(pins: Path, lock: Path, digest: str = "") -> Path:
    """A lock file that names the version of the package, and not its file, as those of Factcheck do."""
    wheel = next(pins.parent.glob("*.whl"))
    digest = digest or environment.file_digest(wheel)
    lock.write_text(f"--no-index\n--find-links {pins.parent.as_uri()}\nsample-package==1.0 \\\n    --hash=sha256:{digest}\n")
    return lock


def installers() -> list[str]:
    """The installers of this machine: pip, and uv if it is on the PATH."""
    return ["pip", *(["uv"] if shutil.which("uv") else [])]


@pytest.mark.parametrize("installer", installers())
@pytest.mark.parametrize("is_installed", [False, True])
def test_package_with_a_wrong_hash_is_refused(
    installer: str, is_installed: bool, pins: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also if the same version is installed: uv and pip verify downloads only, and would keep it."""
    if installer == "pip":
        monkeypatch.setattr("shutil.which", lambda name: None)
    folder = tmp_path / ".venv"
    if is_installed:
        install(folder, by_name(pins, tmp_path / "right.txt"))
        assert imports_sample(folder)
    forged = by_name(pins, tmp_path / "forged.txt", "0" * 64)
    with pytest.raises(SetupProblem, match="does not match its pinned hash and was rejected"):
        install(folder, forged)
    assert not is_stamped(folder, forged)
    assert not imports_sample(folder)


def test_unchanged_packages_are_kept(pins: Path, tmp_path: Path) -> None:
    """They may be in use, and the package index may not be reachable."""
    lock, folder = by_name(pins, tmp_path / "lock.txt"), tmp_path / ".venv"
    install(folder, lock)
    module = next(folder.glob("lib/*/site-packages/sample_package.py"))
    inode = module.stat().st_ino
    lock.write_text(f"# a comment\n{lock.read_text()}")
    install(folder, lock)
    assert is_stamped(folder, lock)
    assert module.stat().st_ino == inode


@pytest.mark.parametrize(
    ("output", "advice"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("Temporary failure in name resolution", "Check the network"),
        ("PermissionError: [Errno 13] Permission denied: '/opt'", "has no write permission there"),
        ("something new", "The installation continues where it failed"),
    ],
)
def test_errors_of_the_installer_are_reported_with_advice(
    pins: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, advice: str
) -> None:
    program = tmp_path / "uv"
    program.write_text(f'#!/bin/sh\necho "{output}" >&2\nexit 1\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(SetupProblem, match=advice):
        install(tmp_path / ".venv", pins)


def test_full_disk_is_reported_before_anything_is_written(pins: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "_REQUIRED_BYTES", 10**18)
    with pytest.raises(SetupProblem, match="Free some space, then try again"):
        install(tmp_path / ".venv", pins)
    assert not (tmp_path / ".venv").exists()


def test_environment_with_all_pinned_packages_needs_no_installation(tmp_path: Path) -> None:
    assert has_packages(DEVELOP)
    assert has_packages(RUN)
    newer = tmp_path / "lock.txt"
    newer.write_text(RUN.read_text().replace("\ndjango==5.2.19", "\ndjango==5.2.99"))
    assert not has_packages(newer)


def test_development_lock_file_contains_all_runtime_packages() -> None:
    run, develop = ({line for line in pins.read_text().splitlines() if "==" in line} for pins in (RUN, DEVELOP))
    assert run <= develop


def test_bootstrap_can_be_disabled(tmp_path: Path) -> None:
    program = (
        "import sys; sys.argv = ['manage.py', 'test']\n"
        "from factcheck.setup import environment\n"
        "environment.FOLDER = environment.Path('/nowhere')\n"
        "environment.ensure_packages(sys.argv); print('continued')"
    )
    process = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{program}"],
        capture_output=True,
        text=True,
        env={"FACTCHECK_NO_BOOTSTRAP": "1"},
        cwd=tmp_path,
    )
    assert (process.returncode, process.stdout) == (0, "continued\n")


@pytest.mark.parametrize(("command", "pins"), [("bootstrap", DEVELOP), ("test", DEVELOP), ("demo", RUN), ("runserver", RUN)])
def test_only_development_commands_need_the_development_packages(command: str, pins: Path) -> None:
    assert environment.lock_file_for(["manage.py", command]) == pins


def test_bootstrap_starts_no_database(tmp_path: Path) -> None:
    inherited = {name: value for name, value in os.environ.items() if name not in SET_BY_THE_TESTS}
    variables = {"FACTCHECK_DATA": str(tmp_path), "FACTCHECK_NO_BOOTSTRAP": "1"}
    command = [sys.executable, str(ROOT / "manage.py"), "bootstrap"]
    process = subprocess.run(command, env=inherited | variables, capture_output=True, text=True)
    assert process.returncode == 0, process.stderr
    assert sys.prefix in process.stdout
    assert not (tmp_path / "postgres").exists()


def test_private_certificate_authority_reaches_pip_and_uv() -> None:
    assert environment.certificate_variables({"SSL_CERT_FILE": "/etc/ca.pem"}) == {"PIP_CERT": "/etc/ca.pem"}
    assert environment.certificate_variables({"SSL_CERT_DIR": "/etc/certs"}) == {}
    system = environment.certificate_variables({})
    cafile = ssl.get_default_verify_paths().cafile
    assert system == ({"UV_SYSTEM_CERTS": "true", "REQUESTS_CA_BUNDLE": cafile} if cafile else {})


@pytest.mark.parametrize("is_trusted", [True, False])
def test_pip_trusts_the_authority_of_the_package_index(is_trusted: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index is a server on this machine whose certificate comes from a private authority."""
    authority = private_authority(tmp_path, "localhost")
    requests: list[str] = []

    class Index(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    for name in [name for name in os.environ if name.startswith(("PIP_", "SSL_CERT_", "REQUESTS_", "CURL_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("NO_PROXY", "localhost")
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    with http.server.HTTPServer(("127.0.0.1", 0), Index) as server:
        server.socket = authority.server.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *arguments: None  # type: ignore[method-assign]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        index = f"https://localhost:{server.server_port}/simple/"
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--no-input",
            "--retries=0",
            f"--index-url={index}",
            "factcheck-nothing",
        ]
        with pytest.raises(SetupProblem) as problem:
            environment._run(command, "Installing", os.open(os.devnull, os.O_RDONLY))
        server.shutdown()
        thread.join()
    assert ("/simple/factcheck-nothing/" in requests) == is_trusted
    assert ("set SSL_CERT_FILE" in str(problem.value)) == (not is_trusted)
