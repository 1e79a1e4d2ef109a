"""The rating scale: kept by administrators, seen by everybody."""

import uuid

import pytest
from django.test import Client

from factcheck.ledger.models import Entry
from factcheck.verdicts.actions import edit_rating
from factcheck.verdicts.models import Rating
from tests.world import World


def fields(**changed: object) -> dict[str, object]:
    return {"name": "Outdated", "conclusion": "refuted", "number": "", "position": 9, "is_active": "on", "version": 1, **changed}


@pytest.mark.django_db
def test_scale_is_seeded_and_shown_in_its_order(client: Client) -> None:
    client.force_login(World().reader)
    text = client.get("/desk/ratings/").content.decode()
    names = ["True", "Mostly true", "Half true", "Mostly false", "False", "Misleading", "Unproven"]
    places = [text.index(f">{name}</a>") for name in names]
    assert places == sorted(places)
    assert "To edit the rating scale you need the role administrator; yours is reader." in text


@pytest.mark.django_db
def test_rating_is_added_once_per_form_without_a_number(client: Client) -> None:
    client.force_login(World().administrator)
    form = fields(token=uuid.uuid4())
    assert [client.post("/desk/ratings/add/", form).status_code for _ in range(2)] == [303, 303]
    rating = Rating.objects.get(name="Outdated")
    assert (rating.conclusion, rating.number, rating.position, rating.is_active) == ("refuted", None, 9, True)
    assert Entry.objects.order_by("-number")[0].action == "rating.added"


@pytest.mark.django_db
def test_rating_is_changed_and_taken_out_of_use(client: Client) -> None:
    client.force_login(World().administrator)
    rating = Rating.objects.get(name="Misleading")
    changed = fields(name="Out of context", number=2, version=rating.version)
    del changed["is_active"]
    assert client.post(f"/desk/ratings/{rating.pk}/", changed).status_code == 303
    rating.refresh_from_db()
    assert (rating.name, rating.number, rating.is_active) == ("Out of context", 2, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": "False"}, "Name: A rating of this name exists already."),
        ({"name": "  "}, "Name: This field is required."),
        ({"name": "x" * 61}, "Name: Ensure this value has at most 60 characters"),
        ({"conclusion": "perhaps"}, "Conclusion: Select a valid choice"),
        ({"number": -1}, "Number: "),
        ({"number": 40000}, "Number: "),
        ({"description": "x" * 301}, "Description: Ensure this value has at most 300 characters"),
    ],
)
@pytest.mark.parametrize("where", ["add", "change"])
def test_rating_that_cannot_be_saved_says_why(client: Client, changed: dict[str, object], said: str, where: str) -> None:
    client.force_login(World().administrator)
    rating = Rating.objects.get(name="True")
    address = "/desk/ratings/add/" if where == "add" else f"/desk/ratings/{rating.pk}/"
    answer = client.post(address, fields(token=uuid.uuid4(), **changed))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Rating.objects.count() == 7


@pytest.mark.django_db
def test_old_screen_of_a_rating_gets_both_texts(client: Client, world: World) -> None:
    rating = Rating.objects.get(name="True")
    edit_rating(person=world.administrator, rating=rating, seen_version=1, name="Right")
    client.force_login(world.administrator)
    answer = client.post(f"/desk/ratings/{rating.pk}/", fields(name="Correct", conclusion="supported", number=5, position=1))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Right" in text
    assert 'value="Correct"' in text
