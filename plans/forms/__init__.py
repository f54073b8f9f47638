"""Forms of plans, decisions and providers."""

from plans.forms.assessments import (
    AreaForm,
    FinishForm,
    OwnWordsForm,
    VisitForm,
    WishesForm,
)
from plans.forms.care_meetings import (
    CancelMeetingForm,
    CareMeetingForm,
    StartMeetingForm,
    meeting_texts,
)
from plans.forms.care_minutes import CareMinutesForm, CorrectMinutesForm, minutes_texts
from plans.forms.community import CrisisSheetForm, StayForm, SupportForm
from plans.forms.community_records import CommunityPlanForm, EntryForm
from plans.forms.consent import ConsentForm, DeliveryForm, PlanConsentForm, SubmissionForm
from plans.forms.decisions import DecisionForm
from plans.forms.needs import NeedForm, RemovalForm
from plans.forms.plans import FinalPlanForm, NewPlanForm, PlanForm, RevisionForm
from plans.forms.provider_plans import ProviderPlanForm, needs_offered
from plans.forms.providers import ProviderForm
from plans.forms.self_plans import SelfPlanForm
from plans.forms.week import PresentWeekForm, WeekForm

__all__ = [
    "AreaForm",
    "CancelMeetingForm",
    "CareMeetingForm",
    "CareMinutesForm",
    "CommunityPlanForm",
    "ConsentForm",
    "CorrectMinutesForm",
    "CrisisSheetForm",
    "DecisionForm",
    "DeliveryForm",
    "EntryForm",
    "FinalPlanForm",
    "FinishForm",
    "NeedForm",
    "NewPlanForm",
    "OwnWordsForm",
    "PlanConsentForm",
    "PlanForm",
    "PresentWeekForm",
    "ProviderForm",
    "ProviderPlanForm",
    "RemovalForm",
    "RevisionForm",
    "SelfPlanForm",
    "StartMeetingForm",
    "StayForm",
    "SubmissionForm",
    "SupportForm",
    "VisitForm",
    "WeekForm",
    "WishesForm",
    "meeting_texts",
    "minutes_texts",
    "needs_offered",
]
