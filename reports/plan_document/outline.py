"""The nested parts of the file form: text sections and the organisation chart."""

from typing import Any

from django.utils.translation import gettext as _

from .document import MAX_DEPTH, Chart, ChartBox, OutlineItem, TextSection
from .marks import is_mark
from .reader import TEXT_LENGTH, Reader, join

#: Signs that divide label and posts where the chart is edited as text.
CHART_SIGNS = ("｜", "／", "\n")


def read_text_section(reader: Reader, value: Any, path: str) -> TextSection:
    """Return one framed section of nested text."""
    found = reader.fields(value, path, ("title", "items"))
    return TextSection(
        title=reader.text(found.get("title", ""), join(path, "title"), length=100, needed=True),
        items=_read_items(reader, found.get("items", []), join(path, "items"), depth=1),
    )


def _read_items(reader: Reader, value: Any, path: str, *, depth: int) -> tuple[OutlineItem, ...]:
    if depth > MAX_DEPTH:
        reader.refuse(path, _("Items can be nested %(limit)d levels deep.") % {"limit": MAX_DEPTH})
        return ()
    return reader.rows(
        value, path, lambda item, item_path: _read_item(reader, item, item_path, depth=depth)
    )


def _read_item(reader: Reader, value: Any, path: str, *, depth: int) -> OutlineItem:
    found = reader.fields(value, path, ("text",), ("mark", "children"))
    mark = reader.text(found.get("mark", ""), join(path, "mark"), length=10)
    if not is_mark(mark):
        reader.refuse(join(path, "mark"), _("“%(mark)s” is no mark.") % {"mark": mark[:10]})
    text = reader.text(
        found.get("text", ""), join(path, "text"), length=TEXT_LENGTH, needed="text" in found
    )
    if "\n" in text:
        reader.refuse(join(path, "text"), _("An item is one line; write a second item instead."))
    return OutlineItem(
        mark=mark,
        text=text,
        children=_read_items(
            reader, found.get("children", []), join(path, "children"), depth=depth + 1
        )
        if "children" in found
        else (),
    )


def read_chart(reader: Reader, value: Any, path: str) -> Chart:
    """Return the organisation chart; `root` may be null."""
    found = reader.fields(value, path, ("heading", "root"))
    root = found.get("root")
    return Chart(
        heading=reader.text(found.get("heading", ""), join(path, "heading")),
        root=None if root is None else _read_box(reader, root, join(path, "root"), depth=1),
    )


def _read_box(reader: Reader, value: Any, path: str, *, depth: int) -> ChartBox:
    if depth > MAX_DEPTH:
        reader.refuse(path, _("Boxes can be nested %(limit)d levels deep.") % {"limit": MAX_DEPTH})
        return ChartBox("", ())
    found = reader.fields(value, path, ("label", "posts"), ("children",))

    def words(text: Any, at: str, *, needed: bool = True) -> str:
        read = reader.text(text, at, length=100, needed=needed)
        if any(sign in read for sign in CHART_SIGNS):
            reader.refuse(at, _("The signs ｜ and ／ cannot stand in a box."))
        return read

    return ChartBox(
        label=words(found.get("label", ""), join(path, "label"), needed=False),
        posts=reader.rows(found.get("posts", []), join(path, "posts"), words),
        children=reader.rows(
            found.get("children", []),
            join(path, "children"),
            lambda box, box_path: _read_box(reader, box, box_path, depth=depth + 1),
        ),
    )
