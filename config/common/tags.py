"""Template tags and filters of every page; a builtin library, so no page loads it."""

from datetime import date, datetime

from django import forms, template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as read_url
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from config.common import charts, labels
from config.common.cells import cell
from config.common.keys import page_url
from config.common.marks import hung
from config.common.paperlabels import label, paper_logo
from config.common.phones import format_phone
from config.common.ruby import furigana, ruby
from config.common.steady import steady
from config.common.tables import table_rows
from config.common.textdiff import marked
from config.common.wareki import month_label, wareki, weekday

register = template.Library()

register.simple_tag(charts.caseload_bar)
register.simple_tag(charts.caseload_axis)
register.simple_tag(charts.limit_bar)
register.simple_tag(charts.month_bars)
register.simple_tag(marked, name="marked")
register.simple_tag(ruby, takes_context=True)
register.simple_tag(furigana, takes_context=True)
register.simple_tag(table_rows)
register.simple_tag(label, takes_context=True)
register.simple_tag(paper_logo)
register.filter("hung", hung)
register.tag("steady", steady)
register.tag("cell", cell)


class PageURLNode(URLNode):
    """{% url %} that looks up only once what is the same on every page."""

    def render(self, context: Context) -> str:
        """Return the address."""
        if self.args or self.kwargs or self.asvar:
            return super().render(context)
        return page_url(self.view_name.resolve(context))


@register.tag
def url(parser: Parser, token: Token) -> PageURLNode:
    """Read the tag as Django does."""
    node = read_url(parser, token)
    return PageURLNode(node.view_name, node.args, node.kwargs, node.asvar)


@register.simple_tag
def badge(value: object, label: str = "", tone: str = "") -> SafeString:
    """Show a state as word, mark and tint; a choice brings its own label."""
    words = label or getattr(value, "label", None) or value
    css = tone or labels.TONES.get(str(getattr(value, "value", value)), "")
    return format_html('<span class="badge {}">{}</span>', css, words) if words else SafeString("")


@register.simple_tag
def kind(value: object, label: str = "") -> SafeString:
    """Show how a contact was made as a chip: call, visit, desk, along, meet, monitor or other."""
    words = label or getattr(value, "label", None) or value
    css = labels.KINDS.get(str(getattr(value, "value", value)), "")
    return format_html('<span class="kind {}">{}</span>', css, words)


@register.simple_tag
def due_badge(day: date | None, today: date) -> SafeString:
    """Show how a deadline stands as a badge: 「あと3日」, 「24日超過」."""
    if day is None:
        return SafeString("")
    due = labels.due_on(day, today)
    return format_html('<span class="badge {}">{}</span>', due.tone, due.words)


@register.filter
def due(day: date | None, today: date) -> str:
    """Say how a deadline stands in words."""
    return labels.due_on(day, today).words if day else ""


def _local(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def _is_english() -> bool:
    return (get_language() or "").startswith("en")


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a day for tables: R8.11.24（火）, ISO in English."""
    if not value:
        return ""
    return _local(value).isoformat() if _is_english() else wareki(_local(value), "weekday")


@register.filter
def long_day(value: date | datetime | None) -> str:
    """Write a day for headings and forms: 令和8年11月24日（火）, ISO in English."""
    if not value:
        return ""
    return _local(value).isoformat() if _is_english() else wareki(_local(value), "long-weekday")


@register.filter
def short_day(value: date | datetime | None) -> str:
    """Write a day of this year for rows: 11/24（火）."""
    if not value:
        return ""
    local = _local(value)
    if _is_english():
        return local.isoformat()
    return f"{local.month}/{local.day}（{weekday(local)}）"


@register.filter
def plain_day(value: date | None) -> str:
    """Write a day far from today, as a date of birth: 昭和60年4月2日, ISO in English."""
    if not value:
        return ""
    return value.isoformat() if _is_english() else wareki(value)


@register.filter
def era_year(value: date | None) -> str:
    """Write the year of a day: 昭和60年, 1985 in English."""
    if not value:
        return ""
    return str(value.year) if _is_english() else wareki(value, "year")


@register.filter
def year_mark(value: date | None) -> str:
    """Write the year over a column of months as shortly as can be: R8, '26 in English."""
    if not value:
        return ""
    return f"'{value:%y}" if _is_english() else month_label(value, "short").partition(".")[0]


@register.filter
def phone(value: str) -> str:
    """Write a stored telephone number with its hyphens."""
    return format_phone(value) if value else ""


@register.filter
def month(value: date | None) -> str:
    """Write a month: 令和8年11月, 2026-11 in English."""
    if not value:
        return ""
    return value.strftime("%Y-%m") if _is_english() else month_label(value)


@register.filter
def month_name(value: date | None) -> str:
    """Name a month without its year: 11月, Nov in English."""
    if not value:
        return ""
    return value.strftime("%b") if _is_english() else f"{value.month}月"


@register.filter
def clock(value: datetime | None) -> str:
    """Write the local time of day: 10:02."""
    return timezone.localtime(value).strftime("%H:%M") if value else ""


@register.filter
def can_lack(bound: forms.BoundField) -> bool:
    """Whether a required field can be left empty: what starts on a choice cannot."""
    field = bound.field
    if not field.required:
        return False
    if isinstance(field.widget, forms.RadioSelect):
        return bound.value() in field.empty_values
    if isinstance(field, forms.ModelChoiceField):
        return field.empty_label is not None
    if type(field.widget) is forms.Select:
        return next((value for value, _label in field.widget.choices), "") in ("", None)
    return True
