"""The ground under all tests: real PostgreSQL, a database for each process, a browser, warnings that count."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings

from factcheck.setup import browser, postgres
from factcheck.setup.environment import ROOT

if settings.configured:
    # pytest-django reads them before this file where the variable is set: they would name a real newsroom's database
    pytest.exit("DJANGO_SETTINGS_MODULE is set. Unset it: the tests choose settings and database themselves.", returncode=4)

# Before Django reads its settings, which pytest-django does after this file was read.
_SERVER = Path(os.environ.get("FACTCHECK_TEST_DATA", ROOT / ".factcheck" / "tests"))
_FILES = Path(tempfile.mkdtemp(prefix="factcheck-test-"))
(_FILES / "static").mkdir()  # collected files stand here otherwise; a missing folder is a warning
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "factcheck.settings",
    "DATABASE_URL": os.environ.get("FACTCHECK_TEST_DATABASE_URL") or postgres.database_url(_SERVER),
    "FACTCHECK_DATA": str(_FILES),
    "FACTCHECK_TESTING": "1",
    "FACTCHECK_SECRET_KEY": "for tests alone: " + "k" * 50,
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # the browser's driver keeps an event loop in the thread of the test
}

_HEART = {"claims", "articles", "evidence", "verdicts", "ledger"}
_PROCESSES = {"browser", "operations", "setup", "upgrade"}  # they start browsers, servers and installations

from tests.database import Seeds, provided  # noqa: E402

# How long an example takes says something about the machine and its other work, not about the product.
_EXAMPLES: dict[str, Any] = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow], "database": None}
hypothesis.settings.register_profile("newsroom", **_EXAMPLES, derandomize=True)
hypothesis.settings.register_profile("random", **_EXAMPLES, max_examples=1000, print_blob=True)
hypothesis.settings.register_profile("quick", **_EXAMPLES, derandomize=True, max_examples=25)  # for the fast loop
hypothesis.settings.load_profile("newsroom")


def pytest_configure(config: pytest.Config) -> None:
    import django  # only now: the variables above decide what it reads

    django.setup()
    # Each test client loads the middleware anew, and WhiteNoise would read the times of all static files for each one.
    settings.WHITENOISE_AUTOREFRESH = True
    # Processes of a distributed run inherit the environment; with this they would read settings before their own folder is set.
    del os.environ["DJANGO_SETTINGS_MODULE"]
    config.pluginmanager.import_plugin("tests.plugin")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of the fast loop: the heart of the product, and all that need neither database nor browser."""
    for item in items:
        area = item.path.relative_to(ROOT / "tests").parts[0]
        needs_database = (
            "django_db_setup" in getattr(item, "fixturenames", ()) or item.get_closest_marker("django_db") is not None
        )
        if area in _HEART or not (needs_database or area in _PROCESSES):
            item.add_marker(pytest.mark.fast)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Take modules and collected tests out of garbage collection, which would look at a million objects again and again."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(_FILES, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """A migrated database for this process; after each test that commits, it is put back to its seeds."""
    from django.db import connections
    from django.test import TransactionTestCase

    with ExitStack() as stack:
        url = os.environ.get("FACTCHECK_TEST_DATABASE_URL") or stack.enter_context(postgres.running(_SERVER, durable=False))
        stack.enter_context(django_db_blocker.unblock())
        name = stack.enter_context(provided(url, _SERVER))
        seeds = Seeds.of(url, name)

        def put_back(case: TransactionTestCase) -> None:
            connections["default"].close()
            seeds.restore()

        # Django would truncate every table here, seeds included, and cannot bring back rows that a trigger protects.
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(TransactionTestCase, "_fixture_teardown", put_back)
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """How the browser of this machine is started. Fails, rather than skips, where there is none."""
    return browser_type_launch_args | {"executable_path": str(browser.find()), "args": browser.flags()}
