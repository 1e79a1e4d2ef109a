"""The order of a check's page: frames by origin, dates of events, and the place of a rating on its scale."""

from __future__ import annotations

from typing import Any

import pytest

from factcheck.public.reading import events, evidence_sides, method_parts
from factcheck.public.templatetags.public_parts import note_of, rationale_blocks
from factcheck.publishing.answers import place_on_scale
from factcheck.web.typography import isolated


def item(number: int, name: str = "", **values: Any) -> dict[str, Any]:
    return {"number": number, "source": {"name": name, "is_party": False, "interest": ""} if name else None, **values}


def document(**evidence: list[dict[str, Any]]) -> dict[str, Any]:
    sides = {"supports": [], "contradicts": [], "context": []} | evidence
    return {
        "claim": {"said_on": "2022-04-03"},
        "evidence": sides,
        "origins": {"supports": 0, "contradicts": 2, "context": 0},
        "looked_for": {"supports": True, "contradicts": False, "context": False},
        "method": ["One.", "Two."],
        "verdict": {"citations": [], "rationale": ""},
    }


def test_items_of_one_origin_share_a_frame() -> None:
    first, second, third = item(1, "Times", origin="Maxar"), item(2, "Gazette", origin="Maxar"), item(3, "Office")
    side = evidence_sides(document(contradicts=[first, second, third]))[0]
    assert [(frame.name, [each["number"] for each in frame.items]) for frame in side.frames] == [
        ("Maxar", [1, 2]),
        ("Office", [3]),
    ]
    assert [frame.count_words for frame in side.frames] == ["2 items, counted once", ""]
    assert side.origin_words == "2 independent origins"


def test_items_that_do_not_count_have_frames_that_are_not_counted() -> None:
    party = item(1, "Ministry")
    party["source"] |= {"is_party": True, "interest": "Its own."}
    implied, broken, unnamed = item(2, "Gazette", is_source_implied=True), item(3, "Office", is_set_broken=True), item(4)
    frames = evidence_sides(document(contradicts=[party, implied, broken, unnamed]))[0].frames
    assert [(frame.name, frame.is_party, frame.is_counted) for frame in frames] == [
        ("Ministry", True, False),
        ("Gazette", False, False),
        ("Office", False, False),
        ("", False, False),
    ]
    assert [frame.interest for frame in frames] == ["Its own.", "", "", ""]


def test_note_names_the_origin_only_if_it_has_one_of_its_own() -> None:
    assert note_of(item(1, "Times", origin="Maxar")) == f"origin: {isolated('Maxar')}"
    assert note_of(item(2, "Times")) == ""
    assert note_of(item(3, title="memo.txt")) == ""


def test_longer_side_is_first_and_context_last() -> None:
    values = document(supports=[item(1, "A")], contradicts=[item(2, "B"), item(3, "C")], context=[item(4, "D")])
    assert [side.stance for side in evidence_sides(values)] == ["contradicts", "supports", "context"]
    values["evidence"]["supports"] += [item(5, "E"), item(6, "F")]
    assert [side.stance for side in evidence_sides(values)] == ["supports", "contradicts", "context"]
    assert [side.stance for side in evidence_sides(document())] == ["contradicts", "supports"]


def test_dates_are_in_order_with_the_date_of_the_claim() -> None:
    dated = [item(number, "A", event_on=day, event_precision="day") for number, day in enumerate(("2022-04-09", "2022-03-11"), 1)]
    assert events(document(contradicts=dated)) == []
    dated.append(item(3, "B", event_on="2022-03-30", event_precision="month"))
    found = events(document(contradicts=dated))
    assert [(each.on, each.precision, each.is_after) for each in found] == [
        ("2022-03-11", "day", False),
        ("2022-03-30", "month", False),
        ("2022-04-03", "day", False),
        ("2022-04-09", "day", True),
    ]
    assert [each.item is None for each in found] == [False, False, True, False]


@pytest.mark.parametrize(
    ("said", "event"),
    [
        (("2022-01-01", "year"), ("2022-04-04", "day")),  # the claim was made at some time in 2022
        (("2022-04-04", "day"), ("2022-01-01", "year")),
        (("2022-04-01", "month"), ("2022-04-30", "day")),
    ],
)
def test_event_of_the_same_year_or_month_is_neither_before_nor_after_the_claim(
    said: tuple[str, str], event: tuple[str, str]
) -> None:
    days = (("2020-01-01", "day"), ("2020-01-02", "day"), event, ("2024-01-01", "day"))
    dated = [item(n, "A", event_on=on, event_precision=precision) for n, (on, precision) in enumerate(days)]
    values = document(supports=dated)
    values["claim"] = {"said_on": said[0], "said_precision": said[1]}
    found = [(each.on, each.is_unclear, each.is_after) for each in events(values)]
    assert found[2:] == [(event[0], True, False), (said[0], False, False), ("2024-01-01", False, True)]


def test_documents_with_other_sentences_about_the_method_have_no_labels() -> None:
    assert method_parts(document()) == [("", "One."), ("", "Two.")]
    assert method_parts({"method": ["One.", "Two.", "Three."]})[0] == ("Two people", "One.")


@pytest.mark.parametrize(
    ("number", "worst", "best", "place"),
    [
        (1, 1, 5, (1, 5)),
        (5, 1, 5, (5, 5)),
        (0, 0, 1, (1, 2)),
        (50, 0, 100, (3, 5)),
        (100, 0, 100, (5, 5)),
        (3, 3, 3, None),
        (None, None, None, None),
        (9, 1, 5, None),
        (None, 1, 5, None),
    ],
)
def test_place_on_the_scale(number: int | None, worst: int | None, best: int | None, place: tuple[int, int] | None) -> None:
    assert place_on_scale(number, worst, best) == place


def test_each_paragraph_has_notes_on_what_it_cites() -> None:
    values = document(contradicts=[item(1, "Times <b>"), item(2, "Office")])
    values["verdict"]["rationale"] = "Images show it [1, 2]. <i>\n\nNothing here [7].\n\n- A list [2]."
    first, second, third = rationale_blocks(values)
    assert [[note["number"] for note in block["notes"]] for block in (first, second, third)] == [[1, 2], [], [2]]
    assert 'aria-label="Evidence 1, contradicts: Times &lt;b&gt;"><span>1</span></a><a class="ref' in first["html"]
    assert "<i>" not in first["html"]
    assert "[7]" in second["html"]
    assert third["html"].startswith("<ul>")


def test_document_that_predates_citations_has_no_notes() -> None:
    values = document(contradicts=[item(1, "Times")])
    values["verdict"] = {"rationale": "See [1]."}
    (block,) = rationale_blocks(values)
    assert (block["notes"], "[1]" in block["html"]) == ([], True)
