"""The guess of how an article presents selected text, on sentences with marks of several typographies."""

from __future__ import annotations

import time

import pytest

from factcheck.claims.choices import Mode
from factcheck.claims.quotation import MAX_PARAGRAPH, guess_mode, quotations

DIRECT, INDIRECT, SCARE, HEADLINE, OWN = "direct", "indirect", "scare", "headline", "own_voice"

# Twenty sentences, each with selections and the modes that a person would choose for them.
JUDGED: list[tuple[str, list[tuple[str, set[str]]]]] = [
    (
        "“The harbor was closed for three days,” the mayor told reporters.",
        [
            ("The harbor was closed for three days", {DIRECT}),
            ("closed for three days", {DIRECT}),
            ("“The harbor was closed for three days,” the mayor told reporters.", {DIRECT}),
            ("the mayor told reporters", {OWN, INDIRECT}),
        ],
    ),
    (
        'The spokeswoman said, "We didn\'t order the ships to leave, and nobody asked us to."',
        [
            ("We didn't order the ships to leave", {DIRECT}),
            ("nobody asked us to", {DIRECT}),
            ("The spokeswoman said", {OWN, INDIRECT}),
        ],
    ),
    (
        "The minister's office stated on Tuesday that the bridge had been repaired before the winter.",
        [
            ("the bridge had been repaired before the winter", {INDIRECT}),
            ("the bridge had been repaired", {INDIRECT}),
            ("The minister's office stated on Tuesday that the bridge had been repaired before the winter.", {INDIRECT}),
        ],
    ),
    (
        "The company’s ‘voluntary’ contribution was deducted from the wages of four hundred drivers.",
        [
            ("voluntary", {SCARE}),
            ("‘voluntary’", {SCARE}),
            ("deducted from the wages of four hundred drivers", {OWN}),
            ("The company’s ‘voluntary’ contribution", {SCARE, OWN}),
        ],
    ),
    (
        "Heavy rain flooded the valley in the night and destroyed two schools.",
        [("Heavy rain flooded the valley in the night", {OWN}), ("destroyed two schools", {OWN})],
    ),
    (
        "« La centrale fonctionne normalement depuis le matin », a déclaré le directeur.",
        [("La centrale fonctionne normalement depuis le matin", {DIRECT}), ("fonctionne normalement", {DIRECT})],
    ),
    (
        "„Die Brücke wurde schon im Herbst gesperrt“, sagte die Bürgermeisterin.",
        [("Die Brücke wurde schon im Herbst gesperrt", {DIRECT}), ("sagte die Bürgermeisterin", {OWN, INDIRECT})],
    ),
    (
        '“The engineer told me: ‘The valve is broken and nobody will fix it,’ and I believed him," the witness said.',
        [
            ("The valve is broken and nobody will fix it", {DIRECT}),
            ("I believed him", {DIRECT}),
            ("The engineer told me", {DIRECT}),
        ],
    ),
    (
        "Two hundred people had fled the village before dawn, the commander said.",
        [
            ("Two hundred people had fled the village before dawn", {INDIRECT}),
            ("had fled the village", {INDIRECT}),
            ("Two hundred people had fled the village before dawn, the commander said.", {INDIRECT}),
        ],
    ),
    (
        "According to the agency, the output of the mine doubled within a year.",
        [("the output of the mine doubled within a year", {INDIRECT}), ("the mine doubled", {INDIRECT})],
    ),
    (
        'The union rejected the offer and called the new schedule "absurd" and “an insult”.',
        [
            ("absurd", {DIRECT, SCARE}),
            ("an insult", {DIRECT, SCARE}),
            ("The union rejected the offer", {OWN, INDIRECT}),
        ],
    ),
    (
        "The drivers' leader claimed that the tests were 'pointless' and that the results had been changed.",
        [
            ("the results had been changed", {INDIRECT}),
            ("the tests were 'pointless'", {INDIRECT}),
            ("pointless", {DIRECT, SCARE}),
        ],
    ),
    (
        "The inspector wrote: “everything is safe.” Then the roof fell on the market hall.",
        [
            ("everything is safe", {DIRECT}),
            ("the roof fell on the market hall", {OWN}),
        ],
    ),
    (
        "It's a rock 'n' roll song from the ’90s, and the singers' names are on the cover.",
        [("the singers' names are on the cover", {OWN}), ("a rock 'n' roll song from the ’90s", {OWN})],
    ),
    (
        "The so-called “reform” reduced the budget of the hospitals by a third.",
        [("reform", {SCARE}), ("reduced the budget of the hospitals by a third", {OWN})],
    ),
    (
        "The senator denied that she had met the lobbyist, while the calendar of her office lists two meetings.",
        [
            ("she had met the lobbyist", {INDIRECT}),
            ("the calendar of her office lists two meetings", {OWN}),
            ("The senator denied that she had met the lobbyist", {INDIRECT}),
        ],
    ),
    (
        "»Wir haben davon nichts gewusst und nichts gehört«, sagte er.",
        [("Wir haben davon nichts gewusst", {DIRECT}), ("nichts gehört", {DIRECT})],
    ),
    (
        "The column ran under the title “Night of the Long Boats” in the paper of the island.",
        [("Night of the Long Boats", {OWN, HEADLINE}), ("in the paper of the island", {OWN})],
    ),
    (
        '“We have seen no evidence of this", the auditor added, “and we have looked for it everywhere.”',
        [
            ("We have seen no evidence of this", {DIRECT}),
            ("we have looked for it everywhere", {DIRECT}),
            ('“We have seen no evidence of this", the auditor added, “and we have looked for it everywhere.”', {DIRECT}),
        ],
    ),
    (
        "The ‘safe route’ crossed a minefield, and the convoy lost three trucks.",
        [("safe route", {SCARE}), ("the convoy lost three trucks", {OWN}), ("crossed a minefield", {OWN})],
    ),
]


def guess(text: str, words: str) -> str | None:
    assert text.count(words) == 1, words
    at = text.index(words)
    return guess_mode(text, [(at, at + len(words))])


def test_guesses_are_right_or_left_open_on_twenty_sentences() -> None:
    assert len(JUDGED) == 20
    rows = [(words, guess(sentence, words), modes) for sentence, selections in JUDGED for words, modes in selections]
    wrong = [(words, found, modes) for words, found, modes in rows if found is not None and found not in modes]
    right = [words for words, found, modes in rows if found in modes]
    assert wrong == []
    assert len(right) >= 0.6 * len(rows), [words for words, found, _ in rows if found is None]


def test_each_guess_is_a_mode() -> None:
    found = {guess(sentence, words) for sentence, selections in JUDGED for words, _ in selections}
    assert {DIRECT, INDIRECT, SCARE, OWN} <= found - {None} <= {mode.value for mode in Mode}


ARTICLE = (
    "Harbor closed after storm\n\n"
    "The storm hit the coast on Monday. “We lost everything,” one owner said.\n\n"
    "Mayor 'was warned'\n\n"
    "“The warning came in the morning.\n\n"
    "“Nobody told the crews to leave the harbor,” the owner added.\n"
)


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ("Harbor closed after storm", HEADLINE),
        ("Mayor 'was warned'", HEADLINE),
        ("was warned", HEADLINE),
        ("The storm hit the coast on Monday.", OWN),
        ("We lost everything", DIRECT),
        ("The warning came in the morning", DIRECT),
        ("Nobody told the crews", DIRECT),
        ("on Monday. “We lost", None),
        ("storm\n\nThe storm", None),
    ],
)
def test_guess_in_an_article(words: str, mode: str | None) -> None:
    assert guess(ARTICLE, words) == mode


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mayor announced a plan that moved the market to the river.", "moved the market to the river"),
        ("A study in the United States of last year shows that the river is rising.", "the river is rising"),
        ("The port authority put the number of the wrecks at eleven.", "the number of the wrecks"),
        ("Who closed the harbor in the night?", "closed the harbor in the night"),
        ("Гавань закрыли на три дня.", "закрыли на три дня"),
    ],
)
def test_text_that_does_not_determine_the_mode_is_left_open(text: str, words: str) -> None:
    assert guess(text, words) is None


def test_first_line_without_more_text_is_not_a_headline() -> None:
    assert guess_mode("Harbor closed after storm", [(0, 25)]) != HEADLINE


def test_quotation_that_continues_without_a_mark_is_left_open() -> None:
    text = "The owner said: “The warning came late.\n\nThe crews had left the harbor.” He went home.\n"
    assert guess(text, "The crews had left the harbor.") is None


def test_spans_in_different_modes_are_left_open() -> None:
    spans = [(at, at + 10) for at in (ARTICLE.index("We lost"), ARTICLE.index("Harbor"))]
    assert [guess_mode(ARTICLE, [span]) for span in spans] == [DIRECT, HEADLINE]
    assert guess_mode(ARTICLE, spans) is None
    assert guess_mode(ARTICLE, [spans[0], spans[0]]) == DIRECT


@pytest.mark.parametrize(
    ("paragraph", "quoted"),
    [
        ('He said “one” and "two".', ["one", "two"]),
        ('A “mixed pair" and "another”.', ["mixed pair", "another"]),
        ("Outer “with ‘inner’ words” here.", ["with ‘inner’ words"]),
        ("It’s the dog's bone, isn't it?", []),
        ("The ‘Anti-River’ campaign’s end", ["Anti-River"]),
        ("’Tis the season of the ’80s", []),
        ("„Deutsch“ and »umgekehrt« and «français» and ‹petit›", ["Deutsch", "umgekehrt", "français", "petit"]),
        ("「引用」と『本』", ["引用", "本"]),
        ("A 6'2\" tall man", []),
        ('Goals."Amid the noise', []),
        ("Open “without an end", ["without an end"]),
    ],
)
def test_quotations_of_a_paragraph(paragraph: str, quoted: list[str]) -> None:
    assert [paragraph[item.start : item.end] for item in quotations(paragraph)] == quoted


def test_offsets_are_code_points() -> None:
    text = "👩\u200d👩\u200d👧 spoke. “The scene 🇺🇦 was arranged for all of us,” she said."
    assert guess(text, "🇺🇦 was arranged") == DIRECT


@pytest.mark.parametrize("spans", [[], [(5, 5)], [(0, 10_000)], [(-1, 2)], [(0, 1)]])
def test_invalid_or_empty_selection_is_left_open(spans: list[tuple[int, int]]) -> None:
    assert guess_mode("“ The harbor was closed.", spans) is None


@pytest.mark.parametrize("repeated", [" 'a", "s' a", '"', " “a", "”", ", a b", " said a", "’s ", "« ", ". A", "that said "])
def test_hostile_paragraph_takes_linear_time(repeated: str) -> None:
    text = (repeated * MAX_PARAGRAPH)[: MAX_PARAGRAPH - 1]
    began = time.process_time()
    guess_mode(text, [(0, len(text))])
    guess_mode(text, [(len(text) // 2, len(text) // 2 + 50)])
    assert time.process_time() - began < 1


def test_very_long_paragraph_is_left_open() -> None:
    text = "The harbor was closed. " * (MAX_PARAGRAPH // 10)
    assert guess_mode(text, [(0, 21)]) is None
