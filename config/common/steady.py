"""{% steady %} … {% endsteady %}: parts of a page that are written once and then kept.

Without values a part is alike on every page. With them, {% steady heads=table.heads %}, it is
written once for each value. It sees nothing of the page but these values and the language, so
nothing of a person or an office can get into it that is not among what it is kept by.
"""

from typing import Any

from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.exceptions import TemplateSyntaxError
from django.utils.safestring import SafeString
from django.utils.translation import get_language

__all__ = ["steady"]

#: For so many values a part is kept; then it begins anew.
KEPT = 200


class SteadyNode(Node):
    """What is written once for a language and the named values, in each process."""

    def __init__(self, nodelist: NodeList, named: dict[str, FilterExpression]) -> None:
        self.nodelist, self.named = nodelist, named
        self.written: dict[tuple, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """Return what was written for these values, writing it where it was not."""
        values = tuple(each.resolve(context) for each in self.named.values())
        key = (get_language(), values, _kind(values))
        written = self.written.get(key)
        if written is None:
            alone = context.new(dict(zip(self.named, values, strict=True)))
            written = self.nodelist.render(alone)
            if len(self.written) >= KEPT:
                self.written.clear()
            self.written[key] = written
        return written


def _kind(value: Any) -> Any:
    """The kinds of some values: 1 is not written like True, nor what is safe like what is not."""
    return (type(value), *map(_kind, value)) if isinstance(value, tuple) else type(value)


def steady(parser: Parser, token: Token) -> SteadyNode:
    """Read up to the end of the part."""
    words = token.split_contents()[1:]
    named = token_kwargs(words, parser)
    if words:
        raise TemplateSyntaxError("{% steady %} takes named values only.")
    nodelist = parser.parse(("endsteady",))
    parser.delete_first_token()
    return SteadyNode(nodelist, named)
