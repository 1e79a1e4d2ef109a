"""The rating scale: administrators edit it, all staff see it."""

import uuid

import pytest
from django.test import Client

from factcheck.ledger.models import Entry
from factcheck.verdicts.actions import edit_rating
from factcheck.verdicts.models import Rating
from tests.pages import alerts, field_errors, refused_fields, values
from tests.world import World


def fields(**changed: object) -> dict[str, object]:
    return {"name": "Outdated", "conclusion": "refuted", "number": "", "position": 9, "is_active": "on", "version": 1, **changed}


@pytest.mark.django_db
def test_seeded_scale_is_listed_in_order(client: Client) -> None:
    client.force_login(World().reader)
    text = client.get("/desk/ratings/").content.decode()
    names = ["True", "Mostly true", "Half true", "Mostly false", "False", "Misleading", "Unproven"]
    places = [text.index(f">{name}</a>") for name in names]
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
