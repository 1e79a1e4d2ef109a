"""The pytest configuration: a real PostgreSQL server, one database for each process, a browser, and warnings as errors."""

import gc
import itertools
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

from factcheck.setup import browser, postgres, roles
from factcheck.setup.environment import ROOT
from tests.browser_features import disabled_features
from tests.database import MigratedRows, migrated_database, url_with_role

if settings.configured:
    # If the variable is set, pytest-django reads the settings before this file, with the database of a real newsroom.
    pytest.exit("DJANGO_SETTINGS_MODULE is set. Unset it, because the tests set the settings and the database.", returncode=4)

# Set before pytest-django reads the settings, which happens after it imports this file.
_SERVER = Path(os.environ.get("FACTCHECK_TEST_DATA", ROOT / ".factcheck" / "tests"))
_FILES = Path(tempfile.mkdtemp(prefix="factcheck-test-"))
# The URL of a superuser, which creates and resets databases. The code runs with the privileges of the two other roles.
_SUPERUSER_URL = os.environ.get("FACTCHECK_TEST_DATABASE_URL") or postgres.database_url(_SERVER, roles.SUPERUSER)
(_FILES / "static").mkdir()  # A missing directory for collected static files causes a warning.
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "factcheck.settings",
    "DATABASE_URL": url_with_role(_SUPERUSER_URL, roles.RUNTIME),
    "FACTCHECK_OWNER_DATABASE_URL": url_with_role(_SUPERUSER_URL, roles.OWNER),
    "FACTCHECK_DATA": str(_FILES),
    "PYTEST_SHARED_FOLDER": os.environ.get("PYTEST_SHARED_FOLDER", str(_FILES)),  # the same folder in all workers of xdist
    "FACTCHECK_TESTING": "1",
    "FACTCHECK_SECRET_KEY": "for tests alone: " + "k" * 50,
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # Playwright runs an event loop in the thread of the test.
}

_CORE = {"claims", "articles", "evidence", "verdicts", "ledger"}
_SLOW = {"browser", "operations", "setup", "upgrade"}  # These start browsers, servers, and installations.

# No deadline: the duration of an example depends on the load of the machine.
_EXAMPLES: dict[str, Any] = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow], "database": None}
hypothesis.settings.register_profile("newsroom", **_EXAMPLES, derandomize=True)
hypothesis.settings.register_profile("random", **_EXAMPLES, max_examples=1000, print_blob=True)
hypothesis.settings.register_profile("quick", **_EXAMPLES, derandomize=True, max_examples=25)  # for the fast loop
hypothesis.settings.load_profile("newsroom")


def pytest_configure(config: pytest.Config) -> None:
    import django  # Imported here, because the variables above must be set first.

    gc.disable()  # until all modules have been imported, which creates many objects that remain
    django.setup()
    # Each test client loads the middleware again, and WhiteNoise would scan all static files each time.
    settings.WHITENOISE_AUTOREFRESH = True
    # Worker processes of xdist inherit the environment, and would read the settings before they set their own variables.
    del os.environ["DJANGO_SETTINGS_MODULE"]
    config.pluginmanager.import_plugin("tests.plugin")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests for `just test-fast`: the tests of the domain, and all tests that need neither a database nor a browser.

    In each module, the tests that share its newsroom (`pytest.mark.prepared`) run before those that start without it. The slow
    modules run first, so that all processes end at about the same time.
    """
    from tests.prepared import shares_newsroom

    by_module = [list(group) for _, group in itertools.groupby(items, key=lambda item: item.path)]
    items[:] = [item for group in by_module for item in sorted(group, key=lambda item: not shares_newsroom(item))]
    items.sort(key=lambda item: _area(item) not in _SLOW)
    for item in items:
        area = _area(item)
        needs_database = (
            "django_db_setup" in getattr(item, "fixturenames", ()) or item.get_closest_marker("django_db") is not None
        )
        if area in _CORE or not (needs_database or area in _SLOW):
            item.add_marker(pytest.mark.fast)


def _area(item: pytest.Item) -> str:
    return item.path.relative_to(ROOT / "tests").parts[0]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[Any]:
    """Exclude modules and collected tests from garbage collection, which would otherwise traverse a million objects each time."""
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)  # as in the web processes
        gc.enable()


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(_FILES, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """A migrated database for this process. After each test that commits, it is restored to the rows of the migrations."""
    from django.db import connections
    from django.test import TransactionTestCase

    with ExitStack() as stack:
        if not os.environ.get("FACTCHECK_TEST_DATABASE_URL"):
            stack.enter_context(postgres.running(_SERVER, durable=False))
        stack.enter_context(django_db_blocker.unblock())
        name = stack.enter_context(migrated_database(_SUPERUSER_URL, _SERVER))
        migrated_rows = stack.enter_context(MigratedRows.of(_SUPERUSER_URL, name))

        def restore_database(case: TransactionTestCase) -> None:
            connections["default"].close()
            migrated_rows.restore()

        # Django would truncate all tables here, including rows from migrations, and cannot delete rows that a trigger protects.
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(TransactionTestCase, "_fixture_teardown", restore_database)
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The options for starting the browser. Fails, rather than skips, if there is no browser."""
    args = [*browser.flags(), disabled_features()]
    return browser_type_launch_args | {"executable_path": str(browser.find()), "args": args}


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Names a parameter of binary data after its argument: the bytes may contain a time, and workers must agree on the names."""
    return argname if isinstance(val, bytes) and not (val.isascii() and len(val) <= 60) else None
