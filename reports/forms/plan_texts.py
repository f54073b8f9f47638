"""Forms of the texts of an annual plan: nested text, kinds of service, chart, headings, years."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from config.common.fiscal import fiscal_year
from reports.choices import SectionKind
from reports.models import AnnualPlan, PlanSection
from reports.plan_document import ChartBox
from reports.plan_rows import document_of, outline_of
from reports.rules.outline import Line, outline_problems, outline_text, read_outline
from staffing.sheets import SheetForm, sheet_formset

BLANK = "blank"
BOX_DIVIDER, POST_DIVIDER = "｜", "／"


class OutlineForm(SheetForm):
    """The nested text of a section, one item a line."""

    text = forms.CharField(
        label=pgettext_lazy("annual plan", "Text"),
        required=False,
        max_length=60_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 26, "data-outline": "", "class": "outline-text"}),
    )

    def __init__(self, *args: Any, known: list[Line], **kwargs: Any) -> None:
        self.known = known
        super().__init__(*args, **kwargs)

    def clean_text(self) -> str:
        """Refuse a nesting that cannot be printed, naming each line."""
        text = self.cleaned_data["text"]
        self.add_problems(outline_problems(read_outline(text, self.known)))
        return text

    @property
    def lines(self) -> list[Line]:
        """The items that were typed."""
        return read_outline(self.cleaned_data["text"], self.known)


def load_outline(section: PlanSection) -> dict[str, str]:
    """Return the section's text as the form shows it."""
    return {"text": outline_text(outline_of(section))}


class TitleForm(SheetForm):
    """The title of the paper."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=100)


class ServiceKindsForm(SheetForm):
    """The kinds of service, one a line."""

    text = forms.CharField(
        label=gettext_lazy("Kinds of service"),
        help_text=gettext_lazy("One a line; each is printed in its own row."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_text(self) -> str:
        """Each line has to fit its row."""
        text = self.cleaned_data["text"]
        if any(len(line) > 200 for line in text.splitlines()):
            raise forms.ValidationError(_("A line has more than 200 characters. Shorten it."))
        return text

    @property
    def texts(self) -> list[str]:
        """The lines that hold something."""
        return [line.strip() for line in self.cleaned_data["text"].splitlines() if line.strip()]


class ChartForm(SheetForm):
    """The boxes of the chart, one a line, full-width spaces for the level."""

    text = forms.CharField(
        label=gettext_lazy("Boxes"),
        help_text=gettext_lazy(
            "One box a line. Begin with a full-width space for each level below the first. "
            "Write the label, ｜, then the posts with ／ between them."
        ),
        required=False,
        max_length=8000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "data-outline": "", "class": "outline-text"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason for the correction"), max_length=200, required=False
    )

    def clean_text(self) -> str:
        """There is one box at the top, and no level is left out."""
        text = self.cleaned_data["text"]
        lines = chart_lines(text)
        if sum(level == 1 for level, _mark, _words in lines) > 1:
            raise forms.ValidationError(_("Only one box can stand at the top."))
        self.add_problems(outline_problems(lines))
        return text

    @property
    def root(self) -> ChartBox | None:
        """The boxes that were typed."""
        boxes, _rest = _boxes(chart_lines(self.cleaned_data["text"]), 0, 1)
        return boxes[0] if boxes else None


def chart_lines(text: str) -> list[Line]:
    """Return level and words of each box; a chart has no marks."""
    return [(level, "", f"{mark}{words}") for level, mark, words in read_outline(text)]


def _boxes(lines: list[Line], start: int, level: int) -> tuple[list[ChartBox], int]:
    boxes, place = [], start
    while place < len(lines) and lines[place][0] >= level:
        label, _divider, posts = lines[place][2].rpartition(BOX_DIVIDER)
        children, place = _boxes(lines, place + 1, level + 1)
        names = tuple(post.strip() for post in posts.split(POST_DIVIDER) if post.strip())
        boxes.append(ChartBox(label.strip(), names, tuple(children)))
    return boxes, place


def chart_text(root: ChartBox | None) -> str:
    """Write the boxes as lines of text."""
    return outline_text(_box_lines(root, 1)) if root else ""


def _box_lines(box: ChartBox, level: int) -> list[Line]:
    posts = POST_DIVIDER.join(box.posts)
    words = f"{box.label}{BOX_DIVIDER}{posts}" if box.label else posts
    lines: list[Line] = [(level, "", words)]
    for child in box.children:
        lines += _box_lines(child, level + 1)
    return lines


def load_chart(plan: AnnualPlan) -> tuple[dict, dict]:
    """Return the chart as the form shows it, drawn by hand or from the postings."""
    root = document_of(plan).chart.root
    return {"text": chart_text(root), "reason": plan.chart_reason}, {}


class SectionNameForm(SheetForm):
    """Heading of one section."""

    section = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.CharField(widget=forms.HiddenInput, required=False)
    heading = forms.CharField(label=gettext_lazy("Heading"), max_length=100, required=False)
    place = forms.IntegerField(
        label=gettext_lazy("Order"),
        required=False,
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "4"}),
    )

    @property
    def is_text(self) -> bool:
        """Whether this is a text section: only those come and go."""
        return (self["kind"].value() or SectionKind.TEXT) == SectionKind.TEXT

    @property
    def has_heading(self) -> bool:
        """Whether the paper prints a heading over this section."""
        return self["kind"].value() not in {SectionKind.OFFICE, SectionKind.SERVICE_KINDS}

    @property
    def kind_label(self) -> str:
        """What kind of section it is."""
        return dict(SectionKind.choices).get(self["kind"].value(), SectionKind.TEXT.label)


class StructureForm(SheetForm):
    """Which sections the paper has, under which headings, in which order."""

    formset_classes = {"rows": sheet_formset(SectionNameForm, extra=1, max_num=40)}

    def clean(self) -> dict[str, Any]:
        """A text section needs a heading of its own."""
        data = super().clean()
        texts = [
            row["heading"] for row in self._rows() if row.get("kind") in ("", SectionKind.TEXT)
        ]
        if "" in texts:
            self.add_error(None, _("Write the heading of each text section."))
        if len(set(texts)) < len(texts) or set(texts) & set(SectionKind.values):
            self.add_error(None, _("Two sections have the same heading."))
        return data

    def _rows(self) -> list[dict[str, Any]]:
        rows = self.formsets["rows"]
        return [row for row in rows.filled if row] if rows.is_valid() else []

    @property
    def typed_sections(self) -> list[tuple[int | None, str]]:
        """(key or None, heading) in the order of the typed places."""
        rows = sorted(self._rows(), key=lambda row: row.get("place") or 1000)
        return [(row.get("section"), row["heading"]) for row in rows]


def load_structure(plan: AnnualPlan) -> tuple[dict, dict]:
    """Return the sections as the form shows them."""
    rows = [
        {
            "section": section.pk,
            "kind": section.kind,
            "heading": section.heading,
            "place": section.position * 10,
        }
        for section in plan.sections.all()
    ]
    return {}, {"rows": rows}


class NewPlanForm(SheetForm):
    """Start the plan of a year."""

    fiscal_year = forms.TypedChoiceField(label=gettext_lazy("Fiscal year"), coerce=int)
    start = forms.ChoiceField(label=gettext_lazy("Start from"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, plans: list[AnnualPlan], **kwargs: Any) -> None:
        self.plans = {str(plan.pk): plan for plan in plans}
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        """Offer the coming years that have no plan yet, and the plans to copy."""
        taken = {plan.fiscal_year for plan in self.plans.values()}
        this_year = fiscal_year(self.today)
        years = [year for year in range(this_year - 1, this_year + 3) if year not in taken]
        words = _("Fiscal year %(year)s")
        self.fields["fiscal_year"].choices = [(year, words % {"year": year}) for year in years]
        copies = _("Copy the plan of %(year)s (version %(edition)s)")
        newest: dict[int, AnnualPlan] = {}
        for plan in self.plans.values():
            newest.setdefault(plan.fiscal_year, plan)
        self.fields["start"].choices = [
            *(
                (str(p.pk), copies % {"year": p.fiscal_year, "edition": p.edition})
                for p in newest.values()
            ),
            (BLANK, _("Begin with the blank form")),
        ]
        coming = [year for year in years if year > this_year]
        self.fields["fiscal_year"].initial = coming[0] if coming else (years or [None])[0]
        self.fields["start"].initial = self.fields["start"].choices[0][0]

    @property
    def from_plan(self) -> AnnualPlan | None:
        """The plan to copy, or None for the blank form."""
        return self.plans.get(self.cleaned_data["start"])
