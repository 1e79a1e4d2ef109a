"""The tags `extends` and `block`, which look for the parent of a template and its blocks once instead of at each use.

Each page of the staff extends the same template with sixteen blocks, most of which contain only text or nothing.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.template import Context, Library
from django.template.base import Parser, TextNode, Token
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockContext, BlockNode, ExtendsNode, do_block, do_extends
from django.utils.safestring import SafeString

register = Library()


class FastBlockNode(BlockNode):
    @cached_property
    def text(self) -> SafeString | None:
        """What the block contains, if that is only text."""
        if any(type(node) is not TextNode for node in self.nodelist):
            return None
        return SafeString("".join(node.s for node in self.nodelist))  # type: ignore[attr-defined]  # all are text

    def render(self, context: Context) -> SafeString:
        blocks: Any = context.render_context.get(BLOCK_CONTEXT_KEY)
        block = blocks.get_block(self.name) if blocks else None
        text = getattr(block or self, "text", None)
        return super().render(context) if text is None else text


class FastExtendsNode(ExtendsNode):
    """Keeps the parent if its name is constant. A changed template is compiled again, with a new node."""

    known: tuple[Any, dict[str, Any] | None] | None = None
    """The parent, and its blocks if it is the root."""

    def render(self, context: Context) -> Any:
        parent, blocks = self.known or self._find(context)
        render_context: Any = context.render_context
        block_context = render_context.setdefault(BLOCK_CONTEXT_KEY, BlockContext())
        block_context.add_blocks(self.blocks)
        if blocks:
            block_context.add_blocks(blocks)
        with render_context.push_state(parent, isolated_context=False):
            return parent._render(context)

    def _find(self, context: Context) -> tuple[Any, dict[str, Any] | None]:
        parent: Any = self.get_parent(context)
        first = next((node for node in parent.nodelist if not isinstance(node, TextNode)), None)
        blocks = None
        if first is not None and not isinstance(first, ExtendsNode):
            blocks = {node.name: node for node in parent.nodelist.get_nodes_by_type(BlockNode)}
        name: Any = self.parent_name
        if not name.is_var and not name.filters:
            self.known = parent, blocks
        return parent, blocks


@register.tag
def extends(parser: Parser, token: Token) -> FastExtendsNode:
    node: Any = do_extends(parser, token)
    return FastExtendsNode(node.nodelist, node.parent_name)


@register.tag
def block(parser: Parser, token: Token) -> FastBlockNode:
    node: Any = do_block(parser, token)
    return FastBlockNode(node.name, node.nodelist)
