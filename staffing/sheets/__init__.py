"""Forms that lose nothing: drafts, version check, idempotency and kept input for every form.

A view describes its form and the one action that saves it; `edit_page` does the rest:

    return edit_page(
        request, ClientForm, template="cases/client_form.html", key=f"client:{client.pk}",
        label=_("Client"), record=client, success=_("Saved."),
        save=lambda form: actions.change_client(
            client, by=request.user, version=form.version, **form.cleaned_data
        ),
    )
"""

from staffing.sheets.answers import show_preview, tell_refusal
from staffing.sheets.conflicts import Conflict
from staffing.sheets.forms import SheetForm, SheetFormSet, SheetModelForm, sheet_formset
from staffing.sheets.page import Sheet, edit_page

__all__ = [
    "Conflict",
    "Sheet",
    "SheetForm",
    "SheetFormSet",
    "SheetModelForm",
    "edit_page",
    "sheet_formset",
    "show_preview",
    "tell_refusal",
]
