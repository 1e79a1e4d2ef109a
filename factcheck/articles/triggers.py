"""Database triggers of articles."""

from __future__ import annotations

from typing import Any

import pgtrigger

from factcheck.articles.canonical import BYTE_ORDER_MARK, CARRIAGE_RETURN


class TextIsCanonical(pgtrigger.Trigger):
    """Rejects a revision whose hash or length does not match its text, or whose text has a CR or a leading byte order mark."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert

    def get_func(self, model: Any) -> str:
        return f"""
            IF NEW.sha256 <> encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex')
               OR NEW.length <> char_length(NEW.text)
               OR position(chr({ord(CARRIAGE_RETURN)}) in NEW.text) > 0
               OR left(NEW.text, 1) = chr({ord(BYTE_ORDER_MARK)}) THEN
                RAISE EXCEPTION 'the text of this revision is not canonical' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """
