"""Boundaries of extended grapheme clusters, which users perceive as characters (Unicode Standard Annex #29). Pure.

General categories come from `unicodedata`. The tables below contain the properties that it lacks, for Unicode 15.1, from
GraphemeBreakProperty.txt, emoji-data.txt, and DerivedCoreProperties.txt. The standard library has no grapheme segmentation, and
the tables are small enough that the project maintains them instead of adding a dependency with its own Unicode version.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

ZWJ = "\u200d"


class _Ranges:
    """A set of code points, given as a table of hexadecimal ranges such as "23E9-23F3 24C2"."""

    def __init__(self, table: str) -> None:
        pairs = sorted(
            (int(first, 16), int(last or first, 16)) for first, _, last in (part.partition("-") for part in table.split())
        )
        self._firsts = [first for first, _ in pairs]
        self._lasts = [last for _, last in pairs]

    def __contains__(self, char: str) -> bool:
        at = bisect_right(self._firsts, ord(char)) - 1
        return at >= 0 and ord(char) <= self._lasts[at]


_REGIONAL = _Ranges("1F1E6-1F1FF")
_ALSO_EXTEND = _Ranges("200C FF9E-FF9F 1F3FB-1F3FF E0020-E007F")
_ALSO_SPACING = _Ranges("0E33 0EB3")
_NOT_SPACING = _Ranges("102B-102C 1038 1062-1064 1067-106D 1083 1087-108C 108F 109A-109C 1A61 1A63-1A64 AA7B AA7D 11720-11721")
_PREPEND = _Ranges("600-605 6DD 70F 890-891 8E2 D4E 110BD 110CD 111C2-111C3 1193F 11941 11A3A 11A84-11A89 11D46 11F02")
_PICTOGRAPHIC = _Ranges(
    "A9 AE 203C 2049 2122 2139 2194-2199 21A9-21AA 231A-231B 2328 2388 23CF 23E9-23F3 23F8-23FA 24C2 25AA-25AB 25B6 25C0"
    " 25FB-25FE 2600-2605 2607-2612 2614-2685 2690-2705 2708-2712 2714 2716 271D 2721 2728 2733-2734 2744 2747 274C 274E"
    " 2753-2755 2757 2763-2767 2795-2797 27A1 27B0 27BF 2934-2935 2B05-2B07 2B1B-2B1C 2B50 2B55 3030 303D 3297 3299"
    " 1F000-1F0FF 1F10D-1F10F 1F12F 1F16C-1F171 1F17E-1F17F 1F18E 1F191-1F19A 1F1AD-1F1E5 1F201-1F20F 1F21A 1F22F 1F232-1F23A"
    " 1F23C-1F23F 1F249-1F3FA 1F400-1F53D 1F546-1F64F 1F680-1F6FF 1F774-1F77F 1F7D5-1F7FF 1F80C-1F80F 1F848-1F84F 1F85A-1F85F"
    " 1F888-1F88F 1F8AE-1F8FF 1F90C-1F93A 1F93C-1F945 1F947-1FAFF 1FC00-1FFFD"
)
_LEAD, _VOWEL, _TAIL = _Ranges("1100-115F A960-A97C"), _Ranges("1160-11A7 D7B0-D7C6"), _Ranges("11A8-11FF D7CB-D7FB")
_SYLLABLE = _Ranges("AC00-D7A3")
_LINKER = _Ranges("94D 9CD ACD B4D C4D D4D")
_CONSONANT = _Ranges(
    "915-939 958-95F 978-97F 995-9A8 9AA-9B0 9B2 9B6-9B9 9DC-9DD 9DF 9F0-9F1 A95-AA8 AAA-AB0 AB2-AB3 AB5-AB9 AF9 B15-B28 B2A-B30"
    " B32-B33 B35-B39 B5C-B5D B5F B71 C15-C28 C2A-C39 C58-C5A D15-D3A"
)


def expand_to_clusters(text: str, start: int, end: int) -> tuple[int, int]:
    """Expand the half-open range of code points to whole grapheme clusters."""
    boundaries = ClusterBoundaries(text)
    while start not in boundaries:
        start -= 1
    while end not in boundaries:
        end += 1
    return start, end


def is_boundary(text: str, at: int) -> bool:
    """Return whether offset `at` is a boundary; both ends of the text are. The text must not contain CR."""
    return at in ClusterBoundaries(text)


class ClusterBoundaries:
    """The boundaries in one text: `at in boundaries` is equivalent to `is_boundary(text, at)`.

    Caches the last run of regional indicators, so that a series of tests in ascending order reads each run once.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._run = range(0)

    def __contains__(self, at: int) -> bool:
        text = self._text
        if at <= 0 or at >= len(text):
            return True
        before, after = text[at - 1], text[at]
        if before < "\u0300" and after < "\u0300":  # below U+0300, nothing extends a cluster
            return True
        if _is_control(before) or _is_control(after):  # GB4, GB5
            return True
        if _is_hangul_syllable_part(before, after):  # GB6 to GB8
            return False
        if after == ZWJ or _is_extend(after) or _is_spacing_mark(after) or before in _PREPEND:  # GB9, GB9a, GB9b
            return False
        if _is_conjunct(text, at) or _is_emoji_sequence(text, at):  # GB9c, GB11
            return False
        return not (before in _REGIONAL and after in _REGIONAL and (at - self._start_of_run(at)) % 2)  # GB12, GB13

    def _start_of_run(self, at: int) -> int:
        """Return the offset where the run of regional indicators around `at` starts."""
        if at not in self._run:
            start = end = at
            while start > 0 and self._text[start - 1] in _REGIONAL:
                start -= 1
            while end < len(self._text) and self._text[end] in _REGIONAL:
                end += 1
            self._run = range(start, end)
        return self._run.start


def _is_control(char: str) -> bool:
    if unicodedata.category(char) in ("Cc", "Zl", "Zp"):
        return True
    return (
        unicodedata.category(char) == "Cf" and char not in (ZWJ, "\u200c") and char not in _PREPEND and char not in _ALSO_EXTEND
    )


def _is_extend(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me") or char in _ALSO_EXTEND


def _is_spacing_mark(char: str) -> bool:
    return (unicodedata.category(char) == "Mc" and char not in _NOT_SPACING) or char in _ALSO_SPACING


def _is_hangul_syllable_part(before: str, after: str) -> bool:
    if before in _LEAD:
        return after in _LEAD or after in _VOWEL or after in _SYLLABLE
    has_no_final_consonant = before in _SYLLABLE and (ord(before) - 0xAC00) % 28 == 0  # LV syllable
    if before in _VOWEL or has_no_final_consonant:
        return after in _VOWEL or after in _TAIL
    return (before in _TAIL or before in _SYLLABLE) and after in _TAIL


def _is_conjunct(text: str, at: int) -> bool:
    """Return whether a consonant at `at` follows a consonant and a linker (virama)."""
    if text[at] not in _CONSONANT:
        return False
    is_linked, position = False, at - 1
    while position >= 0 and (_is_extend(text[position]) or text[position] == ZWJ):
        is_linked = is_linked or text[position] in _LINKER
        position -= 1
    return is_linked and position >= 0 and text[position] in _CONSONANT


def _is_emoji_sequence(text: str, at: int) -> bool:
    """Return whether a pictograph at `at` follows a pictograph and a zero-width joiner."""
    if text[at - 1] != ZWJ or text[at] not in _PICTOGRAPHIC:
        return False
    position = at - 2
    while position >= 0 and _is_extend(text[position]):
        position -= 1
    return position >= 0 and text[position] in _PICTOGRAPHIC
