"""Every page of every role, reached by its links: whole, Japanese, without barriers."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone

from cases.models import (
    Case,
    DisabilityHandbook,
    Document,
    FamilyMember,
    Guardian,
    RecipientCertificate,
    Share,
    SupportContact,
    WarningNote,
)
from councils.choices import MeetingState
from councils.models import Meeting
from monitoring.models import MonitoringReport, Submission
from plans.choices import Stage
from plans.models import (
    Assessment,
    CommunitySupport,
    FacilityStay,
    ServiceCoordinationMeeting,
    ServiceUsePlan,
)
from staffing.models import User
from staffing.permissions import access_for
from tests.e2e.crawl import PAPERS, SAMPLES, Walk, english_in, walk
from tests.personas import build_town
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
#: How the page reads, with what only a screen reader hears.
SEEN = """() => [document.body.innerText, document.title,
    ...[...document.querySelectorAll("[aria-label], [title], [alt]")].flatMap((one) =>
        ["aria-label", "title", "alt"].map((name) => one.getAttribute(name) ?? ""))].join("\\n")"""
AXE = Axe().axe_script
#: Only what is asked for: axe's whole answer is long, and all of it comes through the wire.
BREACHES = "axe.run({resultTypes: ['violations']}).then((found) => found.violations)"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SERIOUS = {"serious", "critical"}
#: Behind a form that is sent, a state that not every town is in, or nothing but an address; the
#: journey goes through most of them.
HIDDEN = {
    "cases:attachment-delete",
    "cases:case-open",
    "cases:client-create",
    "cases:client-merge",
    "cases:client-unrestrict",
    "cases:companions-offer",
    "cases:handover-detail",
    "cases:paper-style-edit",
    "cases:paper-style-preview",
    "cases:purge-ask",
    "cases:purge-confirm",
    "cases:search-results",
    "cases:share-file",
    "cases:transfer-accept",
    "cases:transfer-decline",
    "cases:transfer-detail",
    "cases:transfer-return",
    "code-check",
    "confirm-identity",
    "councils:minutes-finish",
    "gallery",
    "monitoring:month-visits",
    "monitoring:report-discard",
    "monitoring:report-edit",
    "monitoring:submission-document",
    "monitoring:submission-return",
    "plans:area-talk",
    "plans:care-minutes-before",
    "plans:community-plan-consent",
    "plans:community-plan-edit",
    "plans:plan-deliver",
    "plans:plan-finalise",
    "plans:plan-submit",
    "reports:coverage-left-out",
    "staffing:draft-list",
    "staffing:view-create",
}
#: Tables of which a person may have no row, and the page of the person that shows them.
BELOW = (
    (RecipientCertificate, "cases:client-papers"),
    (DisabilityHandbook, "cases:client-papers"),
    (Guardian, "cases:client-papers"),
    (WarningNote, "cases:client-papers"),
    (FamilyMember, "cases:client-family"),
    (SupportContact, "cases:client-family"),
    (Document, "cases:client-documents"),
    (FacilityStay, "plans:client-community"),
)
#: As wide as A4 on every screen.
SHEETS = ("-preview", "-minutes-before")
#: A part of a page, and a file.
NO_PAGES = {"cases:companions-offer", "monitoring:submission-document"}

#: The looks of the browser, spread over so many tests.
PARTS = 8


def faults(page, name: str, response) -> list[str]:
    """Return in words what is wrong with the open page."""
    found = [] if response.status == 200 else [f"status {response.status}"]
    found += [f"English: {words}" for words in english_in(page.evaluate(SEEN))]
    found += barriers(page)
    for width in (390, 1366):
        page.set_viewport_size({"width": width, "height": 768})
        if page.evaluate(SIDEWAYS) > 0 and not name.endswith(SHEETS):
            found.append(f"wider than {width}")
    return found


def barriers(page) -> list[str]:
    """Return what axe calls serious."""
    page.evaluate(AXE)
    violations = page.evaluate(BREACHES)
    return [
        f"{rule['id']}: {rule['nodes'][0]['html'][:120]}"
        for rule in violations
        if rule["impact"] in SERIOUS
    ]


def pages_of_a_manager() -> set[str]:
    """Return the names of the pages of ours that a manager may open."""
    return {
        name
        for name, row in ROWS.items()
        if row.method == "get" and "manager" in row.allowed and not name.endswith(PAPERS)
    }


#: Records whose pages offer more or less by where they stand, and the column that says so.
BY_STATE = (
    (Case, "state"),
    (Share, "revoked_at"),
    (Assessment, "finished_on"),
    (ServiceCoordinationMeeting, "state"),
    (CommunitySupport, "kind"),
    (ServiceUsePlan, "stage"),
    (Meeting, "state"),
    (MonitoringReport, "outcome"),
    (Submission, "state"),
)


def in_work(user: User) -> list[str]:
    """Return the addresses of one record in each state, and of who has what hangs below a file."""
    access_for(user, on=timezone.localdate())
    found = []
    for table, column in BY_STATE:
        states = {getattr(row, column): row for row in table.objects.visible_to(user)}
        found += [row.get_absolute_url() for row in states.values()]
    for table, page in BELOW:
        # The first of each leads to whose file it is.
        if row := table.objects.visible_to(user).order_by("pk").first():
            found.append(reverse(page, args=[row.client_id]))
    plans, meetings = ServiceUsePlan.objects.visible_to(user), Meeting.objects.visible_to(user)
    today = timezone.localdate()
    open_ones = [
        plans.filter(stage=Stage.DRAFT, consented_on=None).first(),
        plans.filter(stage=Stage.DRAFT, submitted_on__isnull=False).first(),
        meetings.filter(state=MeetingState.PLANNED, held_on__gt=today).first(),
        meetings.filter(state=MeetingState.PLANNED, held_on__lt=today).first(),
        MonitoringReport.objects.visible_to(user).filter(finished_at=None).first(),
    ]
    return found + [row.get_absolute_url() for row in open_ones if row]


@pytest.fixture
def walked(demo, shared_once):
    """Return a function that tells where a role comes to: once for all processes of the run."""

    def of(role: str) -> Walk:
        user = User.objects.get(login_id=PEOPLE[role])
        start = in_work(user) if role == "manager" else []
        path = shared_once(
            f"walk-{role}.json", lambda to: to.write_text(walk(user, start).dumped())
        )
        return Walk.loaded(path.read_text())

    return of


@pytest.mark.parametrize("role", PEOPLE)
def test_every_link_leads_to_a_page_in_japanese(role, walked):
    seen = walked(role)
    assert seen.wrong == {}
    if role == "manager":
        assert sorted(pages_of_a_manager() - seen.names - HIDDEN) == []


#: Stands for a role where no link of the demo leads: the page's object is made for the look.
MADE = "made"


def looks(walked) -> list[tuple[str, str, str]]:
    """Return role, name and address of what the browser looks at: a page once, homes always."""
    taken, found = set(), []
    for role in PEOPLE:
        for name, address in walked(role).pages:
            if name not in taken or name in SAMPLES or name == "reports:home":
                taken.add(name)
                found.append((role, name, address))
    others = sorted(pages_of_a_manager() - taken - NO_PAGES)
    return found + [(MADE, name, "") for name in others]


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_whole_and_without_barriers(
    part, walked, page, live_server, browse_as, picture, troubles
):
    found, signed_in, town = {}, None, None
    for number, (role, name, address) in enumerate(looks(walked)):
        if number % PARTS != part:
            continue
        if role == MADE:
            town = town or build_town()
            row = ROWS[name]
            address = reverse(name, kwargs=row.make(town) if row.make else None)
        if role != signed_in:
            who = town.manager if role == MADE else User.objects.get(login_id=PEOPLE[role])
            browse_as(who)
            signed_in = role
        response = page.goto(live_server.url + address)
        picture(f"pages/{role}/{name.replace(':', '-')}-{number}")
        if wrong := [*faults(page, name, response), *troubles]:
            found[f"{role} {name} {urlsplit(address).path}"] = wrong
        troubles.clear()
    assert found == {}
