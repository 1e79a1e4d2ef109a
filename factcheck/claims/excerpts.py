"""Excerpts of the text around a mention: limited to its paragraph and truncated between words. Pure.

Callers read one code point more than `limit`, which tells whether the text continues.
"""

from __future__ import annotations


def excerpt_before(text: str, limit: int) -> str:
    """Return the part of the paragraph before a mention, with "… " and a whole word at the beginning if it is truncated.

    `text` is the text before the mention, up to `limit` + 1 code points.
    """
    paragraph = text.rpartition("\n")[2]
    if len(paragraph) <= limit:
        return paragraph
    # Drop the extra code point. Text in scripts without spaces is truncated there.
    return "… " + (paragraph.partition(" ")[2] or paragraph[1:])


def excerpt_after(text: str, limit: int) -> str:
    """Return the part of the paragraph after a mention, with a whole word and " …" at the end if it is truncated.

    `text` is the text after the mention, up to `limit` + 1 code points.
    """
    paragraph = text.partition("\n")[0]
    if len(paragraph) <= limit:
        return paragraph
    return (paragraph.rpartition(" ")[0] or paragraph[:-1]) + " …"
