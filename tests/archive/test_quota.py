"""The daily upload quota of a person."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from factcheck.archive import quota
from factcheck.archive.actions import store_bytes
from factcheck.archive.models import UploadVolume
from factcheck.archive.quota import LargerThanQuota, QuotaExceeded, format_size, low_quota, remaining_bytes
from factcheck.articles.models import Article
from factcheck.evidence.models import Evidence
from factcheck.operations.tasks import clear_upload_remains
from tests.api.calls import Caller
from tests.pages import alerts, signed_in, source_of, values
from tests.world import World

MEGABYTE = 1024 * 1024
EVENING = datetime(2026, 11, 29, 21, 30, tzinfo=UTC)  # 23:30 in Kyiv


@pytest.fixture(autouse=True)
def limits(settings: Any, root: Path) -> None:
    settings.UPLOAD_BYTES_PER_DAY = 100 * MEGABYTE
    settings.MAX_UPLOAD_BYTES = 5 * MEGABYTE
    settings.TIME_ZONE = "Europe/Kyiv"


def use(person: Any, size: int) -> None:
    """Leave `size` bytes of the quota for today."""
    quota.reserve(person, remaining_bytes(person) - size)


@pytest.mark.django_db
def test_only_new_bytes_count(world: World) -> None:
    person = world.checker
    store_bytes(b"x" * 1000, uploaded_by=person)
    store_bytes(b"x" * 1000, uploaded_by=person)
    store_bytes(b"y" * 10)
    assert quota.quota() - remaining_bytes(person) == 1000
    assert remaining_bytes(world.second_checker) == quota.quota()


@pytest.mark.django_db
def test_quota_resets_at_midnight_in_the_newsroom(world: World) -> None:
    person = world.checker
    with time_machine.travel(EVENING, tick=False):
        use(person, 10)
        store_bytes(b"x" * 10, uploaded_by=person)
        with pytest.raises(QuotaExceeded) as refused:
            store_bytes(b"y", uploaded_by=person)
        assert refused.value.status == 429
        assert refused.value.retry_after == 1800
        assert "00:00 on 30 November (Europe/Kyiv)" in refused.value.next_step
        assert "100 MB a day" in refused.value.message
    with time_machine.travel(datetime(2026, 11, 29, 22, 0, tzinfo=UTC), tick=False):
        store_bytes(b"y", uploaded_by=person)
        assert remaining_bytes(person) == quota.quota() - 1


@pytest.mark.django_db
def test_upload_larger_than_the_quota_is_too_large(world: World, settings: Any) -> None:
    settings.UPLOAD_BYTES_PER_DAY = MEGABYTE
    with pytest.raises(LargerThanQuota) as refused:
        store_bytes(b"x" * (MEGABYTE + 1), uploaded_by=world.checker)
    assert refused.value.status == 413
    assert "only 1 MB a day" in refused.value.message


@pytest.mark.django_db
def test_bytes_that_could_not_be_written_do_not_count(world: World, root: Path) -> None:
    store_bytes(b"earlier")
    root.rename(root.parent / "elsewhere")
    root.write_text("not a folder")
    with pytest.raises(Exception, match="Nothing was saved"):
        store_bytes(b"x" * 1000, uploaded_by=world.checker)
    assert remaining_bytes(world.checker) == quota.quota()


@pytest.mark.django_db(transaction=True)
def test_concurrent_uploads_cannot_exceed_the_quota() -> None:
    person = World().checker
    use(person, 10)
    outcomes: list[bool] = []
    start = threading.Barrier(8)

    def upload(byte: int) -> None:
        try:
            start.wait()
            store_bytes(bytes([byte]) * 3, uploaded_by=person)
            outcomes.append(True)
        except QuotaExceeded:
            outcomes.append(False)
        finally:
            connection.close()

    threads = [threading.Thread(target=upload, args=(byte,)) for byte in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False] * 5 + [True] * 3
    assert remaining_bytes(person) == 1


def import_by_form(world: World) -> Any:
    fields = {"content": "A new text. " * 1000, "encoding": "utf-8", "title": "My title"}
    return signed_in(world.checker).post(reverse("desk:article-import"), fields)


def attach_by_form(world: World) -> Any:
    fields = {"stance": "context", "closeness": "primary", "file": SimpleUploadedFile("a.pdf", b"new" * 5000), "note": "My note"}
    return signed_in(world.checker).post(reverse("desk:evidence-add", args=[world.open_claim.pk]) + "?kind=file", fields)


@pytest.mark.django_db
@pytest.mark.parametrize(("write", "field", "kept"), [(import_by_form, "title", "My title"), (attach_by_form, "note", "My note")])
def test_forms_say_when_the_quota_resets_and_keep_the_input(
    world: World, write: Callable[[World], Any], field: str, kept: str
) -> None:
    assert world.open_claim
    with time_machine.travel(EVENING, tick=False):
        use(world.checker, 100)
        response = write(world)
    assert response.status_code == 429
    (alert,) = alerts(response)
    assert "00:00 on 30 November (Europe/Kyiv)" in alert
    assert values(response, field) == [kept]
    assert not Evidence.objects.exists()
    assert not Article.objects.filter(title="My title").exists()


@pytest.mark.django_db
def test_api_refuses_uploads_over_the_quota(world: World) -> None:
    checker = Caller(world.checker)
    with time_machine.travel(EVENING, tick=False):
        use(world.checker, 100)
        response = checker.post("articles/", {"text": "A new text. " * 1000})
    assert (response.status_code, response["Retry-After"]) == (429, "1800")
    assert "00:00 on 30 November (Europe/Kyiv)" in response.json()["next_step"]


@pytest.mark.django_db
def test_commands_have_no_quota(world: World, tmp_path: Path) -> None:
    use(world.checker, 0)
    file = tmp_path / "text.txt"
    file.write_text("A text from a file.")
    call_command("import_articles", str(file), "--as", world.checker.email)
    assert Article.objects.get().imported_by == world.checker


@pytest.mark.django_db
@pytest.mark.parametrize("screen", ["import", "revise", "file"])
def test_screens_show_the_remaining_quota_only_when_it_is_low(world: World, screen: str) -> None:
    url = {
        "import": reverse("desk:article-import"),
        "revise": reverse("desk:revise", args=[world.first_article.pk]),
        "file": reverse("desk:evidence-add", args=[world.open_claim.pk]) + "?kind=file",
    }[screen]
    client = signed_in(world.checker)
    use(world.checker, 10 * MEGABYTE)
    assert "data-low-quota" not in source_of(client.get(url))
    use(world.checker, 1_500_000)
    page = source_of(client.get(url))
    assert "data-low-quota" in page
    assert "1.5 MB more today" in page


@pytest.mark.django_db
def test_nothing_is_low_before_the_first_upload(world: World, settings: Any) -> None:
    settings.UPLOAD_BYTES_PER_DAY = MEGABYTE
    assert low_quota(world.checker) is None


@pytest.mark.django_db
def test_counts_of_former_days_are_removed(world: World) -> None:
    for day in (1, 25, 29):
        with time_machine.travel(datetime(2026, 11, day, 12, tzinfo=UTC), tick=False):
            quota.reserve(world.checker, 1)
    with time_machine.travel(EVENING, tick=False):
        clear_upload_remains.func(timestamp=0)
    assert [row.day.day for row in UploadVolume.objects.order_by("day")] == [25, 29]


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 MB"), (1, "1 KB"), (1025, "2 KB"), (MEGABYTE, "1 MB"), (MEGABYTE + 1, "1.1 MB"), (2000 * MEGABYTE, "2,000 MB")],
)
def test_sizes_are_rounded_up(size: int, text: str) -> None:
    assert format_size(size) == text
