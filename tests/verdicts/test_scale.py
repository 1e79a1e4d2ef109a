"""The rating scale: administrators edit it, all staff see it."""

import uuid

import pytest
from django.db import transaction
from django.test import Client

from factcheck.ledger.actions import record, save_next_version
from factcheck.ledger.models import Entry
from factcheck.verdicts.actions import edit_rating
from factcheck.verdicts.invariants import LISTINGS
from factcheck.verdicts.models import Rating
from factcheck.verdicts.scale import ScaledRating, order_error
from factcheck.web.errors import Invalid
from tests.pages import alerts, field_errors, refused_fields, values
from tests.verdicts.test_races import run_concurrently
from tests.world import World


def fields(**changed: object) -> dict[str, object]:
    return {"name": "Outdated", "conclusion": "refuted", "number": "", "position": 9, "is_active": "on", "version": 1, **changed}


@pytest.mark.django_db
def test_seeded_scale_is_listed_in_order(client: Client) -> None:
    client.force_login(World().reader)
    text = client.get("/desk/ratings/").content.decode()
    names = ["True", "Mostly true", "Half true", "Mostly false", "False", "Misleading", "Unproven"]
    places = [text.index(f"<bdi>{name}</bdi></a>") for name in names]
    assert places == sorted(places)
    assert "To edit the rating scale, you need the administrator role. Your role is reader." in text


@pytest.mark.django_db
def test_rating_is_added_once_per_form_without_a_number(client: Client) -> None:
    client.force_login(World().administrator)
    form = fields(token=uuid.uuid4())
    assert [client.post("/desk/ratings/add/", form).status_code for _ in range(2)] == [303, 303]
    rating = Rating.objects.get(name="Outdated")
    assert (rating.conclusion, rating.number, rating.position, rating.is_active) == ("refuted", None, 9, True)
    assert Entry.objects.order_by("-number")[0].action == "rating.added"


@pytest.mark.django_db
def test_rating_is_edited_and_deactivated(client: Client) -> None:
    client.force_login(World().administrator)
    rating = Rating.objects.get(name="Misleading")
    changed = fields(name="Out of context", number=2, version=rating.version)
    del changed["is_active"]
    assert client.post(f"/desk/ratings/{rating.pk}/", changed).status_code == 303
    rating.refresh_from_db()
    assert (rating.name, rating.number, rating.is_active) == ("Out of context", 2, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "at_fault"),
    [
        ({"name": "False"}, "name"),
        ({"name": "  "}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"conclusion": "perhaps"}, "conclusion"),
        ({"number": -1}, "number"),
        ({"number": 40000}, "number"),
        ({"description": "x" * 301}, "description"),
    ],
)
@pytest.mark.parametrize("where", ["add", "change"])
def test_invalid_rating_names_the_field_at_fault(client: Client, changed: dict[str, object], at_fault: str, where: str) -> None:
    client.force_login(World().administrator)
    rating = Rating.objects.get(name="True")
    address = "/desk/ratings/add/" if where == "add" else f"/desk/ratings/{rating.pk}/"
    response = client.post(address, fields(token=uuid.uuid4(), **changed))
    assert refused_fields(response) == set(field_errors(response)) == {at_fault}
    assert Rating.objects.count() == 7


@pytest.mark.django_db
def test_edit_conflict_on_a_rating_has_both_texts(client: Client, world: World) -> None:
    rating = Rating.objects.get(name="True")
    edit_rating(person=world.administrator, rating=rating, seen_version=1, name="Right")
    client.force_login(world.administrator)
    response = client.post(f"/desk/ratings/{rating.pk}/", fields(name="Correct", conclusion="supported", number=5, position=1))
    assert response.status_code == 409
    assert "Right" in alerts(response)[0]
    assert values(response, "name") == ["Correct"]


def _rating(name: str, conclusion: str, number: int | None) -> ScaledRating:
    return ScaledRating(name, conclusion, conclusion.replace("_", " "), number)


@pytest.mark.parametrize(
    ("rating", "other", "is_valid"),
    [
        (("refuted", 1), ("supported", 2), True),
        (("refuted", 2), ("supported", 2), False),
        (("refuted", 9), ("supported", 5), False),
        (("refuted", None), ("supported", 0), True),
        (("refuted", 9), ("supported", None), True),
        (("refuted", 1), ("conflicting", 2), True),
        (("refuted", 2), ("conflicting", 2), False),
        (("refuted", 3), ("conflicting", 2), False),
        (("conflicting", 2), ("supported", 3), True),
        (("conflicting", 3), ("supported", 3), False),
        (("not_enough", 4), ("supported", 3), False),
        (("not_enough", 1), ("refuted", 1), False),
        (("not_enough", 2), ("conflicting", 2), True),
        (("not_enough", 3), ("conflicting", 2), True),
        (("refuted", 2), ("refuted", 2), True),
        (("supported", 4), ("supported", 5), True),
    ],
)
def test_numbers_rise_from_refuted_to_supported(
    rating: tuple[str, int | None], other: tuple[str, int | None], is_valid: bool
) -> None:
    one, two = _rating("One", *rating), _rating("Two", *other)
    for error in (order_error(one, [two]), order_error(two, [one])):
        assert (error == "") == is_valid
        assert is_valid or ("“One”" in error and "“Two”" in error)


ORDER_MESSAGE = (
    "Numbers must rise from refuted to supported, but “Pants on fire” (refuted) has the number 9, and “{}” ({}) has {}."
)


@pytest.mark.django_db
def test_new_rating_in_the_wrong_order_is_refused(client: Client, world: World) -> None:
    client.force_login(world.administrator)
    form = fields(name="Pants on fire", number=9, token=uuid.uuid4())
    response = client.post("/desk/ratings/add/", form)
    assert (response.status_code, refused_fields(response)) == (422, {"number"})
    assert ORDER_MESSAGE.format("True", "supported", 5) in str(field_errors(response)["number"])
    assert client.post("/desk/ratings/add/", {**form, "number": 2}).status_code == 303


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changed", [{"number": 9}, {"conclusion": "supported", "number": 0}, {"conclusion": "conflicting", "number": 4}]
)
def test_edit_to_the_wrong_order_is_refused(client: Client, world: World, changed: dict[str, object]) -> None:
    client.force_login(world.administrator)
    rating = Rating.objects.get(name="Mostly false")
    entries = Entry.objects.count()
    form = fields(name="Mostly false", **{"number": 2, **changed})
    response = client.post(f"/desk/ratings/{rating.pk}/", form)
    assert (response.status_code, refused_fields(response)) == (422, {"number"})
    assert (Rating.objects.get(pk=rating.pk).version, Entry.objects.count()) == (1, entries)


@pytest.mark.django_db
def test_rating_that_is_not_in_use_does_not_count_until_it_is_used_again(world: World) -> None:
    def change(**changed: object) -> Rating:
        rating = Rating.objects.get(name="Mostly false")
        return edit_rating(person=world.administrator, rating=rating, seen_version=None, **changed)

    change(is_active=False, number=9)
    change(description="Not in use.")
    with pytest.raises(Invalid) as refused:
        change(is_active=True)
    assert set(refused.value.errors) == {"number"}
    edit_rating(person=world.administrator, rating=Rating.objects.get(name="True"), seen_version=None, is_active=False)
    edit_rating(person=world.administrator, rating=Rating.objects.get(name="Mostly true"), seen_version=None, number=11)
    edit_rating(person=world.administrator, rating=Rating.objects.get(name="Half true"), seen_version=None, number=10)
    assert change(is_active=True).is_active


@pytest.mark.django_db
def test_scale_in_the_wrong_order_is_listed_and_can_be_repaired(world: World) -> None:
    with transaction.atomic():
        row = Rating.objects.get(name="True")
        before, after = save_next_version(row, number=0)
        record(person=world.administrator, action="rating.edited", subject=row, before=before, after=after)
    listing = next(listing for listing in LISTINGS if "rise" in listing.name)
    (line,) = listing.lines()
    assert line.endswith("“Half true” (conflicting evidence) has the number 3, and “True” (supported) has 0.")
    edit_rating(person=world.administrator, rating=Rating.objects.get(name="True"), seen_version=None, number=5)
    assert list(listing.lines()) == []


@pytest.mark.django_db(transaction=True)
def test_concurrent_changes_cannot_reverse_the_order(world: World) -> None:
    person, false, true = world.administrator, Rating.objects.get(name="Misleading"), Rating.objects.get(name="Unproven")
    results = run_concurrently(
        lambda: edit_rating(person=person, rating=false, seen_version=1, number=2),
        lambda: edit_rating(person=person, rating=true, seen_version=1, number=2),
    )
    assert sorted(type(result).__name__ for result in results) == ["Invalid", "Rating"]
