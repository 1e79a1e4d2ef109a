"""The difference between two records, from plain values."""

from __future__ import annotations

from typing import Any

from factcheck.verdicts.record_difference import is_equal, record_difference, with_displayed_dates

ITEM = {
    "number": 2,
    "stance": "supports",
    "title": "A register",
    "source": {"name": "The port", "source_kind": "institution"},
    "published_on": None,
    "available_precision": "day",
    "surroundings": ["in May ", " were seen"],
}


def record(**parts: Any) -> dict[str, Any]:
    return {"claim": {"statement": "It was so."}, "rating": None, "evidence": {}, "mentions": {}, "authors": [1], **parts}


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    return [
        (row.kind.value, row.title, [(field.label, field.before, field.after) for field in row.fields])
        for row in record_difference(before, after, hidden=())
    ]


def test_changed_field_has_its_label_and_both_values() -> None:
    before, after = record(), record(claim={"statement": "It was not so."})
    assert changes(before, after) == [("changed", "Claim", [("Statement", "It was so.", "It was not so.")])]
    assert not is_equal(before, after)


def test_added_row_is_titled_by_its_number_and_has_its_values() -> None:
    (change,) = changes(record(), record(evidence={"7": ITEM}))
    assert change[:2] == ("added", "Evidence [2]: A register")
    assert change[2] == [
        ("Stance toward the claim", "", "supports"),
        ("Title", "", "A register"),
        ("Source name", "", "The port"),
        ("Source kind", "", "institution"),
        ("Surrounding words", "", "in May  …  were seen"),
    ]


def test_removed_row_is_titled_by_its_former_values() -> None:
    (change,) = changes(record(evidence={"7": ITEM}), record())
    assert change[:2] == ("removed", "Evidence [2]: A register")


def test_value_of_another_row_is_named_after_both() -> None:
    edited = {**ITEM, "source": {"name": "The old port", "source_kind": "institution"}}
    assert changes(record(evidence={"7": ITEM}), record(evidence={"7": edited})) == [
        ("changed", "Evidence [2]: A register", [("Source name", "The port", "The old port")])
    ]


def test_rows_are_listed_in_the_order_of_their_ids() -> None:
    items = {"10": {**ITEM, "number": 3}, "9": ITEM}
    assert [title for _, title, _ in changes(record(), record(evidence=items))] == [
        "Evidence [2]: A register",
        "Evidence [3]: A register",
    ]


def test_authors_are_not_compared() -> None:
    assert is_equal(record(), record(authors=[2]))
    assert changes(record(), record(authors=[2])) == []


def test_part_that_an_older_record_does_not_have_counts_as_changed() -> None:
    assert not is_equal(record(), record(parties={"1": {"name": "The ministry"}}))


def test_dates_are_displayed_as_on_the_pages_with_their_precision() -> None:
    def displayed(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str]]:
        ((_, _, fields),) = changes(with_displayed_dates(before), with_displayed_dates(after))
        return fields

    before = {**ITEM, "available_since": "2022-04-01", "available_precision": "month", "published_on": "2022-04-04"}
    after = {**before, "available_precision": "day", "published_on": "2022-04-05"}
    fields = displayed(record(evidence={"7": before}), record(evidence={"7": after}))
    assert [values for _, *values in fields] == [["4 April 2022", "5 April 2022"], ["April 2022", "1 April 2022"]]
    claim = {"statement": "It was so.", "said_on": None, "said_precision": "day"}
    dated = {**claim, "said_on": "2022-01-01", "said_precision": "year"}
    assert displayed(record(claim=claim), record(claim=dated)) == [("Date of claim", "", "2022")]


def test_programs_get_dates_in_the_format_of_the_api() -> None:
    dated = {**ITEM, "published_on": "2022-04-04"}
    ((_, _, fields),) = changes(record(evidence={"7": ITEM}), record(evidence={"7": dated}))
    assert fields == [("Date published", "", "2022-04-04")]
