"""An upgrade of a newsroom with sources and actors whose names version 0.1 distinguished, but which are now the same name.

Version 0.1 compared only the upper case of names, so a normalization form, a no-break space, or a soft hyphen made another name.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from factcheck.articles.actions import add_source, edit_source
from factcheck.articles.models import Source
from factcheck.claims.actions import edit_actor, get_or_create_actor, merge_actors, merge_sources
from factcheck.claims.models import Actor, Claim
from factcheck.ledger.actions import record
from factcheck.operations.doctor import examine, listings
from factcheck.web.errors import Invalid
from tests.database import restored_database
from tests.sql import as_owner
from tests.upgrade.test_upgrade import NEWSROOM, person

NAMES = [
    "Café de la Paix",
    unicodedata.normalize("NFD", "Café de la Paix"),
    "Café\u00a0de la  Paix",
    "Ca\u00adfé de la\u200b Paix",
    "Quay authority",
    "Quay\u2003authority",
    "Another name",
]
"""Four spellings of one name, two of another, and a name of its own."""
SAME_NAME = [NAMES[:4], NAMES[4:6]]


@dataclass
class Before:
    """The rows that 0.1 had, by the class name of their model: id → name. `publications`: id → digest."""

    names: dict[str, dict[int, str]] = field(default_factory=dict)
    added: dict[str, list[int]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    publications: dict[int, str] = field(default_factory=dict)
    claim: int = 0


def counts() -> dict[str, int]:
    """The number of rows of each table that 0.1 had and that holds records."""
    tables = (
        "articles_source",
        "claims_actor",
        "claims_claim",
        "evidence_evidence",
        "articles_article",
        "publishing_publication",
    )
    with connection.cursor() as cursor:
        found = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
    return found


def add_colliding_rows() -> Before:
    """Add the names to the schema of 0.1, with entries in the ledger, and let rows refer to them."""
    loader = MigrationExecutor(connection).loader
    old = loader.project_state([key for key in loader.applied_migrations if key in loader.graph.nodes]).apps
    before = Before()
    checker = old.get_model("accounts", "Person").objects.get(name="Anna Checker")
    for label, values in (("articles.Source", {"source_kind": "other"}), ("claims.Actor", {"actor_kind": "organization"})):
        model = old.get_model(label)
        kind = model.__name__
        before.added[kind] = []
        for name in NAMES:
            with transaction.atomic():
                row = model.objects.create(name=name, **values)
                record(person=checker, action=f"{kind.lower()}.added", subject=row, after={"name": name, **values})
            before.added[kind].append(row.pk)
        before.names[kind] = dict(model.objects.values_list("pk", "name"))
    claim = old.get_model("claims", "Claim").objects.order_by("-pk")[0]
    with transaction.atomic():  # a claim by the second spelling
        model = old.get_model("claims", "Claim")
        model.objects.filter(pk=claim.pk).update(claimant_id=before.added["Actor"][1], version=claim.version + 1)
        changed = model.objects.get(pk=claim.pk)
        values = {"claimant": claim.claimant_id}, {"claimant": changed.claimant_id}
        record(person=checker, action="claim.edited", subject=changed, before=values[0], after=values[1])
    before.claim = claim.pk
    before.publications = dict(old.get_model("publishing", "Publication").objects.values_list("pk", "sha256"))
    before.rows = counts()
    return before


@pytest.fixture(scope="module")
def upgraded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Before]:
    with django_db_blocker.unblock(), restored_database(NEWSROOM / "newsroom.sql"):
        with as_owner():  # before the migration, the runtime role has no privileges
            before = add_colliding_rows()
        call_command("migrate", verbosity=0, interactive=False)
        yield before


@pytest.fixture
def before(upgraded: Before, db: None, settings: Any) -> Before:
    settings.CAPTURES_ROOT = NEWSROOM / "captures"
    return upgraded


def duplicates(model: type[Any]) -> list[str]:
    name = f"{model._meta.verbose_name_plural} with the same name"
    return [line for result in listings() if result.name == name for line in result.findings]


def test_no_row_is_lost_and_no_name_changes(before: Before) -> None:
    assert counts() == before.rows
    assert {
        "Source": dict(Source.objects.values_list("pk", "name")),
        "Actor": dict(Actor.objects.values_list("pk", "name")),
    } == before.names
    assert not Source.objects.exclude(merged_into=None).exists()
    assert Claim.objects.get(pk=before.claim).claimant_id == before.added["Actor"][1]


@pytest.mark.parametrize("model", [Source, Actor])
def test_doctor_lists_the_collisions_and_finds_nothing_broken(before: Before, model: type[Any]) -> None:
    assert {result.name: result.findings for result in examine() if result.findings} == {}
    ids, lines = before.added[model.__name__], duplicates(model)
    kind = model.__name__.lower()
    expected = [(ids[1], ids[0]), (ids[2], ids[0]), (ids[3], ids[0]), (ids[5], ids[4])]
    names = before.names[model.__name__]
    assert lines == [
        f"{kind} {pk} “{names[pk]}” has the same name as {kind} {first}: merge one into the other, or rename one"
        for pk, first in expected
    ]
    output = io.StringIO()
    call_command("doctor", stdout=output)  # raises CommandError if an invariant is violated
    assert all(line in output.getvalue() for line in lines)
    assert "All invariants hold." in output.getvalue()


def test_name_leads_to_the_first_of_the_rows_that_have_it(before: Before) -> None:
    for spellings, first in zip(SAME_NAME, (before.added["Actor"][0], before.added["Actor"][4]), strict=True):
        for spelling in spellings:
            actor, is_new = get_or_create_actor(person=person("Anna Checker"), name=spelling)
            assert (actor.pk, is_new) == (first, False)
        with pytest.raises(Invalid):
            add_source(person=person("Anna Checker"), name=spellings[1], source_kind="other")


def test_other_fields_of_a_row_with_a_colliding_name_can_be_edited(before: Before) -> None:
    row = Source.objects.get(pk=before.added["Source"][1])
    edit_source(person=person("Anna Checker"), source=row, seen_version=None, name=row.name, country="Ukraine")
    row.refresh_from_db()
    assert row.country == "Ukraine"
    assert len(duplicates(Source)) == 4


@pytest.mark.parametrize("order", ["into the first", "into a later one"])
def test_merging_the_rows_ends_the_collision_and_moves_what_refers_to_them(before: Before, order: str) -> None:
    ids, checker = before.added["Actor"], person("Anna Checker")
    survivor = ids[0] if order == "into the first" else ids[2]
    for pk in ids[:4]:
        if pk != survivor:
            merge_actors(person=checker, actor=Actor.objects.get(pk=pk), into=Actor.objects.get(pk=survivor))
    assert Claim.objects.get(pk=before.claim).claimant_id == survivor
    assert [line for line in duplicates(Actor) if "Café" in unicodedata.normalize("NFC", line)] == []
    assert {result.name: result.findings for result in examine() if result.findings} == {}
    found = [get_or_create_actor(person=checker, name=spelling)[0].pk for spelling in NAMES[:4]]
    assert found == [survivor] * 4


def test_merging_sources_keeps_the_published_documents(before: Before) -> None:
    ids, checker = before.added["Source"], person("Anna Checker")
    merge_sources(person=checker, source=Source.objects.get(pk=ids[5]), into=Source.objects.get(pk=ids[4]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, sha256 FROM publishing_publication")
        assert dict(cursor.fetchall()) == before.publications
    assert len(duplicates(Source)) == 3


@pytest.mark.parametrize("model", [Source, Actor])
@pytest.mark.parametrize("ending", ["first is renamed", "later one is renamed", "first is merged and its name removed"])
def test_name_stays_unique_after_the_collision_has_ended(before: Before, model: type[Any], ending: str) -> None:
    """The exemption from the constraint does not outlive the collision: no third row can get the name."""
    checker, ids = person("Anna Checker"), before.added[model.__name__]
    first, later, third = (model.objects.get(pk=pk) for pk in ids[4:])
    change, merge = (edit_source, merge_sources) if model is Source else (edit_actor, merge_actors)

    def edit(row: Any, **fields: Any) -> None:
        change(person=checker, seen_version=None, **{row.kind: row}, **fields)

    if ending == "first is merged and its name removed":
        merge(person=checker, into=third, **{first.kind: first})
        edit(third, other_names=[])
    else:
        edit(first if ending == "first is renamed" else later, name="Renamed authority")
    assert [line for line in duplicates(model) if "Quay" in line] == []
    with pytest.raises(Invalid), transaction.atomic():
        edit(third, name="QUAY authority")
    assert {result.name: result.findings for result in examine() if result.findings} == {}
