"""The environment that `manage.py` makes before it can import anything: a real one, from a package made on the spot."""

import base64
import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from factcheck.setup import environment
from factcheck.setup.environment import DEVELOP, ROOT, RUN, has_packages, install, is_stamped
from factcheck.setup.problem import SetupProblem


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
    lock.write_text(f"sample-package @ {wheel.as_uri()} \\\n    --hash=sha256:{environment.digest(wheel)}\n")
    return lock


@pytest.fixture(scope="module")
def made(pins: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / ".venv"
    assert not is_stamped(folder, pins)
    install(folder, pins)
    return folder


def imports_sample(folder: Path) -> bool:
    return subprocess.run([folder / "bin" / "python", "-c", "import sample_package"], capture_output=True).returncode == 0


def test_environment_is_made_and_remembers_its_lock_file(made: Path, pins: Path) -> None:
    assert imports_sample(made)
    assert is_stamped(made, pins)


def test_finished_environment_is_left_alone(made: Path, pins: Path, capfd: pytest.CaptureFixture[str]) -> None:
    install(made, pins)
    assert capfd.readouterr() == ("", "")


def test_changed_lock_file_is_noticed(made: Path, pins: Path, tmp_path: Path) -> None:
    changed = tmp_path / "lock.txt"
    changed.write_text(pins.read_text() + "# newer\n")
    assert not is_stamped(made, changed)


def test_interrupted_installation_is_done_again(made: Path, pins: Path) -> None:
    (made / "factcheck-packages").unlink()
    next(made.glob("lib/*/site-packages/sample_package.py")).unlink()
    for left in made.glob("lib/*/site-packages/sample_package-*"):
        for file in left.iterdir():
            file.unlink()
    install(made, pins)
    assert imports_sample(made)


def test_environment_whose_python_is_gone_is_made_again(made: Path, pins: Path) -> None:
    for name in ("python", "python3"):
        (made / "bin" / name).unlink(missing_ok=True)
    install(made, pins)
    assert imports_sample(made)


def test_two_starts_at_once_install_once(pins: Path, tmp_path: Path) -> None:
    folder = tmp_path / ".venv"
    program = (
        "from pathlib import Path\nfrom factcheck.setup.environment import prepare\n"
        f"prepare(Path({str(folder)!r}), Path({str(pins)!r}))"
    )
    both = [subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=90)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert "".join(said).count("Making the environment …\n") == 1
    assert imports_sample(folder)


def test_download_that_differs_from_its_hash_is_refused(made: Path, pins: Path, tmp_path: Path) -> None:
    forged = tmp_path / "lock.txt"
    forged.write_text(pins.read_text().rpartition(":")[0] + ":" + "0" * 64 + "\n")
    with pytest.raises(SetupProblem, match="differs from the pinned one and was refused"):
        install(made, forged)
    assert not is_stamped(made, forged)


@pytest.mark.parametrize(
    ("output", "advice"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("Temporary failure in name resolution", "Check the network"),
        ("PermissionError: [Errno 13] Permission denied: '/opt'", "may not write there"),
        ("something new", "what is done already is not done twice"),
    ],
)
def test_known_troubles_come_with_the_way_out(
    pins: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, advice: str
) -> None:
    program = tmp_path / "uv"
    program.write_text(f'#!/bin/sh\necho "{output}" >&2\nexit 1\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(SetupProblem, match=advice):
        install(tmp_path / ".venv", pins)


def test_full_disk_is_told_before_anything_is_written(pins: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "_ROOM", 10**18)
    with pytest.raises(SetupProblem, match="Make room, then try again"):
        install(tmp_path / ".venv", pins)
    assert not (tmp_path / ".venv").exists()


def test_environment_with_every_pinned_package_is_used_as_it_is(tmp_path: Path) -> None:
    assert has_packages(DEVELOP)
    assert has_packages(RUN)
    newer = tmp_path / "lock.txt"
    newer.write_text(RUN.read_text().replace("\ndjango==5.2.19", "\ndjango==5.2.99"))
    assert not has_packages(newer)


def test_everything_that_runs_is_also_in_the_lock_for_development() -> None:
    run, develop = ({line for line in pins.read_text().splitlines() if "==" in line} for pins in (RUN, DEVELOP))
    assert run <= develop


def test_manage_stands_aside_when_told_to(tmp_path: Path) -> None:
    program = (
        "import sys; sys.argv = ['manage.py', 'test']\n"
        "from factcheck.setup import environment\n"
        "environment.FOLDER = environment.Path('/nowhere')\n"
        "environment.enter(sys.argv); print('went on')"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{program}"],
        capture_output=True,
        text=True,
        env={"FACTCHECK_NO_BOOTSTRAP": "1"},
        cwd=tmp_path,
    )
    assert (done.returncode, done.stdout) == (0, "went on\n")


@pytest.mark.parametrize(("command", "pins"), [("bootstrap", DEVELOP), ("test", DEVELOP), ("demo", RUN), ("runserver", RUN)])
def test_development_packages_are_installed_for_contributors_only(command: str, pins: Path) -> None:
    assert environment.lock_file_for(["manage.py", command]) == pins


def test_bootstrap_starts_no_database(tmp_path: Path) -> None:
    ours = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "FACTCHECK_TESTING")}
    given = {"FACTCHECK_DATA": str(tmp_path), "FACTCHECK_NO_BOOTSTRAP": "1"}
    command = [sys.executable, str(ROOT / "manage.py"), "bootstrap"]
    done = subprocess.run(command, env=ours | given, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert sys.prefix in done.stdout
    assert not (tmp_path / "postgres").exists()
