"""Tags for what was imported from a package of another newsroom."""

from __future__ import annotations

from typing import Any

from django import template

from factcheck.exchange.models import ClaimImport

register = template.Library()


@register.inclusion_tag("desk/exchange/unproven.html")
def unproven_item(row: Any) -> dict[str, Any]:
    """Says that the package of an imported item does not prove it. One query."""
    return {"origin": ClaimImport.objects.filter(unproven_items__contains=[row.pk]).first()}
