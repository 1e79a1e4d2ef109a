"""Placement of quotes of an old text in a new one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factcheck.claims.anchoring import Selector, occurrences, select
from factcheck.claims.placement import Placement, PlacementOutcome, TextComparison

HARBOR = "The admiral said that the bridge was mined.\nThe mayor insists the army claims the bridge was mined.\n"


def quote(text: str, exact: str, copy: int = 0) -> Selector:
    start = occurrences(text, exact)[copy]
    return select(text, start, start + len(exact))


def place(old: str, new: str, exact: str, copy: int = 0) -> Placement:
    return TextComparison(old, new).place([quote(old, exact, copy)])


def sentence_of(text: str, placement: Placement) -> str:
    """The words before a placed quote in its line."""
    (selector,) = placement.selectors
    return text[text.rfind("\n", 0, selector.start) + 1 : selector.start].strip()


def test_mark_stays_away_from_another_speakers_copy_when_its_sentence_is_rewritten() -> None:
    new = HARBOR.replace("The admiral said that the bridge was mined.", "The admiral refused to comment.")
    assert place(HARBOR, new, "the bridge was mined").outcome is PlacementOutcome.NEEDS_REVIEW
    other = place(HARBOR, new, "the bridge was mined", copy=1)
    assert sentence_of(new, other) == "The mayor insists the army claims"


@pytest.mark.parametrize(
    "new",
    [
        "The admiral refused to comment.\nThe mayor said that the bridge was mined.\n",
        "The admiral refused to comment. The mayor said that the bridge was mined.\n",
        "The mayor and the pilot insist the army claims the bridge was mined.\n",
    ],
)
def test_only_copy_does_not_move_to_another_sentence(new: str) -> None:
    old = "The admiral said that the bridge was mined.\nThe mayor refused to comment.\n"
    assert place(old, new, "the bridge was mined").outcome is PlacementOutcome.NEEDS_REVIEW


@pytest.mark.parametrize("rest", ["", "The mayor insists the army claims the bridge was mined.\n"])
def test_changed_verb_is_flagged_with_the_old_and_the_new_words(rest: str) -> None:
    old = "The admiral said that the bridge was mined.\n" + rest
    placement = place(old, old.replace("said that", "denied that"), "the bridge was mined")
    assert placement.outcome is PlacementOutcome.PLACED
    assert [change.as_json() for change in placement.changes] == [{"side": "before", "old": "said that", "new": "denied that"}]


def test_change_after_the_quote_is_flagged() -> None:
    old = "The bridge was mined, the admiral said on Monday."
    placement = place(old, old.replace("said", "suspected"), "The bridge was mined")
    assert [change.as_json() for change in placement.changes] == [
        {"side": "after", "old": ", the admiral said", "new": ", the admiral suspected"}
    ]


def test_typographic_change_around_a_quote_is_not_flagged() -> None:
    placement = place('He said: "We left" on Monday.', "He said: “We left” on\u00a0Monday.", "We left")
    assert (placement.outcome, placement.changes) == (PlacementOutcome.PLACED, ())


@pytest.mark.parametrize("found", ["1 410", "1,410", "1\u00a0410", "410%", "410.5", "-410", "4101", "410–420"])
def test_figure_does_not_move_into_another_figure(found: str) -> None:
    old = "The prosecutor counted 410 bodies. Nobody has confirmed the figure."
    new = old.replace("410", found)
    for exact in ("410", "counted 410", "410 bodies"):
        assert place(old, new, exact).outcome is PlacementOutcome.ORPHAN


def test_figure_does_not_become_another_figure() -> None:
    assert place("They counted 410 bodies.", "They counted 420 bodies.", "410 bodies").outcome is PlacementOutcome.ORPHAN


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("“410 bodies”", '"410 bodies"'),
        ("410 bodies", "410\u00a0bodies"),
        ("410 bodies", "410\nbodies"),
        ("official", "of\ufb01cial"),
        ("propaganda", "propa\u00adganda"),
        ("it's over", "it’s over"),
        ("well-known", "well‑known"),
        ("café closed", "cafe\u0301 closed"),
    ],
)
def test_typographic_variant_is_proposed_and_never_placed(old: str, new: str) -> None:
    text = "He spoke of {} on Monday."
    comparison = TextComparison(text.format(old), text.format(new))
    before = quote(comparison.old, old)
    assert comparison.place([before]).outcome is PlacementOutcome.NEEDS_REVIEW
    assert [[selector.exact for selector in proposal] for proposal in comparison.proposals([before])] == [[new]]


def test_moved_paragraph_is_placed_where_quote_and_contexts_are_unique() -> None:
    first = "The admiral spoke at length and said that the bridge was mined by the engineers of the army before it withdrew."
    old = f"{first}\n\nTwo other paragraphs follow.\n\nThey are about other matters entirely.\n"
    new = f"Two other paragraphs follow.\n\nThey are about other matters entirely.\n\n{first}\n"
    assert place(old, new, "the bridge was mined").outcome is PlacementOutcome.PLACED


def test_mention_with_two_passages_is_placed_only_if_both_are() -> None:
    old = "The admiral spoke. He said that the bridge was mined. Then, after a pause, he left the room."
    new = old.replace("after a pause", "at once")
    quotes = [quote(old, "the bridge was mined"), quote(old, "after a pause")]
    comparison = TextComparison(old, new)
    assert comparison.place(quotes[:1]).outcome is PlacementOutcome.PLACED
    assert (comparison.place(quotes).outcome, comparison.place(quotes).selectors) == (PlacementOutcome.ORPHAN, ())
    assert comparison.proposals(quotes) == []


def test_candidates_of_one_missing_passage_complete_the_placed_ones() -> None:
    old = "The admiral spoke of “mines” and said that the bridge was closed to all traffic."
    new = old.replace("“mines”", '"mines"')
    proposals = TextComparison(old, new).proposals([quote(old, "“mines”"), quote(old, "the bridge was closed")])
    assert [[selector.exact for selector in proposal] for proposal in proposals] == [['"mines"', "the bridge was closed"]]


SPEAKERS = ["admiral", "mayor", "pilot", "nurse", "judge"]
VERBS = ["said that", "denied that", "claims", "heard that", "wrote that"]
STATEMENTS = ["the bridge was mined", "410 people had left", "the bridge was mined and 410 people had left"]
SENTENCES = st.tuples(st.sampled_from(VERBS), st.sampled_from(STATEMENTS))
TEXTS = st.dictionaries(st.sampled_from(SPEAKERS), SENTENCES, min_size=1)


def build(sentences: dict[str, tuple[str, str]], gap: str) -> str:
    """One sentence for each speaker, so that the speaker identifies the copy of a statement."""
    return gap.join(f"The {speaker} {verb} {statement}." for speaker, (verb, statement) in sentences.items())


def speaker_at(text: str, start: int) -> str:
    return max(SPEAKERS, key=lambda speaker: text.rfind(f"The {speaker} ", 0, start))


@given(TEXTS, TEXTS, st.sampled_from(["\n", " ", "\n\n"]), st.sampled_from(STATEMENTS))
@example({"admiral": ("said that", STATEMENTS[0])}, {"mayor": ("said that", STATEMENTS[0])}, " ", STATEMENTS[0])
def test_quote_never_moves_to_another_speakers_copy(
    old_sentences: dict[str, tuple[str, str]], new_sentences: dict[str, tuple[str, str]], gap: str, exact: str
) -> None:
    old, new = build(old_sentences, gap), build(new_sentences, gap)
    comparison = TextComparison(old, new)
    quotes = [select(old, start, start + len(exact)) for start in occurrences(old, exact)]
    placed = [(each, comparison.place([each])) for each in quotes]
    for each, placement in placed:
        if placement.outcome is not PlacementOutcome.PLACED:
            continue
        (selector,) = placement.selectors
        assert new[selector.start : selector.end] == selector.exact == exact
        is_same_speaker = speaker_at(old, each.start) == speaker_at(new, selector.start)
        # Where the speaker changed, the editor of the article replaced the name in place, which is a flagged change of context.
        assert is_same_speaker or (placement.changes and speaker_at(old, each.start) not in new_sentences)
    starts = [placement.selectors[0].start for _, placement in placed if placement.selectors]
    assert len(starts) == len(set(starts))  # two quotes never move to the same passage


ALPHABET = st.sampled_from(["a", "b", "4", "10", " ", "\n", ".", ",", "“", "\u00a0", "é", "e\u0301", "漢"])
STRINGS = st.lists(ALPHABET, max_size=30).map("".join)


@given(STRINGS, STRINGS, st.data())
def test_offsets_of_each_placement_match_the_new_text(old: str, new: str, data: st.DataObject) -> None:
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    before = select(old, start, data.draw(st.integers(start + 1, len(old))))
    comparison = TextComparison(old, new)
    placement = comparison.place([before])
    for selector in [*placement.selectors, *(each for proposal in comparison.proposals([before]) for each in proposal)]:
        assert selector == select(new, selector.start, selector.end)
    if placement.outcome is PlacementOutcome.PLACED:
        assert placement.selectors[0].exact == before.exact


@given(STRINGS.filter(bool), st.data())
def test_unchanged_text_places_every_quote_where_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    before = select(text, start, data.draw(st.integers(start + 1, len(text))))
    if before.exact.strip():
        assert TextComparison(text, text).place([before]) == Placement(PlacementOutcome.PLACED, (before,))
