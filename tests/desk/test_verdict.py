"""The verdict screen: versions, the gate, edit conflicts, submitting, and reopening."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factcheck.desk.verdict.queries import fix_urls
from factcheck.publishing.actions import correct
from factcheck.verdicts.actions import edit_rating, return_verdict, save_version, submit
from factcheck.verdicts.gate import Place
from factcheck.verdicts.models import Rating, Verdict, VerdictVersion
from tests.pages import (
    alerts,
    control_names,
    field_errors,
    headings,
    links,
    parsed,
    post,
    refused_fields,
    signed_in,
    source_of,
    values,
)
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.prepared("open_claim")]


def editor_of(world: World, verdict: Verdict | None = None) -> str:
    return reverse("desk:verdict", args=[verdict.claim_id if verdict else world.open_claim.pk])


def text(**said: Any) -> dict[str, Any]:
    false = Rating.objects.get(name="False").pk
    return {
        "rating": false,
        "conclusion": "refuted",
        "headline": "The images are older",
        "summary": "It is not so.",
        "rationale": "See the images.",
        "as_of": "",
    } | said


def test_form_from_before_a_new_sign_in_explains_what_to_do(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.checker)
    response = client.post(editor_of(world), text(token=str(uuid.uuid4())))
    assert response.status_code == 403
    assert response.templates[0].name == "403_csrf.html"
    assert not Verdict.objects.exists()


def test_refused_submission_does_not_mark_saved_text_as_unsaved(world: World) -> None:
    verdict = world.draft
    seen = verdict.version
    save_version(person=world.second_checker, verdict=verdict, seen_version=seen, summary="Another one.")
    response = signed_in(world.checker).post(reverse("desk:submit", args=[verdict.pk]), {"version": seen})
    assert response.status_code == 409
    assert "Not saved yet" not in source_of(response)


def test_first_version_opens_the_verdict_as_a_draft_of_its_author(world: World) -> None:
    with time_machine.travel(timezone.now(), tick=False):  # one date, in case the test runs at midnight
        response = signed_in(world.checker).post(editor_of(world), text(token=str(uuid.uuid4())))
        today = timezone.localdate()
    assert response.status_code == 303
    verdict = Verdict.objects.get()
    assert (verdict.state, verdict.author, verdict.latest.number) == ("draft", world.checker, 1)
    assert verdict.latest.as_of == today


def test_double_click_opens_one_verdict(world: World) -> None:
    client, sent = signed_in(world.checker), text(token=str(uuid.uuid4()))
    responses = [client.post(editor_of(world), sent).status_code for _ in range(2)]
    assert responses == [303, 303]
    assert VerdictVersion.objects.count() == 1


def test_form_without_a_version_is_a_conflict_and_can_be_submitted_again(world: World) -> None:
    verdict = world.draft
    client, sent = signed_in(world.second_checker), text(summary="Another sentence.")
    response = client.post(editor_of(world, verdict), sent)
    assert response.status_code == 409
    content = source_of(response)
    assert alerts(response)
    assert "<del>" in content
    assert values(response, "summary") == ["Another sentence."]
    assert Verdict.objects.get(pk=verdict.pk).latest.number == 1
    seen = values(response, "version")[0]
    assert client.post(editor_of(world, verdict), sent | {"version": seen}).status_code == 303
    assert Verdict.objects.get(pk=verdict.pk).latest.summary == "Another sentence."


def test_each_save_adds_a_version(world: World) -> None:
    verdict = world.draft
    response = signed_in(world.second_checker).post(
        editor_of(world, verdict), text(version=verdict.version, summary="A better sentence.")
    )
    assert response.status_code == 303
    versions = Verdict.objects.get(pk=verdict.pk).versions.order_by("number")
    assert [(v.number, v.created_by, v.summary) for v in versions] == [
        (1, world.checker, "Images show the scene before the withdrawal."),
        (2, world.second_checker, "A better sentence."),
    ]


def test_saving_unchanged_text_adds_no_version(world: World) -> None:
    verdict = world.draft
    latest = verdict.latest
    same = {name: getattr(latest, name) for name in ("conclusion", "headline", "summary", "rationale", "as_of")}
    response = signed_in(world.checker).post(
        editor_of(world, verdict), {**same, "rating": latest.rating_id, "version": verdict.version}
    )
    assert response.status_code == 303
    assert Verdict.objects.get(pk=verdict.pk).latest.number == 1


def test_crlf_is_stored_as_line_feeds(world: World) -> None:
    signed_in(world.checker).post(editor_of(world), text(rationale="One.\r\n\r\nTwo."))
    assert VerdictVersion.objects.get().rationale == "One.\n\nTwo."


def test_rating_sets_its_conclusion(world: World) -> None:
    signed_in(world.checker).post(editor_of(world), text(conclusion=""))
    assert VerdictVersion.objects.get().conclusion == "refuted"


def test_only_active_ratings_are_choices(world: World) -> None:
    unused = Rating.objects.get(name="Half true")
    edit_rating(person=world.administrator, rating=unused, seen_version=unused.version, is_active=False)
    page = parsed(signed_in(world.checker).get(editor_of(world)))
    offered = {option.attributes["value"] for option in page.all("input", name="rating")} - {""}
    assert offered == {str(pk) for pk in Rating.objects.exclude(pk=unused.pk).values_list("pk", flat=True)}
    response = signed_in(world.checker).post(editor_of(world), text(rating=unused.pk))
    assert response.status_code == 422
    assert not Verdict.objects.exists()


def test_inactive_rating_remains_a_choice_for_its_verdict(world: World) -> None:
    verdict = world.draft
    rating = verdict.latest.rating
    edit_rating(person=world.administrator, rating=rating, seen_version=rating.version, is_active=False)
    assert "no longer in use" in source_of(signed_in(world.checker).get(editor_of(world, verdict)))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("summary", "a" * 501),
        ("rationale", "a" * 50_001),
        ("as_of", "not a day"),
        ("rating", "999999"),
        ("conclusion", "true"),
        ("summary", "a\x00b"),
        ("version", "x"),
        ("token", "x"),
    ],
)
def test_invalid_input_names_the_field(world: World, field: str, value: str) -> None:
    response = signed_in(world.checker).post(editor_of(world), text(**{field: value}))
    assert refused_fields(response) == {field}
    assert not Verdict.objects.exists()


def test_date_in_the_future_is_rejected(world: World) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        tomorrow = timezone.localdate() + timedelta(days=1)
        response = signed_in(world.checker).post(editor_of(world), text(as_of=tomorrow.isoformat()))
    assert refused_fields(response) == {"as_of"}
    assert set(field_errors(response)) == {"as_of"}


def test_input_survives_a_refusal(world: World) -> None:
    response = signed_in(world.checker).post(editor_of(world), text(as_of="never", rationale="Long and careful words."))
    assert values(response, "rationale") == ["Long and careful words."]


def test_edit_conflict_displays_both_texts_and_preserves_input(world: World) -> None:
    verdict = world.draft
    seen = verdict.version
    save_version(person=world.second_checker, verdict=verdict, seen_version=seen, summary="What the second checker wrote.")
    response = signed_in(world.checker).post(
        editor_of(world, verdict), text(version=seen, summary="What the first checker wrote.")
    )
    content = source_of(response)
    assert response.status_code == 409
    assert any("Sam Second" in alert for alert in alerts(response))
    assert values(response, "summary") == ["What the first checker wrote."]
    assert re.search(r"<del>.*?second.*?</del>", content)
    assert re.search(r"<ins>.*?first.*?</ins>", content)
    assert Verdict.objects.get(pk=verdict.pk).latest.summary == "What the second checker wrote."
    sent = text(version=values(response, "version")[0], summary="What the first checker wrote.")
    assert signed_in(world.checker).post(editor_of(world, verdict), sent).status_code == 303
    assert Verdict.objects.get(pk=verdict.pk).latest.summary == "What the first checker wrote."


def test_second_of_two_simultaneous_proposals_is_a_conflict(world: World) -> None:
    assert (
        signed_in(world.second_checker)
        .post(editor_of(world), text(token=str(uuid.uuid4()), summary="Sam was first."))
        .status_code
        == 303
    )
    response = signed_in(world.checker).post(editor_of(world), text(token=str(uuid.uuid4()), summary="Chris was second."))
    content = source_of(response)
    assert response.status_code == 409
    assert any("Sam Second" in alert for alert in alerts(response))
    assert values(response, "summary") == ["Chris was second."]
    assert re.search(r"<del>.*?Sam.*?</del>", content)
    opened = re.search(r'aria-label="Changes: Summary".*?When you opened the form</h4> <div[^>]*>(.*?)</div>', content)
    assert opened
    assert opened[1] == "(empty)"


def test_input_entered_during_the_submission_survives(world: World) -> None:
    verdict = world.draft
    seen = verdict.version
    submit(person=world.checker, verdict=verdict)
    response = signed_in(world.second_checker).post(
        editor_of(world, verdict), text(version=seen, rationale="Words that came too late.")
    )
    assert response.status_code == 409
    assert "The verdict is waiting for review" in source_of(response)
    assert "Words that came too late.</textarea>" in source_of(response)
    assert Verdict.objects.get(pk=verdict.pk).latest.number == 1


def test_preview_is_sanitized_and_saves_nothing(world: World) -> None:
    sent = text(rationale="**firm** <script>x</script>", preview="1")
    response = signed_in(world.checker).post(editor_of(world), sent)
    content = source_of(response)
    assert response.status_code == 200
    assert "<strong>firm</strong> &lt;script&gt;" in content
    assert not Verdict.objects.exists()
    fragment = signed_in(world.checker).post(editor_of(world), sent, headers={"HX-Request": "true"}).content.decode()
    assert "<strong>firm</strong>" in fragment
    assert "<html" not in fragment


def test_unmet_line_of_the_gate_has_a_link(world: World) -> None:
    page = signed_in(world.checker).get(editor_of(world))
    attach = reverse("desk:evidence-add", args=[world.open_claim.pk])
    assert links(page) >= {
        attach,
        f"{attach}?stance=supports",
        f"{attach}?stance=contradicts",
        "#id_headline",
        "#id_summary",
        "#id_rationale",
        "#id_rating_field",
    }


@pytest.mark.parametrize("place", Place, ids=lambda place: place.name)
def test_link_of_a_line_of_the_gate_exists(world: World, place: Place) -> None:
    url, _, fragment = fix_urls(world.open_claim, with_form=True)[place].partition("#")
    response = signed_in(world.checker).get(url or editor_of(world))
    assert response.status_code == 200
    assert not fragment or parsed(response).all(id=fragment)


def test_any_two_versions_can_be_compared(world: World) -> None:
    verdict = world.draft
    for number, sentence in ((2, "Second sentence."), (3, "Third sentence.")):
        verdict.refresh_from_db()
        save_version(person=world.checker, verdict=verdict, seen_version=verdict.version, summary=sentence)
        assert verdict.latest.number == number
    content = source_of(signed_in(world.reader).get(editor_of(world, verdict) + "?from=3&to=1"))
    assert "Changes from version 1 to version 3" in content
    assert re.search(r"<ins>.*?Third.*?</ins>", content)
    assert "Second sentence." not in content.split("Changes from version 1 to version 3")[1].split("</section>")[0]


@pytest.mark.parametrize("query", ["?from=1&to=99", "?from=x&to=y", "?from=1", "?from=-1&to=99999999999999999999"])
def test_unknown_versions_are_not_compared(world: World, query: str) -> None:
    response = signed_in(world.reader).get(editor_of(world, world.draft) + query)
    assert response.status_code == 200
    assert "Changes from version" not in source_of(response)


def test_newest_version_is_submitted_for_review(world: World) -> None:
    verdict = world.draft
    response = signed_in(world.checker).post(reverse("desk:submit", args=[verdict.pk]), {"version": verdict.version})
    assert response.status_code == 303
    assert Verdict.objects.get(pk=verdict.pk).state == "submitted"


def bare(world: World) -> Verdict:
    """A verdict with a complete text and no evidence."""
    signed_in(world.checker).post(editor_of(world), text())
    return Verdict.objects.get()


def test_submission_with_an_unmet_gate_is_refused_and_exceptions_survive(world: World) -> None:
    verdict = bare(world)
    sent = {"version": verdict.version, "exception_evidence": "All archives of the town burned."}
    response = signed_in(world.checker).post(reverse("desk:submit", args=[verdict.pk]), sent)
    assert response.status_code == 409
    assert values(response, "exception_evidence") == ["All archives of the town burned."]
    assert Verdict.objects.get(pk=verdict.pk).state == "draft"
    assert not verdict.latest.waivers.exists()


def test_blocked_submission_says_which_requirements_can_have_an_exception(world: World) -> None:
    signed_in(world.checker).post(editor_of(world), text(summary=""))
    verdict = Verdict.objects.get()
    response = post(signed_in(world.checker), "desk:submit", verdict.pk, {"version": verdict.version})
    (summary,) = parsed(response).all(data_unmet="summary")
    (evidence,) = parsed(response).all(data_unmet="evidence")
    assert not summary.all("a", href="#id_exception_summary")
    assert evidence.all("a", href="#id_exception_evidence")


def test_written_exceptions_pass_the_gate_and_belong_to_the_version(world: World) -> None:
    verdict = bare(world)
    reasons = {"evidence": "All archives burned.", "for": "Nobody answered.", "against": "Nobody answered either."}
    reasons["backed"] = "The archives would have had it."
    sent = {"version": verdict.version} | {f"exception_{line}": reason for line, reason in reasons.items()}
    response = signed_in(world.checker).post(reverse("desk:submit", args=[verdict.pk]), sent)
    assert response.status_code == 303
    verdict.refresh_from_db()
    assert verdict.state == "submitted"
    assert dict(verdict.latest.waivers.values_list("line", "reason")) == reasons
    assert "All archives burned." in source_of(signed_in(world.editor).get(reverse("desk:review", args=[verdict.pk])))


def test_exception_is_the_initial_value_for_the_next_version(world: World) -> None:
    verdict = bare(world)
    sent = {"version": verdict.version} | {
        f"exception_{line}": f"No {line}." for line in ("evidence", "for", "against", "backed")
    }
    signed_in(world.checker).post(reverse("desk:submit", args=[verdict.pk]), sent)
    verdict.refresh_from_db()
    return_verdict(person=world.editor, verdict=verdict, reason="Shorter.")
    verdict.refresh_from_db()
    save_version(person=world.checker, verdict=verdict, seen_version=verdict.version, summary="Shorter.")
    page = signed_in(world.checker).get(editor_of(world, verdict))
    assert values(page, "exception_against") == ["No against."]
    assert not verdict.latest.waivers.exists()


def test_required_lines_have_no_exception(world: World) -> None:
    signed_in(world.checker).post(editor_of(world), text(summary="", conclusion="", rating=""))
    verdict = Verdict.objects.get()
    names = control_names(signed_in(world.checker).get(editor_of(world, verdict)))
    assert not {"exception_summary", "exception_rating"} & names
    sent = {"version": verdict.version} | {
        f"exception_{line}": "because" for line in ("summary", "rating", "for", "against", "evidence")
    }
    assert signed_in(world.checker).post(reverse("desk:submit", args=[verdict.pk]), sent).status_code == 409


def test_only_the_author_submits_and_others_see_why_not(world: World) -> None:
    verdict = world.draft
    content = source_of(signed_in(world.second_checker).get(editor_of(world, verdict)))
    assert "Only its author, Chris Checker, can submit this verdict." in content
    assert (
        signed_in(world.second_checker).post(reverse("desk:submit", args=[verdict.pk]), {"version": verdict.version}).status_code
        == 403
    )


def test_submitting_an_outdated_version_is_refused(world: World) -> None:
    verdict = world.draft
    seen = verdict.version
    save_version(person=world.second_checker, verdict=verdict, seen_version=seen, summary="Nobody has seen this.")
    response = signed_in(world.checker).post(reverse("desk:submit", args=[verdict.pk]), {"version": seen})
    assert response.status_code == 409
    assert Verdict.objects.get(pk=verdict.pk).state == "draft"


def test_reopening_removes_the_approval(world: World) -> None:
    verdict = world.approved
    sent = {"version": verdict.version, "reason": "A new image came in."}
    assert signed_in(world.checker).post(reverse("desk:reopen", args=[verdict.pk]), {}).status_code == 422
    assert signed_in(world.checker).post(reverse("desk:reopen", args=[verdict.pk]), sent).status_code == 303
    verdict.refresh_from_db()
    assert (verdict.state, verdict.approved) == ("draft", None)


def test_reader_has_read_only_access(world: World) -> None:
    client = signed_in(world.reader)
    content = source_of(client.get(editor_of(world, world.draft)))
    assert "you need the checker role" in content
    assert client.post(editor_of(world, world.draft), text(version=world.draft.version)).status_code == 403


def test_number_of_queries_does_not_depend_on_the_versions(world: World, django_assert_max_num_queries: Any) -> None:
    verdict = world.draft
    client = signed_in(world.checker)
    client.get(editor_of(world, verdict))
    with django_assert_max_num_queries(23) as one:
        client.get(editor_of(world, verdict))
    for number in (2, 3):
        verdict.refresh_from_db()
        save_version(person=world.checker, verdict=verdict, seen_version=verdict.version, summary=f"Sentence {number}.")
    with django_assert_max_num_queries(23) as three:
        client.get(editor_of(world, verdict))
    assert len(three) == len(one)


def test_date_of_the_state_is_idiomatic(world: World) -> None:
    for verdict, words in ((world.draft, "draft since <time"), (world.submitted, "<span>submitted <time")):
        assert words in source_of(signed_in(world.checker).get(editor_of(world, verdict)))
    verdict = world.published
    correct(person=world.checker, verdict=verdict, correction_kind="typo", notice="A name was misspelled.")
    page = source_of(signed_in(world.checker).get(editor_of(world, verdict)))
    assert "<span>correction opened <time" in page
    assert '<b dir="auto">being corrected</b>' in page


def test_page_that_is_out_of_date_lists_the_input_with_the_labels_of_the_form(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.checker)
    sent = {"token": str(uuid.uuid4()), "address": "https://example.org/", "closeness": "primary", "quote": "A quote."}
    url = reverse("desk:evidence-add", args=[world.open_claim.pk]) + "?kind=page"
    response = client.post(url, sent, headers={"Origin": "http://testserver"})
    assert response.status_code == 403
    labels = [heading.removeprefix("Your input: ") for heading in headings(response, 2)]
    assert labels == ["Web address", "Kind", "Quote that bears on the claim"]
