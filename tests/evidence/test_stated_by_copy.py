"""What a copy states about its page fills in empty fields of its item, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factcheck.articles.actions import add_source
from factcheck.articles.canonical import canonical
from factcheck.articles.models import Source
from factcheck.articles.readers import Metadata, ReadText
from factcheck.evidence.actions import change_evidence
from factcheck.evidence.copies.metadata import stated_by_copy
from factcheck.evidence.copies.models import EvidenceCopy
from factcheck.evidence.copies.reading import ReadCopy
from factcheck.evidence.models import Evidence
from factcheck.newsroom.actions import edit_newsroom
from factcheck.newsroom.queries import the_newsroom
from tests.copies import TEXT, collected, page_item, preserved_copy
from tests.pages import source_of, values
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim")]


def copy_stating(world: World, item: Evidence | None = None, **stated: Any) -> EvidenceCopy:
    read = ReadCopy(ReadText(canonical(TEXT), Metadata(**stated)), "html", 1, "utf-8")
    collected_at = datetime(2022, 4, 10, 23, tzinfo=UTC)
    page = collected(read=read, collected_at=collected_at)
    return preserved_copy(world.checker, item or page_item(world.checker, world.open_claim), page)


def item_of(copy: EvidenceCopy) -> Evidence:
    return Evidence.objects.select_related("source").get(pk=copy.evidence_id)


def clear_date(world: World, copy: EvidenceCopy) -> None:
    change_evidence(person=world.checker, item=item_of(copy), seen_version=None, accessed_on=None)


def test_only_empty_fields_are_filled(world: World) -> None:
    copy = copy_stating(world, title="The session", author="A. Author", published_on=date(2022, 4, 4))
    stated = stated_by_copy(item_of(copy))
    assert stated
    assert stated.values == {"title": "The session", "author": "A. Author", "published_on": date(2022, 4, 4)}
    change_evidence(person=world.checker, item=item_of(copy), seen_version=None, title="Own title", author="B. Author")
    stated = stated_by_copy(item_of(copy))
    assert stated
    assert stated.values == {"published_on": date(2022, 4, 4)}
    change_evidence(person=world.checker, item=item_of(copy), seen_version=None, published_on=date(2022, 4, 5))
    assert stated_by_copy(item_of(copy)) is None


def test_dates_in_the_future_do_not_count(world: World) -> None:
    assert stated_by_copy(item_of(copy_stating(world, published_on=timezone.localdate() + timedelta(days=1)))) is None


def test_accessed_date_is_that_of_the_copy(world: World) -> None:
    copy = copy_stating(world)
    clear_date(world, copy)
    stated = stated_by_copy(item_of(copy))
    assert stated
    assert stated.values == {"accessed_on": timezone.localdate(copy.collected_at)}


def test_source_is_matched_and_never_added(world: World) -> None:
    copy = copy_stating(world)
    assert stated_by_copy(item_of(copy)) is None
    source = add_source(person=world.checker, name="The News", address="https://www.news.example/")
    count = Source.objects.count()
    stated = stated_by_copy(item_of(copy))
    assert stated
    assert stated.source == source
    add_source(person=world.checker, name="The Other News", address="https://news.example/other")
    assert stated_by_copy(item_of(copy)) is None
    assert Source.objects.count() == count + 1


def test_publisher_that_the_page_names_is_proposed_as_the_source(world: World, as_checker: None, client: Client) -> None:
    copy = copy_stating(world, publisher="The <News>")
    stated = stated_by_copy(item_of(copy))
    assert stated
    assert stated.values == {"source": "The <News>"}
    page = reverse("desk:evidence", args=[copy.evidence_id])
    assert "The &lt;News&gt;</bdi>, as the page names its publisher" in client.get(page).content.decode()
    form = client.get(page, {"from": "copy"}).context["form"]
    assert form["source"].value() == "The <News>"
    assert not Source.objects.filter(name="The <News>").exists()


def test_source_with_the_host_of_the_page_precedes_the_name_that_the_page_states(world: World) -> None:
    source = add_source(person=world.checker, name="The News", address="https://www.news.example/")
    stated = stated_by_copy(item_of(copy_stating(world, publisher="News Group")))
    assert stated
    assert stated.values == {"source": source}
    assert stated.publisher == ""


def test_copy_of_a_former_address_states_nothing(world: World) -> None:
    copy = copy_stating(world, title="The session")
    change_evidence(person=world.checker, item=item_of(copy), seen_version=None, address="https://news.example/b")
    assert stated_by_copy(item_of(copy)) is None


def test_newest_copy_counts(world: World) -> None:
    item = page_item(world.checker, world.open_claim)
    copy_stating(world, item, title="Before")
    copy_stating(world, item, title="After")
    stated = stated_by_copy(item)
    assert stated
    assert stated.title == "After"


def test_values_are_taken_over_corrected_and_saved_on_record(world: World, as_checker: None, client: Client) -> None:
    copy = copy_stating(world, title="<b>The session</b>", author="A. Author")
    address = reverse("desk:evidence", args=[copy.evidence_id])
    page = client.get(address)
    assert "Fill in the empty fields" in source_of(page)
    assert "<b>The session</b>" not in page.content.decode()
    assert values(page, "title") == [""]
    page = client.get(address, {"from": "copy"})
    assert "Empty fields were filled in from copy 1." in source_of(page)
    assert (values(page, "title"), values(page, "author")) == (["<b>The session</b>"], ["A. Author"])
    item = item_of(copy)
    assert item.title == ""
    data = {"address": item.address, "exact": item.exact, "stance": item.stance, "closeness": item.closeness}
    data["accessed_on"] = "2022-04-10"
    response = client.post(address, {**data, "title": "The session", "author": "A. Author", "version": item.version})
    assert response.status_code == 303
    assert (item_of(copy).title, item_of(copy).author) == ("The session", "A. Author")
    assert "Fill in the empty fields" not in source_of(client.get(address))


def test_new_item_from_words_starts_with_them(world: World, as_checker: None, client: Client) -> None:
    copy = copy_stating(world, title="The session")
    assert values(client.get(reverse("desk:copy", args=[copy.pk])), "title") == ["The session"]


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("", "The newsroom’s settings say: fetched when someone asks for a copy."),
        ("automatic", "settings say: fetched automatically."),
        ("never", "is “never fetched”"),
    ],
)
def test_form_names_the_setting_of_the_newsroom(setting: str, words: str, world: World, as_checker: None, client: Client) -> None:
    edit_newsroom(person=world.administrator, newsroom=the_newsroom(), seen_version=None, page_fetching=setting)
    item = page_item(world.checker, world.open_claim)
    for address in (reverse("desk:evidence", args=[item.pk]), reverse("desk:evidence-add", args=[world.open_claim.pk])):
        page = source_of(client.get(address))
        assert "as the newsroom’s settings say</option>" in page
        assert words in page
