"""The tests' own ground: what one test leaves behind, no other test finds."""

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, connection, transaction


@pytest.mark.django_db(transaction=True)
def test_seed_rows_are_put_back_after_a_test_that_commits() -> None:
    first = Permission.objects.order_by("pk").first()
    assert first is not None
    Permission.objects.exclude(pk=first.pk).delete()


@pytest.mark.django_db
def test_every_permission_is_there_for_the_next_test() -> None:
    assert Permission.objects.count() > 50


@pytest.fixture
def pairs(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "create temporary table pairs (id int primary key, other int references pairs deferrable initially deferred)"
        )


@pytest.mark.django_db
def test_a_deferred_constraint_is_checked_when_a_transaction_would_end(pairs: None) -> None:
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("insert into pairs values (1, 2)")
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.set_rollback(True)
