"""Choices of assessments: the eleven areas of life, in the order of the paper (T-03)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.choices import PlaceKind

#: Places that count as 居宅等: the home, and the facility or hospital where the person is.
VISITED = (PlaceKind.HOME, PlaceKind.FACILITY)


class LifeArea(TextChoices):
    """What is talked about; the order is that of the paper."""

    HOUSING = "housing", pgettext_lazy("life area", "Housing")
    DAILY = "daily", pgettext_lazy("life area", "Daily life")
    DAYTIME = "daytime", pgettext_lazy("life area", "Daytime activity")
    HEALTH = "health", pgettext_lazy("life area", "Medical care and health")
    MONEY = "money", pgettext_lazy("life area", "Money")
    LEISURE = "leisure", pgettext_lazy("life area", "Hobbies and play")
    CONFIDANT = "confidant", pgettext_lazy("life area", "Whom to turn to")
    RELATIONS = "relations", pgettext_lazy("life area", "Relations with people")
    SAFETY = "safety", pgettext_lazy("life area", "Safety")
    FAMILY = "family", pgettext_lazy("life area", "What the family hopes for")
    REGION = "region", pgettext_lazy("life area", "The situation around the home")


#: What is asked in each area, so that nothing is forgotten.
AREA_HINTS = {
    LifeArea.HOUSING: _("Kind of home, who lives there, rent, steps and handrails, wish to move."),
    LifeArea.DAILY: _("Meals, bath, toilet, clothes, housework, shopping, getting about, talking."),
    LifeArea.DAYTIME: _("Work, school, day services; how the week goes and how it is reached."),
    LifeArea.HEALTH: _("Illness, hospitals, medication, sleep, meals, what is done when unwell."),
    LifeArea.MONEY: _("Income, pension, who keeps the money, debts, allowances and reliefs."),
    LifeArea.LEISURE: _("What is fun, days off, with whom, what the person would like to try."),
    LifeArea.CONFIDANT: _("Who is asked when in trouble, at night too; who helps to decide."),
    LifeArea.RELATIONS: _("Family, friends, neighbours, colleagues; easy and hard encounters."),
    LifeArea.SAFETY: _("Disaster, fire, being alone, harm and abuse, guardianship, emergencies."),
    LifeArea.FAMILY: _("What the family says, apart from the person; the strain of caring."),
    LifeArea.REGION: _("Neighbourhood, buses, snow, what is near, who keeps an eye on them."),
}

ASSESSMENT_VERBS = {
    "assessment.created": _("Started an assessment"),
    "assessment.viewed": _("Opened an assessment"),
    "assessment.changed": _("Changed day and place of an assessment"),
    "assessment.week_changed": _("Wrote the present week of an assessment"),
    "assessment.area_changed": _("Wrote an area of an assessment"),
    "assessment.area_kept": _("Left an area of an assessment as it was"),
    "assessment.finished": _("Finished an assessment"),
    "plan.needs_taken": _("Took needs of the assessment into a plan"),
}
