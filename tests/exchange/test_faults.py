"""An import that is interrupted at each step, by a full disk or by SIGKILL: nothing remains in part, and a retry succeeds."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from factcheck.archive.models import Capture
from factcheck.articles.models import Article
from factcheck.claims.models import Actor, Claim
from factcheck.evidence.models import Evidence
from factcheck.exchange.importing import import_claim, import_staged
from factcheck.exchange.models import ClaimImport
from factcheck.exchange.staging import receive_part, stage_package, staged_package
from factcheck.operations.doctor import examine
from factcheck.setup.environment import ROOT
from factcheck.web.database_errors import StorageFull
from tests.archive.faults import WRITE_FAULTS
from tests.exchange.packages import exported, full_claim
from tests.world import World


def package_of_another_newsroom() -> bytes:
    """Its rows are gone afterward. The captures of the fixture’s store stay, so tests use a store of their own."""
    with transaction.atomic():
        other = World()
        content = exported(other, full_claim(other))
        transaction.set_rollback(True)
    return content


@pytest.fixture
def stores(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    settings.PACKAGE_FOLDER = tmp_path / "packages"
    settings.CAPTURES_ROOT = tmp_path / "captures"
    return tmp_path


def nothing_is_here() -> bool:
    return not any(model._default_manager.exists() for model in (Claim, Actor, Article, Evidence, Capture, ClaimImport))


@pytest.mark.django_db
def test_full_disk_at_each_step_of_an_import(world: World, stores: Path, settings: Any) -> None:
    content, person = package_of_another_newsroom(), world.editor
    settings.CAPTURES_ROOT = stores / "another"
    steps = 0
    for spared in range(60):
        with WRITE_FAULTS.below(Path(settings.CAPTURES_ROOT), errno.ENOSPC, spared=spared):
            try:
                import_claim(person=person, file=io.BytesIO(content), same_names="use")
            except StorageFull:
                steps += 1
                assert nothing_is_here()
                continue
        break
    assert steps >= 5
    assert Claim.objects.count() == 1
    assert [result.findings for result in examine() if result.findings] == []


@pytest.mark.django_db
def test_full_disk_while_parts_arrive(world: World, stores: Path) -> None:
    """A tmpfs would need privileges, so the disk is a file object that fails after some bytes."""
    content, token = package_of_another_newsroom(), uuid.uuid4()
    receive_part(person=world.editor, token=token, offset=0, part=io.BytesIO(content[:1000]))

    class FullDisk(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return super().read(10)

    with pytest.raises(StorageFull):
        receive_part(person=world.editor, token=token, offset=1000, part=FullDisk(content[1000:]))
    assert receive_part(person=world.editor, token=token, offset=1000, part=io.BytesIO(content[1000:])) == len(content)
    stage_package(person=world.editor, token=token, total=len(content))
    assert staged_package(world.editor, token)


KILLED = """
import os, signal, sys, uuid
sys.path.insert(0, {root!r})
os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
import django
from django.conf import settings
django.setup()
settings.CAPTURES_ROOT = settings.PACKAGE_FOLDER = None
settings.CAPTURES_ROOT, settings.PACKAGE_FOLDER = {captures!r}, {packages!r}
from django.db import connection
connection.settings_dict.update({database!r})
steps = {steps}

def count(event, args):
    global steps
    is_step = event in ("os.link", "os.rename") or (event == "open" and str(args[0]).startswith({folder!r}))
    if is_step:
        step()

def step():
    global steps
    steps -= 1
    if steps < 0:
        os.kill(os.getpid(), signal.SIGKILL)

def on_statement(execute, sql, params, many, context):
    if sql.lstrip()[:6] in ("INSERT", "UPDATE"):
        step()
    return execute(sql, params, many, context)

from factcheck.accounts.models import Person
from factcheck.exchange.importing import import_staged
person = Person.objects.get(pk={person})
sys.addaudithook(count)
with connection.execute_wrapper(on_statement):
    import_staged(person=person, token=uuid.UUID({token!r}), same_names="use")
print("imported")
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_kill_at_each_step_of_an_import(world: World, stores: Path, settings: Any) -> None:
    """Each step is a file that is opened or renamed, or a statement that writes. A process of its own is killed there."""
    content, person, token = package_of_another_newsroom(), world.editor, uuid.uuid4()
    settings.CAPTURES_ROOT = stores / "another"
    stage_package(person=person, token=token, file=io.BytesIO(content))
    parameters = {name: connection.settings_dict[name] for name in ("NAME", "HOST", "PORT", "USER", "PASSWORD", "OPTIONS")}
    killed, steps = 0, 0
    while True:
        code = KILLED.format(
            root=str(ROOT),
            captures=str(settings.CAPTURES_ROOT),
            packages=str(settings.PACKAGE_FOLDER),
            database=parameters,
            folder=str(stores),
            steps=steps,
            person=person.pk,
            token=str(token),
        )
        process = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
        if process.returncode == 0:
            break
        assert process.returncode == -9, process.stderr[-2000:]
        killed += 1
        assert nothing_is_here()
        assert staged_package(person, token) is not None
        steps = steps + 1 if steps < 4 else int(steps * 1.6)
    assert killed >= 6
    assert "imported" in process.stdout
    assert ClaimImport.objects.count() == 1
    assert import_staged(person=person, token=token, same_names="use").claim_id == Claim.objects.get().pk
    assert [result.findings for result in examine() if result.findings] == []
