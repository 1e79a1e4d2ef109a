"""Guessing how an article presents selected text: as a quotation, as indirect speech, as a headline, or in its own voice. Pure.

The guess fills in a required field that a person checks. It is None where the text does not determine the answer, because a
wrong value in a form looks like a chosen one. Quotations are recognized in every script; reporting verbs only in English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from factcheck.claims.sentences import sentence_spans

GuessedMode = Literal["direct", "indirect", "scare", "headline", "own_voice"]
"""The values of `models.Mode`, which this module cannot import."""

MAX_PARAGRAPH = 20_000
"""Code points of a paragraph that is examined. Nothing is guessed in a longer one."""
_FRAGMENT = 4
"""A quotation of at most so many words can be a scare quote or a part of a sentence."""

_PARAGRAPH_GAP = re.compile(r"\n[^\S\n]*\n\s*")
_FAMILIES = ('"“”„‟', "'‘’‚‛", "«»", "‹›", "「」", "『』")
_FAMILY_OF = {mark: family for family in _FAMILIES for mark in family}
_SINGLE = _FAMILIES[1]
_ONLY_OPENING, _ONLY_CLOSING = "„‚「『", "」』"
_OPENING, _CLOSING = "“‟‘‛«‹", "”»›"
_MARK = re.compile("[" + "".join(_FAMILY_OF) + "]")
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_SURROUNDING = " \t\n\r\f\v\u00a0.,;:!?…" + "".join(_FAMILY_OF)

_THAT_VERBS = (
    r"(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|claim(?:s|ed|ing)?|(?<!united )stat(?:es?|ed|ing)"
    r"|add(?:s|ed|ing)?|announc(?:es?|ed|ing)"
    r"|alleg(?:es?|ed|ing)|argu(?:es?|ed|ing)|insist(?:s|ed|ing)?|den(?:y|ies|ied|ying)|not(?:es?|ed|ing)|warn(?:s|ed|ing)?"
    r"|stress(?:es|ed|ing)?|explain(?:s|ed|ing)?|(?:re)?iterat(?:es?|ed|ing)|admit(?:s|ted|ting)?|confirm(?:s|ed|ing)?"
    r"|assert(?:s|ed|ing)?|maintain(?:s|ed|ing)?|declar(?:es?|ed|ing)|acknowledg(?:es?|ed|ing)|emphasi[sz](?:es?|ed|ing)"
    r"|repeat(?:s|ed|ing)?|blam(?:es?|ed|ing)|writ(?:es?|ing)|wrote|testif(?:y|ies|ied|ying)|contend(?:s|ed|ing)?"
    r"|complain(?:s|ed|ing)?|predict(?:s|ed|ing)?|promis(?:es?|ed|ing)|vow(?:s|ed|ing)?|conced(?:es?|ed|ing))"
)
# Words may stand between the verb and its clause ("stated in the capital that"), but not its object ("announced a plan that").
_INTRODUCES = re.compile(
    rf"\b{_THAT_VERBS}\b(?!\s+(?:an?|the|his|her|its|their|no)\b)(?:,?\s+[\w’'-]+){{0,6}}?,?\s+that\b"
    r"|\b(?:sa(?:id|ys|ying)|told|insist(?:s|ed|ing))\b|\baccording to\b",
    re.IGNORECASE,
)
_NAME = r"[^\s,.;\"“”„«»]+"
_FOLLOWS = re.compile(
    rf",\s*(?:(?:he|she|they|it|i|we|who)|(?:the|a|an)?\s*{_NAME}(?:\s+{_NAME}){{0,6}}?)\s+{_THAT_VERBS}\b"
    r"(?=\s*(?:[.,;!?]|$|(?:on|in|at|during|yesterday|today|earlier)\b))|,[”’\"'»]?\s*according to\b",
    re.IGNORECASE,
)
# Any word of this list may attribute a sentence to somebody or mark it as uncertain, in ways that this module does not analyze.
_MAY_ATTRIBUTE = re.compile(
    rf"\b(?:{_THAT_VERBS}|(?:re)?claims?|alleged(?:ly)?|allegations?|accus\w+|condemn\w*|call(?:s|ed|ing)?|label\w*|describ\w+"
    r"|den(?:ial|ounc)\w*|reject\w*|refut\w+|deflect\w*|rebuff\w*|demand\w*|urg(?:es?|ed|ing)|critici\w+|prais\w+|report(?:s|ed|ing|edly)"
    r"|statements?|appar\w+|so-called|would|could|may|might|should|believ\w+|th(?:ink|inks|ought)|hop(?:es?|ed|ing)|ask(?:s|ed|ing)?"
    r"|repl(?:y|ies|ied)|respon\w+|comment\w*|cit(?:es?|ed|ing)|quot\w+|decr(?:y|ies|ied)|dismiss\w*|suggest\w*|indicat\w+|speak\w*"
    r"|spoke\w*|according|lament\w*|lambast\w*|slam(?:s|med)?|sp(?:eech|okes)\w*|seem\w*|purport\w*|suppos\w+|conclud\w+"
    r"|\w+(?:s|ed|ing)\s+that|found that|estimat\w+|put(?:s|ting)?|(?:gave|giv(?:es|ing)) (?:the|a|its) (?:number|figure|toll)"
    r"|view(?:s|ed)?|consider\w*|suspect\w*|expect\w*|fear(?:s|ed)?|question\w*"
    r"|point(?:s|ed) out|in (?:his|her|its|their) words)\b",
    re.IGNORECASE,
)
_NEW_CLAUSE = re.compile(
    r"[,;:—–]\s*(?:but|while|whilst|although|though|whereas|as|when|after|before|who|which|where|yet|and|even)\b"
    r"|\b(?:as|while|although|but|whereas)\s",
    re.IGNORECASE,
)
_ENGLISH = re.compile(r"\b(?:the|a|an|of|in|to|and|was|were|is|are|has|have|had|on|at|by|for)\b", re.IGNORECASE)
_NOT_A_HEADING = re.compile(
    r"\W*(?:by|photos?|images?|pictures?|credits?|sources?|updated|published|read|also|watch|listen|copyright|\d|[-*•–—]"
    r"|mon|tues|wednes|thurs|fri|satur|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:day|\b)",
    re.IGNORECASE,
)
_TERMINAL = ".!?…。！？।؟:;,"


class Quotation(NamedTuple):
    """A quotation without its marks, as a half-open range. `is_sure`: whether its end is known."""

    start: int
    end: int
    is_sure: bool = True


def guess_mode(text: str, spans: Sequence[tuple[int, int]]) -> GuessedMode | None:
    """Return the mode of a mention with these spans, or None if it is uncertain or differs between the spans.

    `spans` are half-open ranges of code points in the canonical `text`. Quotations are read from the start of the paragraph.
    """
    modes = {_guess_span(text, start, end) for start, end in spans if 0 <= start < end <= len(text)}
    return modes.pop() if len(modes) == 1 else None


def quotations(paragraph: str) -> list[Quotation]:
    """Return the outermost quotations of one paragraph in order. Marks of different typography can end one another.

    A quotation without an end reaches to the end of the paragraph and is not sure. Apostrophes and inch marks are no quotation
    marks.
    """
    found: list[Quotation] = []
    stack: list[tuple[str, str, int]] = []  # family, opening mark, offset after it
    marks = [match.start() for match in _MARK.finditer(paragraph) if not _is_apostrophe(paragraph, match.start())]
    single_ends = (at for at in reversed(marks) if paragraph[at] in _SINGLE and _ends(paragraph, at, "‚"))
    last_single_end = next(single_ends, -1)
    for index, at in enumerate(marks):
        mark = paragraph[at]
        family = _FAMILY_OF[mark]
        depth = next((i for i in range(len(stack) - 1, -1, -1) if stack[i][0] == family), None)
        if depth is not None and _ends(paragraph, at, stack[depth][1]):
            start = stack[depth][2]
            del stack[depth:]
            if not stack:
                is_sure = not (family == _SINGLE and _may_be_possessive(paragraph, at, marks, index))
                found.append(Quotation(start, at, is_sure))
        elif _begins(paragraph, at):
            if depth is not None:  # the previous quotation of this kind has no end
                del stack[depth:]
            # An elision, such as ’tis, looks like an opening mark; a single quotation mark needs its counterpart.
            if family != _SINGLE or at < last_single_end:
                stack.append((family, mark, at + 1))
    if stack:
        found.append(Quotation(stack[0][2], len(paragraph), is_sure=False))
    return found


def _is_apostrophe(text: str, at: int) -> bool:
    """Return whether a single mark is inside a word, or before a decade such as ’90s."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] in "'’‘":
        return (before.isalnum() and after.isalnum()) or (
            not before.isalnum() and after.isdigit() and text[at + 2 : at + 4] == "0s"
        )
    return False


def _begins(text: str, at: int) -> bool:
    mark, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if mark in _ONLY_OPENING:
        return True
    if mark in _ONLY_CLOSING:
        return False
    if mark in _OPENING and mark not in _SINGLE:  # French puts a space after the mark
        return bool(after.strip()) or mark in "«‹"
    return bool(after.strip()) and (not before or before.isspace() or before in "([{—–-/:" or before in _FAMILY_OF)


def _ends(text: str, at: int, opening: str) -> bool:
    """Return whether the mark at `at` can end a quotation that begins with `opening`."""
    mark, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if mark in _ONLY_CLOSING:
        return True
    if mark in _ONLY_OPENING:
        return False
    german = (opening in "„‚" and mark in "“‘") or (opening in "»›" and mark in "«‹")
    if mark in _OPENING and not german:
        return False
    if mark in _CLOSING and opening not in "»›":
        return bool(before.strip()) or mark in "»›"
    # No space before the mark, and no word directly after it, unless a sentence ends inside the quotation.
    return bool(before.strip()) and (not after.isalnum() or before in _TERMINAL)


def _may_be_possessive(text: str, at: int, marks: Sequence[int], index: int) -> bool:
    """Return whether the single mark may be the apostrophe of a plural, so that the quotation ends at a later mark."""
    if text[at - 1 : at].lower() not in ("s", "z") or not text[at + 1 : at + 3].strip().islower():
        return False
    later = next((marks[i] for i in range(index + 1, len(marks)) if text[marks[i]] in _SINGLE), None)
    return later is not None and not _begins(text, later)


def _guess_span(text: str, start: int, end: int) -> GuessedMode | None:
    while start < end and text[start] in _SURROUNDING:
        start += 1
    while start < end and text[end - 1] in _SURROUNDING:
        end -= 1
    bounds = _paragraph_around(text, start, end)
    if start == end or bounds is None:
        return None
    paragraph, start, end = text[bounds[0] : bounds[1]], start - bounds[0], end - bounds[0]
    if _is_heading(paragraph, has_text_after=bool(text[bounds[1] :].strip())):
        return "headline"
    quoted = quotations(paragraph)
    if _continues_quotation(text, bounds[0], paragraph):
        return None
    around = next((item for item in quoted if item.start <= start and end <= item.end), None)
    if around:
        return _guess_inside(text, bounds[1], paragraph, quoted, around)
    if any(not item.is_sure and start >= item.start for item in quoted):
        return None
    inside = [item for item in quoted if item.start < end and item.end > start]
    return (
        _guess_partly_quoted(paragraph, quoted, inside, start, end) if inside else _guess_outside(paragraph, quoted, start, end)
    )


def _paragraph_around(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the range of the paragraph, or None if the selection is not in a single one or the paragraph is too long."""
    window = max(0, start - MAX_PARAGRAPH)
    limit = min(len(text), end + MAX_PARAGRAPH)
    first, last = window, limit
    for gap in _PARAGRAPH_GAP.finditer(text, window, limit):
        if gap.start() >= end:
            last = gap.start()
            break
        if gap.end() <= start:
            first = gap.end()
        else:
            return None
    is_cut = (first == window and window > 0) or (last == limit and limit < len(text))
    return None if is_cut or last - first > MAX_PARAGRAPH else (first, last)


def _is_heading(paragraph: str, *, has_text_after: bool) -> bool:
    line = paragraph.strip()
    if not has_text_after or "\n" in line or len(line) > 160 or _NOT_A_HEADING.match(line):
        return False
    return line.rstrip("".join(_FAMILY_OF))[-1:] not in _TERMINAL and len(_WORD.findall(line)) >= 2


def _continues_quotation(text: str, start: int, paragraph: str) -> bool:
    """Return whether the previous paragraph leaves a quotation open and this one does not begin with a mark."""
    before = text[max(0, start - MAX_PARAGRAPH) : start].rstrip()
    gaps = list(_PARAGRAPH_GAP.finditer(before))
    previous = quotations(before[gaps[-1].end() if gaps else 0 :])
    return bool(previous) and not previous[-1].is_sure and paragraph.lstrip()[:1] not in _FAMILY_OF


def _guess_inside(text: str, after: int, paragraph: str, quoted: Sequence[Quotation], around: Quotation) -> GuessedMode | None:
    """The mode of text inside the quotation `around`. `after`: the end of the paragraph in `text`."""
    words = len(_WORD.findall(paragraph, around.start, around.end))
    if not around.is_sure:
        continues = text[after:].lstrip()[:1] == paragraph[around.start - 1]
        return "direct" if around.end == len(paragraph) and continues else None
    sentence = _masked_sentence(paragraph, quoted, around.start, around.end)
    before, following = paragraph[: around.start - 1].rstrip(), paragraph[around.end + 1 :]
    is_complete = paragraph[around.end - 1 : around.end] in _TERMINAL or following[:1] in (",", ".", "!", "?")
    starts_sentence = not before or before[-1] in ".!?…:," + "".join(_FAMILY_OF)
    is_attributed = bool(_INTRODUCES.search(sentence) or _FOLLOWS.search(sentence))
    verb_after = re.match(rf"\W*(?:[\w.’'-]+\s+){{0,5}}?{_THAT_VERBS}\b", following, re.IGNORECASE)
    verb_before = re.search(rf"\b{_THAT_VERBS}(?:\s+[\w’'-]+){{0,4}}\s*[,:]$", before, re.IGNORECASE)
    if words > _FRAGMENT:
        whole = starts_sentence and is_complete
        return "direct" if is_attributed or whole or bool(_MAY_ATTRIBUTE.search(sentence)) else None
    if words >= 2 and starts_sentence and is_complete and (verb_after or verb_before):
        return "direct"
    if _MAY_ATTRIBUTE.search(sentence) or not _ENGLISH.search(sentence) or starts_sentence:
        return None
    is_name = all(word[:1].isupper() for word in _WORD.findall(paragraph, around.start, around.end))
    return None if is_name else "scare"


def _guess_partly_quoted(
    paragraph: str, quoted: Sequence[Quotation], inside: Sequence[Quotation], start: int, end: int
) -> GuessedMode | None:
    """The mode of a selection with text inside and outside of quotations."""
    total = len(_WORD.findall(paragraph, start, end))
    in_quotes = sum(len(_WORD.findall(paragraph, max(start, item.start), min(end, item.end))) for item in inside)
    longest = max(len(_WORD.findall(paragraph, item.start, item.end)) for item in inside)
    if not all(item.is_sure for item in inside):
        return None
    if longest > _FRAGMENT:
        first, last = inside[0], inside[-1]
        is_attributed = bool(_MAY_ATTRIBUTE.search(_masked_sentence(paragraph, quoted, first.start, last.end)))
        return "direct" if in_quotes * 5 >= total * 2 and is_attributed else None
    if in_quotes * 3 <= total and _guess_outside(paragraph, quoted, start, end) == "indirect":
        return "indirect"
    return None


def _guess_outside(paragraph: str, quoted: Sequence[Quotation], start: int, end: int) -> GuessedMode | None:
    """The mode of a selection outside of quotations: the same in each of its sentences, or None."""
    masked = _mask(paragraph, quoted)
    sentences = sentence_spans(masked)
    modes = set()
    for index, (first, last) in enumerate(sentences):
        if first < end and last > start:
            previous = masked[slice(*sentences[index - 1])] if index else ""
            has_quotation = any(
                item.start < last and item.end > first and len(_WORD.findall(paragraph, item.start, item.end)) > _FRAGMENT
                for item in quoted
            )
            sentence = masked[first:last]
            modes.add(_guess_sentence(sentence, max(start, first) - first, min(end, last) - first, previous, has_quotation))
    return modes.pop() if len(modes) == 1 else None


def _guess_sentence(sentence: str, start: int, end: int, previous: str, has_quotation: bool) -> GuessedMode | None:
    for verb in _INTRODUCES.finditer(sentence):
        clause = max(start, verb.end())
        follows = verb.end() <= start or (start <= verb.start() and len(_WORD.findall(sentence, verb.end(), end)) >= 2)
        attributes_clause = not sentence[verb.start() : verb.end()].lower().startswith("according")
        if follows and attributes_clause and end > clause and not _NEW_CLAUSE.search(sentence, verb.end(), clause):
            return "indirect"
    for verb in _FOLLOWS.finditer(sentence):
        if end <= verb.start() + 1 or len(_WORD.findall(sentence, start, max(start, verb.start()))) >= 2:
            return "indirect"
    if has_quotation or _MAY_ATTRIBUTE.search(sentence) or not _ENGLISH.search(sentence):
        return None
    # An unattributed sentence after indirect speech may continue it.
    if _INTRODUCES.search(previous) or _FOLLOWS.search(previous):
        return None
    return "own_voice" if sentence.rstrip()[-1:] not in ("?", "!") else None


def _masked_sentence(paragraph: str, quoted: Sequence[Quotation], start: int, end: int) -> str:
    """The sentences that contain the range, without the text of the quotations, so that only the article attributes them."""
    masked = _mask(paragraph, quoted)
    return " ".join(masked[first:last] for first, last in sentence_spans(masked) if first < end + 1 and last > start - 1)


def _mask(paragraph: str, quoted: Sequence[Quotation]) -> str:
    """The paragraph with an X for each code point of a quotation, except the last ones, which end sentences."""
    if not quoted:
        return paragraph
    edges = [0, *(edge for item in quoted for edge in (item.start, item.end)), len(paragraph)]
    parts = [paragraph[a:b] if index % 2 == 0 else _crossed_out(paragraph[a:b]) for index, (a, b) in enumerate(pairwise(edges))]
    return "".join(parts)


def _crossed_out(quotation: str) -> str:
    body = quotation.rstrip(_TERMINAL)
    return "X" * len(body) + quotation[len(body) :]
