"""Boundaries of extended grapheme clusters, which users perceive as characters (Unicode Standard Annex #29). Pure.

General categories come from `unicodedata`. The tables below contain the properties that it lacks, for Unicode 15.1, from
GraphemeBreakProperty.txt, emoji-data.txt, and DerivedCoreProperties.txt. The standard library has no grapheme segmentation, and
the tables are small enough that the project maintains them instead of adding a dependency with its own Unicode version.
"""

from __future__ import annotations

import re
import unicodedata

ZWJ = "\u200d"


def _ranges(table: str) -> list[range]:
    """The code points in a table of hexadecimal ranges such as "23E9-23F3 24C2"."""
    parts = (part.partition("-") for part in table.split())
    return [range(int(first, 16), int(last or first, 16) + 1) for first, _, last in parts]


FIRST_INDICATOR, LAST_INDICATOR = "\U0001f1e6", "\U0001f1ff"  # regional indicators, which are flags in pairs
_ALSO_EXTEND = _ranges("200C FF9E-FF9F 1F3FB-1F3FF E0020-E007F")
_ALSO_SPACING = _ranges("0E33 0EB3")
_NOT_SPACING = _ranges("102B-102C 1038 1062-1064 1067-106D 1083 1087-108C 108F 109A-109C 1A61 1A63-1A64 AA7B AA7D 11720-11721")
_PREPEND = _ranges("600-605 6DD 70F 890-891 8E2 D4E 110BD 110CD 111C2-111C3 1193F 11941 11A3A 11A84-11A89 11D46 11F02")
_PICTOGRAPHIC = _ranges(
    "A9 AE 203C 2049 2122 2139 2194-2199 21A9-21AA 231A-231B 2328 2388 23CF 23E9-23F3 23F8-23FA 24C2 25AA-25AB 25B6 25C0"
    " 25FB-25FE 2600-2605 2607-2612 2614-2685 2690-2705 2708-2712 2714 2716 271D 2721 2728 2733-2734 2744 2747 274C 274E"
    " 2753-2755 2757 2763-2767 2795-2797 27A1 27B0 27BF 2934-2935 2B05-2B07 2B1B-2B1C 2B50 2B55 3030 303D 3297 3299"
    " 1F000-1F0FF 1F10D-1F10F 1F12F 1F16C-1F171 1F17E-1F17F 1F18E 1F191-1F19A 1F1AD-1F1E5 1F201-1F20F 1F21A 1F22F 1F232-1F23A"
    " 1F23C-1F23F 1F249-1F3FA 1F400-1F53D 1F546-1F64F 1F680-1F6FF 1F774-1F77F 1F7D5-1F7FF 1F80C-1F80F 1F848-1F84F 1F85A-1F85F"
    " 1F888-1F88F 1F8AE-1F8FF 1F90C-1F93A 1F93C-1F945 1F947-1FAFF 1FC00-1FFFD"
)
_LEAD, _VOWEL, _TAIL = _ranges("1100-115F A960-A97C"), _ranges("1160-11A7 D7B0-D7C6"), _ranges("11A8-11FF D7CB-D7FB")
_SYLLABLE = _ranges("AC00-D7A3")
_LINKER = _ranges("94D 9CD ACD B4D C4D D4D")
_CONSONANT = _ranges(
    "915-939 958-95F 978-97F 995-9A8 9AA-9B0 9B2 9B6-9B9 9DC-9DD 9DF 9F0-9F1 A95-AA8 AAA-AB0 AB2-AB3 AB5-AB9 AF9 B15-B28 B2A-B30"
    " B32-B33 B35-B39 B5C-B5D B5F B71 C15-C28 C2A-C39 C58-C5A D15-D3A"
)

# The properties of a character, as bits. No bits: nothing around the character joins it to another one.
CONTROL, EXTEND, SPACING, PREPEND, JOINER, PICTOGRAPHIC, LINKER, CONSONANT = (1 << bit for bit in range(8))
LEAD, VOWEL, TAIL, LV, LVT = (1 << bit for bit in range(8, 13))
HANGUL = LEAD | VOWEL | TAIL | LV | LVT
_BY_CATEGORY = {"Cc": CONTROL, "Zl": CONTROL, "Zp": CONTROL, "Cf": CONTROL, "Mn": EXTEND, "Me": EXTEND, "Mc": SPACING}
_ADDED = [
    (_PICTOGRAPHIC, PICTOGRAPHIC),
    (_LINKER, LINKER),
    (_CONSONANT, CONSONANT),
    (_LEAD, LEAD),
    (_VOWEL, VOWEL),
    (_TAIL, TAIL),
    (_ALSO_SPACING, SPACING),
    (_SYLLABLE, LVT),
]
_REPLACED = [(_NOT_SPACING, SPACING, 0), (_PREPEND, CONTROL, PREPEND), (_ALSO_EXTEND, CONTROL, EXTEND)]
BLOCK = 256
_RUN = re.compile(f"[{FIRST_INDICATOR}-{LAST_INDICATOR}]*")
_blocks: dict[int, list[int]] = {}


def _properties(char: str) -> int:
    number = ord(char)
    block = _blocks.get(number // BLOCK)
    if block is None:
        block = _blocks[number // BLOCK] = _block_properties(number // BLOCK * BLOCK)
    return block[number % BLOCK]


def _block_properties(start: int) -> list[int]:
    """The properties of the 256 code points from `start`."""
    found = [_BY_CATEGORY.get(unicodedata.category(chr(number)), 0) for number in range(start, start + BLOCK)]
    for table, removed, added in [*_REPLACED, *((table, 0, bit) for table, bit in _ADDED)]:
        for part in table:
            for number in range(max(part.start, start), min(part.stop, start + BLOCK)):
                found[number - start] = found[number - start] & ~removed | added
    for number in range(max(0xAC00, start), min(0xD7A4, start + BLOCK)):
        if (number - 0xAC00) % 28 == 0:  # a syllable without a final consonant
            found[number - start] = LV
    if start == ord(ZWJ) // BLOCK * BLOCK:
        found[ord(ZWJ) - start] = JOINER
    return found


MAX_REACH = 1000
"""Code points. In any language, a cluster has at most a few dozen (Unicode Standard Annex #15, Stream-Safe Text Format)."""


class ClusterTooLong(ValueError):
    """A cluster of the text is longer than MAX_REACH code points."""


def expand_to_clusters(text: str, start: int, end: int) -> tuple[int, int]:
    """Expand the half-open range of code points to whole grapheme clusters.

    Raises ClusterTooLong if that adds more than MAX_REACH code points on one side.
    """
    boundaries, first, last = ClusterBoundaries(text), start - MAX_REACH, end + MAX_REACH
    while start not in boundaries:
        start -= 1
        if start < first:
            raise ClusterTooLong
    while end not in boundaries:
        end += 1
        if end > last:
            raise ClusterTooLong
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
        last, next_ = text[at - 1], text[at]
        if last < "\u0300" and next_ < "\u0300":  # below U+0300, nothing extends a cluster
            return True
        if FIRST_INDICATOR <= last <= LAST_INDICATOR and FIRST_INDICATOR <= next_ <= LAST_INDICATOR:  # GB12, GB13
            if at not in self._run:
                self._run = self._run_around(at)
            return not (at - self._run.start) % 2
        before, after = _properties(last), _properties(next_)
        if not before and not after:
            return True
        if (before | after) & CONTROL:  # GB4, GB5
            return True
        if before & HANGUL and after & HANGUL:  # GB6 to GB8
            return not _are_in_one_syllable(before, after)
        if after & (EXTEND | SPACING | JOINER) or before & PREPEND:  # GB9, GB9a, GB9b
            return False
        if after & CONSONANT and _is_conjunct(text, at):  # GB9c
            return False
        return not (after & PICTOGRAPHIC and before & JOINER and _is_emoji_sequence(text, at))  # GB11

    def _run_around(self, at: int) -> range:
        """The offsets of the regional indicators around `at`, which is one of them."""
        start = at
        while start > 0 and FIRST_INDICATOR <= self._text[start - 1] <= LAST_INDICATOR:
            start -= 1
        run = _RUN.match(self._text, at)
        return range(start, run.end() if run else at)


def _are_in_one_syllable(before: int, after: int) -> bool:
    if before & LEAD:
        return bool(after & (LEAD | VOWEL | LV | LVT))
    if before & (VOWEL | LV):
        return bool(after & (VOWEL | TAIL))
    return bool(after & TAIL)


def _is_conjunct(text: str, at: int) -> bool:
    """Return whether the consonant at `at` follows a consonant and a linker (virama)."""
    is_linked, position = False, at - 1
    while position >= 0 and (properties := _properties(text[position])) & (EXTEND | JOINER):
        is_linked = is_linked or bool(properties & LINKER)
        position -= 1
    return is_linked and position >= 0 and bool(_properties(text[position]) & CONSONANT)


def _is_emoji_sequence(text: str, at: int) -> bool:
    """Return whether the pictograph at `at`, after a zero-width joiner, follows another pictograph."""
    position = at - 2
    while position >= 0 and _properties(text[position]) & EXTEND:
        position -= 1
    return position >= 0 and bool(_properties(text[position]) & PICTOGRAPHIC)
