"""Maintenance mode reaches a running worker."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.operations.newsrooms import SeparateNewsroom, migrated_template, separate_newsroom
from tests.setup.processes import eventually

pytestmark = [pytest.mark.timeout(300), pytest.mark.usefixtures("django_db_setup")]


def defer(newsroom: SeparateNewsroom) -> int:
    ((job,),) = newsroom.query(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status) VALUES"
        " ('default', 'factcheck.operations.tasks.clear_receipts', '{\"timestamp\": 0}', 'todo') RETURNING id"
    )
    return int(job)


def is_done(newsroom: SeparateNewsroom, job: int) -> bool:
    return newsroom.query("SELECT 1 FROM procrastinate_jobs WHERE id = %s", [job]) == []


def test_running_worker_pauses_and_continues(tmp_path: Path) -> None:
    with separate_newsroom(tmp_path, like=migrated_template()) as newsroom:
        assert newsroom.manage("worker", "--check").stderr.startswith("CommandError: No worker is running.")
        with newsroom.running("worker"):
            check_pauses(newsroom, tmp_path)


def check_pauses(newsroom: SeparateNewsroom, folder: Path) -> None:
    first = defer(newsroom)
    assert eventually(lambda: is_done(newsroom, first), 60)
    assert (
        newsroom.succeed("worker", "--check").strip() == "2 workers are running."
    )  # one process has two: one for pages, one for all other jobs
    newsroom.succeed("maintenance", "on", "We are upgrading.")
    log = folder / "worker.log"
    assert eventually(lambda: "Maintenance mode is on. Jobs are waiting." in log.read_text(), 30)
    second = defer(newsroom)
    assert not eventually(lambda: is_done(newsroom, second), 4)
    newsroom.succeed("maintenance", "off")
    assert eventually(lambda: is_done(newsroom, second), 60)
    assert "Traceback" not in log.read_text()
