"""The widgets of forms, written without templates: a page of one form holds a hundred of them.

Each looks as Django's own template has it, but for this:

- no maxlength (a browser would cut pasted text silently; the server says what is too long) and no
  placeholder;
- several choices stand as labels in one block, an empty choice is a dash.
"""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

__all__ = ["WidgetRenderer", "write_text"]

#: Django's own words for an empty choice.
NOTHING_CHOSEN = "---------"
LEFT_OUT = {"maxlength", "placeholder"}
INPUTS = (
    *("text", "number", "email", "url", "search", "tel", "password", "hidden", "date", "datetime"),
    *("time", "color", "file", "checkbox", "input"),
)


class WidgetRenderer(TemplatesSetting):
    """Writes the usual widgets itself; whatever else forms are made of has its template."""

    def render(self, template_name: str, context: Mapping[str, Any], request: Any = None) -> str:
        """Write what Django would make of a template."""
        write = WRITERS.get(template_name)
        if write is None:
            return super().render(template_name, context, request)
        return SafeString(write(context["widget"]))


def write_text(value: Any) -> str:
    """Return a value as text for HTML, escaped unless it is known as safe."""
    text = str(value)
    return text if hasattr(text, "__html__") else escape(text)


def _attributes(attrs: Mapping[str, Any]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{write_text(value)}"'
        for name, value in attrs.items()
        if value is not False and name not in LEFT_OUT
    )


def _input(widget: Mapping[str, Any]) -> str:
    value = widget["value"]
    filled = "" if value is None else f' value="{write_text(value)}"'
    attributes = _attributes(widget["attrs"])
    return f'<input type="{widget["type"]}" name="{widget["name"]}"{filled}{attributes}>'


def _textarea(widget: Mapping[str, Any]) -> str:
    value, attributes = widget["value"], _attributes(widget["attrs"])
    text = write_text(value) if value else ""
    return f'<textarea name="{widget["name"]}"{attributes}>\n{text}</textarea>'


def _select(widget: Mapping[str, Any]) -> str:
    groups = "".join(_options(name, options) for name, options, _index in widget["optgroups"])
    attributes = _attributes(widget["attrs"])
    return f'<select name="{widget["name"]}"{attributes}>{groups}\n</select>'


def _options(group: str | None, options: Iterable[Mapping[str, Any]]) -> str:
    written = "".join(
        f'\n  <option value="{escape(str(option["value"]))}"{_attributes(option["attrs"])}>'
        f"{'―' if option['label'] == NOTHING_CHOSEN else write_text(option['label'])}</option>"
        for option in options
    )
    if not group:
        return written
    return f'\n  <optgroup label="{write_text(group)}">{written}\n  </optgroup>'


def _choices(widget: Mapping[str, Any]) -> str:
    attrs = widget["attrs"]
    key = f' id="{write_text(attrs["id"])}"' if attrs.get("id") else ""
    css = f" {write_text(attrs['class'])}" if attrs.get("class") else ""
    groups = "".join(_labels(name, options) for name, options, _index in widget["optgroups"])
    return f'<div{key} class="choices{css}">{groups}\n</div>'


def _labels(group: str | None, options: Iterable[Mapping[str, Any]]) -> str:
    head = f'\n  <b class="choices-head">{write_text(group)}</b>' if group else ""
    return head + "".join(
        f'\n  <label class="choice"{_for(option["attrs"])}>{_input(option)}\n'
        f"<span>{write_text(option['label'])}</span></label>"
        for option in options
    )


def _for(attrs: Mapping[str, Any]) -> str:
    return f' for="{write_text(attrs["id"])}"' if attrs.get("id") else ""


def _option(widget: Mapping[str, Any]) -> str:
    """One tick box or radio button, alone or within its label."""
    if not widget["wrap_label"]:
        return _input(widget)
    return f"<label{_for(widget['attrs'])}>{_input(widget)} {write_text(widget['label'])}</label>"


WRITERS = {
    f"django/forms/widgets/{name}.html": write
    for name, write in {
        **dict.fromkeys(INPUTS, _input),
        **dict.fromkeys(("radio", "checkbox_select", "multiple_input"), _choices),
        **dict.fromkeys(("radio_option", "checkbox_option", "input_option"), _option),
        "select": _select,
        "textarea": _textarea,
    }.items()
}
