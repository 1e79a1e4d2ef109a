"""The isolation of tests: rows that one test changes are restored for the next one."""

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, connection, transaction

from factcheck.setup import roles
from tests.sql import as_owner, as_superuser


@pytest.mark.django_db(transaction=True)
def test_committed_deletion_of_seed_rows() -> None:
    """The next test verifies that the rows are restored."""
    first = Permission.objects.order_by("pk").first()
    assert first is not None
    with as_owner():
        Permission.objects.exclude(pk=first.pk).delete()


@pytest.mark.django_db
def test_seed_rows_are_restored_after_a_test_that_commits() -> None:
    assert Permission.objects.count() > 50


@pytest.fixture
def pairs(db: None) -> None:
    with as_superuser() as cursor:
        cursor.execute(
            "create temporary table pairs (id int primary key, other int references pairs deferrable initially deferred)"
        )
        cursor.execute(f"grant insert on pairs to {roles.RUNTIME}")


@pytest.mark.django_db
def test_deferred_constraints_are_checked_at_the_end_of_a_test(pairs: None) -> None:
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("insert into pairs values (1, 2)")
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.set_rollback(True)
