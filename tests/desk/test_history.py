"""The history of a row: its display, and its independent verification."""

from __future__ import annotations

import copy
import hashlib
import json
import re
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.accounts.actions import change_person
from factcheck.accounts.models import Person
from factcheck.claims.actions import add_relation, edit_claim
from factcheck.claims.models import Claim
from factcheck.desk.history.entry_presenter import present_entries
from factcheck.desk.history.labels import _ACTION_LABELS, action_label, field_label
from factcheck.desk.history.queries import display_name, recorded_models, visible_row
from factcheck.desk.history.row_names import load_row_names
from factcheck.desk.history.sentences import DECISIONS, sentence_for
from factcheck.evidence.actions import change_evidence, withdraw_evidence
from factcheck.evidence.availability.actions import set_interval
from factcheck.evidence.custody.actions import place_hold
from factcheck.evidence.models import Evidence
from factcheck.ledger.models import Entry, Recorded, RowVersion
from factcheck.publishing.actions import correct, publish, retract
from factcheck.publishing.claim_rows import PATHS_TO_CLAIM
from factcheck.verdicts.actions import edit_rating
from factcheck.verdicts.models import Rating, Review
from factcheck.web.typography import shorten
from tests.copies import archived_copy, page_item
from tests.pages import parsed, signed_in, source_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim", "institute", "reader")]


def of(kind: str, pk: int, person: Person, query: str = "") -> Any:
    return signed_in(person).get(reverse("desk:history", args=[kind, pk]) + query)


def test_entry_has_person_action_and_changes(world: World) -> None:
    item = world.evidence
    change_evidence(
        person=world.second_checker, item=item, seen_version=1, stance="context", note="It shows the place, but not the day."
    )
    item.refresh_from_db()
    withdraw_evidence(person=world.second_checker, item=item, reason="The day is not known.")
    content = source_of(of("evidence", item.pk, world.reader))
    assert content.index("Evidence withdrawn") < content.index("Evidence changed") < content.index("Evidence added")
    for words in ("Chris Checker", "Sam Second", "The day is not known.", "The Institute", "evidence.changed"):
        assert words in content
    assert re.search(r"<bdi>contradicts</bdi> <span[^>]*>→</span> ?<span class=\"sr-only\">to</span> <bdi>context</bdi>", content)
    assert "It shows the place, but not the day." in content


def test_history_of_a_claim_includes_all_its_rows(world: World) -> None:
    verdict = world.published
    claim, elsewhere = verdict.claim, world.claim("Another one.", quote="the town had been left")
    relation = add_relation(person=world.checker, claim=elsewhere, relation_kind="denies", other=claim)
    correct(person=world.checker, verdict=verdict, correction_kind="typo", notice="A comma.")
    rows = {
        "claim": [claim],
        "mention": claim.mentions.all(),
        "relation": [relation],
        "evidence": claim.evidence.all(),
        "search": claim.searches.all(),
        "verdict": [verdict],
        "verdictversion": verdict.versions.all(),
        "review": Review.objects.filter(verdict_version__verdict=verdict),
        "publication": verdict.publications.all(),
        "correction": verdict.corrections.all(),
    }
    ids = {kind: sorted(row.pk for row in found) for kind, found in rows.items()}
    assert all(ids.values())
    versions = [RowVersion.objects.filter(kind=kind, object_id__in=found) for kind, found in ids.items()]
    wanted = {version.entry_id for rows in versions for version in rows}
    content = source_of(of("claim", claim.pk, world.reader))
    assert [int(number) for number in re.findall(r"Entry (\d+) ·", content)] == sorted(wanted, reverse=True)
    for words in ("Evidence added", "Relation added", "Verdict approved", "Verdict published", "Correction opened"):
        assert f"{words}, <time" in content
    assert reverse("desk:history", args=["publication", ids["publication"][0]]) in content
    document = json.loads(of("claim", claim.pk, world.reader, "?format=json").content)
    assert document["rows"] == ids
    assert [entry["number"] for entry in document["entries"]] == sorted(wanted)


def test_history_of_a_claim_can_be_limited_to_the_claim(world: World) -> None:
    claim = world.published.claim
    everything = source_of(of("claim", claim.pk, world.reader))
    assert '<a href="?alone=1"> Claim only </a>' in everything
    assert '<a href="?" aria-current="page"> Everything about this claim </a>' in everything
    alone = source_of(of("claim", claim.pk, world.reader, "?alone=1"))
    assert "Claim added, <time" in alone
    assert "Verdict" not in alone.split("<ol")[-1]
    assert 'href="?alone=1&amp;format=json"' in alone
    document = json.loads(of("claim", claim.pk, world.reader, "?alone=1&format=json").content)
    assert (document["rows"], len(document["entries"])) == ({"claim": [claim.pk]}, 1)
    assert 'aria-label="Entries"' not in source_of(of("evidence", claim.evidence.all()[0].pk, world.reader))


def sentences(world: World, kind: str, pk: int, query: str = "") -> list[str]:
    """What each entry says, without its details, newest first."""
    entries = parsed(of(kind, pk, world.reader, query)).all(class_="entry-what")
    return [" ".join(entry.all("p")[0].text.split()) for entry in entries]


def test_each_action_is_one_sentence(world: World) -> None:
    item = world.evidence
    change_evidence(person=world.second_checker, item=item, seen_version=1, stance="context")
    item.refresh_from_db()
    change_evidence(person=world.checker, item=item, seen_version=2, stance="supports", note="It shows the place.")
    item.refresh_from_db()
    withdraw_evidence(person=world.second_checker, item=item, reason="The day is not known.")
    assert sentences(world, "evidence", item.pk) == [
        "Sam Second withdrew item [1]",
        "Chris Checker changed the stance and the note of item [1]",
        "Sam Second changed the stance of item [1] from contradicts to context",
        "Chris Checker attached item [1] as contradicting",
    ]


def test_moves_of_a_verdict_name_their_version(world: World) -> None:
    claim = world.published.claim
    said = sentences(world, "claim", claim.pk)
    assert said[0] == "Ed Editor published version 1 of the verdict"
    assert "Ed Editor approved version 1 of the verdict" in said
    assert "Chris Checker submitted version 1 of the verdict for review" in said
    assert said[-1] == "Chris Checker added the claim"


def test_values_and_hashes_are_details(world: World) -> None:
    (entry,) = parsed(of("evidence", world.evidence.pk, world.reader)).all(class_="entry-what")
    (details,) = entry.all("details")
    assert "open" not in details.attributes
    assert "Entry" in details.text
    assert "hash" in details.text
    assert "hash" not in entry.text.replace(details.text, "")


def test_history_can_be_limited_to_a_person_and_to_a_kind_of_action(world: World) -> None:
    claim = world.published.claim
    path = f"?by={world.editor.pk}"
    assert all(line.startswith("Ed Editor ") for line in sentences(world, "claim", claim.pk, path))
    decisions = sentences(world, "claim", claim.pk, "?about=decisions")
    assert len(decisions) == 3
    assert all("version 1 of the verdict" in line for line in decisions)
    assert sentences(world, "claim", claim.pk, f"{path}&about=evidence") == []
    nothing = source_of(of("claim", claim.pk, world.reader, f"{path}&about=evidence"))
    assert "No action matches both filters." in nothing
    everything = sentences(world, "claim", claim.pk)
    assert sentences(world, "claim", claim.pk, "?by=x&about=y") == everything
    document = of("claim", claim.pk, world.reader, "?format=json&about=decisions").json()
    assert len(document["entries"]) == len(everything)


def test_each_labeled_action_has_a_sentence() -> None:
    for action in {*_ACTION_LABELS, *DECISIONS}:
        parts = sentence_for(action, "the row", {"number": "2", "version": "2", "stance": "supports"}, [])
        said = "".join(part.text for part in parts)
        assert "the row" in said
        assert "{" not in said


def test_number_of_queries_does_not_depend_on_the_rows_of_a_claim(world: World) -> None:
    claim = world.open_claim
    client, address = signed_in(world.reader), reverse("desk:history", args=["claim", claim.pk])

    def counted() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    world.evidence_on(claim)
    counted()
    few = counted()
    for stance in ("supports", "context", "contradicts"):
        world.evidence_on(claim, stance)
        world.search_on(claim)
    assert counted() == few


def test_long_text_is_compared_word_by_word(world: World) -> None:
    claim = world.open_claim
    long = "One two three four five six seven eight nine ten eleven twelve thirteen."
    edit_claim(person=world.checker, claim=claim, seen_version=1, context=long)
    edit_claim(person=world.second_checker, claim=claim, seen_version=2, context=long.replace("seven", "7"))
    content = source_of(of("claim", claim.pk, world.reader))
    assert re.search(r"<del>(?:(?!</del>).)*seven", content)
    assert re.search(r"<ins>(?:(?!</ins>).)*7", content)


def test_ids_are_displayed_as_names(world: World) -> None:
    content = source_of(of("evidence", world.evidence.pk, world.reader))
    assert world.open_claim.statement in content
    assert "The Institute" in content


def test_rows_are_named_as_on_the_screens_and_not_by_their_ids(world: World) -> None:
    claim = world.published.claim
    item = world.evidence_on(claim, "context")
    search = world.search_on(claim)
    entries = source_of(of("claim", claim.pk, world.reader)).split("<ol")[-1]
    shown = dict(re.findall(r'href="([^"]*/history/[^"]*)">\s*<bdi>([^<]*)</bdi>', entries))
    assert shown[reverse("desk:history", args=["evidence", item.pk])] == f"item [{item.number}]"
    assert (
        shown[reverse("desk:history", args=["search", search.pk])] == f"search “scene arranged” (ID {search.pk})"
    )  # not the only one
    assert shown[reverse("desk:history", args=["mention", claim.mentions.get().pk])].startswith("mention in “")
    assert shown[reverse("desk:history", args=["claim", claim.pk])] == "the claim"


NAMED_BY_ID = ("capture", "preservedtext", "claimexport", "claimimport")
"""The names of stored files are those of hidden items as well, and packages have no names."""


def test_history_of_all_rows_shows_no_internal_ids(world: World) -> None:
    claim, item = world.published.claim, page_item(world.checker, world.open_claim)
    archived_copy(world.checker, item)
    set_interval(person=world.checker, item=item, days=3)
    edit_rating(person=world.administrator, rating=Rating.objects.get(name="False"), seen_version=1, description="Not so.")
    presented = present_entries(Entry.objects.exclude(kind__in=NAMED_BY_ID).select_related("person").order_by("number"))
    rows = {entry.kind for entry in presented} | {row.kind for entry in presented for row in entry.also_written}
    assert {"rating", "verdict", "review", "publication", "person", "revision", "evidencecopy", "quoteplace"} <= rows
    names = {entry.row_name for entry in presented}
    names |= {row.name for entry in presented for row in entry.also_written if row.kind not in NAMED_BY_ID}
    names = {re.sub(r" \(ID \d+\)$", "", name) for name in names}  # of rows with the same name
    assert {name for name in names if re.search(r" \d+$", name)} == {"publication 1", "review of version 1", "version 1"}
    assert {f"the verdict on “{claim.statement}”", "rating “False”", "the newsroom"} <= names
    shown = {field.after for entry in presented for field in entry.fields if field.label in ("copy", "evidence")}
    assert {value for value in shown if value.isdigit()} == set()
    assert "".join(part.text for part in presented[-1].sentence) == "changed the description of rating “False”"


def test_publication_is_named_by_its_number(world: World) -> None:
    """The entries of a verdict contain the number of a publication, and not its id, which is that of another check."""
    verdicts = [world.published, world.approve(world.submit(world.ready(world.claim("Another scene was arranged."))))]
    publish(person=world.editor, verdict=verdicts[1])
    retract(person=world.editor, verdict=verdicts[0], notice="The images were misdated.")
    entries = Entry.objects.filter(kind="verdict", action__in=("verdict.published", "verdict.retracted")).order_by("number")
    presented = present_entries(entries.select_related("person"))
    shown = [field.after for entry in presented for field in entry.fields if field.label == "publication"]
    assert shown == ["1", "1", "2"]


def test_name_of_a_long_claim_under_a_hold_has_both_quotation_marks(world: World) -> None:
    hold = place_hold(person=world.editor, claim=world.claim("A statement " * 20), reason="A court asked for it.")
    (name,) = load_row_names([("legalhold", hold.pk)]).values()
    assert re.fullmatch(r"legal hold on “A statement .*…”", name)
    assert len(name) <= len("legal hold on ") + 80


def test_links_to_different_rows_have_different_texts(world: World) -> None:
    claim, other = world.published.claim, world.claim("Another scene was arranged.")
    third = world.claim("A third scene was arranged.")
    relations = [add_relation(person=world.checker, claim=claim, relation_kind="denies", other=row) for row in (other, third)]
    for _ in range(2):
        world.search_on(claim)
    entries = source_of(of("claim", claim.pk, world.reader)).split("<ol")[-1]
    links = set(re.findall(r'href="([^"]*/history/[^"]*)">\s*<bdi>([^<]*)</bdi>', entries))
    assert len({text for _, text in links}) == len(links) == len({url for url, _ in links})
    shown = dict(links)
    first = shown[reverse("desk:history", args=["relation", relations[0].pk])]
    assert first == f"relation of “{shorten(claim.statement, 40)}” to “{other.statement}”"
    verdict = world.published
    assert shown[reverse("desk:history", args=["verdict", verdict.pk])] == "the verdict"


def test_other_rows_of_an_action_link_to_their_history(world: World) -> None:
    claim = world.open_claim
    content = source_of(of("claim", claim.pk, world.reader))
    assert reverse("desk:history", args=["mention", world.mention.pk]) in content
    beside = source_of(of("mention", world.mention.pk, world.reader))
    assert "Claim added" in beside


def test_markup_in_old_values_is_escaped(world: World) -> None:
    claim = world.open_claim
    edit_claim(person=world.checker, claim=claim, seen_version=1, statement="<script>alert(1)</script>")
    edit_claim(person=world.checker, claim=claim, seen_version=2, statement="<b>x</b>" * 20)
    assert "<script>alert" not in source_of(of("claim", claim.pk, world.reader))


def test_each_kind_of_row_has_a_history_and_a_name(world: World) -> None:
    assert world.published
    assert world.returned
    assert world.search
    tried = set()
    inactive = copy.copy(world.administrator)
    inactive.is_active = False
    for kind, model in recorded_models().items():
        row = model._default_manager.first()
        if row is not None:
            tried.add(kind)
            assert display_name(row)
            assert of(kind, row.pk, world.administrator).status_code == 200, kind
            for person in (world.administrator, world.reader):
                assert visible_row(person, kind, row.pk) == row
            for nobody in (inactive, AnonymousUser()):
                assert visible_row(nobody, kind, row.pk) is None
    assert {"claim", "mention", "evidence", "search", "verdict", "verdictversion", "review", "publication", "article"} <= tried


@pytest.mark.parametrize(("kind", "pk"), [("claim", 999_999), ("entry", 1), ("token", 1), ("session", 1), ("claim", 10**30)])
def test_unknown_row_returns_404(world: World, kind: str, pk: int) -> None:
    assert of(kind, pk, world.administrator).status_code == 404


def test_only_administrators_see_addresses_in_the_history_of_people(world: World) -> None:
    change_person(by=world.administrator, person=world.second_checker, role="editor")
    world.second_checker.refresh_from_db()
    for person in (world.reader, world.checker, world.editor, world.second_checker, world.administrator):
        is_shown = person == world.administrator
        response = of("person", world.second_checker.pk, person)
        assert "Person changed" in source_of(response)
        found = source_of(response).split("<main")[1]
        assert ("Ada Admin" in found, world.second_checker.email in found) == (True, is_shown)
        assert ("An email address is hidden" in found) != is_shown
        document = json.loads(of("person", world.second_checker.pk, person, "?format=json").content)
        added, changed = document["entries"]
        assert added["after"] == {"name": "Sam Second", "role": "checker"} | (
            {"email": world.second_checker.email} if is_shown else {}
        )
        assert added.get("withheld") == (None if is_shown else ["after.email"])
        assert (changed["person"], changed["after"], "withheld" in changed) == (world.administrator.pk, {"role": "editor"}, False)


def test_download_can_be_verified_independently(world: World) -> None:
    """The hash, recomputed only from the description in the document: sorted keys, no spaces, UTF-8, SHA-256."""
    claim = world.open_claim
    edit_claim(person=world.checker, claim=claim, seen_version=1, statement="Слова «в кавычках» \u2028 \U0001f600.")
    edit_claim(person=world.checker, claim=claim, seen_version=2, place="Буча")
    response = of("claim", claim.pk, world.reader, "?format=json")
    assert response["Content-Disposition"] == f'attachment; filename="history-claim-{claim.pk}.json"'
    document = json.loads(response.content)
    assert len(document["entries"]) == 3
    before = None
    for entry in document["entries"]:
        covered = {name: value for name, value in entry.items() if name != "hash"}
        text = json.dumps(covered, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(text.encode()).hexdigest() == entry["hash"]
        if before and before["number"] + 1 == entry["number"]:
            assert entry["previous"] == before["hash"]
        before = entry
    assert document["head"]["hash"] == Entry.objects.order_by("-number")[0].hash
    assert all(word in document["method"] for word in ("SHA-256", "sorted", "previous"))


def test_pages_have_fifty_entries(world: World) -> None:
    claim = world.open_claim
    for number in range(1, 54):
        edit_claim(person=world.checker, claim=claim, seen_version=number, place=f"Place {number}")
    client, address = signed_in(world.reader), reverse("desk:history", args=["claim", claim.pk])
    content = client.get(address).content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', content)
    assert following
    rest = client.get(address + following[1].replace("&amp;", "&")).content.decode()
    numbers = [int(found) for found in re.findall(r"Entry (\d+) ·", content + rest)]
    assert len(numbers) == RowVersion.objects.filter(kind="claim", object_id=claim.pk).count() == 54
    assert numbers == sorted(numbers, reverse=True)


def test_number_of_queries_does_not_depend_on_the_entries(world: World, django_assert_max_num_queries: Any) -> None:
    client, item = signed_in(world.reader), world.evidence
    address = reverse("desk:history", args=["evidence", item.pk])
    client.get(address)
    with django_assert_max_num_queries(12) as one:
        client.get(address)
    for version, source in ((1, world.ministry), (2, world.outlet)):
        change_evidence(person=world.second_checker, item=item, seen_version=version, source=source)
    with django_assert_max_num_queries(12) as three:
        client.get(address)
    assert len(three) == len(one)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("evidence.added", "Evidence added"),
        ("verdict.saved", "New version of the verdict saved"),
        ("a_b.c_d", "A b c d"),
        ("odd", "Odd"),
    ],
)
def test_actions_have_labels(word: str, said: str) -> None:
    assert action_label(word) == said


def test_fields_have_labels() -> None:
    assert field_label("claim", "said_on") == "date of claim"
    assert field_label("claim", "some_field") == "some field"


@pytest.mark.parametrize("kind", ["evidence", "claim"])
def test_history_includes_the_copies_of_pages(world: World, kind: str) -> None:
    claim = world.claim("The town was empty.", quote="the town had been left")
    item = page_item(world.checker, claim)
    copied = archived_copy(world.checker, item)
    row = item if kind == "evidence" else claim
    content = source_of(of(kind, row.pk, world.reader))
    for words in ("Copy of the page requested", "Copy of the page added"):
        assert f"{words}, <time" in content
    assert "copy 1 of item [1]" in content
    assert f'href="{reverse("desk:history", args=["evidencecopy", copied.pk])}"' in content
    exported = of(kind, row.pk, world.reader, "?format=json").json()
    assert {"copy.requested", "copy.added"} <= {entry["action"] for entry in exported["entries"]}


def test_history_of_a_copy_leads_to_the_copy(world: World) -> None:
    item = page_item(world.checker, world.claim("The town was empty.", quote="the town had been left"))
    copied = archived_copy(world.checker, item)
    content = source_of(of("evidencecopy", copied.pk, world.reader))
    assert f'href="{reverse("desk:copy", args=[copied.pk])}"' in content
    assert "The town was empty." in content


def test_history_of_a_claim_covers_each_model_with_a_claim() -> None:
    models = [model for model in apps.get_models() if issubclass(model, Recorded)]
    with_claim = {model for model in models if any(field.related_model is Claim for field in model._meta.concrete_fields)}
    assert with_claim <= set(PATHS_TO_CLAIM)
    with_item = {model for model in models if any(field.related_model is Evidence for field in model._meta.concrete_fields)}
    assert with_item <= set(PATHS_TO_CLAIM)
