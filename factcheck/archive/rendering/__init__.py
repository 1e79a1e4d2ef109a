"""Pictures of preserved pages, which a browser without a network renders from their bytes."""

from factcheck.archive.rendering.devtools import RenderingFailed
from factcheck.archive.rendering.page_picture import PagePicture, RenderLimits, render_page

__all__ = ["PagePicture", "RenderLimits", "RenderingFailed", "render_page"]
