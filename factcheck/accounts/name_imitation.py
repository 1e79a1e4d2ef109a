"""Whether a name imitates another one: letters of another script that look the same, and characters that nobody sees. Pure.

The characters are those of Unicode Technical Standard 39 that look like Latin letters, in the scripts of people's names.
"""

from __future__ import annotations

import re
import unicodedata

from factcheck.web.name_identity import name_identity

_LOOKS_LIKE = {
    "a": "аα", "b": "ьв", "c": "сϲ", "d": "ԁ", "e": "еєε", "f": "ғ", "g": "ɡ", "h": "һнη", "i": "іιıɩ1l|", "j": "јϳ", "k": "кκ",
    "m": "мμ", "n": "п", "o": "оοօ0σ", "p": "рρ", "q": "ԛ", "r": "г", "s": "ѕ", "t": "тτ", "u": "υսц", "v": "ѵν", "w": "ԝω",
    "x": "хχ", "y": "уγү", "z": "ʐζ",
}  # fmt: skip
"""Letter → characters that look like it, in lower case, because upper-case letters are compared in lower case as well."""
_PROTOTYPES = str.maketrans({other: letter for letter, others in _LOOKS_LIKE.items() for other in others})
_ADDRESS = re.compile(r"[^\s@＠][@＠][^\s@＠]")


def imitation_key(name: str) -> str:
    """The key of a name: two names with the same key look so similar that readers may confuse them.

    Accents are significant. Works for any string; the time is proportional to its length.
    """
    folded = name_identity(unicodedata.normalize("NFKC", name))
    key = "".join(folded.translate(_PROTOTYPES).split())
    return re.sub(r"[-‐‑‒–—'’.·]", "", key).replace("rn", "m").replace("vv", "w")


def looks_like_address(name: str) -> bool:
    """Whether the name contains something like an email address."""
    return _ADDRESS.search(name) is not None
