"""Messages of the screen after a new revision. Pure."""

from __future__ import annotations

QUOTE_PLACED = "Placed in the new revision."
CONTEXT_CONFIRMED = "The changed context is confirmed."
QUOTE_STAYS = "The quote stays in the earlier revision."
PLACE_GONE = "This place is not proposed for the quote."
PLACE_GONE_NEXT = "The article may have a newer revision. Reload the page and choose again."
