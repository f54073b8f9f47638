"""Register a person: look first, then fill in (S09)."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cases import actions
from cases.forms import FindForm, RegisterForm
from cases.models import Client
from cases.rules import Likeness, likenesses, read_query
from config.common.kana import name_key, search_key
from staffing.models import User
from staffing.permissions import Permission, require
from staffing.searching import issue_ticket, ticket_text
from staffing.sheets import edit_page

MOST_CANDIDATES = 10
REASONS = {
    Likeness.NUMBER: gettext_lazy("The certificate number is the same"),
    Likeness.BIRTH: gettext_lazy("The date of birth is the same"),
    Likeness.PHONE: gettext_lazy("The telephone number is the same"),
    Likeness.KANA: gettext_lazy("The reading is the same or begins alike"),
    Likeness.NAME: gettext_lazy("The name is the same or begins alike"),
}
#: The search form as one short text: a ticket holds 100 letters.
FIELDS = ("name", "birth_on", "phone", "certificate_number")


def _write(found: dict[str, Any]) -> str:
    values = [found["name"], str(found["birth_on"] or ""), *(found[name] for name in FIELDS[2:])]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _read(user: User, token: str) -> dict[str, Any]:
    """What was looked for; empty for another's or an old ticket."""
    try:
        values = json.loads(ticket_text(user, token) or "null")
        name, birth, phone, number = values
    except (ValueError, TypeError):
        return {}
    return {
        "name": name,
        "birth_on": parse_date(birth) if birth else None,
        "phone": phone,
        "certificate_number": number,
    }


def candidates(user: User, office_id: int, wanted: dict[str, Any]) -> list[dict[str, Any]]:
    """People of the office who share something, with the reasons, the likeliest first."""
    name = wanted["name"]
    kana = read_query(name, today=timezone.localdate()).kana_key if name else ""
    keys = wanted | {"kana_key": kana or search_key(name), "name_key": name_key(name)}
    people = Client.objects.visible_to(user).filter(office_id=office_id)
    found = []
    for client in people.like(keys).with_worker().by_kana()[:50]:
        reasons = likenesses(keys, vars(client))
        found.append({"client": client, "reasons": [REASONS[reason] for reason in reasons]})
    found.sort(key=lambda row: -len(row["reasons"]))
    return found[:MOST_CANDIDATES]


@require_http_methods(["GET", "POST"])
def client_find(request: HttpRequest) -> HttpResponse:
    """Look whether the person is registered already, before the form is filled in."""
    require(request.user, Permission.CLIENT_EDIT, request.office)
    token = request.GET.get("s", "")
    wanted = _read(request.user, token)

    def save(form: FindForm) -> str:
        ticket = issue_ticket(request.user, _write(form.cleaned_data), now=timezone.now())
        return f"{reverse('cases:client-find')}?s={ticket}"

    create = reverse("cases:client-create")
    found = candidates(request.user, request.office.pk, wanted) if wanted else []
    return edit_page(
        request,
        FindForm,
        template="cases/client_find.html",
        key="client:find",
        label=_("Look before registering"),
        initial=wanted,
        submit_label=_("Look"),
        save=save,
        context={
            "wanted": wanted,
            "candidates": found,
            "create_url": f"{create}?s={token}" if wanted else create,
        },
    )


def _initial(request: HttpRequest) -> dict[str, Any]:
    """What the search already knows; a reading goes into its field, a written name into its own."""
    wanted = _read(request.user, request.GET.get("s", ""))
    today = timezone.localdate()
    name = wanted.pop("name", "")
    is_kana = bool(name) and bool(read_query(name, today=today).kana_key)
    return wanted | {"name_kana" if is_kana else "name": name, "opened_on": today}


@require_http_methods(["GET", "POST"])
def client_create(request: HttpRequest) -> HttpResponse:
    """Register a person with the case."""
    require(request.user, Permission.CLIENT_EDIT, request.office)
    return edit_page(
        request,
        RegisterForm,
        template="cases/client_create.html",
        key="client:new",
        label=_("Register a client"),
        initial=_initial(request),
        cancel_url=reverse("cases:client-list"),
        submit_label=_("Register and open the file"),
        success=_("The client is registered and the case is open."),
        save=lambda form: actions.register_client(
            office=request.office, by=request.user, **form.registration
        ),
    )
