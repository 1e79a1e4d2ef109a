"""Wordings of one claim compared."""

from hypothesis import given
from hypothesis import strategies as st

from factcheck.desk.claim.wording import Change, Piece, compare


def own(text: str, *others: str) -> list[str]:
    return [piece.text for piece in compare([text, *others])[0].pieces if piece.differs]


def test_words_that_differ_are_pieces_of_their_own() -> None:
    first, second = compare(["The scene was staged.", "The scene was a fake attack."])
    assert first.pieces == (Piece("The scene was ", False), Piece("staged", True), Piece(".", False))
    assert second.pieces == (Piece("The scene was ", False), Piece("a fake attack", True), Piece(".", False))
    assert (first.changes, second.changes) == ((), (Change("staged", "a fake attack"),))


def test_case_punctuation_and_kinds_of_quotation_marks_do_not_differ() -> None:
    assert own("“The town’s mayor”, he said", "the TOWN'S mayor he said") == []


def test_added_and_left_out_words_are_told_apart() -> None:
    _, more, fewer = compare(["410 bodies were found", "410 bodies were never found", "bodies were found"])
    assert (more.changes, fewer.changes) == ((Change("", "never"),), (Change("410", ""),))


def test_in_the_first_wording_differs_what_any_other_says_differently() -> None:
    assert own("one two three", "one two four", "five two three") == ["one", "three"]


def test_a_lone_short_word_in_common_does_not_part_a_phrase() -> None:
    said = [
        "The scene was staged after they had left, he said in Moscow.",
        "The scene was a fake which he had seen, he told in Moscow.",
    ]
    assert compare(said)[1].changes == (Change("staged after they had left, he said", "a fake which he had seen, he told"),)


def test_a_claim_with_one_mention_has_nothing_to_differ_from() -> None:
    assert compare(["Words."])[0].pieces == (Piece("Words.", False),)
    assert compare([]) == []


def test_very_long_wordings_are_shown_without_comparing() -> None:
    long = "word " * 3000
    assert [piece.differs for piece in compare([long, "other"])[0].pieces] == [False]


@given(st.lists(st.text(alphabet="aB c.’'é𝒳\n-", max_size=40), max_size=4))
def test_the_pieces_joined_give_the_wording_again(wordings: list[str]) -> None:
    assert ["".join(piece.text for piece in compared.pieces) for compared in compare(wordings)] == wordings
