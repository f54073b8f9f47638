"""Every page of every role, reached by its links: whole, Japanese, without barriers."""

import re
from collections import Counter, deque
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from django.utils import timezone

from councils.choices import MeetingState
from councils.models import Meeting
from monitoring.models import MonitoringReport
from plans.choices import Stage
from plans.models import ServiceUsePlan
from staffing.models import User
from tests.access import Row
from tests.test_access import ROWS

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

#: Sign-in name of one person of the demo for each role.
PEOPLE = {
    "manager": "kanri",
    "lead": "kakari",
    "counsellor": "mizuno",
    "clerk": "jimu",
    "core_staff": "kikan",
    "city": "shi",
    "administrator": "admin",
}
#: Names of products, which are written so in Japanese, too.
ENGLISH_ALLOWED = {"Google Authenticator", "Microsoft Authenticator"}
WORDS = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]+)+")
#: How the page reads, with what only a screen reader hears.
SEEN = """() => [document.body.innerText, document.title,
    ...[...document.querySelectorAll("[aria-label], [title], [alt]")].flatMap((one) =>
        ["aria-label", "title", "alt"].map((name) => one.getAttribute(name) ?? ""))].join("\\n")"""
LINKS = """() => [...document.querySelectorAll("a[href]")].map((link) => link.href)"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SERIOUS = {"serious", "critical"}
#: Records differ by their state, and with it the links on their pages.
SAMPLES = {"plans:plan-detail": 5, "councils:meeting-detail": 4, "monitoring:month-detail": 4}
#: Answers without a page of ours.
PAPERS = ("-pdf", "-print")
#: Behind a form that is sent, a state that not every town is in, or nothing but an address; the
#: journey goes through most of them.
HIDDEN = {
    "cases:case-open",
    "cases:client-create",
    "cases:search-results",
    "code-check",
    "confirm-identity",
    "councils:minutes-finish",
    "gallery",
    "monitoring:report-edit",
    "plans:plan-deliver",
    "plans:plan-finalise",
    "plans:plan-submit",
    "staffing:draft-list",
}
#: As wide as A4 on every screen.
SHEETS = ("-preview",)

#: Pages that axe has looked at; they look the same to the next role.
_looked_at: set[str] = set()


def name_of(address: str, server: str) -> str | None:
    """Return the name of the page behind a link of ours; None for another's."""
    if not address.startswith(server):
        return None
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return "nowhere"


def faults(page, name: str, response) -> list[str]:
    """Return in words what is wrong with the open page."""
    found = [] if response.status == 200 else [f"status {response.status}"]
    english = set(WORDS.findall(page.evaluate(SEEN))) - ENGLISH_ALLOWED
    found += [f"English: {words}" for words in sorted(english)]
    if name not in _looked_at:
        _looked_at.add(name)
        found += barriers(page)
    for width in (390, 1366):
        page.set_viewport_size({"width": width, "height": 768})
        if page.evaluate(SIDEWAYS) > 0 and not name.endswith(SHEETS):
            found.append(f"wider than {width}")
    return found


def barriers(page) -> list[str]:
    """Return what axe calls serious."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {rule['nodes'][0]['html'][:120]}"
        for rule in violations
        if rule["impact"] in SERIOUS
    ]


def is_page(name: str, row: Row) -> bool:
    """Whether the address shows a page of ours to a manager."""
    return row.method == "get" and "manager" in row.allowed and not name.endswith(PAPERS)


def in_work() -> list[str]:
    """Return the addresses of records whose pages still offer everything."""
    plans, meetings = ServiceUsePlan.objects.alive(), Meeting.objects.alive()
    today = timezone.localdate()
    found = [
        plans.filter(stage=Stage.DRAFT, consented_on=None).first(),
        plans.filter(stage=Stage.DRAFT, submitted_on__isnull=False).first(),
        meetings.filter(state=MeetingState.PLANNED, held_on__gt=today).first(),
        meetings.filter(state=MeetingState.PLANNED, held_on__lt=today).first(),
        MonitoringReport.objects.alive().filter(finished_at=None).first(),
    ]
    return [record.get_absolute_url() for record in found if record]


@pytest.mark.parametrize("role", PEOPLE)
def test_every_page_that_links_lead_to(role, demo, page, live_server, browse_as, picture, troubles):
    browse_as(User.objects.get(login_id=PEOPLE[role]))
    home = f"{live_server.url}/"
    waiting, visits, known, found = deque([home]), Counter(["reports:home"]), {home}, {}
    if role == "manager":
        waiting.extend(live_server.url + address for address in in_work())
    while waiting:
        address = waiting.popleft()
        name = name_of(address, live_server.url)
        response = page.goto(address)
        if visits[name] == 1 or name in SAMPLES:
            picture(f"pages/{role}/{name.replace(':', '-')}-{len(known)}")
        if wrong := [*faults(page, name, response), *troubles]:
            found[f"{name} {urlsplit(address).path}"] = wrong
        troubles.clear()
        for link in page.evaluate(LINKS):
            link, path = link.split("#")[0], re.split("[?#]", link)[0]
            name = name_of(path, live_server.url)
            if not name or name.endswith(PAPERS) or path in known:
                continue
            if visits[name] < SAMPLES.get(name, 1):
                visits[name] += 1
                known.add(path)
                waiting.append(link)
    assert found == {}
    if role == "manager":
        pages = {name for name, row in ROWS.items() if is_page(name, row)}
        assert pages - set(visits) <= HIDDEN
