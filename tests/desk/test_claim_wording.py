"""Wordings of one claim compared."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from factcheck.desk.claim.wording import WordingChange, WordingPiece, compare
from tests.growth import assert_linear, seeded_random


def own(text: str, *others: str) -> list[str]:
    return [piece.text for piece in compare([text, *others])[0].pieces if piece.differs]


def test_words_that_differ_are_pieces_of_their_own() -> None:
    first, second = compare(["The scene was staged.", "The scene was a fake attack."])
    assert first.pieces == (WordingPiece("The scene was ", False), WordingPiece("staged", True), WordingPiece(".", False))
    assert second.pieces == (WordingPiece("The scene was ", False), WordingPiece("a fake attack", True), WordingPiece(".", False))
    assert (first.changes, second.changes) == ((), (WordingChange("staged", "a fake attack"),))


def test_case_punctuation_and_kinds_of_quotation_marks_do_not_differ() -> None:
    assert own("“The town’s mayor”, he said", "the TOWN'S mayor he said") == []


def test_added_and_left_out_words_are_told_apart() -> None:
    _, more, fewer = compare(["410 bodies were found", "410 bodies were never found", "bodies were found"])
    assert (more.changes, fewer.changes) == ((WordingChange("", "never"),), (WordingChange("410", ""),))


def test_in_the_first_wording_differs_what_any_other_says_differently() -> None:
    assert own("one two three", "one two four", "five two three") == ["one", "three"]


def test_a_lone_short_word_in_common_does_not_part_a_phrase() -> None:
    said = [
        "The scene was staged after they had left, he said in Moscow.",
        "The scene was a fake which he had seen, he told in Moscow.",
    ]
    assert compare(said)[1].changes == (
        WordingChange("staged after they had left, he said", "a fake which he had seen, he told"),
    )


def test_a_claim_with_one_mention_has_nothing_to_differ_from() -> None:
    assert compare(["Words."])[0].pieces == (WordingPiece("Words.", False),)
    assert compare([]) == []


def test_long_wordings_are_compared_where_they_agree_in_most_words() -> None:
    long = "word " * 3000
    assert compare([long, f"{long}more"])[1].changes == (WordingChange("", "more"),)


def test_wordings_that_differ_too_much_are_shown_whole_and_say_so() -> None:
    letters = seeded_random(1)
    wordings = [" ".join(letters.choices("abcdefgh", k=2000)) for _ in range(3)]
    compared = compare(wordings)
    assert [one.pieces for one in compared] == [(WordingPiece(text, False),) for text in wordings]
    assert not any(one.is_compared or one.changes for one in compared)


def test_the_work_for_many_mentions_is_bounded() -> None:
    letters = seeded_random(1)

    def many(size: int) -> Callable[[], object]:
        wordings = [" ".join(letters.choices("abcdefgh", k=300)) for _ in range(size)]
        return lambda: compare(wordings)

    assert_linear(many, 25, within=1.0)


@given(st.lists(st.text(alphabet="aB c.’'é𝒳\n-", max_size=40), max_size=4))
def test_the_pieces_joined_give_the_wording_again(wordings: list[str]) -> None:
    assert ["".join(piece.text for piece in compared.pieces) for compared in compare(wordings)] == wordings
