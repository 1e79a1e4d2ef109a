"""Comparison of the wordings of one claim."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from factcheck.desk.claim.wording import WordingChange, WordingPiece, compare_wordings
from tests.growth import assert_linear, seeded_random


def own(text: str, *others: str) -> list[str]:
    return [piece.text for piece in compare_wordings([text, *others])[0].pieces if piece.differs]


def test_differing_words_are_separate_pieces() -> None:
    first, second = compare_wordings(["The scene was staged.", "The scene was a fake attack."])
    assert first.pieces == (WordingPiece("The scene was ", False), WordingPiece("staged", True), WordingPiece(".", False))
    assert second.pieces == (WordingPiece("The scene was ", False), WordingPiece("a fake attack", True), WordingPiece(".", False))
    assert (first.changes, second.changes) == ((), (WordingChange("staged", "a fake attack"),))


def test_case_punctuation_and_quotation_marks_are_ignored() -> None:
    assert own("“The town’s mayor”, he said", "the TOWN'S mayor he said") == []


def test_added_and_omitted_words_are_distinguished() -> None:
    _, more, fewer = compare_wordings(["410 bodies were found", "410 bodies were never found", "bodies were found"])
    assert (more.changes, fewer.changes) == ((WordingChange("", "never"),), (WordingChange("410", ""),))


def test_word_of_the_first_wording_differs_if_any_other_wording_differs() -> None:
    assert own("one two three", "one two four", "five two three") == ["one", "three"]


def test_short_common_word_does_not_separate_differences() -> None:
    data = [
        "The scene was staged after they had left, he said in Moscow.",
        "The scene was a fake which he had seen, he told in Moscow.",
    ]
    assert compare_wordings(data)[1].changes == (
        WordingChange("staged after they had left, he said", "a fake which he had seen, he told"),
    )


def test_single_wording_has_no_differences() -> None:
    assert compare_wordings(["Words."])[0].pieces == (WordingPiece("Words.", False),)
    assert compare_wordings([]) == []


def test_similar_long_wordings_are_compared() -> None:
    long = "word " * 3000
    assert compare_wordings([long, f"{long}more"])[1].changes == (WordingChange("", "more"),)


def test_wordings_that_differ_too_much_are_not_compared() -> None:
    letters = seeded_random(1)
    wordings = [" ".join(letters.choices("abcdefgh", k=2000)) for _ in range(3)]
    compared = compare_wordings(wordings)
    assert [wording.pieces for wording in compared] == [(WordingPiece(text, False),) for text in wordings]
    assert not any(wording.is_compared or wording.changes for wording in compared)


def test_cost_for_many_mentions_is_limited() -> None:
    letters = seeded_random(1)

    def many(size: int) -> Callable[[], object]:
        wordings = [" ".join(letters.choices("abcdefgh", k=300)) for _ in range(size)]
        return lambda: compare_wordings(wordings)

    assert_linear(many, 25, within=1.0)


@given(st.lists(st.text(alphabet="aB c.’'é𝒳\n-", max_size=40), max_size=4))
def test_joined_pieces_are_the_wording(wordings: list[str]) -> None:
    assert ["".join(piece.text for piece in compared.pieces) for compared in compare_wordings(wordings)] == wordings
