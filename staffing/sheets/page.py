"""One page with one form: open, resume, check, save once, or show the conflict."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core import signing
from django.db import IntegrityError, models, transaction
from django.forms import Textarea
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.common.bulk import insert_row
from config.common.keys import read_key
from staffing.hidden import person_of
from staffing.models import SubmittedForm
from staffing.saving import Refused, StaleState
from staffing.sheets import conflicts, drafts
from staffing.sheets.conflicts import Conflict, Texts
from staffing.sheets.forms import SheetFormMixin, named_error
from staffing.sheets.once import saved_before, submission_key

BASE_SALT = "staffing.sheet.base"


@dataclass
class Sheet:
    """Everything a template needs to show one form (see components/sheet_open.html)."""

    request: HttpRequest
    form_class: type[SheetFormMixin]
    name: drafts.DraftName
    record: models.Model | None = None
    initial: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[dict]] = field(default_factory=dict)
    form_kwargs: dict[str, Any] = field(default_factory=dict)
    load: Callable[[models.Model], tuple[dict, dict]] | None = None
    submit_label: str = ""
    cancel_url: str = ""
    form_id: str = "sheet"
    draft_url: str = ""
    discard_url: str = ""
    form: SheetFormMixin | None = None
    hidden: dict[str, str] = field(default_factory=dict)
    resumed: bool = False
    draft_saved_at: Any = None

    def build(self, data: QueryDict | None = None, *, record=None) -> SheetFormMixin:
        """Return the form for the record as it is now, bound to `data` if given."""
        record = record or self.record
        initial, rows = dict(self.initial), dict(self.rows)
        kwargs = dict(self.form_kwargs)
        if record is not None and self.load:
            initial, rows = self.load(record)
        elif record is not None and hasattr(self.form_class, "Meta"):
            kwargs["instance"] = record
        files = self.request.FILES if data is not None and self.request.method == "POST" else None
        return self.form_class(
            data,
            files,
            initial=initial,
            rows=rows,
            today=timezone.localdate(),
            now=timezone.localtime(),
            user=self.request.user,
            office=kwargs.pop("office", self.request.office),
            **kwargs,
        )

    def open(self) -> None:
        """Show the form as the record is, or as the user's draft left it."""
        fresh = self.build()
        self.hidden = {
            "_key": str(uuid.uuid4()),
            "_version": str(getattr(self.record, "version", "") or ""),
            "_base": signing.dumps(conflicts.texts_of(fresh), salt=BASE_SALT, compress=True),
        }
        self.form = fresh
        if draft := drafts.find(self.request.user, self.name.key):
            data = drafts.posted(draft)
            self.form = self.build(data)
            _without_errors(self.form)
            self.hidden |= {name: data[name] for name in drafts.KEPT if data.get(name)}
            self.resumed, self.draft_saved_at = True, draft.saved_at
        self.hidden["_draft"] = self.name.token()

    def take(self, data: QueryDict) -> None:
        """Bind the form to what was posted."""
        self.form = self.build(data)
        self.request.sheet_form = self.form  # for the page that says that it cannot be saved now
        self.hidden = {name: data.get(name, "") for name in drafts.KEPT}
        self.hidden["_draft"] = self.name.token()
        self.form.version = read_key(data.get("_version"))

    @property
    def errors_list(self) -> list[tuple[str, str]]:
        """(id of the field, message) of every error, in the order of the page."""
        if not self.form.is_bound or self.resumed:
            return []
        found = [("", message) for message in self.form.non_field_errors()]
        parts = [self.form]
        for rows in self.form.formsets.values():
            found += [("", message) for message in rows.non_form_errors()]
            parts += [row for row in rows.forms if not rows.is_removed(row)]
        for part in parts:
            if part is not self.form:
                found += [("", message) for message in part.non_field_errors()]
            found += [(b.auto_id, named_error(b, message)) for b in part for message in b.errors]
        return found

    @property
    def base(self) -> Texts:
        """What the form held when the page was opened; empty if it was forged or is missing."""
        try:
            return signing.loads(self.hidden.get("_base", ""), salt=BASE_SALT)
        except signing.BadSignature:
            return {}


def _without_errors(form: SheetFormMixin) -> None:
    # A draft is never validated: it may stop in the middle of a word.
    form._errors = ErrorDict()
    for rows in form.formsets.values():
        for row in rows.forms:
            row._errors = ErrorDict()
        rows._errors, rows._non_form_errors = [], rows.error_class()


def edit_page(
    request: HttpRequest,
    form_class: type[SheetFormMixin],
    *,
    template: str,
    key: str,
    label: str,
    save: Callable[[SheetFormMixin], models.Model | str],
    success: str | Callable[[Any], str] = "",
    context: dict[str, Any] | None = None,
    path: str = "",
    **sheet_options: Any,
) -> HttpResponse:
    """Show a form and save it once.

    `key` names the form and record for drafts; `label` is what the list of drafts shows.
    `save` gets the valid form, calls one action and returns the saved record (its page is
    opened) or an address. `load` turns a record into (initial, rows) where the form is not a
    ModelForm. `path` is where the form is posted and resumed, if not this very address. Invalid
    input answers 422 with everything typed still there.
    """
    about = person_of(sheet_options.get("record")) or person_of((context or {}).get("client"))
    name = drafts.DraftName(key, str(label), path or request.get_full_path(), about)
    sheet = Sheet(request, form_class, name, **sheet_options)
    sheet.draft_url = reverse("staffing:draft-save")
    sheet.discard_url = reverse("staffing:draft-discard")
    sheet.submit_label = sheet.submit_label or _("Save")
    page = {"sheet": sheet, "form": None, **(context or {})}
    status = 200
    if request.method == "POST":
        response = _submit(sheet, _picked(sheet, request.POST), save, success)
        if response is not None:
            return response
        status = 422
    else:
        sheet.open()
    page["form"] = sheet.form
    return render(request, template, page, status=status)


def _submit(sheet: Sheet, data: QueryDict, save, success) -> HttpResponse | None:
    """Save what was posted; None means the form must be shown again."""
    sheet.take(data)
    if not sheet.form.is_valid():
        # What was saved meanwhile may be what makes the same form invalid now.
        return _already_saved(sheet)
    try:
        url = _save_once(sheet, save, success)
    except IntegrityError:
        if done := _already_saved(sheet):
            return done
        raise
    except Refused as refused:
        sheet.form.add_problems(refused.problems)
        return None
    except StaleState:
        if sheet.record is None:
            raise  # an act, not a text that two people wrote: nothing to merge
        return _resolve(sheet, data, save, success)
    return redirect(url)


def _already_saved(sheet: Sheet) -> HttpResponse | None:
    return saved_before(sheet.request, _key(sheet))


def _key(sheet: Sheet) -> uuid.UUID | None:
    return submission_key(sheet.hidden.get("_key", ""))


def _save_once(sheet: Sheet, save, success) -> str:
    user = sheet.request.user
    with transaction.atomic():
        key = _key(sheet) or uuid.uuid4()
        insert_row(SubmittedForm(key=key, user=user))
        saved = save(sheet.form)
        url = saved if isinstance(saved, str) else saved.get_absolute_url()
        SubmittedForm.objects.filter(pk=key).update(url=url)
        drafts.discard(user, sheet.name.key)
    text = success(saved) if callable(success) else success
    if text:
        messages.success(sheet.request, text)
    return url


def _resolve(sheet: Sheet, data: QueryDict, save, success) -> HttpResponse:
    """Somebody was faster: merge what does not collide, ask about the rest."""
    current = type(sheet.record)._base_manager.get(pk=sheet.record.pk)
    if current.deleted_at if hasattr(current, "deleted_at") else False:
        raise StaleState(current)
    theirs_form = sheet.build(record=current)
    mine, theirs = conflicts.posted_texts(data, theirs_form), conflicts.texts_of(theirs_form)
    merged, both = conflicts.merge(
        base=sheet.base, mine=mine, theirs=theirs, rows=theirs_form.formsets
    )
    post = QueryDict(mutable=True)
    for field_name, values in merged.items():
        post.setlist(field_name, values)
    post["_key"] = sheet.hidden["_key"]
    post["_version"] = str(current.version)
    post["_base"] = signing.dumps(theirs, salt=BASE_SALT, compress=True)
    if not both:
        sheet.record = current
        response = _submit(sheet, post, save, success)
        if response is not None:
            messages.info(
                sheet.request, _("A colleague had changed other fields; both changes are kept.")
            )
            return response
    return _conflict_page(sheet, theirs_form, post, both, mine, theirs, current)


def _conflict_page(sheet, form, post, both, mine, theirs, current) -> HttpResponse:
    by = str(getattr(current, "updated_by", None) or _("A colleague"))
    items, hidden = [], {"_draft": [sheet.name.token()]}
    for name in sorted(both):
        is_rows = name in form.formsets
        item = Conflict(
            name=name,
            label=str(_("Rows") if is_rows else form[name].label),
            mine=conflicts.readable(form, name, mine),
            theirs=conflicts.readable(form, name, theirs),
            theirs_by=by,
            theirs_at=getattr(current, "updated_at", None),
            is_long=not is_rows and isinstance(form.fields[name].widget, Textarea),
        )
        items.append(item)
        names = [n for n in {*mine, *theirs} if n == name or (is_rows and n.startswith(f"{name}-"))]
        for part in names:
            hidden[f"_mine:{name}:{part}"] = mine.get(part) or [""]
            hidden[f"_theirs:{name}:{part}"] = theirs.get(part) or [""]
            post.setlist(part, [])
    for name, values in post.lists():
        hidden.setdefault(name, values)
    context = {"conflicts": items, "hidden_lists": hidden, "sheet": sheet, "record": current}
    return render(sheet.request, "conflict.html", context, status=409)


def _picked(sheet: Sheet, data: QueryDict) -> QueryDict:
    """Put the texts chosen on the conflict page into the post; keep what was not chosen."""
    picks = {n.removeprefix("_pick:"): v for n, v in data.items() if n.startswith("_pick:")}
    if not picks:
        return data
    data = data.copy()
    user, now = sheet.request.user, timezone.now()
    for name, choice in picks.items():
        own, other = f"_mine:{name}:", f"_theirs:{name}:"
        parts = {k.removeprefix(own) for k in data if k.startswith(own)}
        for part in parts:
            mine, theirs = _filled(data, own + part), _filled(data, other + part)
            chosen = {"mine": mine, "theirs": theirs}.get(choice)
            data.setlist(part, conflicts.join_both(mine, theirs) if chosen is None else chosen)
        lost = {"mine": other, "theirs": own}.get(choice)
        if lost:
            text = "\n".join(v for p in sorted(parts) for v in data.getlist(lost + p))
            drafts.keep_text(user, sheet.name, str(_("text not chosen")), text, now=now)
    return data


def _filled(data: QueryDict, name: str) -> list[str]:
    return [value for value in data.getlist(name) if value != ""]
