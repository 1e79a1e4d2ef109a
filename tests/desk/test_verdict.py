"""Writing a verdict through its door: versions, the gate, both texts after a conflict, submitting, reopening."""

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
from factcheck.verdicts.actions import edit_rating, return_verdict, save_version, submit
from factcheck.verdicts.gate import Place
from factcheck.verdicts.models import Rating, Verdict, VerdictVersion
from tests.pages import alerts, control_names, field_errors, links, parsed, refused_fields, signed_in, source_of, values
from tests.world import World

pytestmark = pytest.mark.django_db


def editor_of(world: World, verdict: Verdict | None = None) -> str:
    return reverse("desk:verdict", args=[verdict.claim_id if verdict else world.open_claim.pk])


def text(**said: Any) -> dict[str, Any]:
    false = Rating.objects.get(name="False").pk
    return {
        "rating": false,
        "conclusion": "refuted",
        "summary": "It is not so.",
        "rationale": "See the images.",
        "as_of": "",
    } | said


def test_a_form_from_before_a_new_sign_in_says_what_to_do_in_plain_words(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.checker)
    answer = client.post(editor_of(world), text(token=str(uuid.uuid4())))
    assert answer.status_code == 403
    assert answer.templates[0].name == "403_csrf.html"
    assert not Verdict.objects.exists()


def test_a_refused_submission_calls_no_saved_text_unsaved(world: World) -> None:
    verdict = world.draft
    seen = verdict.version
    save_version(person=world.second_checker, verdict=verdict, seen_version=seen, summary="Another one.")
    answer = signed_in(world.checker).post(reverse("desk:submit", args=[verdict.pk]), {"version": seen})
    assert answer.status_code == 409
    assert "Not saved yet" not in source_of(answer)


def test_the_first_version_opens_the_verdict_as_a_draft_of_its_author(world: World) -> None:
    with time_machine.travel(timezone.now(), tick=False):  # one day, whatever midnight does
        answer = signed_in(world.checker).post(editor_of(world), text(token=str(uuid.uuid4())))
        today = timezone.localdate()
    assert answer.status_code == 303
    verdict = Verdict.objects.get()
    assert (verdict.state, verdict.author, verdict.latest.number) == ("draft", world.checker, 1)
    assert verdict.latest.as_of == today


def test_a_double_click_opens_one_verdict(world: World) -> None:
    client, sent = signed_in(world.checker), text(token=str(uuid.uuid4()))
    answers = [client.post(editor_of(world), sent).status_code for _ in range(2)]
    assert answers == [303, 303]
    assert VerdictVersion.objects.count() == 1


def test_a_form_that_names_no_version_is_compared_with_what_is_saved_and_can_be_sent_again(world: World) -> None:
    verdict = world.draft
    client, sent = signed_in(world.second_checker), text(summary="Another sentence.")
    answer = client.post(editor_of(world, verdict), sent)
    assert answer.status_code == 409
    shown = source_of(answer)
    assert alerts(answer)
    assert "<del>" in shown
    assert values(answer, "summary") == ["Another sentence."]
    assert Verdict.objects.get(pk=verdict.pk).latest.number == 1
    seen = values(answer, "version")[0]
    assert client.post(editor_of(world, verdict), sent | {"version": seen}).status_code == 303
    assert Verdict.objects.get(pk=verdict.pk).latest.summary == "Another sentence."


def test_each_save_is_another_version_and_the_old_one_stays(world: World) -> None:
    verdict = world.draft
    answer = signed_in(world.second_checker).post(
        editor_of(world, verdict), text(version=verdict.version, summary="A better sentence.")
    )
    assert answer.status_code == 303
    versions = Verdict.objects.get(pk=verdict.pk).versions.order_by("number")
    assert [(v.number, v.created_by, v.summary) for v in versions] == [
        (1, world.checker, "Images show the scene before the withdrawal."),
        (2, world.second_checker, "A better sentence."),
    ]


def test_saving_what_is_saved_makes_no_version(world: World) -> None:
    verdict = world.draft
    latest = verdict.latest
    same = {name: getattr(latest, name) for name in ("conclusion", "summary", "rationale", "as_of")}
    answer = signed_in(world.checker).post(
        editor_of(world, verdict), {**same, "rating": latest.rating_id, "version": verdict.version}
    )
    assert answer.status_code == 303
    assert Verdict.objects.get(pk=verdict.pk).latest.number == 1


def test_lines_typed_in_a_browser_are_stored_with_line_feeds(world: World) -> None:
    signed_in(world.checker).post(editor_of(world), text(rationale="One.\r\n\r\nTwo."))
    assert VerdictVersion.objects.get().rationale == "One.\n\nTwo."


def test_a_rating_chosen_alone_brings_its_conclusion(world: World) -> None:
    signed_in(world.checker).post(editor_of(world), text(conclusion=""))
    assert VerdictVersion.objects.get().conclusion == "refuted"


def test_only_ratings_in_use_are_offered(world: World) -> None:
    unused = Rating.objects.get(name="Half true")
    edit_rating(person=world.administrator, rating=unused, seen_version=unused.version, is_active=False)
    (select,) = parsed(signed_in(world.checker).get(editor_of(world))).all("select", name="rating")
    offered = {option.attributes["value"] for option in select.all("option")} - {""}
    assert offered == {str(pk) for pk in Rating.objects.exclude(pk=unused.pk).values_list("pk", flat=True)}
    answer = signed_in(world.checker).post(editor_of(world), text(rating=unused.pk))
    assert answer.status_code == 422
    assert not Verdict.objects.exists()


def test_a_rating_that_went_out_of_use_stays_where_the_verdict_has_it(world: World) -> None:
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
def test_bad_input_is_refused_with_the_name_of_the_field(world: World, field: str, value: str) -> None:
    answer = signed_in(world.checker).post(editor_of(world), text(**{field: value}))
    assert refused_fields(answer) == {field}
    assert not Verdict.objects.exists()


def test_a_day_to_come_is_no_day_to_judge_from(world: World) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        tomorrow = timezone.localdate() + timedelta(days=1)
        answer = signed_in(world.checker).post(editor_of(world), text(as_of=tomorrow.isoformat()))
    assert refused_fields(answer) == {"as_of"}
    assert set(field_errors(answer)) == {"as_of"}


def test_after_a_refusal_what_was_typed_stays_in_the_form(world: World) -> None:
    answer = signed_in(world.checker).post(editor_of(world), text(as_of="never", rationale="Long and careful words."))
    assert values(answer, "rationale") == ["Long and careful words."]


def test_a_save_on_an_old_screen_shows_both_texts_and_keeps_what_was_typed(world: World) -> None:
    verdict = world.draft
    seen = verdict.version
    save_version(person=world.second_checker, verdict=verdict, seen_version=seen, summary="What the second checker wrote.")
    answer = signed_in(world.checker).post(editor_of(world, verdict), text(version=seen, summary="What the first checker wrote."))
    shown = source_of(answer)
    assert answer.status_code == 409
    assert any("Sam Second" in alert for alert in alerts(answer))
    assert values(answer, "summary") == ["What the first checker wrote."]
    assert re.search(r"<del>.*?second.*?</del>", shown)
    assert re.search(r"<ins>.*?first.*?</ins>", shown)
    assert Verdict.objects.get(pk=verdict.pk).latest.summary == "What the second checker wrote."
    sent = text(version=values(answer, "version")[0], summary="What the first checker wrote.")
    assert signed_in(world.checker).post(editor_of(world, verdict), sent).status_code == 303
    assert Verdict.objects.get(pk=verdict.pk).latest.summary == "What the first checker wrote."


def test_two_who_propose_at_once_meet_with_both_texts(world: World) -> None:
    assert (
        signed_in(world.second_checker)
        .post(editor_of(world), text(token=str(uuid.uuid4()), summary="Sam was first."))
        .status_code
        == 303
    )
    answer = signed_in(world.checker).post(editor_of(world), text(token=str(uuid.uuid4()), summary="Chris was second."))
    shown = source_of(answer)
    assert answer.status_code == 409
    assert any("Sam Second" in alert for alert in alerts(answer))
    assert values(answer, "summary") == ["Chris was second."]
    assert re.search(r"<del>.*?Sam.*?</del>", shown)


def test_text_typed_while_it_was_submitted_is_kept(world: World) -> None:
    verdict = world.draft
    seen = verdict.version
    submit(person=world.checker, verdict=verdict)
    answer = signed_in(world.second_checker).post(
        editor_of(world, verdict), text(version=seen, rationale="Words that came too late.")
    )
    assert answer.status_code == 409
    assert "The verdict is submitted" in source_of(answer)
    assert "Words that came too late.</textarea>" in source_of(answer)
    assert Verdict.objects.get(pk=verdict.pk).latest.number == 1


def test_a_preview_is_rendered_safely_and_saves_nothing(world: World) -> None:
    sent = text(rationale="**firm** <script>x</script>", preview="1")
    answer = signed_in(world.checker).post(editor_of(world), sent)
    shown = source_of(answer)
    assert answer.status_code == 200
    assert "<strong>firm</strong> &lt;script&gt;" in shown
    assert not Verdict.objects.exists()
    fragment = signed_in(world.checker).post(editor_of(world), sent, headers={"HX-Request": "true"}).content.decode()
    assert "<strong>firm</strong>" in fragment
    assert "<html" not in fragment


def test_missing_line_of_the_gate_links_to_the_place_where_it_is_fixed(world: World) -> None:
    page = signed_in(world.checker).get(editor_of(world))
    attach = reverse("desk:evidence-add", args=[world.open_claim.pk])
    editor = editor_of(world)
    assert links(page) >= {
        attach,
        f"{attach}?stance=supports",
        f"{attach}?stance=contradicts",
        f"{editor}#id_summary",
        f"{editor}#id_rationale",
        f"{editor}#id_rating",
    }


@pytest.mark.parametrize("place", Place, ids=lambda place: place.name)
def test_place_where_a_line_of_the_gate_is_fixed_exists(world: World, place: Place) -> None:
    url, _, fragment = fix_urls(world.open_claim)[place].partition("#")
    answer = signed_in(world.checker).get(url)
    assert answer.status_code == 200
    assert not fragment or parsed(answer).all(id=fragment)


def test_any_two_versions_can_be_compared(world: World) -> None:
    verdict = world.draft
    for number, sentence in ((2, "Second sentence."), (3, "Third sentence.")):
        verdict.refresh_from_db()
        save_version(person=world.checker, verdict=verdict, seen_version=verdict.version, summary=sentence)
        assert verdict.latest.number == number
    shown = source_of(signed_in(world.reader).get(editor_of(world, verdict) + "?from=3&to=1"))
    assert "Changes from version 1 to version 3" in shown
    assert re.search(r"<ins>.*?Third.*?</ins>", shown)
    assert "Second sentence." not in shown.split("Changes from version 1 to version 3")[1].split("</section>")[0]


@pytest.mark.parametrize("query", ["?from=1&to=99", "?from=x&to=y", "?from=1", "?from=-1&to=99999999999999999999"])
def test_versions_that_do_not_exist_are_not_compared(world: World, query: str) -> None:
    answer = signed_in(world.reader).get(editor_of(world, world.draft) + query)
    assert answer.status_code == 200
    assert "Changes from version" not in source_of(answer)


def test_submitting_sends_the_newest_version_to_review(world: World) -> None:
    verdict = world.draft
    answer = signed_in(world.checker).post(reverse("desk:submit", args=[verdict.pk]), {"version": verdict.version})
    assert answer.status_code == 303
    assert Verdict.objects.get(pk=verdict.pk).state == "submitted"


def bare(world: World) -> Verdict:
    """A verdict with its text written and no evidence at all."""
    signed_in(world.checker).post(editor_of(world), text())
    return Verdict.objects.get()


def test_the_server_refuses_while_the_gate_is_red_and_keeps_the_exceptions_typed(world: World) -> None:
    verdict = bare(world)
    sent = {"version": verdict.version, "exception_evidence": "All archives of the town burned."}
    answer = signed_in(world.checker).post(reverse("desk:submit", args=[verdict.pk]), sent)
    assert answer.status_code == 409
    assert values(answer, "exception_evidence") == ["All archives of the town burned."]
    assert Verdict.objects.get(pk=verdict.pk).state == "draft"
    assert not verdict.latest.waivers.exists()


def test_written_exceptions_let_a_verdict_through_and_stay_with_its_version(world: World) -> None:
    verdict = bare(world)
    reasons = {"evidence": "All archives burned.", "for": "Nobody answered.", "against": "Nobody answered either."}
    sent = {"version": verdict.version} | {f"exception_{line}": reason for line, reason in reasons.items()}
    answer = signed_in(world.checker).post(reverse("desk:submit", args=[verdict.pk]), sent)
    assert answer.status_code == 303
    verdict.refresh_from_db()
    assert verdict.state == "submitted"
    assert dict(verdict.latest.waivers.values_list("line", "reason")) == reasons
    assert "All archives burned." in source_of(signed_in(world.editor).get(reverse("desk:review", args=[verdict.pk])))


def test_an_exception_is_offered_again_for_the_next_version(world: World) -> None:
    verdict = bare(world)
    sent = {"version": verdict.version} | {f"exception_{line}": f"No {line}." for line in ("evidence", "for", "against")}
    signed_in(world.checker).post(reverse("desk:submit", args=[verdict.pk]), sent)
    verdict.refresh_from_db()
    return_verdict(person=world.editor, verdict=verdict, reason="Shorter.")
    verdict.refresh_from_db()
    save_version(person=world.checker, verdict=verdict, seen_version=verdict.version, summary="Shorter.")
    page = signed_in(world.checker).get(editor_of(world, verdict))
    assert values(page, "exception_against") == ["No against."]
    assert not verdict.latest.waivers.exists()


def test_what_readers_need_has_no_exception(world: World) -> None:
    signed_in(world.checker).post(editor_of(world), text(summary="", conclusion="", rating=""))
    verdict = Verdict.objects.get()
    names = control_names(signed_in(world.checker).get(editor_of(world, verdict)))
    assert not {"exception_summary", "exception_rating"} & names
    sent = {"version": verdict.version} | {
        f"exception_{line}": "because" for line in ("summary", "rating", "for", "against", "evidence")
    }
    assert signed_in(world.checker).post(reverse("desk:submit", args=[verdict.pk]), sent).status_code == 409


def test_only_the_author_submits_and_everybody_else_reads_why_not(world: World) -> None:
    verdict = world.draft
    shown = source_of(signed_in(world.second_checker).get(editor_of(world, verdict)))
    assert "Only its author, Chris Checker, can submit this verdict." in shown
    assert (
        signed_in(world.second_checker).post(reverse("desk:submit", args=[verdict.pk]), {"version": verdict.version}).status_code
        == 403
    )


def test_submitting_an_old_screen_is_refused(world: World) -> None:
    verdict = world.draft
    seen = verdict.version
    save_version(person=world.second_checker, verdict=verdict, seen_version=seen, summary="Nobody has seen this.")
    answer = signed_in(world.checker).post(reverse("desk:submit", args=[verdict.pk]), {"version": seen})
    assert answer.status_code == 409
    assert Verdict.objects.get(pk=verdict.pk).state == "draft"


def test_reopening_takes_the_approval_away(world: World) -> None:
    verdict = world.approved
    sent = {"version": verdict.version, "reason": "A new image came in."}
    assert signed_in(world.checker).post(reverse("desk:reopen", args=[verdict.pk]), {}).status_code == 422
    assert signed_in(world.checker).post(reverse("desk:reopen", args=[verdict.pk]), sent).status_code == 303
    verdict.refresh_from_db()
    assert (verdict.state, verdict.approved) == ("draft", None)


def test_a_reader_sees_everything_and_writes_nothing(world: World) -> None:
    client = signed_in(world.reader)
    shown = source_of(client.get(editor_of(world, world.draft)))
    assert "you need the role checker" in shown
    assert client.post(editor_of(world, world.draft), text(version=world.draft.version)).status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_versions(world: World, django_assert_max_num_queries: Any) -> None:
    verdict = world.draft
    client = signed_in(world.checker)
    client.get(editor_of(world, verdict))
    with django_assert_max_num_queries(20) as one:
        client.get(editor_of(world, verdict))
    for number in (2, 3):
        verdict.refresh_from_db()
        save_version(person=world.checker, verdict=verdict, seen_version=verdict.version, summary=f"Sentence {number}.")
    with django_assert_max_num_queries(20) as three:
        client.get(editor_of(world, verdict))
    assert len(three) == len(one)
