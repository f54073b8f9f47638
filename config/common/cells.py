"""{% cell "key" %}…{% endcell %}: one cell of a list, with its column's tag and label.

Where the reader took the column away, nothing is written. The list's filter stands in the page's
context as `filter`.
"""

from django.template import Node, NodeList, TemplateSyntaxError
from django.template.base import Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

__all__ = ["cell"]


class CellNode(Node):
    """A cell whose content is written only where its column stands."""

    def __init__(self, key: str, nodelist: NodeList) -> None:
        self.key, self.nodelist = key, nodelist

    def render(self, context: Context) -> SafeString:
        opening = context["filter"].table.openings[self.key]
        if not opening:
            return SafeString("")
        closing = "</th>" if opening.startswith("<th") else "</td>"
        return SafeString(f"{opening}{self.nodelist.render(context)}{closing}")


def cell(parser: Parser, token: Token) -> CellNode:
    """Read the tag."""
    words = token.split_contents()
    if len(words) != 2:
        raise TemplateSyntaxError("{% cell %} takes the key of its column.")
    nodelist = parser.parse(("endcell",))
    parser.delete_first_token()
    return CellNode(words[1].strip("\"'"), nodelist)
