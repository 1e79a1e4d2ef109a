"""Database triggers of articles."""

from __future__ import annotations

from typing import Any

import pgtrigger


class TextIsCanonical(pgtrigger.Trigger):
    """Rejects a revision whose hash or length does not match its text, or whose text has a CR or a leading byte order mark."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: Any) -> str:
        return """
            IF NEW.sha256 <> encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex')
               OR NEW.length <> char_length(NEW.text)
               OR position(chr(13) in NEW.text) > 0
               OR left(NEW.text, 1) = chr(65279) THEN
                RAISE EXCEPTION 'the text of this revision is not canonical' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """
