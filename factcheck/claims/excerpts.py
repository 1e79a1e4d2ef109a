"""The words that stand around a mention, as they are shown beside it: inside its paragraph, cut between words. Pure.

Read one code point more than `most`: only then is it known whether the text goes on.
"""

from __future__ import annotations


def excerpt_before(read: str, most: int) -> str:
    """The end of what was `read` before the mention, from the start of its paragraph, or from a whole word on after "… ".

    `read` is up to `most` + 1 code points long and ends where the mention starts.
    """
    paragraph = read.rpartition("\n")[2]
    if len(paragraph) <= most:
        return paragraph
    # The first of them was read only to know that there is more; scripts without spaces are cut where it is.
    return "… " + (paragraph.partition(" ")[2] or paragraph[1:])


def excerpt_after(read: str, most: int) -> str:
    """The start of what was `read` after the mention, to the end of its paragraph; after a whole word " …" if it goes on."""
    paragraph = read.partition("\n")[0]
    if len(paragraph) <= most:
        return paragraph
    return (paragraph.rpartition(" ")[0] or paragraph[:-1]) + " …"
