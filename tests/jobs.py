"""Runs enqueued mail jobs within the transaction of a test. `tests/operations/test_tasks.py` runs jobs in a real worker."""

from __future__ import annotations

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from factcheck.accounts.notices import NOTICE_TASK, RESET_TASK
from factcheck.operations import tasks  # noqa: F401  (registers the tasks)


def run_mail_jobs() -> None:
    """Run the jobs that send mail, in the order in which they were enqueued."""
    for job in ProcrastinateJob.objects.filter(task_name__in=[NOTICE_TASK, RESET_TASK]).order_by("id"):
        app.tasks[job.task_name].func(**job.args)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job.pk])
